//! Addresses inside documents: one table a document. An edit's path, the JSON path in a bundle and the `data-field` of an
//! input are the same text (spec/bundle.md); past this parser nobody handles it as text.

mod any;
mod table;

use std::fmt;

use chrono::NaiveDate;

pub use any::AnyPath;
pub use table::{Key, Keys, ReadKey};
use table::{Row, Spelt, Typed};

use super::id::Id;
use super::week::Week;

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
pub trait Path: Clone + Ord + fmt::Display + fmt::Debug + 'static {
    /// Every row of the table, in the order of the paths.
    const ROWS: &'static [Row];
    /// Which row it is.
    fn at(&self) -> usize;
    fn keys(&self) -> Keys<'_>;
    /// The path of a row and its keys.
    fn of(at: usize, keys: &Keys<'_>) -> Option<Self>;
    /// As a path of whichever document, and back again where it is one of these.
    fn any(self) -> AnyPath;
    fn seen(path: &AnyPath) -> Option<&Self>;
    fn known(path: AnyPath) -> Option<Self>;

    /// Reads the text form.
    fn parse(text: &str) -> Result<Self, NotAPath> {
        table::parse(Self::ROWS, text, Self::of)
    }

    /// What may stand there.
    fn kind(&self) -> Kind {
        Self::ROWS[self.at()].kind
    }

    /// The record this path is a part of, if any.
    fn record(&self) -> Option<Self> {
        Self::of(Self::ROWS[self.at()].record?.into(), &self.keys())
    }

    /// All that its text and its place are made of.
    fn spelt(&self) -> Spelt<'_> {
        Spelt { rows: Self::ROWS, at: self.at(), keys: self.keys() }
    }

    /// Every row of the table: its segments (a key is written `<key>`) and kind. For the published schema.
    fn table() -> Vec<(Vec<&'static str>, Kind)> {
        Self::ROWS.iter().map(|it| (it.form.split('/').collect(), it.kind)).collect()
    }

    /// The indicator whose decimals and range bind the figure here.
    fn indicator(&self) -> Option<&Id> {
        None
    }
}

macro_rules! segment {
    ($literal:literal) => {
        $literal
    };
    ($key:ident) => {
        concat!("<", stringify!($key), ">")
    };
}

macro_rules! paths {
    ($(#[$doc:meta])* $name:ident as $any:ident {
        $($variant:ident($($key:ident: $type:ty),*) = $first:tt $(/ $segment:tt)* , $kind:expr $(, in $record:ident)?;)+
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($variant($($type),*)),+ }

        const _: () = {
            /// The number of each row.
            #[allow(dead_code, clippy::enum_variant_names)]
            enum At { $($variant),+ }

            impl Path for $name {
                const ROWS: &'static [Row] = &[$(Row {
                    form: concat!(segment!($first), $("/", segment!($segment)),*),
                    kind: $kind,
                    record: paths!(@record $(At::$record)?),
                }),+];

                fn at(&self) -> usize {
                    match self { $(Self::$variant(..) => At::$variant as usize),+ }
                }

                fn keys(&self) -> Keys<'_> {
                    match self { $(Self::$variant($($key),*) => paths!(@keys $($key)*)),+ }
                }

                fn of(at: usize, keys: &Keys<'_>) -> Option<Self> {
                    #[allow(unused_variables, unused_mut)]
                    let mut keys = keys.iter();
                    $(if at == At::$variant as usize {
                        return Some(Self::$variant($(<$type as Typed>::of(keys.next()?)?),*));
                    })+
                    None
                }

                fn any(self) -> AnyPath {
                    AnyPath::$any(self)
                }

                fn seen(path: &AnyPath) -> Option<&Self> {
                    if let AnyPath::$any(it) = path { Some(it) } else { None }
                }

                fn known(path: AnyPath) -> Option<Self> {
                    if let AnyPath::$any(it) = path { Some(it) } else { None }
                }

                fn indicator(&self) -> Option<&Id> {
                    self.bound_indicator()
                }
            }
        };

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.spelt().fmt(f)
            }
        }
    };
    (@keys) => { [None, None] };
    (@keys $one:ident) => { [Some($one.into()), None] };
    (@keys $one:ident $two:ident) => { [Some($one.into()), Some($two.into())] };
    (@record) => { None };
    (@record $at:path) => { Some($at as u8) };
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
pub const RECEIPT_STATES: &[&str] = &["received", "accepted", "correct"];
pub const CAUSES: &[&str] =
    &["supply", "price", "stock", "newitem", "display", "order", "will", "comply", "skill", "route", "coop", "other"];
