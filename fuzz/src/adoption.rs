//! The target for an adopted fragment: the changes that a server, an editor or a reader may have made before the
//! script loaded, and the states that follow.
//!
//! The browser tests try the reading of elements. This target tries the decision after it: whatever is found, the
//! model's change must lead to the content that a fresh widget writes in the same state.

use std::rc::Rc;

use machi_plan::locale::JA;
use machi_plan::model::{Found, FoundRow, Loaded, Model, Part, Settings, Wanted};
use machi_plan::package;
use machi_plan::plan::ItemIndex;
use machi_plan::selection::{View, ViewState};
use machi_plan::view::{self, FragmentOptions, fragment};

use super::page::state_of;
use super::tree::{Id, Tree};

/// A plan of some rows, with content for each view.
const PLAN: [(&str, &str); 6] = [
    ("計画.csv", "項目,値\n計画ID,machi\n計画名,試し\n開始年度,R5\n終了年度,R6\n階層名,方針>取組\n"),
    ("体系.csv", "体系ID,上位ID,名称,担当部署\n1,,上,財政局\n1-1,1,下,\n2,,別,総務課\n2-1,2,末,\n"),
    (
        "取組.csv",
        "取組ID,体系ID,記号,名称,担当部署\n1,1-1,①,窓口,財政局\n2,1-1,②,市民,総務課\n3,2-1,,財政,財政局\n4,2-1,,の,\n5,2-1,,税,総務課\n",
    ),
    ("年次計画.csv", "取組ID,記号,取組内容,R5,R6\n1,①,する,検討,→\n3,,市民,実施,実施\n"),
    (
        "指標.csv",
        "取組ID,指標ID,指標名,単位,目標R5,目標R6\n1,1.1,割合,%,—,90.0%未満\n4,4.1,件数,件,1,2\n4,4.2,額,円,3,\n",
    ),
    ("部署.csv", "名称,よみ,別名\n財政局,ざいせい,財政\n総務課,そうむ,\n"),
];

thread_local! {
    static LOADED: Rc<Loaded> = {
        let files = PLAN.map(|(name, text)| (name, text.as_bytes()));
        let (plan, problems) = package::read_files(files);
        assert!(!package::has_errors(&problems), "{problems:?}");
        Rc::new(Loaded::new(plan, "89abcdef01234567".to_owned()))
    };
}

/// The first line is the state of the fragment: the lines of the target `state`, separated by tabs. The second is the
/// state of the page. The third has the edits of the fragment, two bytes each. Each further line is a state that
/// follows.
pub fn adoption(bytes: &[u8]) {
    let mut lines = bytes.splitn(4, |byte| *byte == b'\n');
    let mut line = || lines.next().unwrap_or_default();
    let (written, asked, edits, rest) = (line(), line(), line(), line());
    let [written, asked] = [written, asked].map(|line| state_of_line(&String::from_utf8_lossy(line)));
    LOADED.with(|plan| {
        let flags = edits.first().copied().unwrap_or_default();
        let has_controls = flags & 1 == 0;
        let settings = Settings { has_controls, ..Settings::of("machi-plan") };
        let model = Model::new(Rc::clone(plan), settings, asked);
        let mut tree = fragment_of(plan, &written, has_controls, flags & 2 == 0);
        for edit in edits.get(1..).unwrap_or_default().chunks_exact(2) {
            disturb(&mut tree, &model, edit[0], usize::from(edit[1]));
        }
        let Some(found) = read(&tree, &model) else { return };
        let model = with_open_rows(model, &found);
        tree.remove_all(view::STATIC, |_, _| true);
        let (mut model, change) = model.begin_adopted(&found);
        change.steps.iter().for_each(|step| tree.apply(&model, step));
        same(&tree, &model);
        for line in String::from_utf8_lossy(rest).lines().take(4) {
            let Some((next, change)) = model.to(state_of_line(line), false) else { continue };
            change.steps.iter().for_each(|step| tree.apply(&next, step));
            same(&tree, &next);
            model = next;
        }
    });
}

fn state_of_line(line: &str) -> ViewState {
    state_of(line.split('\t'))
}

/// The root of a fresh fragment, without the element around it.
fn fragment_of(plan: &Loaded, state: &ViewState, has_controls: bool, all_views: bool) -> Tree {
    let state = state.clone();
    let options = FragmentOptions { state, has_controls, all_views, ..FragmentOptions::default() };
    let markup = fragment(&plan.prepared, &plan.fingerprint, &JA, &options).into_string();
    let (_, inside) = markup.split_once('>').expect("an element");
    Tree::parse(inside.strip_suffix("</machi-plan>").expect("the end of the element"))
}

