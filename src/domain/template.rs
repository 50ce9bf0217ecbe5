//! The template: which indicators, tasks, channel items, causes and links a sheet offers, in both languages, as plain data.
//!
//! Looking up lives here, reading in `template/read.rs`, what makes a template sound in `template/check.rs`. What an indicator's figures
//! come to is not here (goals, split), nor is any word of the interface itself.

mod check;
mod read;

pub use self::check::TemplateError;
use super::decimal::Decimal;
use super::id::Id;
use super::json::Json;

/// Task items over all categories (spec/method.md's tick list); no other list of a template may be longer either.
pub const MAX_ITEMS: usize = 150;
/// Indicators, on and off together.
pub const MAX_INDICATORS: usize = 20;
/// Decimal places an indicator may ask for.
pub const MAX_DECIMALS: u8 = 4;
/// Characters of a name, unit or hint.
pub const MAX_LABEL: usize = 60;
/// Characters of an indicator's definition.
pub const MAX_DEFINITION: usize = 300;

/// Everything a company may adapt about the sheet. Ids stay when names change, so that years remain comparable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pub id: Id,
    /// Counts up from 1 with every change.
    pub version: u32,
    pub name: Label,
    pub indicators: Vec<Indicator>,
    pub categories: Vec<Category>,
    pub recipients: Vec<Recipient>,
    pub means: Vec<Coded>,
    pub causes: Vec<Coded>,
    pub skills: Vec<Coded>,
    pub links: Vec<LinkKind>,
}

/// One wording in both languages; neither is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub zh: String,
    pub en: String,
}

/// One figure the manager is measured by (spec/method.md, Goals).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    pub id: Id,
    pub name: Label,
    pub unit: Label,
    /// Places its figures are typed, rounded and shown with.
    pub decimals: u8,
    /// How days become the week.
    pub week: Aggregation,
    pub better: Better,
    /// How a month's goal becomes weeks.
    pub split: Split,
    /// Whether the sheet shows it; one that is off keeps its id for old sheets.
    pub on: bool,
    /// Whether the tracking overview shows it.
    pub main: bool,
    /// What a figure may be at all; nothing given is anything.
    pub range: Option<Range>,
    /// What the numerator of a ratio counts.
    pub num: Option<Label>,
    /// What the denominator of a ratio counts.
    pub den: Option<Label>,
    /// What exactly is counted: trade terms clash, so this is shown on tap and goes into the archive.
    pub definition: Label,
}

/// How an indicator's days make its week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aggregation {
    Sum,
    /// The last day that has a figure: a state, not a flow.
    Last,
    /// Over the days that have a figure.
    Mean,
    /// Σ numerator ÷ Σ denominator, in percent.
    Ratio,
    /// Visits with outcome "done"; nothing is typed.
    Visits,
    /// `of × times ÷ by`, both `Sum` indicators totalled over the same days; nothing is typed.
    Quotient {
        of: Id,
        by: Id,
        times: u32,
    },
}

/// Which way is good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Better {
    Higher,
    Lower,
    /// Good from `low` to `high`, both included.
    Band {
        low: Decimal,
        high: Decimal,
    },
}

/// How a month's goal is laid over its week slices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// By working days; the parts add up to the month.
    Workdays,
    /// The same step in every slice with a working day; a state (`Aggregation::Last`) cumulates.
    Evenly,
    /// The month's goal in every week.
    Repeat,
    /// From last month's actual to the goal, by working days gone.
    Ramp,
}

/// Least and greatest figure that is accepted, both included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    pub min: Decimal,
    pub max: Decimal,
}

/// One of the task list's categories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    pub id: Id,
    pub name: Label,
    /// What the method behind a tick should say.
    pub hint: Label,
    pub items: Vec<Item>,
}

/// A code with its name: a means, a cause, a skill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coded {
    pub id: Id,
    pub name: Label,
}

/// A line to tick, of the task list or of a recipient's.
pub type Item = Coded;

/// Whom the green channel reaches: `head`, `monopoly` or `retailer`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    pub id: Id,
    pub name: Label,
    pub groups: Vec<Group>,
}

/// One heading of a recipient's tick list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub id: Id,
    pub name: Label,
    pub items: Vec<Item>,
}

/// One heading of the link menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkKind {
    pub id: Id,
    pub name: Label,
    pub rows: Vec<LinkRow>,
}

/// One row of the link menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRow {
    pub id: Id,
    pub name: Label,
    pub target: LinkTarget,
}

/// Where a row leads. An empty `Url` or `File` is not set up yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// An address of the product (spec/surface.md); `{week}` and `{month}` stand for those of the sheet the menu is on.
    App(String),
    /// `https://…` or `http://…`; `{code}` stands for a customer's code. What is opened of it, `domain/web` says.
    Url(String),
    /// The name of a file that is kept on the device.
    File(String),
    Action(LinkAction),
}

