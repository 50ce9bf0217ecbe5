//! The channel on paper. The officer's messages are a count here and stand on a slip of their own; so no page holds them beside
//! what retailers are told.

use super::cut::{Class, Composer};
use super::frame::{Block, ems, title, writing};
use super::mark::{Ink, Weight};
use super::paragraph::{Look, PLAIN, Paragraph, SOFT};
use super::pen::{Column, HAIR, Pen};
use crate::domain::channel::{Message, To};
use crate::domain::id::Id;
use crate::domain::mask::masked;
use crate::domain::path::{Path, SheetPath};
use crate::domain::progress::Module;
use crate::domain::reply::Comment;
use crate::domain::sheet::Sheet;
use crate::words::paper::{Word as W, and_more, officers};
use crate::words::{Lang, Word, handing, said};

/// Lines for a message written by hand.
const BY_HAND: usize = 2;

const NAME: Look = Look { weight: Weight::Bold, ink: Ink::Do, is_small: false };

pub struct Channel<'a> {
    lang: Lang,
    rows: Vec<Paragraph<'a>>,
    is_form: bool,
}

impl<'a> Channel<'a> {
    pub fn of(c: &Composer<'a>, sheet: &Sheet, is_form: bool) -> Self {
        let lang = c.lang();
        let open: Vec<(&Id, &Message)> = sheet.messages.iter().filter(|it| Part::of(it.1) == Part::Open).collect();
        let (named, rest) = c.first(open, Class::Work, |(id, it)| paths(id, it));
        let counted = |name: &str, to: Option<To>| {
            let count = sheet.messages.values().filter(|it| it.to == to).count();
            (count > 0).then(|| c.paragraph().text(name, NAME).text("  ", PLAIN).text(&officers(lang, count), PLAIN))
        };
        let officer = counted(said::recipient(lang, "monopoly"), Some(To::Monopoly));
        let undecided = counted(lang.say(W::Undecided), None);
        let rows = named.into_iter().map(|(id, it)| message(c, id, it)).chain(officer).chain(undecided);
        let more = (rest > 0).then(|| c.paragraph().text(&and_more(lang, rest), SOFT));
        // Not even by hand does the officer's part come beside the retailers'.
        let empty = ["head", "monopoly", "retailer"].map(|it| {
            let apart = (it == "monopoly").then(|| format!("  {}", lang.say(W::OnOwnPaper)));
            c.paragraph().text(said::recipient(lang, it), NAME).some(apart.as_deref(), SOFT)
        });
        let rows: Vec<Paragraph> =
            if is_form { empty.into() } else { rows.chain(more).chain(comments(c, sheet, Part::Open)).collect() };
        Self { lang, rows, is_form }
    }
}

/// A message in one paragraph: to whom, what, and what became of it.
fn message<'a>(c: &Composer<'a>, id: &Id, it: &Message) -> Paragraph<'a> {
    let (lang, template) = (c.lang(), c.subject.archive.template);
    let to = it.to.map_or("", |it| said::recipient(lang, it.word()));
    let text = c.said(it.text.as_ref(), Class::Work, || SheetPath::MessageText(id.clone()));
    let named = |id: &Id| template.channel_item(id).map_or_else(|| id.to_string(), |it| lang.label(&it.2.name));
    let (items, rest) =
        c.first(it.items.keys().collect(), Class::Work, |item| vec![SheetPath::MessageItem(id.clone(), (*item).clone())]);
    let more = (rest > 0).then(|| and_more(lang, rest));
    let items: Vec<String> = items.into_iter().map(named).chain(more).collect();
    let what: Vec<String> =
        [items.join(lang.say(Word::ListComma))].into_iter().chain(text).filter(|it| !it.is_empty()).collect();
    let about = about(c, id, it);
    let all = c.paragraph().text(to, NAME).text("  ", PLAIN).text(&what.join(lang.say(Word::Colon)), PLAIN);
    if about.is_empty() { all } else { all.text("  ", SOFT).text(&about.join(" · "), SOFT) }
}

fn about(c: &Composer, id: &Id, it: &Message) -> Vec<String> {
    let lang = c.lang();
    let (shops, rest) = c.first(it.customers.keys().collect(), Class::Detail, |code| {
        vec![SheetPath::MessageCustomer(id.clone(), (*code).clone())]
    });
    let more = (rest > 0).then(|| and_more(lang, rest));
    let shops: Vec<String> = shops.into_iter().map(|it| masked(&c.subject.name(it))).chain(more).collect();
    let means = it.means.as_ref().map(|word| {
        let known = word.parse::<Id>().ok().and_then(|it| c.subject.archive.template.means(&it));
        known.map_or_else(|| word.clone(), |it| lang.label(&it.name))
    });
    let answer = c.said(it.answer.as_ref(), Class::Aside, || SheetPath::MessageAnswer(id.clone()));
    let all = [
        (!shops.is_empty()).then(|| shops.join(lang.say(Word::ListComma))),
        means,
        it.at.as_ref().map(|it| clock(it)),
        Some(said::message_state(lang, it.state().word()).to_owned()),
        answer.map(|it| format!("{}{}{it}", lang.say(Word::Answer), lang.say(Word::Colon))),
    ];
    all.into_iter().flatten().collect()
}

