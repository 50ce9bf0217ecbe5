//! From a control to an edit: what was typed is parsed once, at this door. What cannot be taken stays in its box with the
//! reason beside it; a text over the limit goes back to what it was, in words.

use super::session::{By, Session};
use crate::browser::clock;
use crate::browser::text::composed;
use crate::browser::typing::{Control, Heard, Step, Typed, What, find_controls};
use crate::domain::decimal::Decimal;
use crate::domain::edit::Doc;
use crate::domain::id::Id;
use crate::domain::path::{Kind, MonthPath, Path, RosterPath, SettingsPath, SheetPath};
use crate::domain::text::clean;
use crate::domain::value::{self, BadValue, Value, shown};
use crate::words::refusals;

/// Whose field it is.
enum Field {
    Settings(SettingsPath),
    Roster(RosterPath),
    /// Of the month on its page.
    Month(MonthPath),
    Sheet(SheetPath),
    /// One half of a day's ratio.
    Half(SheetPath, Half),
}

#[derive(Clone, Copy, PartialEq)]
enum Half {
    Num,
    Den,
}

impl Field {
    fn parse(text: &str) -> Option<Self> {
        if let Some(path) = text.strip_prefix("settings/") {
            return SettingsPath::parse(path).ok().map(Self::Settings);
        }
        if let Some(path) = text.strip_prefix("roster/") {
            return RosterPath::parse(path).ok().map(Self::Roster);
        }
        if let Some(path) = text.strip_prefix("month/") {
            return MonthPath::parse(path).ok().map(Self::Month);
        }
        let half = |suffix, half| {
            let path = SheetPath::parse(text.strip_suffix(suffix)?).ok()?;
            matches!(path, SheetPath::DayValue(..)).then_some(Self::Half(path, half))
        };
        SheetPath::parse(text).ok().map(Self::Sheet).or_else(|| half("/num", Half::Num)).or_else(|| half("/den", Half::Den))
    }

    fn kind(&self) -> Kind {
        match self {
            Self::Settings(it) => it.kind(),
            Self::Roster(it) => it.kind(),
            Self::Month(it) => it.kind(),
            Self::Sheet(it) | Self::Half(it, _) => it.kind(),
        }
    }
}

impl Session {
    /// Takes what the listeners of the page tell.
    pub fn heard(self, heard: Heard) {
        match heard {
            Heard::Step(Step::Back) => self.undo(),
            Heard::Step(Step::Forth) => self.redo(),
            Heard::Typed(typed) => self.typed(&typed),
        }
    }

    /// Writes a text into a field of the page as one step, if that takes it.
    pub fn say(self, field: &str, text: &str) {
        let Some(control) = find_controls(field).into_iter().next() else { return };
        let typed = Typed { field: field.to_owned(), part: None, what: What::Chosen(text.to_owned()), control };
        typed.control.set_value(text);
        self.typed(&typed);
    }

    fn typed(self, typed: &Typed) {
        let Some(field) = Field::parse(&typed.field) else { return };
        if typed.what != What::Left && self.is_forbidden(&field) {
            return self.take_back(&field, typed);
        }
        match &typed.what {
            What::Left => {
                if !typed.control.is_invalid() {
                    self.show_again(&field, &typed.control);
                }
                self.left();
            }
            What::Flag(flag) => {
                if !self.enter(&field, Some(Value::Flag(*flag)), By::Choice) {
                    typed.control.set_flag(!*flag);
                }
            }
            What::Chosen(raw) => self.raw(&field, raw, By::Choice, &typed.control),
            What::Text(raw) => self.raw(&field, raw, By::Typing, &typed.control),
        }
    }

    /// Whether another window holds the document of a field.
    fn is_forbidden(self, field: &Field) -> bool {
        let inner = self.inner();
        let doc = match field {
            Field::Settings(_) => Some(Doc::Settings),
            Field::Roster(_) => self.manager().map(Doc::Roster),
            Field::Month(_) => self.manager().zip(self.month(|it| it.course.view.month)).map(|it| Doc::Month(it.0, it.1)),
            Field::Sheet(_) | Field::Half(..) => inner.sheet.borrow().as_ref().map(|it| it.doc.clone()),
        };
        doc.is_some_and(|it| !inner.may_write(&it))
    }

    /// The control shows again what is held.
    fn take_back(self, field: &Field, typed: &Typed) {
        match typed.what {
            What::Flag(flag) => typed.control.set_flag(!flag),
            _ => find_controls(&typed.field).iter().for_each(|it| it.set_value(&self.text_of(field))),
        }
    }

