//! A plan that is too long for a view to list it.

use super::*;

#[test]
fn a_very_long_plan_links_from_its_departments_to_the_list() {
    let of = |count: usize| {
        let mut plan = plain();
        let item = |at: usize| Item {
            id: format!("item-{at}"),
            departments: vec![assignment("財政局", true)],
            indicators: Vec::new(),
            repost_of: None,
            ..plan.items[0].clone()
        };
        plan.items = (0..count).map(item).collect();
        written(plan, departments())
    };
    let (short, long) = (of(20_000), of(20_001));
    let link = "財政局の担当を一覧で見る";
    assert_eq!((short.matches("<li data-item").count(), short.contains(link)), (20_000, false));
    assert_eq!((long.matches("<li data-item").count(), long.contains(link)), (0, true));
}
