//! The index: every searchable text of every item under its folded key, by section.

use super::fold::fold_onto;
use super::{Word, fold};
use crate::list::List;
use crate::plan::{DepartmentNames, Item, ItemIndex, Plan, Tree};

/// The section of an item that contains a text. A closed row shows the first three; the others are inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Number and names, of the item and of the rows above it.
    Name,
    /// Departments.
    Departments,
    /// Purpose.
    Purpose,
    /// Content.
    Content,
    /// Actions and the words of the schedule.
    Schedule,
    /// Results.
    Results,
    /// Names and printed values of indicators.
    Indicators,
}

impl Section {
    /// Whether the text is inside the row, so that a closed row does not show it.
    pub fn is_closed(self) -> bool {
        self >= Section::Purpose
    }
}

/// How many times the words of a query occur in each section of an item.
pub type Hits = Vec<(Section, usize)>;

/// The searchable texts of a plan. Building it costs the length of the texts, so it may be built in pieces; a query costs at most
/// that length.
#[derive(Debug, Default)]
pub struct Index {
    items: Vec<Vec<Field>>,
}

#[derive(Debug)]
struct Field {
    section: Section,
    /// Keys of the shown texts, separated by a character that no key contains.
    key: String,
    /// The same for the printed texts that a correction changed: a search finds both.
    printed_key: Option<String>,
}

/// Separates two texts of one field, so that no hit spans them.
const BETWEEN: char = '\u{0}';

/// The documents' word for an item that repeats another. The page shows it before the name.
const REPOST: &str = "再掲";

impl Index {
    /// Indexes a plan. `printed` is the plan as printed, of which `shown` is [`Plan::corrected`]; `None` where they are the same.
    pub fn new(printed: Option<&Plan>, shown: &Plan) -> Index {
        let mut index = Index::default();
        index.grow(printed, shown, &Tree::new(shown), usize::MAX);
        index
    }

    /// Indexes up to `most` further items of such a plan, with its outline. Returns whether others wait.
    pub fn grow(&mut self, printed: Option<&Plan>, shown: &Plan, tree: &Tree, most: usize) -> bool {
        // Corrections never change an id or the sheet 部署, so tree and names are the same for both.
        let names = DepartmentNames::new(shown);
        // A word that has a reading in the glossary is found by that, wherever an item has the word.
        let terms = shown.glossary.iter().filter(|term| !term.term.is_empty() && !term.kana.is_empty());
        let terms = terms.map(|term| (fold(&term.term), fold(&term.kana))).list();
        let shown_texts = Texts { plan: shown, tree, names: &names, terms: &terms };
        let printed_texts = printed.map(|plan| Texts { plan, ..shown_texts });
        let of_item = |item| fields(&shown_texts, printed_texts.as_ref(), item);
        let begin = self.items.len();
        self.items.extend(shown.item_indices().skip(begin).take(most).map(of_item));
        self.items.len() < shown.items.len()
    }

    /// For each item whether every word occurs somewhere in it. Without words, every item matches. With `among`, only those
    /// items are looked through.
    pub fn find(&self, words: &[Word], among: Option<&[bool]>) -> Vec<bool> {
        let is_asked = |item: ItemIndex| among.is_none_or(|among| among[item.0]);
        (0..self.items.len()).map(ItemIndex).map(|item| is_asked(item) && self.matches(item, words)).list()
    }

    /// Whether every word occurs somewhere in the item. Without words, every item matches.
    pub fn matches(&self, item: ItemIndex, words: &[Word]) -> bool {
        let fields = self.items.get(item.0).map_or(&[][..], Vec::as_slice);
        words.iter().all(|word| fields.iter().any(|field| field.contains(word)))
    }

    /// How many times the words occur in each section. Sections without a hit are left out.
    pub fn hits(&self, item: ItemIndex, words: &[Word]) -> Hits {
        let fields = self.items.get(item.0).map_or(&[][..], Vec::as_slice);
        let counts =
            fields.iter().map(|field| (field.section, words.iter().map(|word| field.count(word)).sum()));
        counts.filter(|(_, count)| *count > 0).list()
    }
}

