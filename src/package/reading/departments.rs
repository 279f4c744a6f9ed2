//! The departments of a cell: their separators, the leading ones, and doubts.
//!
//! Names are separated by 、 , white space and line breaks, but never inside brackets: 健康福祉部（福祉課、子育て支援課） is one name.
//! Cities mark the leading department with a mark (◎), a word in brackets before or after the name, or a label. All
//! are read as the format's (主). A text that may be one department or two stays as printed and is reported.

mod parts;

use crate::format::items;
use crate::package::Code;
use crate::package::problems::catalogue as code;
use crate::plan::{Assignment, is_dash};
use parts::{Between, Part, cut, split_roles};

/// The result of reading a cell of departments.
#[derive(Debug, Default)]
pub(in crate::package) struct Named {
    pub list: Vec<Assignment>,
    /// The doubts, each with the part of the cell that causes it.
    pub doubts: Vec<(&'static Code, String)>,
}

/// Words that mean that a department leads.
const LEADS: [&str; 19] = [
    "主",
    "主管",
    "主管課",
    "主管部署",
    "主担当",
    "主担当課",
    "主担当部署",
    "主担",
    "主務",
    "主務課",
    "主課",
    "所管",
    "所管課",
    "所管部署",
    "責任課",
    "統括",
    "統括課",
    "幹事課",
    "代表課",
];
/// Words that mean that a department supports.
const HELPS: [&str; 20] = [
    "副",
    "副担当",
    "副担当課",
    "副主管",
    "関係",
    "関係課",
    "関係部署",
    "関係各課",
    "関連",
    "関連課",
    "関連部署",
    "協力",
    "協力課",
    "協力部署",
    "連携",
    "連携課",
    "連携部署",
    "支援",
    "共管",
    "共管課",
];
/// Labels without a role. Beside others that support, these departments lead.
const NEUTRAL: [&str; 3] = ["担当", "担当課", "担当部局"];

const OPEN: &str = "（(〔[【「『＜<《";
const CLOSE: &str = "）)〕]】」』＞>》";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Leads,
    Helps,
    /// 担当課：
    Neutral,
    /// ○ or another mark. Its meaning depends on the other marks in the cell.
    Circle,
}

#[derive(Debug)]
struct Name {
    part: Part,
    role: Option<Role>,
}

/// The parts of a cell with several names, cut only outside brackets.
pub(in crate::package) fn parts(cell: &str) -> Vec<String> {
    cut(cell).0.into_iter().map(|part| part.text).collect()
}

/// Reads a cell. `is_known` returns whether the sheet 部署 lists a name.
pub(in crate::package) fn read(cell: &str, is_known: &dyn Fn(&str) -> bool) -> Named {
    let (parts, is_balanced) = cut(cell);
    let mut named = Named::default();
    if !is_balanced {
        named.doubts.push((&code::DEPARTMENT_BRACKET, cell.trim().to_owned()));
    }
    let mut names = with_roles(parts.into_iter().flat_map(split_roles).collect());
    // A dash says that there is none, and a stroke between names is no name.
    names.retain(|name| !is_dash(&name.part.text) && !["/", "／"].contains(&name.part.text.as_str()));
    join_levels(&mut names, is_known, &mut named.doubts);
    for name in &names {
        if is_perhaps_two(&name.part.text) && !is_known(&name.part.text) {
            named.doubts.push((&code::DEPARTMENT_OR_TWO, name.part.text.clone()));
        }
    }
    let circle = circle_means(&names, &mut named.doubts);
    let helps = names.iter().any(|name| name.role == Some(Role::Helps));
    let leads = names.iter().any(|name| name.role == Some(Role::Leads));
    named.list = names
        .into_iter()
        .map(|name| Assignment {
            lead: match name.role {
                Some(Role::Leads) => true,
                Some(Role::Circle) => circle,
                Some(Role::Neutral) => helps && !leads,
                Some(Role::Helps) | None => false,
            },
            department: name.part.text,
        })
        .collect();
    named
}

/// The names with their roles from marks, words in brackets and labels. A label holds until the next one; if its list
/// does not continue, only until the end of its line.
fn with_roles(parts: Vec<Part>) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let (mut label, mut is_fresh, mut next) = (None, false, None);
    let mut parts = parts.into_iter().peekable();
    while let Some(mut part) = parts.next() {
        // A label may be on a line of its own, above its names.
        if part.between == Between::Line && !is_fresh {
            label = None;
        }
        let is_followed = parts.peek().is_some_and(|next| next.between != Between::Mark);
        let (mut role, mut text) = (next.take(), part.text.as_str());
        loop {
            let bare = role_of(text).filter(|_| is_followed && text == part.text);
            if let Some((found, rest)) = role_before(text) {
                (role, text) = (Some(found), rest);
            } else if let Some((found, rest)) = label_before(text).or(bare.map(|found| (found, ""))) {
                (label, text) = (Some(found), rest);
            } else {
                break;
            }
        }
        is_fresh = text.is_empty();
        if is_fresh {
            // A mark that is separate from its name belongs to the next name; without one, to the last name.
            match names.last_mut() {
                Some(before) if !is_followed && part.between == Between::Space && role.is_some() => {
                    before.role = role;
                }
                _ => next = role,
            }
            continue;
        }
        if part.between == Between::Space
            && text.starts_with(|c| OPEN.contains(c))
            && let Some(before) = names.last_mut()
        {
            add_remark(before, &part.gap, text);
            continue;
        }
        if let Some((found, rest)) = role_behind(text) {
            (role, text) = (Some(found), rest);
        }
        part.text = text.trim().to_owned();
        names.push(Name { part, role: role.or(label) });
    }
    names
}

