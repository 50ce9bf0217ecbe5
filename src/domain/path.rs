//! Addresses inside documents: one table a document. An edit's path, the JSON path in a bundle and the `data-field` of an
//! input are the same text (spec/bundle.md); past this parser nobody handles it as text.

use std::fmt;

use chrono::NaiveDate;

use super::id::Id;
use super::week::parse_date;

/// What may stand at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A keyed record: only its removal is an edit here.
    Record,
    Flag,
    Number,
    /// A number, or numerator and denominator where the indicator is a ratio.
    Measure,
    /// Points, one a line.
    Text,
    /// A date `2026-11-23`.
    Date,
    /// An instant with offset, as written by the device; for display only.
    Moment,
    /// An id of something else in the document or the roster.
    Ref,
    Choice(&'static [&'static str]),
    /// A whole number from 1 to 5.
    Score,
    /// A whole number that may carry a name on screen: weekday 1–7, tier 1–30, cycle in days.
    Count(u16),
}

/// Why a text is no path of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAPath {
    /// No such field.
    Unknown,
    /// A key is no id or no date.
    BadKey,
}

/// What every document's paths can do.
pub trait Path: Clone + Ord + fmt::Display + fmt::Debug {
    /// Reads the text form.
    fn parse(text: &str) -> Result<Self, NotAPath>;
    /// What may stand there.
    fn kind(&self) -> Kind;
    /// The record this path is a part of, if any.
    fn record(&self) -> Option<Self>;
    /// Every row of the table: its segments (a key is written `<key>`) and kind. For the published schema.
    fn table() -> Vec<(Vec<&'static str>, Kind)>;
    /// The indicator whose decimals and range bind the figure here.
    fn indicator(&self) -> Option<&Id> {
        None
    }
}

/// A key inside a path.
trait Key: Sized {
    fn read(text: &str) -> Result<Self, NotAPath>;
}

impl Key for Id {
    fn read(text: &str) -> Result<Self, NotAPath> {
        text.parse().map_err(|_| NotAPath::BadKey)
    }
}

impl Key for NaiveDate {
    fn read(text: &str) -> Result<Self, NotAPath> {
        parse_date(text).map_err(|_| NotAPath::BadKey)
    }
}

macro_rules! key_name {
    ($literal:literal) => {
        $literal
    };
    ($key:ident) => {
        concat!("<", stringify!($key), ">")
    };
}

macro_rules! paths {
    ($(#[$doc:meta])* $name:ident {
        $($variant:ident($($key:ident: $type:ty),*) = $($segment:tt)/+ , $kind:expr $(, in $record:ident($($of:ident),*))?;)+
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($variant($($type),*)),+ }

        impl Path for $name {
            fn parse(text: &str) -> Result<Self, NotAPath> {
                let segments: Vec<&str> = text.split('/').collect();
                match segments.as_slice() {
                    $([$($segment),+] => Ok(Self::$variant($(<$type as Key>::read($key)?),*)),)+
                    _ => Err(NotAPath::Unknown),
                }
            }

            #[allow(unused_variables)]
            fn kind(&self) -> Kind {
                match self { $(Self::$variant($($key),*) => $kind),+ }
            }

            #[allow(unused_variables)]
            fn record(&self) -> Option<Self> {
                match self { $(Self::$variant($($key),*) => paths!(@record $($record($($of),*))?)),+ }
            }

            fn table() -> Vec<(Vec<&'static str>, Kind)> {
                vec![$((vec![$(key_name!($segment)),+], $kind)),+]
            }

            fn indicator(&self) -> Option<&Id> {
                self.bound_indicator()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$variant($($key),*) => {
                        let segments: &[&dyn fmt::Display] = &[$(&$segment),+];
                        join(f, segments)
                    }),+
                }
            }
        }
    };
    (@record) => { None };
    (@record $record:ident($($of:ident),*)) => { Some(Self::$record($($of.clone()),*)) };
}

fn join(f: &mut fmt::Formatter<'_>, segments: &[&dyn fmt::Display]) -> fmt::Result {
    for (at, it) in segments.iter().enumerate() {
        if at > 0 {
            f.write_str("/")?;
        }
        write!(f, "{it}")?;
    }
    Ok(())
}

/// Lengths a text may have, in Unicode scalar values: the hard end, and where the counter of a point stands.
pub const TEXT_MAX: usize = 500;
pub const POINT_MAX: usize = 120;

