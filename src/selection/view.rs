//! The views: the name of each in attributes and addresses, and the items that have a row in it. The file with the
//! same stem in `view` writes it.

use std::str::FromStr;

use crate::plan::Item;

/// Defines the views, one line each, in the order in which they are offered.
macro_rules! views {
    ($($(#[$doc:meta])* $view:ident $name:literal $holds:expr;)*) => {
        /// The views that exist.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum View {
            $($(#[$doc])* $view,)*
        }

        impl View {
            /// All views, in the order in which they are offered.
            pub const ALL: [View; [$($name),*].len()] = [$(View::$view),*];

            /// The name in attributes and addresses.
            pub fn name(self) -> &'static str {
                match self {
                    $(View::$view => $name,)*
                }
            }

            /// Whether an item has a row of its own in this view.
            pub fn holds(self, item: &Item) -> bool {
                let holds: fn(&Item) -> bool = match self {
                    $(View::$view => $holds,)*
                };
                holds(item)
            }
        }
    };
}

views! {
    /// 一覧: a table of items.
    Items "items" |_| true;
    /// 年次計画: the years of every item as a strip.
    Schedule "schedule" |item| !item.actions.is_empty();
    /// 指標: every indicator with its chart.
    Indicators "indicators" |item| !item.indicators.is_empty();
    /// 部署: the work of each department.
    Departments "departments" |_| false;
    /// 結果: the ratings of each year, counted.
    Results "results" |_| false;
    /// 変更: what was changed while the plan runs.
    Changes "changes" |_| false;
    /// ひと目で見る: the years of every item on a screen.
    Glance "glance" |_| false;
    /// 概要: what the plan contains and how it is built.
    Overview "overview" |_| false;
    /// データ: the source of the plan and the changes made to it.
    Data "data" |_| false;
    /// 項目: one item alone, the first of [`super::ViewState::items`] that the plan has.
    Item "item" |_| false;
}

impl Default for View {
    fn default() -> View {
        View::ALL[0]
    }
}

/// A view from its name.
impl FromStr for View {
    type Err = ();

    fn from_str(name: &str) -> Result<View, ()> {
        View::ALL.into_iter().find(|view| view.name() == name).ok_or(())
    }
}
