//! Texts made from what is on the sheets already: offered, never put in place of what somebody typed.

use super::month::Plan;
use super::path::TEXT_MAX;
use super::sheet::{Sheet, points};
use super::text::length;

/// The three texts of a month's summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Summary {
    Work,
    Problems,
    Measures,
}

impl Summary {
    pub const ALL: [Self; 3] = [Self::Work, Self::Problems, Self::Measures];

    /// What is typed.
    pub fn of(self, plan: &Plan) -> &str {
        let text = match self {
            Self::Work => &plan.work,
            Self::Problems => &plan.problems,
            Self::Measures => &plan.measures,
        };
        text.as_deref().unwrap_or_default()
    }

    /// The points the reviews of the weeks give for it, in their order, each once.
    pub fn points<'a>(self, sheets: impl Iterator<Item = &'a Sheet>) -> Vec<&'a str> {
        let mut all = Vec::new();
        for sheet in sheets {
            let review = &sheet.review;
            // The principal problem is the week's; the others were listed to find it.
            let principal = review.principal().and_then(|it| review.problems.get(it));
            let text = match self {
                Self::Work => review.work.as_deref(),
                Self::Problems => principal.and_then(|it| it.text.as_deref()),
                Self::Measures => principal.and_then(|it| it.measure.as_deref()),
            };
            for it in points(text.unwrap_or_default()) {
                if !all.contains(&it) {
                    all.push(it);
                }
            }
        }
        all
    }
}

/// A text with the points it does not have yet, after what stands there; whole points only, as many as the limit takes.
pub fn with_points(text: &str, more: &[&str]) -> String {
    let mut all = text.trim_end().to_owned();
    for point in more {
        if points(text).any(|it| it == *point) {
            continue;
        }
        let longer = if all.is_empty() { (*point).to_owned() } else { format!("{all}\n{point}") };
        if length(&longer) > TEXT_MAX {
            break;
        }
        all = longer;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::made::sheet;
    use super::*;

    #[test]
    fn a_month_is_drafted_from_its_weeks() {
        let weeks = [
            sheet(&[
                ("review/work", "新品铺货18户\n价签补齐"),
                ("review/problems/p1/text", "紧俏断货"),
                ("review/problems/p1/measure", "报主任"),
                ("review/problems/p2/text", "不是主要的"),
                ("review/principal", "p1"),
            ]),
            sheet(&[("review/work", "价签补齐\n  \n小组活动")]),
        ];
        let points = |it: Summary| it.points(weeks.iter());
        assert_eq!(points(Summary::Work), ["新品铺货18户", "价签补齐", "小组活动"]);
        assert_eq!((points(Summary::Problems), points(Summary::Measures)), (vec!["紧俏断货"], vec!["报主任"]));
    }

    #[test]
    fn a_draft_adds_and_never_overwrites() {
        assert_eq!(with_points("", &["甲", "乙"]), "甲\n乙");
        assert_eq!(with_points("自己写的\n甲\n", &["甲", "乙"]), "自己写的\n甲\n乙");
        let long = "字".repeat(TEXT_MAX - 2);
        assert_eq!(with_points(&long, &["甲", "乙"]), format!("{long}\n甲"));
        assert_eq!(with_points(&"字".repeat(TEXT_MAX), &["甲"]), "字".repeat(TEXT_MAX));
    }
}
