//! What one recipient is given, and nobody else's part with it: the monopoly officer's slip, a retailer's hand-out. Nothing is
//! shortened on them; what is long goes over more pages.

use super::channel::{Part, clock, comments};
use super::cut::{Class, Composer};
use super::flow::{Item, pour};
use super::mark::{Ink, Mark, POINT};
use super::paragraph::{BOLD, PLAIN, Paragraph, SIGN, SOFT, Sign};
use super::pen::Pen;
use super::ruler::Ruler;
use super::strips::Format;
use crate::domain::channel::{Message, To};
use crate::domain::id::Id;
use crate::domain::mask::masked;
use crate::domain::path::SheetPath;
use crate::domain::sheet::Sheet;
use crate::domain::visits::{Outcome, Visit};
use crate::domain::week::parse_date;
use crate::words::paper::{Word as W, by, dear};
use crate::words::{Word, days, said};
use chrono::NaiveDate;

const LEADING: f32 = 1.55;
/// Below the strip of a page across, in millimetres.
const AIR: f32 = 6.0;
/// Type of the officer's slip, and of what a retailer reads at his counter, in points.
pub const OFFICER: f32 = 10.5;
pub const RETAILER: f32 = 14.0;

/// Pages of items in one column of one size.
pub fn pages(ruler: &Ruler, format: Format, size: f32, items: &[Item]) -> Vec<Vec<Mark>> {
    let (top, height) = format.body();
    let (top, height) = if format.is_upright() { (top, height) } else { (top + AIR, height - AIR) };
    let lines = (height / (size * POINT * LEADING)) as usize;
    let pen = || Pen::counting(ruler, size, height / lines as f32, top);
    let column = vec![format.column().inside(if format.is_upright() { 8.0 } else { 24.0 })];
    let poured = pour(&pen(), items, column, lines);
    let page = |at: usize| {
        let mut pen = pen().drawing();
        poured.draw(&mut pen, at);
        pen.marks()
    };
    (0..poured.pages()).map(page).collect()
}

/// All that the officer is told, to be signed for.
pub fn officer<'a>(c: &Composer<'a>, sheet: &Sheet) -> Vec<Item<'a>> {
    let lang = c.lang();
    let all = messages(c, sheet, Part::Officers);
    if all.is_empty() {
        return vec![Item::new(c.paragraph().text(lang.say(W::NothingForOfficer), PLAIN))];
    }
    let mut items = vec![Item::new(c.paragraph().text(lang.say(W::OfficersSlipSays), SOFT))];
    items.extend(all);
    let line = format!("{}{}", lang.say(W::ReceivedBy), lang.say(Word::Colon));
    let date = format!("{}{}", lang.say(W::OnDay), lang.say(Word::Colon));
    items.push(Item::new(c.paragraph().text(&format!("{line}{}{date}", "\u{3000}".repeat(10)), PLAIN)).after(2).ruled());
    items
}

/// A part of the channel as the head gets it, with what was remarked on it; nothing where there is none.
pub fn for_head<'a>(c: &Composer<'a>, sheet: &Sheet, part: Part) -> Vec<Item<'a>> {
    let remarks = comments(c, sheet, part).into_iter().map(|it| Item::new(it).after(1));
    messages(c, sheet, part).into_iter().chain(remarks).collect()
}

fn messages<'a>(c: &Composer<'a>, sheet: &Sheet, part: Part) -> Vec<Item<'a>> {
    let all = sheet.messages.iter().filter(|it| Part::of(it.1) == part);
    (1..).zip(all).flat_map(|(at, (id, it))| message(c, at, id, it)).collect()
}

/// A message with everything that is known of it.
fn message<'a>(c: &Composer<'a>, at: usize, id: &Id, it: &Message) -> Vec<Item<'a>> {
    let (lang, template) = (c.lang(), c.subject.archive.template);
    let named = |id: &Id| template.channel_item(id).map_or_else(|| id.to_string(), |it| lang.label(&it.2.name));
    let what: Vec<String> = it.items.keys().map(named).collect();
    let head = c.paragraph().text(&format!("{at}  "), BOLD.ink(Ink::Do)).text(&what.join(lang.say(Word::ListComma)), BOLD);
    let mut items = vec![Item::head(head, 1).ruled()];
    let points = c.points(it.text.as_ref(), Class::Work, || SheetPath::MessageText(id.clone()));
    items.extend(points.iter().map(|it| Item::new(c.paragraph().text(it, PLAIN))));
    // Whom it is about is said with the code: the officer knows shops by it.
    let shops: Vec<String> = it.customers.keys().map(|code| shop(c, code)).collect();
    let about = |word: &str, text: String| {
        let all = c.paragraph().text(word, SOFT).text(lang.say(Word::Colon), SOFT).text(&text, PLAIN);
        Item::new(all)
    };
    if !shops.is_empty() {
        items.push(about(lang.say(W::Concerned), shops.join(lang.say(Word::ListComma))));
    }
    let means = it.means.as_ref().and_then(|it| it.parse::<Id>().ok()).and_then(|it| template.means(&it));
    let state = said::message_state(lang, it.state().word()).to_owned();
    let told = [means.map(|it| lang.label(&it.name)), it.at.as_ref().map(|it| clock(it)), Some(state)];
    items.push(Item::new(c.paragraph().text(&told.into_iter().flatten().collect::<Vec<_>>().join(" · "), SOFT)));
    let answer = c.said(it.answer.as_ref(), Class::Work, || SheetPath::MessageAnswer(id.clone()));
    items.extend(answer.map(|it| about(lang.say(Word::Answer), it)));
    items
}