/// `11-25 09:30` of a stored moment; what is none stays as it is.
pub fn clock(at: &str) -> String {
    match (at.get(5..10), at.get(10..11), at.get(11..16)) {
        (Some(day), Some("T"), Some(time)) => format!("{day} {time}"),
        _ => at.to_owned(),
    }
}

/// What head office remarked on what one part of the channel holds, or beside the channel altogether.
pub fn comments<'a>(c: &Composer<'a>, sheet: &Sheet, part: Part) -> Vec<Paragraph<'a>> {
    let lang = c.lang();
    let is_wanted = |it: &(&Id, &Comment)| part_of(sheet, it.1) == part;
    let all: Vec<(&Id, &Comment)> = sheet.comments_in_order().into_iter().filter(is_wanted).collect();
    let (named, _) = c.first(all, Class::Aside, |it| {
        let answer = it.1.answer.as_ref().map(|_| SheetPath::CommentAnswer(it.0.clone()));
        [SheetPath::CommentText(it.0.clone())].into_iter().chain(answer).collect()
    });
    let one = |(id, it): (&Id, &Comment)| {
        let answer = c.said(it.answer.as_ref(), Class::Aside, || SheetPath::CommentAnswer(id.clone()));
        let text = c.said(it.text.as_ref(), Class::Aside, || SheetPath::CommentText(id.clone()))?;
        let by = masked(&handing::by(lang, it));
        let head = Look { weight: Weight::Bold, ..SOFT };
        let all = c.paragraph().text(lang.say(Word::Comment), head).text("  ", SOFT).text(&text, PLAIN);
        let all = all.text("  ", SOFT).text(&by, SOFT);
        let answer = answer.map(|it| format!(" · {}{}{it}", lang.say(Word::Answer), lang.say(Word::Colon)));
        Some(all.some(answer.as_deref(), SOFT))
    };
    named.into_iter().filter_map(one).collect()
}

/// The parts that never stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What the head and retailers are told, and all that is no message.
    Open,
    Officers,
    /// What may still become anybody's.
    Undecided,
}

impl Part {
    pub fn of(it: &Message) -> Self {
        match it.to {
            Some(To::Head | To::Retailer) => Self::Open,
            Some(To::Monopoly) => Self::Officers,
            None => Self::Undecided,
        }
    }
}

/// Which part a comment stands with.
fn part_of(sheet: &Sheet, it: &Comment) -> Part {
    let Some(path) = it.path.as_deref().and_then(|it| SheetPath::parse(it).ok()) else {
        // One at a message that cannot be found may be about anything.
        let is_of_messages = it.path.as_deref().is_some_and(|it| it.starts_with("messages"));
        return if is_of_messages { Part::Officers } else { Part::Open };
    };
    let message = if matches!(path, SheetPath::Message(_)) { Some(path) } else { path.record() };
    match message {
        Some(SheetPath::Message(id)) => sheet.messages.get(&id).map_or(Part::Officers, Part::of),
        _ => Part::Open,
    }
}

fn paths(id: &Id, it: &Message) -> Vec<SheetPath> {
    use SheetPath as P;
    let mut all: Vec<SheetPath> = it.items.keys().map(|item| P::MessageItem(id.clone(), item.clone())).collect();
    all.extend(it.customers.keys().map(|code| P::MessageCustomer(id.clone(), code.clone())));
    all.extend(it.text.as_ref().map(|_| P::MessageText(id.clone())));
    all.extend(it.answer.as_ref().map(|_| P::MessageAnswer(id.clone())));
    all.extend(it.at.as_ref().map(|_| P::MessageAt(id.clone())));
    all.extend(it.means.as_ref().map(|_| P::MessageMeans(id.clone())));
    all.extend(it.state.map(|_| P::MessageState(id.clone())));
    all
}

impl Block for Channel<'_> {
    fn ems(&self) -> f32 {
        ems(&self.rows)
    }

    fn lay(&self, pen: &mut Pen, column: Column, line: usize, room: usize) -> usize {
        let mut at = line + title(pen, self.lang, (Module::Channel, ""), column, line);
        let step = room.saturating_sub(at - line).checked_div(self.rows.len()).unwrap_or(0);
        for it in &self.rows {
            pen.rule(at, column, (HAIR, Ink::Hair));
            let lines = pen.write(it, at, column);
            let next = at + if self.is_form { step.max(lines).max(BY_HAND) } else { lines };
            if self.is_form {
                writing(pen, column, at..next);
            }
            at = next;
        }
        at - line
    }
}