/// Edits a fragment in one way.
fn disturb(tree: &mut Tree, model: &Model, what: u8, which: usize) {
    let rows: Vec<Id> = tree.of_classes(0, view::ITEM);
    let row = (!rows.is_empty()).then(|| rows[which % rows.len()]);
    let in_row = |tree: &Tree, class: &str| row.and_then(|row| tree.of_class(row, class));
    match what % 8 {
        0 => tree.toggle(row, "hidden"),
        1 => tree.toggle(row.and_then(|row| tree.named(row, "details")), "open"),
        2 => row.into_iter().for_each(|row| tree.move_to_end(row)),
        3 => in_row(tree, view::INSIDE).into_iter().for_each(|id| tree.remove(id)),
        4 => in_row(tree, view::HITS).into_iter().for_each(|id| tree.say(id, "実績に1か所")),
        5 => {
            let view = View::ALL[which % View::ALL.len()];
            let keys = model.keys(view).len();
            if keys > 0 {
                tree.toggle(tree.find(model, &Part::Keyed(view, which / View::ALL.len() % keys)), "hidden");
            }
        }
        6 => row.filter(|_| which > 200).into_iter().for_each(|row| tree.remove(row)),
        _ => tree.toggle(tree.view_box(View::ALL[which % View::ALL.len()]), "hidden"),
    }
}

/// The content that the browser reads back; `None` where a row is missing, and the widget is written again.
fn read(tree: &Tree, model: &Model) -> Option<Vec<Found>> {
    let items = &model.plan().prepared.plan.items;
    let boxes = tree.of_classes(0, view::VIEW);
    let views = boxes.iter().filter_map(|id| tree.attribute(*id, view::DATA_VIEW)?.parse().ok());
    let mut found = Vec::new();
    for view in views {
        let at = || (0..items.len()).map(ItemIndex);
        let row_of = |at| tree.find(model, &Part::Row(view, at));
        let rows: Vec<Option<Id>> = at().map(row_of).collect();
        if rows.iter().zip(items).any(|(row, item)| row.is_some() != view.holds(item)) {
            return None;
        }
        let in_order = tree.of_classes(tree.view_box(view)?, view::ITEM);
        let index = |row: &Id| rows.iter().position(|other| *other == Some(*row)).map(ItemIndex);
        let keyed = (0..model.keys(view).len()).map(|at| tree.find(model, &Part::Keyed(view, at)));
        let alone = tree.of_classes(tree.view_box(view)?, view::ALONE);
        let item_of = |id: &Id| tree.attribute(*id, view::DATA_ITEM).map(str::to_owned);
        found.push(Found {
            view,
            rows: rows.iter().map(|row| row.map(|row| found_row(tree, row))).collect(),
            order: in_order.iter().filter_map(index).collect(),
            keyed: keyed.map(|id| id.is_some_and(|id| tree.attribute(id, "hidden").is_none())).collect(),
            alone: alone.iter().filter_map(item_of).collect(),
        });
    }
    Some(found)
}

/// A row that the reader opened before the script loaded stays open.
fn with_open_rows(model: Model, found: &[Found]) -> Model {
    let Some(list) = found.iter().find(|found| found.view == View::Items) else { return model };
    let rows = list.rows.iter().zip(&model.plan().prepared.plan.items);
    let is_open = |row: &Option<FoundRow>| row.is_some_and(|row| row.open);
    let open: Vec<String> = rows.filter(|(row, _)| is_open(row)).map(|(_, item)| item.id.clone()).collect();
    if model.state().items.is_empty() && !open.is_empty() { model.opening(open) } else { model }
}

fn found_row(tree: &Tree, row: Id) -> FoundRow {
    let details = tree.named(row, "details");
    FoundRow {
        shown: tree.attribute(row, "hidden").is_none(),
        open: details.is_some_and(|details| tree.attribute(details, "open").is_some()),
        inside: tree.of_class(row, view::INSIDE).is_some(),
        says_years: tree.of_class(row, view::OF_YEARS).is_some_and(|id| tree.named(id, "p").is_some()),
        says_hits: tree.of_class(row, view::HITS).is_some_and(|id| !tree.is_empty(id)),
    }
}

/// Compares the content with that of a fresh widget in this state, after both have written what is missing and all facets
/// were opened.
fn same(tree: &Tree, model: &Model) {
    let again = Model::new(LOADED.with(Rc::clone), model.settings().clone(), model.state().clone());
    let mut fresh = Tree::parse(&again.root().into_string());
    let (again, change) = again.begin_fresh();
    change.steps.iter().for_each(|step| fresh.apply(&again, step));
    let mut both = [tree.clone(), fresh];
    for (tree, model) in both.iter_mut().zip([model, &again]) {
        // The counts of a facet are written when it is opened.
        let mut model = model.clone();
        for facet in 0..model.selected().facets.len() {
            if let Some((next, change)) = model.facet_opened(facet, true) {
                change.steps.iter().for_each(|step| tree.apply(&next, step));
                model = next;
            }
        }
        if let Some((model, change)) = model.filled(Wanted::Soon, usize::MAX) {
            change.steps.iter().for_each(|step| tree.apply(&model, step));
        }
        // Only a fragment has these attributes.
        tree.forget(view::ROOT, &[view::DATA_VIEWS, "data-state"]);
        tree.forget(view::VIEW, &["id"]);
    }
    let [moved, fresh] = both.map(|tree| tree.lines());
    let at = moved.iter().zip(&fresh).position(|(moved, fresh)| moved != fresh);
    let around =
        |lines: &[String], at: usize| lines[at.saturating_sub(3)..lines.len().min(at + 3)].join("\n");
    if let Some(at) = at {
        panic!("{:?}\nadopted:\n{}\nfresh:\n{}", model.state(), around(&moved, at), around(&fresh, at));
    }
    assert_eq!(moved.len(), fresh.len());
}