/// Brackets after a space belong to the name before them: 市民課 （主） gives its role, 市民課 （窓口係） a part of it.
fn add_remark(name: &mut Name, gap: &str, remark: &str) {
    let inside = remark.trim_matches(|c| OPEN.contains(c) || CLOSE.contains(c));
    match role_of(inside) {
        Some(role) => name.role = Some(role),
        None => name.part.text += &format!("{gap}{remark}"),
    }
}

fn role_of(word: &str) -> Option<Role> {
    let word = word.trim();
    let is_in = |list: &[&str]| list.contains(&word);
    let mut signs = word.chars();
    if let (Some(Some(role)), None) = (signs.next().map(role_of_mark), signs.next()) {
        return Some(role);
    }
    if is_in(&LEADS) {
        Some(Role::Leads)
    } else if is_in(&HELPS) {
        Some(Role::Helps)
    } else {
        (is_in(&NEUTRAL) || word == items::DEPARTMENTS.spec.head).then_some(Role::Neutral)
    }
}

fn role_of_mark(mark: char) -> Option<Role> {
    match mark {
        '◎' => Some(Role::Leads),
        '○' | '〇' | '●' | '◯' | '△' | '▲' | '□' | '■' | '☆' | '★' | '◇' | '◆' => {
            Some(Role::Circle)
        }
        _ => None,
    }
}

/// ◎財政課, （主）市民課 and 【主管課】市民課.
fn role_before(text: &str) -> Option<(Role, &str)> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    if let Some(role) = role_of_mark(first) {
        // ○○課 is a name with a blank to fill in.
        return (!rest.starts_with(first)).then_some((role, rest));
    }
    let at = OPEN.contains(first).then(|| rest.find(|c| CLOSE.contains(c))).flatten()?;
    let close = rest[at..].chars().next()?;
    Some((role_of(&rest[..at])?, &rest[at + close.len_utf8()..]))
}

/// 市民課（主）, 市民課：主 and 市民課◎.
fn role_behind(text: &str) -> Option<(Role, &str)> {
    if let Some((name, role)) = text.rsplit_once(['：', ':'])
        && let Some(role) = role_of(role)
    {
        return (!name.is_empty()).then_some((role, name));
    }
    let last = text.chars().last()?;
    let rest = &text[..text.len() - last.len_utf8()];
    if let Some(role) = role_of_mark(last) {
        return (!rest.is_empty()).then_some((role, rest));
    }
    let at = CLOSE.contains(last).then(|| rest.rfind(|c| OPEN.contains(c))).flatten()?;
    let open = rest[at..].chars().next()?;
    let role = role_of(&rest[at + open.len_utf8()..])?;
    (at > 0).then_some((role, &rest[..at]))
}

/// 主管課：市民課.
fn label_before(text: &str) -> Option<(Role, &str)> {
    let (label, rest) = text.split_once(['：', ':'])?;
    Some((role_of(label)?, rest))
}

/// The level of a department by the end of its name; 0 where the name does not show it.
fn level(name: &str) -> u8 {
    let ends = |words: &[&str]| words.iter().any(|word| name.ends_with(word));
    match () {
        () if ends(&["局", "本部"]) => 4,
        () if ends(&["部", "区役所", "支所"]) => 3,
        () if ends(&["課", "室", "センター", "事務所"]) => 2,
        () if ends(&["係", "班", "担当", "チーム", "グループ"]) => 1,
        () => 0,
    }
}

/// 総務部　市民課 may be one department or two. It stays one, unless the sheet 部署 lists both halves.
fn join_levels(
    names: &mut Vec<Name>,
    is_known: &dyn Fn(&str) -> bool,
    doubts: &mut Vec<(&'static Code, String)>,
) {
    let mut joined: Vec<Name> = Vec::new();
    for name in names.drain(..) {
        let (part, text) = (&name.part, name.part.text.as_str());
        let is_below = |before: &&mut Name| {
            let levels = (level(&before.part.text), level(text));
            part.between != Between::Mark && levels.1 > 0 && levels.0 > levels.1
        };
        let are_known = |before: &str| is_known(before) && is_known(text);
        let before = joined.last_mut().filter(is_below).filter(|before| !are_known(&before.part.text));
        let Some(before) = before else {
            joined.push(name);
            continue;
        };
        let whole = format!("{}{}{text}", before.part.text, part.gap);
        if !is_known(&whole) {
            doubts.push((&code::DEPARTMENT_OR_TWO, whole.clone()));
        }
        // Entries on separate lines are two departments, and this is reported.
        if part.between == Between::Line {
            joined.push(name);
        } else {
            before.part.text = whole;
            before.role = before.role.or(name.role);
        }
    }
    *names = joined;
}

/// Whether the name may be two, as 市民課・情報課 or 市民課及び情報課: every part ends like a department.
fn is_perhaps_two(name: &str) -> bool {
    let name =
        ["及び", "および", "並びに"].iter().fold(name.to_owned(), |name, word| name.replace(word, "/"));
    let parts: Vec<&str> = name.split(['・', '･', '/', '／', ';', '；', '＆', '&', '＋', '+']).collect();
    parts.len() > 1 && parts.iter().all(|part| level(part.trim()) > 0)
}

/// Whether ○ leads. Beside a clearer mark it does not. Alone it is reported, because cities use it for both.
fn circle_means(names: &[Name], doubts: &mut Vec<(&'static Code, String)>) -> bool {
    let circles: Vec<&Name> = names.iter().filter(|name| name.role == Some(Role::Circle)).collect();
    let Some(first) = circles.first() else { return false };
    if names.iter().any(|name| name.role == Some(Role::Leads)) {
        return false;
    }
    doubts.push((&code::DEPARTMENT_CIRCLE, first.part.text.clone()));
    circles.len() == 1 && names.len() > 1
}

#[cfg(test)]
mod tests;