    fn raw(self, field: &Field, raw: &str, by: By, control: &Control) {
        match self.parsed(field, raw) {
            Ok(value) => {
                control.set_invalid(None);
                self.enter(field, value, by);
            }
            Err(why) => {
                if matches!(why, BadValue::TooLong(_)) {
                    self.put_back(field, raw, control);
                }
                control.set_invalid(Some(&refusals::value(self.lang_now(), &why)));
            }
        }
    }

    fn parsed(self, field: &Field, raw: &str) -> Result<Option<Value>, BadValue> {
        let inner = self.inner();
        let template = &inner.template;
        let raw = &composed(clean(raw).text);
        match field {
            Field::Settings(path) => value::typed(path, raw, template),
            Field::Roster(path) => value::typed(path, raw, template),
            Field::Month(path) => value::typed(path, raw, template),
            // The box gives local time without a zone; what is stored says which.
            Field::Sheet(path @ SheetPath::MessageAt(_)) if raw.len() == 16 => {
                let zone = clock::now().split_off(19);
                value::typed(path, &format!("{raw}:00{zone}"), template)
            }
            Field::Sheet(path) => value::typed(path, raw, template),
            Field::Half(path, half) => {
                let typed = Decimal::typed(raw).map_err(|_| BadValue::NotANumber)?;
                let (num, den) = match self.read(|view| view.document.get(path).cloned()).flatten() {
                    Some(Value::Ratio { num, den }) => (num, den),
                    _ => (None, None),
                };
                if *half == Half::Num { value::ratio(typed, den) } else { value::ratio(num, typed) }
            }
        }
    }

    /// Says whether it was taken.
    fn enter(self, field: &Field, value: Option<Value>, by: By) -> bool {
        match field {
            Field::Settings(path) => self.set(path.clone(), value, by),
            Field::Roster(path) => self.set_customer(path.clone(), value, by),
            Field::Month(path) => self.set_month(vec![(path.clone(), value)], by),
            Field::Sheet(path) | Field::Half(path, _) => return self.edit(path.clone(), value, by).is_ok(),
        }
        true
    }

    /// The text of a field as it is held, for its control.
    pub fn shown(self, field: &str) -> Option<String> {
        Field::parse(field).map(|it| self.text_of(&it))
    }

    fn text_of(self, field: &Field) -> String {
        let inner = self.inner();
        let value = match field {
            Field::Settings(path) => inner.settings.borrow().get(path).cloned(),
            Field::Roster(path) => inner.roster.borrow().get(path).cloned(),
            Field::Month(path) => self.month_value(path),
            Field::Sheet(path) | Field::Half(path, _) => self.read(|view| view.value(path)).flatten(),
        };
        let half = match field {
            Field::Half(_, half) => Some(*half == Half::Num),
            _ => None,
        };
        shown(value.as_ref(), half)
    }

    /// A number is shown as it is held once its box is left: full-width digits become plain ones.
    fn show_again(self, field: &Field, control: &Control) {
        if matches!(field.kind(), Kind::Number | Kind::Measure | Kind::Score | Kind::Count(_)) {
            control.set_value(&self.text_of(field));
        }
    }

    /// Takes what would exceed the limit out of the box again, the caret where it was typed.
    fn put_back(self, field: &Field, raw: &str, control: &Control) {
        let held = self.text_of(field);
        let longer = raw.encode_utf16().count().saturating_sub(held.encode_utf16().count());
        let caret = control.caret().map(|it| it.saturating_sub(u32::try_from(longer).unwrap_or(u32::MAX)));
        control.set_value(&held);
        if let Some(caret) = caret {
            control.set_caret(caret);
        }
    }
}

/// Whether a box already shows what is held: "5." while it means 5.
pub fn means_the_same<P: Path>(path: &P, shown: &str, held: &str) -> bool {
    let is_number = matches!(path.kind(), Kind::Number | Kind::Measure);
    shown == held || (is_number && Decimal::typed(shown).ok() == Decimal::typed(held).ok())
}

/// Reads a code as people type it: full-width letters and spaces forgiven.
pub fn code(raw: &str) -> Option<Id> {
    let plain: String = raw
        .trim()
        .chars()
        .map(|it| match it {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(it as u32 - 0xfee0).unwrap_or(it),
            it => it,
        })
        .collect();
    plain.parse().ok()
}