fn shop(c: &Composer, code: &Id) -> String {
    let name = masked(&c.subject.name(code));
    if name == code.as_str() { name } else { format!("{name} {code}") }
}

/// What concerns one shop, in plain words and large type.
pub fn retailer<'a>(c: &Composer<'a>, sheet: &Sheet, code: &Id) -> Vec<Item<'a>> {
    let lang = c.lang();
    let visits: Vec<(NaiveDate, &Visit)> =
        sheet.days.iter().filter_map(|(date, it)| Some((*date, it.visits.get(code)?))).collect();
    let was_there = |it: &&(NaiveDate, &Visit)| matches!(it.1.outcome, Some(Outcome::Done | Outcome::Partly));
    let is_coming = |it: &&(NaiveDate, &Visit)| it.1.outcome.is_none() && it.1.planned && it.0 >= c.subject.maker.today;
    let done: Vec<Paragraph> = visits.iter().filter(was_there).map(|it| visit(c, it.0, it.1, code)).collect();
    let agreed: Vec<Paragraph> = visits.iter().filter_map(|it| promise(c, it.0, it.1, code)).collect();
    let coming: Vec<Paragraph> = visits.iter().filter(is_coming).map(|it| visit(c, it.0, it.1, code)).collect();
    let is_his = |it: &(&Id, &Message)| {
        it.1.to == Some(To::Retailer) && (it.1.customers.is_empty() || it.1.customers.contains_key(code))
    };
    let told: Vec<Paragraph> = sheet.messages.iter().filter(is_his).flat_map(|(id, it)| notice(c, id, it)).collect();
    let name = masked(&c.subject.name(code));
    let mut items =
        vec![Item::new(c.paragraph().text(&dear(lang, &name), BOLD)), Item::new(c.paragraph().text(lang.say(W::Hello), PLAIN))];
    let is_empty = done.is_empty() && agreed.is_empty() && coming.is_empty() && told.is_empty();
    for (word, all) in [(W::ToldToYou, told), (W::AgreedUpon, agreed), (W::ComingUp, coming), (W::DoneForYou, done)] {
        if !all.is_empty() {
            items.push(Item::head(c.paragraph().text(lang.say(word), BOLD.ink(Ink::Do)), 1).ruled());
            items.extend(all.into_iter().map(|it| Item::new(it).indented(SIGN)));
        }
    }
    if is_empty {
        items.push(Item::new(c.paragraph().text(lang.say(W::NothingForYou), PLAIN)).after(1));
    }
    let maker = &c.subject.maker;
    let own = [maker.name.as_str(), maker.area.as_str(), maker.unit.as_str()];
    let own: Vec<&str> = own.into_iter().filter(|it| !it.is_empty()).collect();
    let signed = c.paragraph().text(lang.say(W::YourManager), SOFT).text("  ", SOFT).text(&own.join(" · "), PLAIN);
    items.push(Item::new(signed).after(2).ruled());
    items
}

/// When, and what for.
fn visit<'a>(c: &Composer<'a>, date: NaiveDate, it: &Visit, code: &Id) -> Paragraph<'a> {
    let lang = c.lang();
    let is_done = it.outcome.is_some();
    let point = c.said(it.point.as_ref(), Class::Work, || SheetPath::VisitPoint(date, code.clone()));
    let text = c.paragraph().sign(Sign::Tick(is_done), Ink::Do).text(&days::name(lang, date), PLAIN);
    match point {
        Some(point) => text.text(lang.say(Word::Colon), PLAIN).text(&point, PLAIN),
        None => text,
    }
}

/// What was promised, until when it is to be kept.
fn promise<'a>(c: &Composer<'a>, date: NaiveDate, it: &Visit, code: &Id) -> Option<Paragraph<'a>> {
    let lang = c.lang();
    let text = c.said(it.promise.as_ref(), Class::Work, || SheetPath::VisitPromise(date, code.clone()))?;
    let due = it.due.as_ref().and_then(|it| parse_date(it).ok()).map(|it| by(lang, it));
    Some(c.paragraph().sign(Sign::Tick(false), Ink::Do).text(&text, PLAIN).some(due.as_deref(), SOFT))
}

/// A message: what it is about, then what it says, point by point.
fn notice<'a>(c: &Composer<'a>, id: &Id, it: &Message) -> Vec<Paragraph<'a>> {
    let (lang, template) = (c.lang(), c.subject.archive.template);
    let named = |id: &Id| template.channel_item(id).map(|it| lang.label(&it.2.name));
    let items: Vec<String> = it.items.keys().filter_map(named).collect();
    let points = c.points(it.text.as_ref(), Class::Work, || SheetPath::MessageText(id.clone()));
    let head = (!items.is_empty()).then(|| c.paragraph().text(&items.join(lang.say(Word::ListComma)), BOLD));
    head.into_iter().chain(points.iter().map(|it| c.paragraph().text("· ", SOFT).text(it, PLAIN))).collect()
}
