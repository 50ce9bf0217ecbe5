//! The one page as plain records: what the rules and the screen read. It is made from the document's live values and kept
//! up with single changes; nobody writes to it but the fold.

use super::map::Map;

use chrono::NaiveDate;

use super::channel::Message;
use super::decimal::Decimal;
use super::fold::Document;
use super::goals::Goal;
use super::id::Id;
use super::path::{Kind, Path, SheetPath};
use super::reply::{Comment, Receipt};
use super::review::{Carried, Review};
use super::tasks::{Focus, Task, in_order_of_ticking};
use super::tracking::Day;
use super::value::{Value, ValueRef};

/// One week of one manager.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    pub goals: Map<Id, Goal>,
    pub focus: Focus,
    pub carried: Map<Id, Carried>,
    pub tasks: Map<Id, Task>,
    pub days: Map<NaiveDate, Day>,
    pub messages: Map<Id, Message>,
    pub review: Review,
    pub handed_at: Option<String>,
    pub handed_bundle: Option<String>,
    /// The digest of the file it went out in.
    pub handed_digest: Option<String>,
    pub receipts: Map<Id, Receipt>,
    pub comments: Map<Id, Comment>,
    /// All ticked items in the order they were ticked; see `tasks.rs` for what counts.
    pub(super) ticks: Vec<Id>,
}

impl Sheet {
    /// The page a document folds to.
    pub fn of(document: &Document<SheetPath>) -> Self {
        let mut sheet = Self::default();
        for (path, value) in document.live() {
            sheet.set(path, Some(value.borrowed()));
        }
        sheet.ticks = in_order_of_ticking(document);
        sheet
    }

    /// The page as far as figures are made of it, for counting, quicker: texts stay empty, and visits are those with a plan or an
    /// outcome; where there are none of these, one visit stands for all.
    pub fn of_figures(document: &Document<SheetPath>) -> Self {
        use SheetPath as P;
        let mut sheet = Self::default();
        for (path, value) in document.live() {
            let is_visited = |date| sheet.days.get(date).is_some_and(|it| !it.visits.is_empty());
            match path {
                P::VisitPoint(date, _) | P::VisitNote(date, _) | P::VisitPromise(date, _) | P::VisitDue(date, _)
                    if is_visited(date) => {}
                _ => sheet.set(path, Some(if path.kind() == Kind::Text { ValueRef::Text("") } else { value.borrowed() })),
            }
        }
        sheet.ticks = in_order_of_ticking(document);
        sheet
    }

    /// Brings the page up to date after the document changed at one path.
    pub fn refresh(&mut self, document: &Document<SheetPath>, path: &SheetPath) {
        if path.kind() == Kind::Record {
            self.remove(path);
            for (at, value) in document.live_in(path) {
                self.set(at, Some(value.borrowed()));
            }
        } else {
            self.set(path, document.get(path).map(Value::borrowed));
        }
        if matches!(path, SheetPath::TaskTicked(_) | SheetPath::Task(_)) {
            self.ticks = in_order_of_ticking(document);
        }
    }

    /// Puts a value of a document without stamps: each path once, as a report carries them.
    pub fn put(&mut self, path: &SheetPath, value: ValueRef) {
        self.set(path, Some(value));
        if let (SheetPath::TaskTicked(item), ValueRef::Flag(true)) = (path, value) {
            // Without stamps they count in the order of their ids.
            let at = self.ticks.partition_point(|it| it < item);
            self.ticks.insert(at, item.clone());
        }
    }

    fn remove(&mut self, record: &SheetPath) {
        use SheetPath as P;
        match record {
            P::Goal(it) => _ = self.goals.remove(it),
            P::Carried(it) => _ = self.carried.remove(it),
            P::Task(it) => _ = self.tasks.remove(it),
            P::Day(date) => _ = self.days.remove(date),
            P::Visit(date, it) => _ = self.day(*date).visits.remove(it),
            P::AdHoc(date, it) => _ = self.day(*date).adhoc.remove(it),
            P::DayProblem(date, it) => _ = self.day(*date).problems.remove(it),
            P::Message(it) => _ = self.messages.remove(it),
            P::ReviewProblem(it) => _ = self.review.problems.remove(it),
            P::Receipt(it) => _ = self.receipts.remove(it),
            P::Comment(it) => _ = self.comments.remove(it),
            _ => {}
        }
    }

    fn day(&mut self, date: NaiveDate) -> &mut Day {
        self.days.or_default(&date)
    }

    fn set(&mut self, path: &SheetPath, value: Option<ValueRef>) {
        use SheetPath as P;
        match path {
            P::GoalTarget(i) | P::GoalActual(i) | P::GoalNote(i) => self.goals.or_default(i).set(path, value),
            P::FocusKind() | P::FocusRef() | P::FocusText() => self.focus.set(path, value),
            P::CarriedFrom(id)
            | P::CarriedText(id)
            | P::CarriedCause(id)
            | P::CarriedMeasure(id)
            | P::CarriedSince(id)
            | P::CarriedState(id)
            | P::CarriedWhy(id) => self.carried.or_default(id).set(path, value),
            P::TaskTicked(id) | P::TaskMethod(id) | P::TaskState(id) | P::TaskResult(id) => {
                self.tasks.or_default(id).set(path, value);
            }
            P::MessageTo(id)
            | P::MessageItem(id, _)
            | P::MessageText(id)
            | P::MessageMeans(id)
            | P::MessageAt(id)
            | P::MessageAnswer(id)
            | P::MessageCustomer(id, _)
            | P::MessageState(id) => self.messages.or_default(id).set(path, value),
            P::HandedAt() => self.handed_at = text(value),
            P::HandedBundle() => self.handed_bundle = text(value),
            P::HandedDigest() => self.handed_digest = text(value),
            P::ReceiptDigest(id) | P::ReceiptStatus(id) | P::ReceiptAt(id) | P::ReceiptBy(id) => {
                self.receipts.or_default(id).set(path, value);
            }
            P::CommentPath(id) | P::CommentText(id) | P::CommentBy(id) | P::CommentAt(id) | P::CommentAnswer(id) => {
                self.comments.or_default(id).set(path, value);
            }
            _ => match path.day() {
                Some(date) => self.day(date).set(path, value),
                None => self.review.set(path, value),
            },
        }
    }
}

/// The two values a hand-over leaves on the sheet: when, and in which bundle.
pub fn handed(at: &str, bundle: &str) -> [(SheetPath, Value); 2] {
    let text = |it: &str| Value::Text(it.to_owned());
    [(SheetPath::HandedAt(), text(at)), (SheetPath::HandedBundle(), text(bundle))]
}

/// The text of a value, if it is one.
pub fn text(value: Option<ValueRef>) -> Option<String> {
    value.and_then(ValueRef::as_text).map(str::to_owned)
}

/// The id a value names, if it is one.
pub fn id(value: Option<ValueRef>) -> Option<Id> {
    value.and_then(ValueRef::as_text).and_then(|it| it.parse().ok())
}

pub fn number(value: Option<ValueRef>) -> Option<Decimal> {
    value.and_then(ValueRef::as_number)
}

pub fn flag(value: Option<ValueRef>) -> Option<bool> {
    value.and_then(ValueRef::as_flag)
}

/// The points of a text: its lines with something on them.
pub fn points(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|it| !it.is_empty())
}
