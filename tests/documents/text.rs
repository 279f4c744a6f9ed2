//! The text of the two documents in a comparable form: white space is layout, and tags are noise of the PDF
//! conversion.

/// The tags that the conversion left. They are listed and not guessed, because 「<施策>」 in a header is text.
const TAGS: [&str; 4] = ["<ul style=\"list-style-type: none\">", "</ul>", "<p>", "</p>"];

/// Without any white space, including the ideographic space. The conversion inserts it where lines were broken.
pub fn squash(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A document's text without the tags of the conversion. A tag separates words as a line break does.
pub fn without_tags(text: &str) -> String {
    TAGS.iter().fold(text.to_string(), |text, tag| text.replace(tag, " "))
}

/// Without white space and quotation marks, for searching a text in 注記.
pub fn unquoted(text: &str) -> String {
    squash(text).chars().filter(|c| !"「」『』“”\"".contains(*c)).collect()
}

/// The number of a circled numeral, ① = 1.
pub fn circled(mark: char) -> Option<u32> {
    ('①'..='⑳').contains(&mark).then(|| mark as u32 - '①' as u32 + 1)
}

/// A heading that begins with its mark: `1 …`, `1) …`, `① …`, `a) …`, `○…`, `(1)…`, with or without a space.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    pub mark: String,
    pub name: String,
}

impl Heading {
    pub fn parse(text: &str) -> Option<Heading> {
        let text = squash(text);
        let first = text.chars().next()?;
        let mark_length = if circled(first).is_some() || first == '○' {
            first.len_utf8()
        } else if first == '(' {
            text.find(')')? + 1
        } else {
            let word = text.find(|c: char| !c.is_ascii_alphanumeric())?;
            // A number alone is a mark. Letters are one only with their bracket; otherwise 「AI…」 would lose its first
            // letters.
            let mark = &text[..word];
            match text[word..].starts_with(')') {
                true if mark.len() == 1 => word + 1,
                _ => mark.bytes().take_while(u8::is_ascii_digit).count(),
            }
        };
        let (mark, name) = text.split_at(mark_length);
        (!mark.is_empty() && !name.is_empty())
            .then(|| Heading { mark: mark.to_string(), name: name.to_string() })
    }

    /// The mark in the form of an id: 1), ① and (1) are 1, a) is a, ○ is o.
    pub fn id(&self) -> String {
        match self.mark.chars().next().expect("a mark is never empty") {
            '○' => "o".to_string(),
            first => match circled(first) {
                Some(number) => number.to_string(),
                None => self.mark.trim_matches(['(', ')']).to_string(),
            },
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Department {
    pub lead: bool,
    pub name: String,
}

/// Departments are separated by 、 , or white space. A space may follow 「(主)」.
pub fn departments(text: &str) -> Vec<Department> {
    let mut marked = text.to_string();
    while marked.contains("(主) ") {
        marked = marked.replace("(主) ", "(主)");
    }
    marked
        .split(|c: char| c == '、' || c == ',' || c.is_whitespace())
        .filter(|name| !name.is_empty())
        .map(|name| match name.strip_prefix("(主)") {
            Some(name) => Department { lead: true, name: name.to_string() },
            None => Department { lead: false, name: name.to_string() },
        })
        .collect()
}

#[test]
fn marks_are_split_from_names() {
    let parse = |text| Heading::parse(text).map(|h| (h.id(), h.mark, h.name));
    let of = |id: &str, mark: &str, name: &str| Some((id.to_string(), mark.to_string(), name.to_string()));
    assert_eq!(parse("1 健全で"), of("1", "1", "健全で"));
    assert_eq!(parse("1)財政運営"), of("1", "1)", "財政運営"));
    assert_eq!(parse("1)PPP(公民連携)"), of("1", "1)", "PPP(公民連携)"));
    assert_eq!(parse("2) ICTやBPR手法"), of("2", "2)", "ICTやBPR手法"));
    assert_eq!(parse("①AI、RPA等"), of("1", "①", "AI、RPA等"));
    assert_eq!(parse("c)BPR手法"), of("c", "c)", "BPR手法"));
    assert_eq!(parse("○働き方"), of("o", "○", "働き方"));
    assert_eq!(parse("(1) 窓口"), of("1", "(1)", "窓口"));
    assert_eq!(parse("AIを活用"), None);
}