pub const FOCUS_KINDS: &[&str] = &["problem", "goal", "item", "text"];
pub const PROBLEM_STATES: &[&str] = &["open", "solved", "dropped"];
pub const TASK_STATES: &[&str] = &["open", "done", "partly", "dropped"];
pub const OUTCOMES: &[&str] = &["done", "partly", "missed"];
pub const RECIPIENTS: &[&str] = &["head", "monopoly", "retailer"];
pub const MEANS: &[&str] = &["face", "phone", "wechat", "sms", "platform", "written", "meeting", "group"];
pub const MESSAGE_STATES: &[&str] = &["open", "told", "answered", "closed"];
pub const CAUSES: &[&str] =
    &["supply", "price", "stock", "newitem", "display", "order", "will", "comply", "skill", "route", "coop", "other"];
pub const ROLES: &[&str] = &["manager", "head", "office"];
pub const LANGUAGES: &[&str] = &["zh", "en"];

paths! {
    /// A path of a sheet (`sheet/<manager>/<week>`).
    SheetPath {
        Goal(indicator: Id) = "goals"/indicator, Kind::Record;
        GoalTarget(indicator: Id) = "goals"/indicator/"target", Kind::Number, in Goal(indicator);
        GoalActual(indicator: Id) = "goals"/indicator/"actual", Kind::Number, in Goal(indicator);
        GoalNote(indicator: Id) = "goals"/indicator/"note", Kind::Text, in Goal(indicator);

        FocusKind() = "focus"/"kind", Kind::Choice(FOCUS_KINDS);
        FocusRef() = "focus"/"ref", Kind::Ref;
        FocusText() = "focus"/"text", Kind::Text;

        Carried(problem: Id) = "carried"/problem, Kind::Record;
        CarriedFrom(problem: Id) = "carried"/problem/"from", Kind::Ref, in Carried(problem);
        CarriedText(problem: Id) = "carried"/problem/"text", Kind::Text, in Carried(problem);
        CarriedCause(problem: Id) = "carried"/problem/"cause", Kind::Choice(CAUSES), in Carried(problem);
        CarriedMeasure(problem: Id) = "carried"/problem/"measure", Kind::Text, in Carried(problem);
        CarriedSince(problem: Id) = "carried"/problem/"since", Kind::Ref, in Carried(problem);
        CarriedState(problem: Id) = "carried"/problem/"state", Kind::Choice(PROBLEM_STATES), in Carried(problem);
        CarriedWhy(problem: Id) = "carried"/problem/"why", Kind::Text, in Carried(problem);

        Task(item: Id) = "tasks"/item, Kind::Record;
        TaskTicked(item: Id) = "tasks"/item/"ticked", Kind::Flag, in Task(item);
        TaskMethod(item: Id) = "tasks"/item/"method", Kind::Text, in Task(item);
        TaskState(item: Id) = "tasks"/item/"state", Kind::Choice(TASK_STATES), in Task(item);
        TaskResult(item: Id) = "tasks"/item/"result", Kind::Text, in Task(item);

        Day(date: NaiveDate) = "days"/date, Kind::Record;
        DayWork(date: NaiveDate) = "days"/date/"work", Kind::Flag, in Day(date);
        DayFocus(date: NaiveDate) = "days"/date/"focus", Kind::Text, in Day(date);
        DayValue(date: NaiveDate, indicator: Id) = "days"/date/"values"/indicator, Kind::Measure, in Day(date);
        DaySummary(date: NaiveDate) = "days"/date/"summary", Kind::Text, in Day(date);
        DayPrincipal(date: NaiveDate) = "days"/date/"principal", Kind::Ref, in Day(date);

        Visit(date: NaiveDate, customer: Id) = "days"/date/"visits"/customer, Kind::Record, in Day(date);
        VisitPlanned(date: NaiveDate, customer: Id) = "days"/date/"visits"/customer/"planned", Kind::Flag, in Visit(date, customer);
        VisitPoint(date: NaiveDate, customer: Id) = "days"/date/"visits"/customer/"point", Kind::Text, in Visit(date, customer);
        VisitOutcome(date: NaiveDate, customer: Id) = "days"/date/"visits"/customer/"outcome", Kind::Choice(OUTCOMES), in Visit(date, customer);
        VisitNote(date: NaiveDate, customer: Id) = "days"/date/"visits"/customer/"note", Kind::Text, in Visit(date, customer);
        VisitPromise(date: NaiveDate, customer: Id) = "days"/date/"visits"/customer/"promise", Kind::Text, in Visit(date, customer);
        VisitDue(date: NaiveDate, customer: Id) = "days"/date/"visits"/customer/"due", Kind::Date, in Visit(date, customer);

        AdHoc(date: NaiveDate, id: Id) = "days"/date/"adhoc"/id, Kind::Record, in Day(date);
        AdHocText(date: NaiveDate, id: Id) = "days"/date/"adhoc"/id/"text", Kind::Text, in AdHoc(date, id);
        AdHocDone(date: NaiveDate, id: Id) = "days"/date/"adhoc"/id/"done", Kind::Flag, in AdHoc(date, id);

        DayProblem(date: NaiveDate, problem: Id) = "days"/date/"problems"/problem, Kind::Record, in Day(date);
        DayProblemText(date: NaiveDate, problem: Id) = "days"/date/"problems"/problem/"text", Kind::Text, in DayProblem(date, problem);
        DayProblemCause(date: NaiveDate, problem: Id) = "days"/date/"problems"/problem/"cause", Kind::Choice(CAUSES), in DayProblem(date, problem);
        DayProblemMeasure(date: NaiveDate, problem: Id) = "days"/date/"problems"/problem/"measure", Kind::Text, in DayProblem(date, problem);

        Message(message: Id) = "messages"/message, Kind::Record;
        MessageTo(message: Id) = "messages"/message/"to", Kind::Choice(RECIPIENTS), in Message(message);
        MessageItem(message: Id, item: Id) = "messages"/message/"items"/item, Kind::Flag, in Message(message);
        MessageText(message: Id) = "messages"/message/"text", Kind::Text, in Message(message);
        MessageMeans(message: Id) = "messages"/message/"means", Kind::Choice(MEANS), in Message(message);
        MessageAt(message: Id) = "messages"/message/"at", Kind::Moment, in Message(message);
        MessageAnswer(message: Id) = "messages"/message/"answer", Kind::Text, in Message(message);
        MessageCustomer(message: Id, customer: Id) = "messages"/message/"customers"/customer, Kind::Flag, in Message(message);
        MessageState(message: Id) = "messages"/message/"state", Kind::Choice(MESSAGE_STATES), in Message(message);

        ReviewWork() = "review"/"work", Kind::Text;
        ReviewPrincipal() = "review"/"principal", Kind::Ref;
        ReviewProblem(problem: Id) = "review"/"problems"/problem, Kind::Record;
        ReviewProblemText(problem: Id) = "review"/"problems"/problem/"text", Kind::Text, in ReviewProblem(problem);
        ReviewProblemCause(problem: Id) = "review"/"problems"/problem/"cause", Kind::Choice(CAUSES), in ReviewProblem(problem);
        ReviewProblemAnalysis(problem: Id) = "review"/"problems"/problem/"analysis", Kind::Text, in ReviewProblem(problem);
        ReviewProblemMeasure(problem: Id) = "review"/"problems"/problem/"measure", Kind::Text, in ReviewProblem(problem);
        ReviewProblemOwner(problem: Id) = "review"/"problems"/problem/"owner", Kind::Text, in ReviewProblem(problem);
        ReviewProblemDue(problem: Id) = "review"/"problems"/problem/"due", Kind::Date, in ReviewProblem(problem);
        ReviewProblemState(problem: Id) = "review"/"problems"/problem/"state", Kind::Choice(PROBLEM_STATES), in ReviewProblem(problem);

        HandedAt() = "handed"/"at", Kind::Moment;
        HandedBundle() = "handed"/"bundle", Kind::Text;
    }
}

