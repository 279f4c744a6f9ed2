//! The verbs of `data-do`: the actions of controls. Views write them, the widget reads them.
//!
//! A view with an unknown verb does not compile. An unknown verb in a page was written by somebody else.

/// The action of a button or a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Show the view that the value names.
    View,
    /// Choose the year that the value names, or all years.
    Year,
    /// Show only the items and indicators with the movement that the value names.
    Trend,
    /// Sort by the value.
    Sort,
    /// Show everything in the language that the value names.
    Lang,
    /// Show or hide the facets.
    Filter,
    /// Leave the facets for the result.
    ToResult,
    /// Remove one condition.
    TakeOff,
    /// Remove every condition.
    TakeOffAll,
    /// Show more rows.
    More,
    /// Copy the permanent link of an item, or the text of a field.
    Copy,
    /// Show or hide the ways to share one thing.
    Share,
    /// Give a link to another app of the device.
    Send,
    /// Print the page.
    Print,
    /// Save a chart in the format [`ChartFile`].
    Save,
    /// Save the plan in the format [`Download`].
    Download,
    /// Go to the state in the address of a link.
    Go,
    /// Open the row of an item in the list.
    Open,
}

/// A file that the widget makes of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Download {
    /// The items that are selected, as a CSV.
    Items,
    /// All open data, as a zip.
    OpenData,
    /// The plan file.
    PlanFile,
}

/// A file that the widget makes of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartFile {
    /// The drawing.
    Svg,
    /// Its values.
    Csv,
}

impl Verb {
    /// All verbs.
    pub const ALL: [Verb; 18] = [
        Verb::View,
        Verb::Year,
        Verb::Trend,
        Verb::Sort,
        Verb::Lang,
        Verb::Filter,
        Verb::ToResult,
        Verb::TakeOff,
        Verb::TakeOffAll,
        Verb::More,
        Verb::Copy,
        Verb::Share,
        Verb::Send,
        Verb::Print,
        Verb::Save,
        Verb::Download,
        Verb::Go,
        Verb::Open,
    ];

    /// The value of `data-do`.
    pub fn name(self) -> &'static str {
        match self {
            Verb::View => "view",
            Verb::Year => "year",
            Verb::Trend => "trend",
            Verb::Sort => "sort",
            Verb::Lang => "lang",
            Verb::Filter => "filter",
            Verb::ToResult => "to-result",
            Verb::TakeOff => "take-off",
            Verb::TakeOffAll => "take-off-all",
            Verb::More => "more",
            Verb::Copy => "copy",
            Verb::Share => "share",
            Verb::Send => "send",
            Verb::Print => "print",
            Verb::Save => "save",
            Verb::Download => "download",
            Verb::Go => "go",
            Verb::Open => "open",
        }
    }

    /// The verb with this name.
    pub fn parse(name: &str) -> Option<Verb> {
        Verb::ALL.into_iter().find(|verb| verb.name() == name)
    }

    /// The selector of every control with this verb.
    pub fn selector(self) -> String {
        ["[data-do=", self.name(), "]"].concat()
    }
}

impl Download {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Download; 3] = [Download::Items, Download::OpenData, Download::PlanFile];

    /// The value of the button.
    pub fn name(self) -> &'static str {
        match self {
            Download::Items => "items",
            Download::OpenData => "open-data",
            Download::PlanFile => "plan-file",
        }
    }

    /// The file with this name.
    pub fn parse(name: &str) -> Option<Download> {
        Download::ALL.into_iter().find(|file| file.name() == name)
    }
}

impl ChartFile {
    /// All of them, in the order in which they are offered.
    pub const ALL: [ChartFile; 2] = [ChartFile::Svg, ChartFile::Csv];

    /// The value of the button, and the suffix of the file.
    pub fn name(self) -> &'static str {
        match self {
            ChartFile::Svg => "svg",
            ChartFile::Csv => "csv",
        }
    }

    /// The file with this name.
    pub fn parse(name: &str) -> Option<ChartFile> {
        ChartFile::ALL.into_iter().find(|file| file.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_back_and_no_other() {
        for verb in Verb::ALL {
            assert_eq!(Verb::parse(verb.name()), Some(verb));
        }
        assert!(Download::ALL.into_iter().all(|file| Download::parse(file.name()) == Some(file)));
        assert!(ChartFile::ALL.into_iter().all(|file| ChartFile::parse(file.name()) == Some(file)));
        assert_eq!((Verb::parse("take"), Download::parse(""), ChartFile::parse("png")), (None, None, None));
    }
}
