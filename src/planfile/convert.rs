//! Between the wire's structs and the plan's. Out cannot fail; in makes every check of [`super::check`].

use super::{PlanFault, check, wire};
use crate::plan::{self, FiscalYear};

impl From<&plan::Plan> for wire::Plan {
    fn from(plan: &plan::Plan) -> Self {
        wire::Plan {
            about: about_out(&plan.about),
            outline: plan.outline.iter().map(outline_out).collect(),
            items: plan.items.iter().map(item_out).collect(),
            departments: plan.departments.iter().cloned().map(department_out).collect(),
            corrections: plan.corrections.iter().cloned().map(correction_out).collect(),
            statuses: plan.statuses.iter().map(status_out).collect(),
            glossary: plan.glossary.iter().cloned().map(term_out).collect(),
        }
    }
}

impl TryFrom<wire::Plan> for plan::Plan {
    type Error = PlanFault;

    /// The plan, where nothing in it contradicts itself; see [`check()`].
    fn try_from(wire: wire::Plan) -> Result<Self, PlanFault> {
        let plan = plan::Plan {
            about: about_in(wire.about),
            outline: wire.outline.into_iter().map(outline_in).collect(),
            items: wire.items.into_iter().map(item_in).collect(),
            departments: wire
                .departments
                .into_iter()
                .map(|wire::Department { name, kana, aliases }| plan::Department { name, kana, aliases })
                .collect(),
            corrections: wire.corrections.into_iter().map(correction_in).collect(),
            statuses: wire.statuses.into_iter().map(status_in).collect(),
            glossary: wire
                .glossary
                .into_iter()
                .map(|wire::Term { term, kana, explanation }| plan::Term { term, kana, explanation })
                .collect(),
        };
        check(&plan)?;
        Ok(plan)
    }
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn about_out(a: &plan::About) -> wire::About {
    let a = a.clone();
    wire::About {
        plan_id: a.id,
        title: a.title,
        subtitle: a.subtitle,
        municipality: a.municipality,
        municipality_code: a.municipality_code,
        first_year: a.first_year.0,
        last_year: a.last_year.0,
        results_year: a.results_year.map(|year| year.0),
        published: a.published,
        updated: a.updated,
        source_title: a.source_title,
        source_url: a.source_url,
        licence: a.licence,
        contact: a.contact,
        level_names: a.level_names,
        departments_label: a.departments_label,
        purpose_label: a.purpose_label,
        content_label: a.content_label,
        indicators_label: a.indicators_label,
        results_label: a.results_label,
    }
}

fn about_in(a: wire::About) -> plan::About {
    plan::About {
        id: a.plan_id,
        title: a.title,
        subtitle: a.subtitle,
        municipality: a.municipality,
        municipality_code: a.municipality_code,
        first_year: FiscalYear(a.first_year),
        last_year: FiscalYear(a.last_year),
        results_year: a.results_year.map(FiscalYear),
        published: a.published,
        updated: a.updated,
        source_title: a.source_title,
        source_url: a.source_url,
        licence: a.licence,
        contact: a.contact,
        level_names: a.level_names,
        departments_label: a.departments_label,
        purpose_label: a.purpose_label,
        content_label: a.content_label,
        indicators_label: a.indicators_label,
        results_label: a.results_label,
    }
}

fn departments_out(list: &[plan::Assignment]) -> Vec<wire::Assignment> {
    list.iter().map(|a| wire::Assignment { department: a.department.clone(), lead: a.lead }).collect()
}

fn departments_in(list: Vec<wire::Assignment>) -> Vec<plan::Assignment> {
    list.into_iter().map(|a| plan::Assignment { department: a.department, lead: a.lead }).collect()
}

fn outline_out(row: &plan::OutlineRow) -> wire::OutlineRow {
    wire::OutlineRow {
        outline_id: row.id.clone(),
        parent_id: row.parent_id.clone().unwrap_or_default(),
        mark: row.mark.clone(),
        name: row.name.clone(),
        description: row.description.clone(),
        departments: departments_out(&row.departments),
        page: row.page.clone(),
        note: row.note.clone(),
    }
}

fn outline_in(row: wire::OutlineRow) -> plan::OutlineRow {
    plan::OutlineRow {
        id: row.outline_id,
        parent_id: some(row.parent_id),
        mark: row.mark,
        name: row.name,
        description: row.description,
        departments: departments_in(row.departments),
        page: row.page,
        note: row.note,
    }
}

fn item_out(item: &plan::Item) -> wire::Item {
    wire::Item {
        item_id: item.id.clone(),
        outline_id: item.outline_id.clone(),
        mark: item.mark.clone(),
        name: item.name.clone(),
        departments: departments_out(&item.departments),
        purpose: item.purpose.clone(),
        content: item.content.clone(),
        page: item.page.clone(),
        repost_of: item.repost_of.clone().unwrap_or_default(),
        note: item.note.clone(),
        schedule: item.actions.iter().cloned().map(action_out).collect(),
        indicators: item.indicators.iter().cloned().map(indicator_out).collect(),
        results: item.results.iter().cloned().map(result_out).collect(),
    }
}

fn item_in(item: wire::Item) -> plan::Item {
    plan::Item {
        id: item.item_id,
        outline_id: item.outline_id,
        mark: item.mark,
        name: item.name,
        departments: departments_in(item.departments),
        purpose: item.purpose,
        content: item.content,
        page: item.page,
        repost_of: some(item.repost_of),
        note: item.note,
        actions: item.schedule.into_iter().map(action_in).collect(),
        indicators: item.indicators.into_iter().map(indicator_in).collect(),
        results: item.results.into_iter().map(result_in).collect(),
    }
}

fn action_out(a: plan::Action) -> wire::Action {
    wire::Action { mark: a.mark, action: a.text, cells: a.cells, inferred: a.inferred, note: a.note }
}

fn action_in(a: wire::Action) -> plan::Action {
    plan::Action { mark: a.mark, text: a.action, cells: a.cells, inferred: a.inferred, note: a.note }
}

fn cells_out(cells: Vec<plan::YearCell>) -> Vec<wire::YearCell> {
    cells.into_iter().map(|cell| wire::YearCell { year: cell.year.0, printed: cell.printed }).collect()
}

fn cells_in(cells: Vec<wire::YearCell>) -> Vec<plan::YearCell> {
    cells
        .into_iter()
        .map(|cell| plan::YearCell { year: FiscalYear(cell.year), printed: cell.printed })
        .collect()
}

fn indicator_out(row: plan::Indicator) -> wire::Indicator {
    wire::Indicator {
        indicator_id: row.id,
        name: row.name,
        series: row.series,
        unit: row.unit,
        direction: match row.direction {
            plan::Direction::Unstated => None,
            plan::Direction::Higher => Some(wire::Direction::Higher),
            plan::Direction::Lower => Some(wire::Direction::Lower),
            plan::Direction::Steady => Some(wire::Direction::Steady),
        },
        kind: match row.kind {
            plan::Kind::Unstated => None,
            plan::Kind::Yearly => Some(wire::Kind::Yearly),
            plan::Kind::Cumulative => Some(wire::Kind::Cumulative),
        },
        baseline_year: row.baseline_year.map(|year| year.0),
        baseline: row.baseline,
        reference_name: row.reference_name,
        reference: row.reference,
        as_of: row.as_of,
        targets: cells_out(row.targets),
        actuals: cells_out(row.actuals),
        repost_of: row.repost_of.unwrap_or_default(),
        inferred: row.inferred,
        note: row.note,
    }
}

fn indicator_in(row: wire::Indicator) -> plan::Indicator {
    plan::Indicator {
        id: row.indicator_id,
        name: row.name,
        series: row.series,
        unit: row.unit,
        direction: match row.direction {
            None => plan::Direction::Unstated,
            Some(wire::Direction::Higher) => plan::Direction::Higher,
            Some(wire::Direction::Lower) => plan::Direction::Lower,
            Some(wire::Direction::Steady) => plan::Direction::Steady,
        },
        kind: match row.kind {
            None => plan::Kind::Unstated,
            Some(wire::Kind::Yearly) => plan::Kind::Yearly,
            Some(wire::Kind::Cumulative) => plan::Kind::Cumulative,
        },
        baseline_year: row.baseline_year.map(FiscalYear),
        baseline: row.baseline,
        reference_name: row.reference_name,
        reference: row.reference,
        as_of: row.as_of,
        targets: cells_in(row.targets),
        actuals: cells_in(row.actuals),
        repost_of: some(row.repost_of),
        inferred: row.inferred,
        note: row.note,
    }
}

fn result_out(r: plan::YearResult) -> wire::YearResult {
    wire::YearResult { fiscal_year: r.year.0, result: r.text, status: r.status, reason: r.reason }
}

fn result_in(r: wire::YearResult) -> plan::YearResult {
    plan::YearResult { year: FiscalYear(r.fiscal_year), text: r.result, status: r.status, reason: r.reason }
}

fn department_out(row: plan::Department) -> wire::Department {
    let plan::Department { name, kana, aliases } = row;
    wire::Department { name, kana, aliases }
}

fn correction_out(row: plan::Correction) -> wire::Correction {
    let plan::Correction { table, id, column, printed, corrected, reason, date } = row;
    wire::Correction { table, id, column, printed, corrected, reason, date }
}

fn correction_in(row: wire::Correction) -> plan::Correction {
    let wire::Correction { table, id, column, printed, corrected, reason, date } = row;
    plan::Correction { table, id, column, printed, corrected, reason, date }
}

fn status_out(row: &plan::Status) -> wire::Status {
    wire::Status {
        status: row.status.clone(),
        definition: row.definition.clone(),
        stage: match row.stage {
            plan::Stage::Unstated => None,
            plan::Stage::Done => Some(wire::Stage::Done),
            plan::Stage::Partial => Some(wire::Stage::Partial),
            plan::Stage::Considering => Some(wire::Stage::Considering),
            plan::Stage::NotBegun => Some(wire::Stage::None),
        },
    }
}

fn status_in(row: wire::Status) -> plan::Status {
    plan::Status {
        status: row.status,
        definition: row.definition,
        stage: match row.stage {
            None => plan::Stage::Unstated,
            Some(wire::Stage::Done) => plan::Stage::Done,
            Some(wire::Stage::Partial) => plan::Stage::Partial,
            Some(wire::Stage::Considering) => plan::Stage::Considering,
            Some(wire::Stage::None) => plan::Stage::NotBegun,
        },
    }
}

fn term_out(row: plan::Term) -> wire::Term {
    let plan::Term { term, kana, explanation } = row;
    wire::Term { term, kana, explanation }
}