impl SheetPath {
    fn bound_indicator(&self) -> Option<&Id> {
        match self {
            Self::GoalTarget(it) | Self::GoalActual(it) | Self::DayValue(_, it) => Some(it),
            _ => None,
        }
    }

    /// The day this path belongs to, if it belongs to one.
    pub fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Day(date) => Some(*date),
            _ => self.record().and_then(|it| it.day()),
        }
    }
}

paths! {
    /// A path of a month (`month/<manager>/<month>`).
    MonthPath {
        Goal(indicator: Id) = "goals"/indicator, Kind::Record;
        Target(indicator: Id) = "goals"/indicator/"target", Kind::Number, in Goal(indicator);
        Slice(indicator: Id, week: WeekKey) = "goals"/indicator/"slices"/week, Kind::Number, in Goal(indicator);
        Work() = "summary"/"work", Kind::Text;
        Problems() = "summary"/"problems", Kind::Text;
        Measures() = "summary"/"measures", Kind::Text;
        Skill(skill: Id) = "skills"/skill, Kind::Record;
        Score(skill: Id) = "skills"/skill/"score", Kind::Score, in Skill(skill);
        Note(skill: Id) = "skills"/skill/"note", Kind::Text, in Skill(skill);
    }
}

type WeekKey = super::week::Week;