pub const ROLES: &[&str] = &["manager", "head", "office"];
pub const LANGUAGES: &[&str] = &["zh", "en"];

paths! {
    /// A path of a sheet (`sheet/<manager>/<week>`).
    SheetPath as Sheet {
        Goal(indicator: Id) = "goals"/indicator, Kind::Record;
        GoalTarget(indicator: Id) = "goals"/indicator/"target", Kind::Number, in Goal;
        GoalActual(indicator: Id) = "goals"/indicator/"actual", Kind::Number, in Goal;
        GoalNote(indicator: Id) = "goals"/indicator/"note", Kind::Text, in Goal;

        FocusKind() = "focus"/"kind", Kind::Choice(FOCUS_KINDS);
        FocusRef() = "focus"/"ref", Kind::Ref;
        FocusText() = "focus"/"text", Kind::Text;

        Carried(problem: Id) = "carried"/problem, Kind::Record;
        CarriedFrom(problem: Id) = "carried"/problem/"from", Kind::Ref, in Carried;
        CarriedText(problem: Id) = "carried"/problem/"text", Kind::Text, in Carried;
        CarriedCause(problem: Id) = "carried"/problem/"cause", Kind::Choice(CAUSES), in Carried;
        CarriedMeasure(problem: Id) = "carried"/problem/"measure", Kind::Text, in Carried;
        CarriedSince(problem: Id) = "carried"/problem/"since", Kind::Ref, in Carried;
        CarriedState(problem: Id) = "carried"/problem/"state", Kind::Choice(PROBLEM_STATES), in Carried;
        CarriedWhy(problem: Id) = "carried"/problem/"why", Kind::Text, in Carried;

        Task(item: Id) = "tasks"/item, Kind::Record;
        TaskTicked(item: Id) = "tasks"/item/"ticked", Kind::Flag, in Task;
        TaskMethod(item: Id) = "tasks"/item/"method", Kind::Text, in Task;
        TaskState(item: Id) = "tasks"/item/"state", Kind::Choice(TASK_STATES), in Task;
        TaskResult(item: Id) = "tasks"/item/"result", Kind::Text, in Task;

        Day(date: NaiveDate) = "days"/date, Kind::Record;
        DayWork(date: NaiveDate) = "days"/date/"work", Kind::Flag, in Day;
        DayFocus(date: NaiveDate) = "days"/date/"focus", Kind::Text, in Day;
        DayValue(date: NaiveDate, indicator: Id) = "days"/date/"values"/indicator, Kind::Measure, in Day;
        DaySummary(date: NaiveDate) = "days"/date/"summary", Kind::Text, in Day;
        DayPrincipal(date: NaiveDate) = "days"/date/"principal", Kind::Ref, in Day;

        Visit(date: NaiveDate, customer: Id) = "days"/date/"visits"/customer, Kind::Record, in Day;
        VisitPlanned(date: NaiveDate, customer: Id) = "days"/date/"visits"/customer/"planned", Kind::Flag, in Visit;
        VisitPoint(date: NaiveDate, customer: Id) = "days"/date/"visits"/customer/"point", Kind::Text, in Visit;
        VisitOutcome(date: NaiveDate, customer: Id) = "days"/date/"visits"/customer/"outcome", Kind::Choice(OUTCOMES), in Visit;
        VisitNote(date: NaiveDate, customer: Id) = "days"/date/"visits"/customer/"note", Kind::Text, in Visit;
        VisitPromise(date: NaiveDate, customer: Id) = "days"/date/"visits"/customer/"promise", Kind::Text, in Visit;
        VisitDue(date: NaiveDate, customer: Id) = "days"/date/"visits"/customer/"due", Kind::Date, in Visit;

        AdHoc(date: NaiveDate, id: Id) = "days"/date/"adhoc"/id, Kind::Record, in Day;
        AdHocText(date: NaiveDate, id: Id) = "days"/date/"adhoc"/id/"text", Kind::Text, in AdHoc;
        AdHocDone(date: NaiveDate, id: Id) = "days"/date/"adhoc"/id/"done", Kind::Flag, in AdHoc;

        DayProblem(date: NaiveDate, problem: Id) = "days"/date/"problems"/problem, Kind::Record, in Day;
        DayProblemText(date: NaiveDate, problem: Id) = "days"/date/"problems"/problem/"text", Kind::Text, in DayProblem;
        DayProblemCause(date: NaiveDate, problem: Id) = "days"/date/"problems"/problem/"cause", Kind::Choice(CAUSES), in DayProblem;
        DayProblemMeasure(date: NaiveDate, problem: Id) = "days"/date/"problems"/problem/"measure", Kind::Text, in DayProblem;

        Message(message: Id) = "messages"/message, Kind::Record;
        MessageTo(message: Id) = "messages"/message/"to", Kind::Choice(RECIPIENTS), in Message;
        MessageItem(message: Id, item: Id) = "messages"/message/"items"/item, Kind::Flag, in Message;
        MessageText(message: Id) = "messages"/message/"text", Kind::Text, in Message;
        MessageMeans(message: Id) = "messages"/message/"means", Kind::Choice(MEANS), in Message;
        MessageAt(message: Id) = "messages"/message/"at", Kind::Moment, in Message;
        MessageAnswer(message: Id) = "messages"/message/"answer", Kind::Text, in Message;
        MessageCustomer(message: Id, customer: Id) = "messages"/message/"customers"/customer, Kind::Flag, in Message;
        MessageState(message: Id) = "messages"/message/"state", Kind::Choice(MESSAGE_STATES), in Message;

        ReviewWork() = "review"/"work", Kind::Text;
        ReviewPrincipal() = "review"/"principal", Kind::Ref;
        ReviewProblem(problem: Id) = "review"/"problems"/problem, Kind::Record;
        ReviewProblemText(problem: Id) = "review"/"problems"/problem/"text", Kind::Text, in ReviewProblem;
        ReviewProblemCause(problem: Id) = "review"/"problems"/problem/"cause", Kind::Choice(CAUSES), in ReviewProblem;
        ReviewProblemAnalysis(problem: Id) = "review"/"problems"/problem/"analysis", Kind::Text, in ReviewProblem;
        ReviewProblemMeasure(problem: Id) = "review"/"problems"/problem/"measure", Kind::Text, in ReviewProblem;
        ReviewProblemOwner(problem: Id) = "review"/"problems"/problem/"owner", Kind::Text, in ReviewProblem;
        ReviewProblemDue(problem: Id) = "review"/"problems"/problem/"due", Kind::Date, in ReviewProblem;
        ReviewProblemState(problem: Id) = "review"/"problems"/problem/"state", Kind::Choice(PROBLEM_STATES), in ReviewProblem;

        HandedAt() = "handed"/"at", Kind::Moment;
        HandedBundle() = "handed"/"bundle", Kind::Text;
        HandedDigest() = "handed"/"digest", Kind::Text;

        Receipt(id: Id) = "receipts"/id, Kind::Record;
        ReceiptDigest(id: Id) = "receipts"/id/"digest", Kind::Text, in Receipt;
        ReceiptStatus(id: Id) = "receipts"/id/"status", Kind::Choice(RECEIPT_STATES), in Receipt;
        ReceiptAt(id: Id) = "receipts"/id/"at", Kind::Moment, in Receipt;
        ReceiptBy(id: Id) = "receipts"/id/"by", Kind::Text, in Receipt;

        Comment(id: Id) = "comments"/id, Kind::Record;
        CommentPath(id: Id) = "comments"/id/"path", Kind::Text, in Comment;
        CommentText(id: Id) = "comments"/id/"text", Kind::Text, in Comment;
        CommentBy(id: Id) = "comments"/id/"by", Kind::Text, in Comment;
        CommentAt(id: Id) = "comments"/id/"at", Kind::Moment, in Comment;
        CommentAnswer(id: Id) = "comments"/id/"answer", Kind::Text, in Comment;
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
        // A date stands in the paths of days alone.
        match self.keys()[0] {
            Some(Key::Date(date)) => Some(*date),
            _ => None,
        }
    }
}