impl Field {
    fn contains(&self, word: &Word) -> bool {
        word.is_in(&self.key) || self.printed_key.as_ref().is_some_and(|key| word.is_in(key))
    }

    fn count(&self, word: &Word) -> usize {
        let printed = self.printed_key.as_ref().map_or(0, |key| word.count(key));
        word.count(&self.key).max(printed)
    }
}

/// A plan, and look-ups for the texts of its items.
#[derive(Clone, Copy)]
struct Texts<'a> {
    plan: &'a Plan,
    tree: &'a Tree,
    names: &'a DepartmentNames<'a>,
    /// The terms of the glossary with their readings, folded.
    terms: &'a [(String, String)],
}

fn fields(shown: &Texts, printed: Option<&Texts>, item: ItemIndex) -> Vec<Field> {
    let sections = [
        Section::Name,
        Section::Departments,
        Section::Purpose,
        Section::Content,
        Section::Schedule,
        Section::Results,
        Section::Indicators,
    ];
    let field = |section| {
        let text = text_of(shown, item, section);
        // Most texts have no correction, and folding them again would cost as much as all the rest.
        let printed = printed.map(|texts| text_of(texts, item, section)).filter(|printed| *printed != text);
        let key = key_of(&text, shown.terms);
        let printed_key = printed.map(|text| key_of(&text, shown.terms)).filter(|printed| *printed != key);
        Field { section, key, printed_key }
    };
    sections.into_iter().map(field).filter(|field| !field.key.is_empty()).list()
}

/// The searchable texts of a section.
fn text_of(texts: &Texts, at: ItemIndex, section: Section) -> String {
    let Texts { plan, tree, names, .. } = texts;
    let item = &plan[at];
    let mut all = String::new();
    let mut add = |text: &str| {
        if !text.is_empty() {
            if !all.is_empty() {
                all.push(BETWEEN);
            }
            all.push_str(text);
        }
    };
    match section {
        Section::Name => {
            add(&item.id);
            add(&item.name);
            if item.repost_of.is_some() {
                add(REPOST);
            }
            for row in tree.path(plan, at) {
                add(&format!("{}{}", row.mark, row.name));
            }
            item.priority.iter().chain(&item.tags).for_each(|text| add(text));
        }
        Section::Departments => {
            for assignment in tree.departments_of(plan, at) {
                // Where the cell has an alias, the department is also found by its full name, as the facet shows it.
                add(names.name(&assignment.department));
                let known = names.find(&assignment.department).map(|index| names.department(index));
                if let Some(known) = known {
                    add(&known.kana);
                    known.aliases.iter().for_each(|alias| add(alias));
                }
            }
        }
        closed => each_text(item, closed, &mut add),
    }
    all
}

/// The key of such texts. Each is folded alone, because what a sign is depends on those around it.
fn key_of(texts: &str, terms: &[(String, String)]) -> String {
    let mut key = String::with_capacity(texts.len());
    for (nth, text) in texts.split(BETWEEN).enumerate() {
        if nth > 0 {
            key.push(BETWEEN);
        }
        fold_onto(text, &mut key);
    }
    for (term, reading) in terms {
        if key.contains(term) {
            key.push(BETWEEN);
            key.push_str(reading);
        }
    }
    key
}

