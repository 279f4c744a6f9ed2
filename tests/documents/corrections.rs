//! 訂正: every correction names one cell, finds its 原文 there and in the document, and changes it.

use crate::package::{Package, Row};
use crate::report::Report;
use crate::text::squash;

pub fn check(package: &Package, whole: &str, report: &mut Report) {
    for correction in package.rows("訂正") {
        let address = correction.address();
        let (printed, corrected) = (correction.get("原文"), correction.get("訂正"));
        let rows: Vec<Row<'_>> = targets(package, correction.get("表"), correction.get("ID"));
        report.equal(&format!("{address}: rows that it points at"), 1, rows.len());
        let column = correction.get("列");
        for row in rows {
            let cell = row.cells().find(|(name, _)| *name == column).map_or("", |(_, cell)| cell);
            report.fact(!printed.is_empty() && cell.contains(printed), || {
                format!("{address}: 「{printed}」 does not stand in {column} 「{cell}」")
            });
        }
        report.fact(whole.contains(&squash(printed)), || {
            format!("{address}: 「{printed}」 is not in the document")
        });
        report.fact(printed != corrected, || format!("{address}: the corrected form is the printed one"));
        report.fact(!correction.get("理由").is_empty(), || format!("{address}: no 理由"));
    }
}

/// The rows that a correction names: in 年次計画 by 取組ID and mark together (`12③`), in 計画 by the key, in the cells of a 表
/// by the number of the row below the header, from 1.
fn targets<'a>(package: &'a Package, sheet: &str, id: &str) -> Vec<Row<'a>> {
    if sheet.starts_with("表_") {
        let row = id.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        return row.and_then(|row| package.rows(sheet).get(row).copied()).into_iter().collect();
    }
    let key = match sheet {
        "計画" => "項目",
        "体系" => "体系ID",
        "指標" => "指標ID",
        "部署" => "名称",
        "本文" => "節ID",
        "表" => "表ID",
        _ => "取組ID",
    };
    let rows = package.rows(sheet).into_iter();
    match sheet {
        "年次計画" => rows.filter(|row| format!("{}{}", row.get(key), row.get("記号")) == id).collect(),
        _ => rows.filter(|row| row.get(key) == id).collect(),
    }
}