impl Key for WeekKey {
    fn read(text: &str) -> Result<Self, NotAPath> {
        text.parse().map_err(|_| NotAPath::BadKey)
    }
}

impl MonthPath {
    fn bound_indicator(&self) -> Option<&Id> {
        match self {
            Self::Target(it) | Self::Slice(it, _) => Some(it),
            _ => None,
        }
    }
}

paths! {
    /// A path of the settings.
    SettingsPath {
        Role() = "role", Kind::Choice(ROLES);
        Language() = "language", Kind::Choice(LANGUAGES);
        ManagerId() = "manager"/"id", Kind::Ref;
        ManagerName() = "manager"/"name", Kind::Text;
        ManagerArea() = "manager"/"area", Kind::Text;
        ManagerUnit() = "manager"/"unit", Kind::Text;
        DeviceName() = "device"/"name", Kind::Text;
    }
}

impl SettingsPath {
    fn bound_indicator(&self) -> Option<&Id> {
        None
    }
}

paths! {
    /// A path of the roster (`roster/<manager>`).
    RosterPath {
        Customer(code: Id) = code, Kind::Record;
        Name(code: Id) = code/"name", Kind::Text, in Customer(code);
        Owner(code: Id) = code/"owner", Kind::Text, in Customer(code);
        Phone(code: Id) = code/"phone", Kind::Text, in Customer(code);
        Wechat(code: Id) = code/"wechat", Kind::Text, in Customer(code);
        License(code: Id) = code/"license", Kind::Text, in Customer(code);
        LicenseTo(code: Id) = code/"lic_to", Kind::Date, in Customer(code);
        Address(code: Id) = code/"addr", Kind::Text, in Customer(code);
        Area(code: Id) = code/"area", Kind::Text, in Customer(code);
        Format(code: Id) = code/"format", Kind::Text, in Customer(code);
        Market(code: Id) = code/"market", Kind::Text, in Customer(code);
        Size(code: Id) = code/"size", Kind::Text, in Customer(code);
        Tier(code: Id) = code/"tier", Kind::Count(30), in Customer(code);
        Star(code: Id) = code/"star", Kind::Count(5), in Customer(code);
        District(code: Id) = code/"district", Kind::Text, in Customer(code);
        VisitCycle(code: Id) = code/"visit_cycle", Kind::Count(366), in Customer(code);
        OrderCycle(code: Id) = code/"order_cycle", Kind::Text, in Customer(code);
        OrderDay(code: Id) = code/"order_day", Kind::Count(7), in Customer(code);
        DeliverDay(code: Id) = code/"deliver_day", Kind::Count(7), in Customer(code);
        OrderWay(code: Id) = code/"order_way", Kind::Text, in Customer(code);
        PayWay(code: Id) = code/"pay_way", Kind::Text, in Customer(code);
        Integrity(code: Id) = code/"integrity", Kind::Text, in Customer(code);
        Compliance(code: Id) = code/"compliance", Kind::Text, in Customer(code);
        Terminal(code: Id) = code/"terminal", Kind::Text, in Customer(code);
        Scan(code: Id) = code/"scan", Kind::Flag, in Customer(code);
        Group(code: Id) = code/"group", Kind::Text, in Customer(code);
        GroupLead(code: Id) = code/"group_lead", Kind::Flag, in Customer(code);
        Sample(code: Id) = code/"sample", Kind::Flag, in Customer(code);
        Cooperation(code: Id) = code/"coop", Kind::Text, in Customer(code);
        Status(code: Id) = code/"status", Kind::Text, in Customer(code);
        Joined(code: Id) = code/"joined", Kind::Date, in Customer(code);
        Note(code: Id) = code/"note", Kind::Text, in Customer(code);
    }
}

impl RosterPath {
    fn bound_indicator(&self) -> Option<&Id> {
        None
    }
}
