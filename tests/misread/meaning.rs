//! The meaning of a plan, however its cells are written: the readings of its values and the roles of its departments.

use std::collections::BTreeMap;

use machi_plan::plan::{Indicator, Item, Plan};

use crate::package::{Address, Package};

/// The meaning of each cell, by the id of its row and the head of its column.
pub type Meaning = BTreeMap<String, String>;

pub fn meaning(plan: &Plan) -> Meaning {
    let mut meaning = Meaning::new();
    for item in &plan.items {
        meaning.insert(format!("{} 担当部署", item.id), departments(item));
        for indicator in &item.indicators {
            enter_values(&mut meaning, indicator);
        }
    }
    meaning
}

/// The key of a cell.
pub fn key(package: &Package, address: &Address) -> String {
    let own = if address.sheet == "指標" { "指標ID" } else { "取組ID" };
    let sheet = package.sheets.iter().find(|sheet| sheet.name == address.sheet).unwrap();
    let id = sheet.rows[0].iter().position(|head| head == own).unwrap();
    format!("{} {}", sheet.rows[address.row][id], sheet.rows[0][address.column.unwrap()])
}

fn departments(item: &Item) -> String {
    let name = |one: &machi_plan::plan::Assignment| {
        format!("{}{}", if one.lead { "(主)" } else { "" }, one.department)
    };
    item.departments.iter().map(name).collect::<Vec<_>>().join("、")
}

fn enter_values(meaning: &mut Meaning, indicator: &Indicator) {
    let mut enter = |head: &str, printed: &str| {
        let readings: Vec<String> = indicator
            .read(printed)
            .iter()
            .map(|of| format!("{} {} {} {}", of.comparator.sign(), of.value, of.unit, of.basis))
            .collect();
        let said = if readings.is_empty() { format!("「{printed}」") } else { readings.join(", ") };
        meaning.insert(format!("{} {head}", indicator.id), said.trim_end().to_owned());
    };
    if !indicator.baseline.is_empty() {
        enter("基準値", &indicator.baseline);
    }
    for (name, cells) in [("目標", &indicator.targets), ("実績", &indicator.actuals)] {
        for cell in cells {
            enter(&format!("{name}{}", cell.year.short()), &cell.printed);
        }
    }
}
