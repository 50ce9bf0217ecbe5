//! The texts of a document that are worth finding, each with what it is about: what was written, figures too, and of what was ticked
//! the name. What the app notes by itself (digests, file names) is none.

use std::borrow::Cow;

use crate::address::module_of;
use crate::domain::channel::Message;
use crate::domain::fold::Document;
use crate::domain::id::Id;
use crate::domain::path::{AnyPath, Key, Kind, MonthPath, Path, RosterPath, SheetPath};
use crate::domain::progress::Module;
use crate::domain::sheet::Sheet;
use crate::domain::template::Template;
use crate::domain::value::Value;
use crate::words::Lang;

/// One text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub path: AnyPath,
    pub text: Box<str>,
    /// The cause of the problem it belongs to.
    pub cause: Option<Box<str>>,
    /// Items and customers of the message it belongs to.
    about: Box<[Id]>,
}

/// Where a text stands, as one asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Module(Module),
    Month,
    Roster,
}

impl Section {
    /// All in which texts stand.
    pub const ALL: [Self; 7] = [
        Self::Module(Module::Goals),
        Self::Module(Module::Tasks),
        Self::Module(Module::Tracking),
        Self::Module(Module::Channel),
        Self::Module(Module::Review),
        Self::Month,
        Self::Roster,
    ];

    /// The word of a question.
    pub fn word(self) -> &'static str {
        match self {
            Self::Module(it) => crate::address::name(it),
            Self::Month => "month",
            Self::Roster => "roster",
        }
    }
}

impl Field {
    fn new(path: AnyPath, text: &str) -> Self {
        Self { path, text: text.into(), cause: None, about: Box::default() }
    }

    pub fn section(&self) -> Section {
        match &self.path {
            AnyPath::Sheet(it) => Section::Module(module_of(it)),
            AnyPath::Month(_) => Section::Month,
            AnyPath::Roster(_) | AnyPath::Settings(_) => Section::Roster,
        }
    }

    /// Whether it is about this customer.
    pub fn concerns(&self, customer: &Id) -> bool {
        let is_in = match &self.path {
            AnyPath::Sheet(it) => matches!(it.record(), Some(SheetPath::Visit(_, code)) if code == *customer),
            AnyPath::Roster(it) => it.keys()[0] == Some(Key::Id(customer)),
            AnyPath::Month(_) | AnyPath::Settings(_) => false,
        };
        is_in || self.about.contains(customer)
    }

    /// Whether it is about this item of a list.
    pub fn is_of(&self, item: &Id) -> bool {
        let is_in = match &self.path {
            AnyPath::Sheet(it) => matches!(it.record(), Some(SheetPath::Task(id)) if id == *item),
            _ => false,
        };
        is_in || self.about.contains(item)
    }
}

/// The texts of a sheet.
pub fn of_sheet(document: &Document<SheetPath>, sheet: &Sheet, template: &Template, lang: Lang) -> Vec<Field> {
    use SheetPath as P;
    let field = |(path, value): (&P, &Value)| {
        let text = match (path, value) {
            (P::TaskTicked(it), Value::Flag(true)) => lang.label(&template.item(it)?.1.name),
            (P::MessageItem(_, it), Value::Flag(true)) => lang.label(&template.channel_item(it)?.2.name),
            (P::HandedBundle() | P::HandedDigest() | P::ReceiptDigest(_) | P::CommentPath(_), _) => return None,
            _ => written(path, value)?.into_owned(),
        };
        let message = match path.record() {
            Some(P::Message(id)) => sheet.messages.get(&id),
            _ => None,
        };
        let cause = cause(path, sheet).map(|it| it.as_str().into());
        let about = message.map(about).unwrap_or_default();
        Some(Field { cause, about, ..Field::new(AnyPath::Sheet(path.clone()), &text) })
    };
    document.live().filter_map(field).collect()
}

/// The texts of a month.
pub fn of_month(document: &Document<MonthPath>) -> Vec<Field> {
    plain(document)
}

/// The texts of a roster.
pub fn of_roster(document: &Document<RosterPath>) -> Vec<Field> {
    plain(document)
}

fn plain<P: Path>(document: &Document<P>) -> Vec<Field> {
    document.live().filter_map(|(path, value)| Some(Field::new(path.clone().any(), &written(path, value)?))).collect()
}

/// What somebody wrote at a path, a figure as it was typed; blanks are nothing.
fn written<'a, P: Path>(path: &P, value: &'a Value) -> Option<Cow<'a, str>> {
    match (path.kind(), value) {
        (Kind::Text, Value::Text(it)) if !it.trim().is_empty() => Some(it.into()),
        (_, Value::Number(it)) => Some(it.to_string().into()),
        (_, Value::Ratio { num, den }) => {
            let half = |it: &Option<_>| it.as_ref().map(ToString::to_string).unwrap_or_default();
            Some([half(num), half(den)].join("/").into())
        }
        _ => None,
    }
}

fn cause<'a>(path: &SheetPath, sheet: &'a Sheet) -> Option<&'a String> {
    use SheetPath as P;
    match path.record()? {
        P::Carried(id) => sheet.carried.get(&id)?.cause.as_ref(),
        P::DayProblem(date, id) => sheet.days.get(&date)?.problems.get(&id)?.cause.as_ref(),
        P::ReviewProblem(id) => sheet.review.problems.get(&id)?.cause.as_ref(),
        _ => None,
    }
}

fn about(message: &Message) -> Box<[Id]> {
    message.items.keys().chain(message.customers.keys()).cloned().collect()
}