/// What the menu can do instead of leading somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkAction {
    /// Hand out this week's sheet as a file.
    Export,
    /// Back up everything, or restore it.
    Backup,
}

impl Template {
    /// Reads a template and checks it whole: what it returns is sound. Members it does not know are passed over, so a newer
    /// template still opens.
    pub fn parse(json: &str) -> Result<Self, TemplateError> {
        let template = Self::checked(json)?;
        check::check(&template)?;
        Ok(template)
    }

    /// Reads a template that was checked before: the one the product ships, by its tests, and one that is stored, when it came in.
    /// So the page need not carry the checks.
    pub fn checked(json: &str) -> Result<Self, TemplateError> {
        Ok(read::template(&Json::parse(json)?)?)
    }

    /// The indicator whose figures, written under the template before, this one could not read: it became another kind of figure,
    /// lost decimals, or takes less. A successor must have none.
    pub fn broken_since(&self, before: &Self) -> Option<&Id> {
        let is_broken = |now: &&Indicator| {
            let Some(was) = before.indicator(&now.id) else { return false };
            let is_ratio = |it: &Indicator| matches!(it.week, Aggregation::Ratio);
            let is_narrower = match (&now.range, &was.range) {
                (None, _) => false,
                (Some(_), None) => true,
                (Some(now), Some(was)) => now.min > was.min || now.max < was.max,
            };
            is_ratio(now) != is_ratio(was) || now.decimals < was.decimals || is_narrower
        };
        self.indicators.iter().find(is_broken).map(|it| &it.id)
    }

    pub fn indicator(&self, id: &Id) -> Option<&Indicator> {
        self.indicators.iter().find(|it| it.id == *id)
    }

    /// The indicators the sheet shows, in its order.
    pub fn active(&self) -> impl Iterator<Item = &Indicator> {
        self.indicators.iter().filter(|it| it.on)
    }

    /// A task item and the category it stands in.
    pub fn item(&self, id: &Id) -> Option<(&Category, &Item)> {
        self.categories.iter().find_map(|it| Some((it, coded(&it.items, id)?)))
    }

    /// Every task item, category by category.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.categories.iter().flat_map(|it| &it.items)
    }

    pub fn recipient(&self, id: &Id) -> Option<&Recipient> {
        self.recipients.iter().find(|it| it.id == *id)
    }

    /// A channel item, its recipient and the group it stands in.
    pub fn channel_item(&self, id: &Id) -> Option<(&Recipient, &Group, &Item)> {
        self.recipients.iter().find_map(|to| to.groups.iter().find_map(|it| Some((to, it, coded(&it.items, id)?))))
    }

    pub fn means(&self, id: &Id) -> Option<&Coded> {
        coded(&self.means, id)
    }

    pub fn cause(&self, id: &Id) -> Option<&Coded> {
        coded(&self.causes, id)
    }

    pub fn skill(&self, id: &Id) -> Option<&Coded> {
        coded(&self.skills, id)
    }
}

impl Indicator {
    /// Whether its figures are computed alone: no typed actual, no typed day values.
    pub fn is_counted(&self) -> bool {
        matches!(self.week, Aggregation::Visits | Aggregation::Quotient { .. })
    }

    /// Whether its weeks climb to the month's goal instead of adding up to it.
    pub fn is_cumulative(&self) -> bool {
        self.split == Split::Evenly && self.week == Aggregation::Last
    }

    /// Least and greatest figure that is accepted, if there is a limit.
    pub fn bounds(&self) -> Option<(Decimal, Decimal)> {
        self.range.as_ref().map(|it| (it.min, it.max))
    }

    /// Whether a figure lies in the range given.
    pub fn allows(&self, figure: Decimal) -> bool {
        self.range.as_ref().is_none_or(|it| it.min <= figure && figure <= it.max)
    }
}

