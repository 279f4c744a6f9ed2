//! The products: every file that is made from a plan, for the command and for the officer's page.
//!
//! A new product is one entry here, and the code that makes it. The officer's page has it in its list (`www/officer.html`), and what
//! options it does not take is said in `src/bin/machi-plan/args.rs`.
//!
//! Never in this room: files and folders themselves, the writing of a view or a file.

mod pack;
mod pages;
mod phrases;
mod script;

use crate::locale::{Locale, messages};
use crate::package::{self, Problem};
use crate::plan::Plan;
use crate::selection::Prepared;
use crate::view::{self, FragmentOptions, Paper, Papers};
use crate::{export, planfile};
pub use script::integrity;

/// The products, one entry for each: the code, the mark, the suffix, and the command that offers it under `--as`.
macro_rules! products {
    ($($(#[$doc:meta])* $name:ident: $code:literal, $mark:literal, $suffix:expr, $by:ident;)*) => {
        /// A kind of file or folder that is made from a plan.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Product {
            $($(#[$doc])* $name,)*
        }

        impl Product {
            /// All of them.
            pub const ALL: &[Product] = &[$(Product::$name),*];

            fn entry(self) -> Entry {
                match self {
                    $(Product::$name => Entry { code: $code, mark: $mark, suffix: $suffix, by: By::$by },)*
                }
            }
        }
    };
}

products! {
    /// The plan file.
    PlanFile: "plan-file", "", Some("json"), Other;
    /// The plan file under a name that content management systems accept.
    PlanText: "plan-text", "", Some("txt"), Other;
    /// The script with this plan and no other.
    Script: "script", "", Some("js"), Other;
    /// The element with all its content, for pasting.
    Fragment: "fragment", "-paste", Some("html"), Render;
    /// The fragment with only the elements that the editors of content management systems keep.
    Editor: "editor", "-editor", Some("html"), Render;
    /// One HTML file without any other file.
    Page: "page", "", Some("html"), Render;
    /// The table for paper.
    Print: "print", "-print", Some("html"), Render;
    /// A page of A4 for each item.
    Sheet: "sheet", "-sheet", Some("html"), Render;
    /// The reported year beside the year before, for the council.
    Council: "council", "-council", Some("html"), Render;
    /// A folder of pages: one for each item and department, and the files of the indicators.
    Site: "site", "-site", None, Render;
    /// The same as one file.
    SiteZip: "site-zip", "-site", Some("zip"), Other;
    /// A folder of open data.
    OpenData: "open-data", "-open-data", None, Export;
    /// The open data as one file.
    Zip: "zip", "-open-data", Some("zip"), Export;
    /// The package as a folder of CSV files.
    Package: "package", "-package", None, Export;
    /// The package as one workbook.
    Workbook: "workbook", "", Some("xlsx"), Export;
    /// The workbook for entering next year's results.
    // The name of the file has the fiscal year instead of a fixed mark.
    NextYear: "next-year", "", Some("xlsx"), Export;
    /// The same as a folder of workbooks, one for each department.
    Forms: "forms", "-forms", None, Other;
    /// The folder of [`Product::Forms`] as one file.
    FormsZip: "forms-zip", "-forms", Some("zip"), Other;
    /// What the checker of a content management system would report about the plan's own text, as lines.
    CmsNotes: "cms-notes", "-cms", Some("txt"), Other;
}

/// Who makes a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// `machi-plan render --as`.
    Render,
    /// `machi-plan export --as`.
    Export,
    /// Another command, or the officer's page alone.
    Other,
}

/// The source of a product.
pub struct Source<'a> {
    /// The plan. It was read without an error.
    pub plan: &'a Plan,
    /// The words of the HTML.
    pub locale: &'a Locale,
    /// The lines of [`Product::CmsNotes`].
    pub cms_notes: &'a [Problem],
    /// The options of the HTML.
    pub options: &'a FragmentOptions,
    /// The text of the script without plans. [`Product::Script`] needs it; with it [`Product::Page`] can be searched.
    pub script: Option<&'a str>,
    /// The address of the page with the plan, for [`Product::Sheet`]; `None` for that of the plan itself. For [`Product::Site`] the
    /// address of the site.
    pub base: Option<&'a str>,
    /// The size of the paper of [`Product::Council`].
    pub paper: Paper,
    /// The font of the pictures of [`Product::Site`], with the name of its file; without it the pages have none.
    pub font: Option<(&'a str, &'a [u8])>,
}

/// A finished product.
#[derive(Debug, PartialEq, Eq)]
pub enum Made {
    /// The bytes of one file.
    File(Vec<u8>),
    /// The files of a folder, by name and bytes.
    Folder(Vec<(String, Vec<u8>)>),
}

/// Why a product could not be made.
#[derive(Debug)]
pub enum NotMade {
    /// A workbook cannot hold these cells.
    Problems(Vec<Problem>),
    /// A sentence in the words of the locale.
    Refused(String),
}

impl Product {
    /// The word after `--as` and in the officer's page.
    pub fn code(self) -> &'static str {
        self.entry().code
    }

    /// The product with this code.
    ///
    /// ```
    /// use machi_plan::product::Product;
    /// assert_eq!(Product::from_code("print"), Some(Product::Print));
    /// ```
    pub fn from_code(code: &str) -> Option<Product> {
        Product::ALL.iter().copied().find(|product| product.code() == code)
    }

    /// The products that one command offers. The first is its default.
    pub fn offered(by: By) -> impl Iterator<Item = Product> {
        Product::ALL.iter().copied().filter(move |product| product.entry().by == by)
    }

    /// The suffix of its file, without the dot; `None` for a folder.
    pub fn suffix(self) -> Option<&'static str> {
        self.entry().suffix
    }

    /// The name for saving it.
    pub fn file_name(self, plan: &Plan) -> String {
        let Entry { mark, suffix, .. } = self.entry();
        let id = &plan.about.id;
        // The lines in the template of a city name it.
        if self == Product::Script {
            return "machi-plan.js".to_owned();
        }
        let mark = match self {
            Product::NextYear | Product::Forms | Product::FormsZip => {
                format!("-{}{mark}", package::next_results_year(plan).short())
            }
            _ => mark.to_owned(),
        };
        match suffix {
            Some(suffix) => format!("{id}{mark}.{suffix}"),
            None => format!("{id}{mark}"),
        }
    }

    /// Whether it contains the address of the plan file ([`FragmentOptions::src`]).
    pub fn names_address(self) -> bool {
        matches!(self, Product::Fragment | Product::Editor)
    }

    /// The default options of its HTML.
    pub fn options(self) -> FragmentOptions {
        let options = FragmentOptions::default();
        match self {
            // The heading of a self-contained page is at level 1.
            Product::Page => FragmentOptions { heading_level: 1, ..options },
            _ => options,
        }
    }

    /// Makes the product.
    ///
    /// ```
    /// use machi_plan::{locale::JA, plan::Plan, product::{Made, Product, Source}};
    /// let (plan, options) = (Plan::default(), Product::Fragment.options());
    /// let source = Source {
    ///     plan: &plan, locale: &JA, cms_notes: &[], options: &options, script: None, base: None, paper: Default::default(),
    ///     font: None,
    /// };
    /// let Ok(Made::File(html)) = Product::Fragment.make(&source) else { panic!() };
    /// assert!(html.starts_with(b"<machi-plan "));
    /// ```
    pub fn make(self, source: &Source) -> Result<Made, NotMade> {
        let Source { plan, locale, cms_notes, options, script, base, paper, .. } = *source;
        let papers = Papers { state: &options.state, base, paper };
        let text_file = |text: &str| planfile::bytes_for(&self.file_name(plan), text);
        let asks = [Product::NextYear, Product::Forms, Product::FormsZip].contains(&self);
        if asks && !package::is_anything_due(plan) {
            let years = messages().found.years(plan.about.first_year.short(), plan.about.last_year.short());
            return Err(NotMade::Refused(messages().forms.nothing_due(years)));
        }
        let bytes = match self {
            Product::PlanFile | Product::PlanText => text_file(&planfile::write(plan)),
            Product::Script => {
                let made = script.and_then(|script| script::with_plan(script, plan));
                made.ok_or_else(|| NotMade::Refused(locale.print.no_empty_script.to_owned()))?.into_bytes()
            }
            Product::Fragment => view::fragment_file(plan, locale, options).into_bytes(),
            Product::Editor => view::editor_file(plan, locale, options).into_bytes(),
            Product::Page => {
                let page = view::single_page(plan, locale, options, script);
                page.map_err(NotMade::Refused)?.into_bytes()
            }
            Product::Print => {
                view::print_sheet(&Prepared::new(plan.clone()), locale, &options.state).into_bytes()
            }
            Product::Sheet => view::item_sheets(&Prepared::new(plan.clone()), locale, &papers).into_bytes(),
            Product::Council => {
                view::council_list(&Prepared::new(plan.clone()), locale, &papers).into_bytes()
            }
            Product::Site => return Ok(Made::Folder(self::pages::site(source)?)),
            Product::SiteZip => {
                let files = self::pages::site(source)?.into_iter();
                let files = files.map(|(name, bytes)| export::OutFile {
                    name: [self::pages::FOLDER, &name].concat(),
                    bytes,
                });
                zipped(&files.collect::<Vec<_>>(), locale)?
            }
            Product::OpenData => {
                let files = export::open_data(plan).into_iter();
                return Ok(Made::Folder(files.map(|file| (file.name, file.bytes)).collect()));
            }
            Product::Zip => zipped(&export::open_data(plan), locale)?,
            Product::Package => {
                let files = package::write_files(plan).into_iter();
                return Ok(Made::Folder(files.collect()));
            }
            Product::Workbook => package::write_workbook(plan).map_err(NotMade::Problems)?,
            Product::NextYear => package::write_next_year(plan).map_err(NotMade::Problems)?,
            Product::Forms => {
                return Ok(Made::Folder(package::write_forms(plan).map_err(NotMade::Problems)?));
            }
            Product::FormsZip => {
                let forms = package::write_forms(plan).map_err(NotMade::Problems)?.into_iter();
                let files = forms.map(|(name, bytes)| export::OutFile { name, bytes });
                zipped(&files.collect::<Vec<_>>(), locale)?
            }
            Product::CmsNotes => {
                let lines = cms_notes.iter().map(ToString::to_string);
                let lines = lines.chain([package::summary(cms_notes)]).map(|line| line + "\n");
                text_file(&lines.collect::<String>())
            }
        };
        Ok(Made::File(bytes))
    }
}

