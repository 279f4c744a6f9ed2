//! The result of a check on one line, the same for the command and for the officer's page.

use crate::locale::messages;
use crate::package::{Problem, Severity, has_errors};
use crate::plan::Plan;

/// How many problems there are of each severity.
///
/// ```
/// assert_eq!(machi_plan::package::summary(&[]), "エラー0件、注意0件、参考0件。");
/// ```
pub fn summary(problems: &[Problem]) -> String {
    let count = |severity| problems.iter().filter(|problem| problem.severity() == severity).count();
    let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
    messages().check.summary(errors, warnings, notes)
}

/// The last line of a check. It describes the plan only where the plan is whole.
///
/// ```
/// use machi_plan::{package, plan::Plan};
/// assert!(package::verdict(&Plan::default(), &[]).contains("取組0件、指標0行。エラー0件"));
/// ```
pub fn verdict(plan: &Plan, problems: &[Problem]) -> String {
    let summary = summary(problems);
    if has_errors(problems) {
        return summary;
    }
    let indicators: usize = plan.items.iter().map(|item| item.indicators.len()).sum();
    let about = plan.corrected().0.about;
    messages().check.verdict(about.municipality, about.title, plan.items.len(), indicators, summary)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::problems::catalogue as code;

    #[test]
    fn a_plan_with_an_error_is_not_spoken_of() {
        let mut plan = Plan::default();
        plan.about.municipality = "見本市".to_owned();
        plan.about.title = "計画".to_owned();
        let mut problems = vec![Problem::of_sheet(&code::NO_ROWS, "取組")];
        assert_eq!(
            verdict(&plan, &problems),
            "見本市「計画」: 取組0件、指標0行。エラー0件、注意1件、参考0件。"
        );
        problems.push(Problem::of_sheet(&code::EMPTY_TABLE, "体系"));
        assert_eq!(verdict(&plan, &problems), "エラー1件、注意1件、参考0件。");
    }
}