/// Calls `add` with each text of a section that a closed row does not show, in the order in which it is indexed.
pub(super) fn each_text(item: &Item, section: Section, add: &mut dyn FnMut(&str)) {
    match section {
        Section::Name | Section::Departments => {}
        Section::Purpose => add(&item.purpose),
        Section::Content => add(&item.content),
        Section::Schedule => {
            for action in &item.actions {
                add(&action.text);
                let words = action.cells.iter().flat_map(|cell| cell.lines()).filter(|line| *line != "→");
                words.for_each(&mut *add);
            }
        }
        Section::Results => {
            for result in &item.results {
                let own = [&result.text, &result.status, &result.reason];
                let after = [&result.challenge, &result.direction, &result.next_steps];
                own.into_iter().chain(after).for_each(|text| add(text));
            }
            for rating in &item.ratings {
                [&rating.rating, &rating.reason].into_iter().for_each(|text| add(text));
            }
        }
        Section::Indicators => {
            for row in &item.indicators {
                let texts = [&row.name, &row.series, &row.baseline, &row.reference_name, &row.reference];
                texts.into_iter().for_each(|text| add(text));
                row.year_cells().into_iter().flatten().for_each(|cell| add(&cell.printed));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Action, Assignment, Department, Indicator, YearCell, YearResult};

    fn index(item: Item) -> Index {
        let plan = Plan { items: vec![item], ..Plan::default() };
        Index::new(None, &plan)
    }

    #[test]
    fn all_words_must_be_found_anywhere_in_the_item() {
        let index = index(Item {
            name: "窓口の充実".into(),
            results: vec![YearResult {
                text: "北区役所で開始\n窓口".into(), ..YearResult::default()
            }],
            ..Item::default()
        });
        let matches = |query: &str| index.matches(ItemIndex(0), &super::super::words(query));
        assert!(matches("窓口"));
        assert!(matches("窓口　北区"));
        assert!(!matches("窓口 南区"));
        assert!(matches(""));
    }

    #[test]
    fn hits_are_counted_by_section() {
        let index = index(Item {
            name: "窓口".into(),
            actions: vec![Action {
                cells: vec!["窓口の検討\n→".into(), "窓口".into()], ..Action::default()
            }],
            ..Item::default()
        });
        assert_eq!(
            index.hits(ItemIndex(0), &super::super::words("窓口")),
            [(Section::Name, 1), (Section::Schedule, 2)]
        );
    }

    #[test]
    fn the_cells_of_every_year_of_an_indicator_are_found() {
        let of = |printed: &str| vec![YearCell { printed: printed.into(), ..YearCell::default() }];
        let row = Indicator {
            baseline: "検討".into(),
            targets: of("着手"),
            actuals: of("試行"),
            forecasts: of("概ね達成"),
            rates: of("102.5%"),
            cumulatives: of("延べ三百件"),
            ..Indicator::default()
        };
        let index = index(Item { indicators: vec![row], ..Item::default() });
        for query in ["検討", "着手", "試行", "概ね達成", "102.5%", "延べ三百件"] {
            assert!(index.matches(ItemIndex(0), &super::super::words(query)), "{query}");
        }
    }

    #[test]
    fn a_repeated_item_and_the_reading_of_a_department_are_found() {
        let items = vec![
            Item { id: "1".into(), ..Item::default() },
            Item {
                id: "2".into(),
                repost_of: Some("1".into()),
                departments: vec![Assignment { department: "広報課".into(), ..Assignment::default() }],
                ..Item::default()
            },
        ];
        let departments =
            vec![Department {
                name: "広報課".into(), kana: "こうほうか".into(), ..Department::default()
            }];
        let plan = Plan { items, departments, ..Plan::default() };
        let index = Index::new(None, &plan);
        for query in ["再掲", "こうほう", "コウホウ"] {
            let found = [0, 1].map(|at| index.matches(ItemIndex(at), &super::super::words(query)));
            assert_eq!(found, [false, true], "{query}");
        }
    }

    #[test]
    fn no_hit_spans_two_cells() {
        let actions = vec![Action { cells: vec!["検討".into(), "実施".into()], ..Action::default() }];
        let index = index(Item { actions, ..Item::default() });
        assert!(!index.matches(ItemIndex(0), &super::super::words("検討実施")));
    }

    #[test]
    fn the_printed_and_the_corrected_form_are_both_found() {
        let with = |name: &str| Plan {
            items: vec![Item { name: name.into(), ..Item::default() }],
            ..Plan::default()
        };
        let index = Index::new(Some(&with("びったりサービス")), &with("ぴったりサービス"));
        assert!(index.matches(ItemIndex(0), &super::super::words("びったり")));
        assert!(index.matches(ItemIndex(0), &super::super::words("ぴったり")));
    }
}