fn zipped(files: &[export::OutFile], locale: &Locale) -> Result<Vec<u8>, NotMade> {
    export::zip(files).ok_or_else(|| NotMade::Refused(locale.print.too_much_for_zip.to_owned()))
}

/// The fixed facts about a product.
struct Entry {
    code: &'static str,
    /// The text after the id of the plan in the file name.
    mark: &'static str,
    suffix: Option<&'static str>,
    by: By,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::locale::JA;

    #[test]
    fn every_product_has_a_code_and_a_name_of_its_own_and_is_made_as_its_name_says() {
        let mut plan = Plan::default();
        plan.about.id = "machi".to_owned();
        (plan.about.first_year, plan.about.last_year) =
            (crate::plan::FiscalYear(2023), crate::plan::FiscalYear(2025));
        // An item without a department has a form too.
        plan.items.push(crate::plan::Item { id: "1".to_owned(), ..Default::default() });
        let mut codes = BTreeSet::new();
        let mut names = BTreeSet::new();
        for &product in Product::ALL {
            assert_eq!(Product::from_code(product.code()), Some(product));
            assert!(codes.insert(product.code()), "{product:?}");
            assert!(names.insert(product.file_name(&plan)), "{product:?}");
            let options = product.options();
            let script =
                Some("(()=>{const machiPlanOwn=[[],[]];})();").filter(|_| product == Product::Script);
            let source = Source {
                plan: &plan,
                locale: &JA,
                cms_notes: &[],
                options: &options,
                script,
                base: Some("https://example.jp/"),
                paper: Paper::default(),
                font: None,
            };
            match (product.make(&source).unwrap(), product.suffix()) {
                (Made::Folder(files), None) => {
                    assert!(
                        files.iter().any(|(name, _)| name.ends_with(".csv")
                            || name.ends_with(".xlsx")
                            || name == "index.html"),
                        "{product:?}"
                    );
                }
                (Made::File(bytes), Some(suffix)) => {
                    let begins = match suffix {
                        "json" => "{",
                        "js" => "(",
                        "txt" => "\u{feff}",
                        "html" => "<",
                        _ => "PK",
                    };
                    assert!(bytes.starts_with(begins.as_bytes()), "{product:?}");
                }
                (made, _) => panic!("{product:?}: {made:?}"),
            }
        }
        assert_eq!(Product::from_code("pdf"), None);
    }
}