paths! {
    /// A path of a month (`month/<manager>/<month>`).
    MonthPath as Month {
        Goal(indicator: Id) = "goals"/indicator, Kind::Record;
        Target(indicator: Id) = "goals"/indicator/"target", Kind::Number, in Goal;
        Slice(indicator: Id, week: Week) = "goals"/indicator/"slices"/week, Kind::Number, in Goal;
        Work() = "summary"/"work", Kind::Text;
        Problems() = "summary"/"problems", Kind::Text;
        Measures() = "summary"/"measures", Kind::Text;
        Skill(skill: Id) = "skills"/skill, Kind::Record;
        Score(skill: Id) = "skills"/skill/"score", Kind::Score, in Skill;
        Note(skill: Id) = "skills"/skill/"note", Kind::Text, in Skill;
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
    SettingsPath as Settings {
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
    RosterPath as Roster {
        Customer(code: Id) = code, Kind::Record;
        Name(code: Id) = code/"name", Kind::Text, in Customer;
        Owner(code: Id) = code/"owner", Kind::Text, in Customer;
        Phone(code: Id) = code/"phone", Kind::Text, in Customer;
        Wechat(code: Id) = code/"wechat", Kind::Text, in Customer;
        License(code: Id) = code/"license", Kind::Text, in Customer;
        LicenseTo(code: Id) = code/"lic_to", Kind::Date, in Customer;
        Address(code: Id) = code/"addr", Kind::Text, in Customer;
        Area(code: Id) = code/"area", Kind::Text, in Customer;
        Format(code: Id) = code/"format", Kind::Text, in Customer;
        Market(code: Id) = code/"market", Kind::Text, in Customer;
        Size(code: Id) = code/"size", Kind::Text, in Customer;
        Tier(code: Id) = code/"tier", Kind::Count(30), in Customer;
        Star(code: Id) = code/"star", Kind::Count(5), in Customer;
        District(code: Id) = code/"district", Kind::Text, in Customer;
        VisitCycle(code: Id) = code/"visit_cycle", Kind::Count(366), in Customer;
        OrderCycle(code: Id) = code/"order_cycle", Kind::Text, in Customer;
        OrderDay(code: Id) = code/"order_day", Kind::Count(7), in Customer;
        DeliverDay(code: Id) = code/"deliver_day", Kind::Count(7), in Customer;
        OrderWay(code: Id) = code/"order_way", Kind::Text, in Customer;
        PayWay(code: Id) = code/"pay_way", Kind::Text, in Customer;
        Integrity(code: Id) = code/"integrity", Kind::Text, in Customer;
        Compliance(code: Id) = code/"compliance", Kind::Text, in Customer;
        Terminal(code: Id) = code/"terminal", Kind::Text, in Customer;
        Scan(code: Id) = code/"scan", Kind::Flag, in Customer;
        Group(code: Id) = code/"group", Kind::Text, in Customer;
        GroupLead(code: Id) = code/"group_lead", Kind::Flag, in Customer;
        Sample(code: Id) = code/"sample", Kind::Flag, in Customer;
        Cooperation(code: Id) = code/"coop", Kind::Text, in Customer;
        Status(code: Id) = code/"status", Kind::Text, in Customer;
        Joined(code: Id) = code/"joined", Kind::Date, in Customer;
        Note(code: Id) = code/"note", Kind::Text, in Customer;
    }
}

impl RosterPath {
    fn bound_indicator(&self) -> Option<&Id> {
        None
    }
}