fn coded<'a>(list: &'a [Coded], id: &Id) -> Option<&'a Coded> {
    list.iter().find(|it| it.id == *id)
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) const SHIPPED: &str = include_str!("../../public/template/tobacco-retail.json");

    fn shipped() -> Template {
        Template::parse(SHIPPED).unwrap()
    }

    fn id(text: &str) -> Id {
        text.parse().unwrap()
    }

    fn ids<'a>(list: impl Iterator<Item = &'a Indicator>) -> String {
        list.map(|it| it.id.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_shipped_template_is_whole() {
        let it = shipped();
        assert_eq!((it.id.as_str(), it.version, SHIPPED.len() <= 30 * 1024), ("tobacco-retail", 1, true));
        assert_eq!(ids(it.active()), "vol amt apc key new fill ords epay price sat visit oos");
        assert_eq!(ids(it.indicators.iter().filter(|it| !it.on)), "req base term scan ssr move");
        assert_eq!((it.means.len(), it.causes.len(), it.skills.len(), it.links.len()), (8, 12, 10, 5));
        assert!(it.links.iter().all(|it| it.rows.len() == 4));
    }

    #[test]
    fn task_items_count_up_within_their_category() {
        let counts = [("svc", 14), ("ana", 10), ("inf", 12), ("ter", 12), ("grp", 9), ("coop", 8), ("oth", 9)];
        let it = shipped();
        assert_eq!(it.categories.iter().map(|it| (it.id.as_str(), it.items.len())).collect::<Vec<_>>(), counts);
        for (category, count) in counts {
            for number in 1..=count {
                let (found, _) = it.item(&id(&format!("{category}-{number:02}"))).unwrap();
                assert_eq!(found.id.as_str(), category);
            }
        }
        assert_eq!(counts.iter().map(|it| it.1).sum::<usize>(), 74);
    }

    #[test]
    fn channel_items_count_up_within_their_group() {
        let it = shipped();
        for (to, short, counts) in
            [("head", "hd", [6, 5, 5, 4]), ("monopoly", "mo", [4, 3, 6, 4]), ("retailer", "re", [4, 4, 5, 6])]
        {
            let groups = &it.recipient(&id(to)).unwrap().groups;
            assert_eq!(groups.iter().map(|it| it.items.len()).collect::<Vec<_>>(), counts, "{to}");
            for ((part, count), name) in
                ["st", "op", "an", "no"].iter().zip(counts).zip(["status", "opinion", "anomaly", "notice"])
            {
                for number in 1..=count {
                    let (found, group, _) = it.channel_item(&id(&format!("{short}-{part}{number}"))).unwrap();
                    assert_eq!((found.id.as_str(), group.id.as_str()), (to, name));
                }
            }
        }
    }

    /// `id decimals week better split`, as in research/domain.md §2a.
    #[test]
    fn indicators_follow_the_table() {
        let table = "vol 2 Sum Higher Workdays|amt 2 Sum Higher Workdays\
            |apc 0 Quotient { of: amt, by: vol, times: 10000 } Higher Repeat|key 0 Sum Higher Workdays|new 1 Last Higher Repeat\
            |fill 1 Ratio Higher Repeat|ords 1 Ratio Higher Repeat|epay 1 Ratio Higher Repeat|price 1 Ratio Higher Repeat\
            |sat 1 Last Higher Repeat|visit 0 Visits Higher Workdays|oos 1 Ratio Lower Repeat|req 1 Ratio Higher Repeat\
            |base 1 Last Higher Repeat|term 0 Last Higher Evenly|scan 1 Last Higher Repeat|ssr 2 Last Band Repeat|move 1 Last Higher Repeat";
        let it = shipped();
        let better = |it: &Better| if let Better::Band { .. } = it { "Band".to_owned() } else { format!("{it:?}") };
        let row = |it: &Indicator| format!("{:?} {} {:?} {} {:?}", it.id, it.decimals, it.week, better(&it.better), it.split);
        assert_eq!(it.indicators.iter().map(row).collect::<Vec<_>>(), table.split('|').collect::<Vec<_>>());
        assert_eq!(ids(it.indicators.iter().filter(|it| it.is_counted())), "apc visit");
        assert_eq!(ids(it.indicators.iter().filter(|it| it.is_cumulative())), "term");
        assert_eq!(ids(it.indicators.iter().filter(|it| it.main)), "vol key visit");
        let band = Better::Band { low: Decimal::new(8, 1), high: Decimal::new(12, 1) };
        assert_eq!(it.indicator(&id("ssr")).unwrap().better, band);
    }

    #[test]
    fn rates_lie_between_0_and_100() {
        for it in &shipped().indicators {
            let percent = it.unit.zh == "%";
            assert_eq!((it.allows(Decimal::from(101)), it.allows(Decimal::from(-1))), (!percent, !percent), "{}", it.id);
            assert!(it.allows(Decimal::ZERO) && it.allows(Decimal::from(100)), "{}", it.id);
            let ratio = it.week == Aggregation::Ratio;
            assert_eq!((it.num.is_some(), it.den.is_some()), (ratio, ratio), "{}", it.id);
        }
    }

    #[test]
    fn looks_up_by_id() {
        let it = shipped();
        assert_eq!(it.cause(&id("supply")).unwrap().name.zh, "货源");
        assert_eq!(it.means(&id("face")).unwrap().name.en, "In person");
        assert_eq!(it.skill(&id("earn")).unwrap().name.zh, "会帮客户盈利");
        assert_eq!((it.item(&id("hd-st1")), it.channel_item(&id("svc-01")), it.indicator(&id("none"))), (None, None, None));
    }
}
