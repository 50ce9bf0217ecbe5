//! What a change concerns, in the method's words: where on the sheet, from what to what, and what a file does to a document.

use super::{Lang, Word, said};
use crate::bundle::stage::Change;
use crate::domain::edit::Doc;
use crate::domain::id::Id;
use crate::domain::path::{Path, SheetPath};
use crate::domain::template::Template;
use crate::domain::value::{self, Value};

/// What things are called that a sheet's paths name by a key. Whoever does not know a name gives `None`; the key stands then.
pub struct Names<'a> {
    pub template: &'a Template,
    /// A customer's shop name.
    pub customer: &'a dyn Fn(&Id) -> Option<String>,
    /// The text at a path of the same sheet.
    pub text: &'a dyn Fn(&SheetPath) -> Option<String>,
}

/// A place on the sheet: module or day, record, field.
pub fn place(lang: Lang, path: &SheetPath, names: &Names) -> String {
    let mut parts = Vec::new();
    let mut at = Some(path.clone());
    while let Some(now) = at {
        parts.push(part(lang, &now, names));
        at = now.record();
    }
    parts.reverse();
    // A record and the field that names it go by one word.
    parts.dedup();
    parts.join(" · ")
}

/// What a path adds to the record it is in.
fn part(lang: Lang, path: &SheetPath, names: &Names) -> String {
    let within = |module: Word, name: Option<String>, key: &Id| {
        format!("{} · {}", lang.say(module), name.unwrap_or_else(|| key.to_string()))
    };
    let indicator = |id: &Id| names.template.indicator(id).map(|it| lang.label(&it.name));
    match path {
        SheetPath::Goal(id) => within(Word::Goals, indicator(id), id),
        SheetPath::Task(id) => within(Word::Tasks, names.template.item(id).map(|it| lang.label(&it.1.name)), id),
        SheetPath::Day(date) => format!("{} {}", said::date(lang, *date), said::weekday(lang, *date)),
        SheetPath::DayValue(_, id) => indicator(id).unwrap_or_else(|| id.to_string()),
        SheetPath::Visit(_, code) | SheetPath::MessageCustomer(_, code) => {
            (names.customer)(code).unwrap_or_else(|| code.to_string())
        }
        SheetPath::MessageItem(_, id) => {
            names.template.channel_item(id).map_or_else(|| id.to_string(), |it| lang.label(&it.2.name))
        }
        _ => lang.say(field(path)).to_owned(),
    }
}

fn field(path: &SheetPath) -> Word {
    use SheetPath as P;
    match path {
        P::Goal(_) | P::DayValue(..) => Word::Goals,
        P::Task(_) => Word::Tasks,
        P::Day(_) => Word::Tracking,
        P::Message(_) => Word::Channel,
        P::ReviewProblem(_) => Word::Review,
        P::Visit(..) | P::MessageCustomer(..) => Word::Visits,
        P::GoalTarget(_) => Word::Target,
        P::GoalActual(_) => Word::TypedActual,
        P::GoalNote(_) => Word::Note,
        P::FocusKind() => Word::FocusKind,
        P::FocusRef() | P::FocusText() => Word::WeeksFocus,
        P::Carried(_) => Word::LastWeeksProblems,
        P::CarriedFrom(_) => Word::From,
        P::CarriedSince(_) => Word::Since,
        P::CarriedWhy(_) => Word::Why,
        P::CarriedCause(_) | P::DayProblemCause(..) | P::ReviewProblemCause(_) => Word::Cause,
        P::CarriedMeasure(_) | P::DayProblemMeasure(..) | P::ReviewProblemMeasure(_) => Word::Measure,
        P::CarriedText(_) | P::DayProblem(..) | P::DayProblemText(..) | P::ReviewProblemText(_) => Word::Problem,
        P::CarriedState(_) | P::TaskState(_) | P::MessageState(_) | P::ReviewProblemState(_) => Word::State,
        P::TaskTicked(_) => Word::Ticked,
        P::TaskMethod(_) => Word::Method,
        P::TaskResult(_) => Word::Result,
        P::DayWork(_) => Word::WorkDay,
        P::DayFocus(_) => Word::DayFocus,
        P::DaySummary(_) => Word::PlanAndDone,
        P::DayPrincipal(_) => Word::OneProblem,
        P::VisitPlanned(..) => Word::Planned,
        P::VisitPoint(..) => Word::Point,
        P::VisitOutcome(..) => Word::Outcome,
        P::VisitNote(..) => Word::VisitNote,
        P::VisitPromise(..) => Word::Promise,
        P::VisitDue(..) | P::ReviewProblemDue(_) => Word::Due,
        P::AdHoc(..) | P::AdHocText(..) => Word::AdHoc,
        P::AdHocDone(..) => Word::Done,
        P::MessageTo(_) => Word::Recipient,
        P::MessageItem(..) | P::MessageText(_) => Word::Content,
        P::MessageMeans(_) => Word::Means,
        P::MessageAt(_) => Word::At,
        P::MessageAnswer(_) => Word::Answer,
        P::ReviewWork() => Word::MainWork,
        P::ReviewPrincipal() => Word::ShortestBoard,
        P::ReviewProblemAnalysis(_) => Word::Analysis,
        P::ReviewProblemOwner(_) => Word::Owner,
        P::HandedAt() | P::HandedBundle() | P::HandedDigest() => Word::HandOver,
        P::Receipt(_) | P::ReceiptDigest(_) => Word::Receipt,
        P::ReceiptStatus(_) => Word::State,
        P::ReceiptAt(_) | P::CommentAt(_) => Word::At,
        P::ReceiptBy(_) | P::CommentBy(_) | P::CommentPath(_) => Word::From,
        P::Comment(_) | P::CommentText(_) => Word::Comment,
        P::CommentAnswer(_) => Word::Answer,
    }
}

/// A value as the sheet shows it: words in their wording, a reference as what it refers to.
pub fn value(lang: Lang, path: &SheetPath, value: Option<&Value>, names: &Names) -> String {
    let said = match value {
        None => String::new(),
        Some(Value::Flag(it)) => lang.say(if *it { Word::Yes } else { Word::No }).to_owned(),
        Some(Value::Number(it)) => it.to_string(),
        Some(Value::Ratio { .. }) => [true, false].map(|half| value::shown(value, Some(half))).join("/"),
        Some(Value::Text(it)) => worded(lang, path, it, names).unwrap_or_else(|| it.clone()),
    };
    if said.is_empty() { lang.say(Word::Nothing).to_owned() } else { said }
}

/// The wording of a word that stands for something, if the path holds such words.
fn worded(lang: Lang, path: &SheetPath, word: &str, names: &Names) -> Option<String> {
    use SheetPath as P;
    if let P::MessageAt(_) | P::CommentAt(_) | P::ReceiptAt(_) | P::HandedAt() = path {
        // To the minute, without the zone.
        return Some(word.get(..16)?.replace('T', " "));
    }
    let id: Id = word.parse().ok()?;
    match path {
        P::TaskState(_) => Some(said::task_state(lang, word).to_owned()),
        P::CarriedState(_) | P::ReviewProblemState(_) => Some(said::problem_state(lang, word).to_owned()),
        P::VisitOutcome(..) => Some(said::outcome(lang, word).to_owned()),
        P::MessageState(_) => Some(said::message_state(lang, word).to_owned()),
        P::MessageTo(_) => Some(said::recipient(lang, word).to_owned()),
        P::FocusKind() => Some(said::focus_kind(lang, word).to_owned()),
        P::MessageMeans(_) => names.template.means(&id).map(|it| lang.label(&it.name)),
        P::DayPrincipal(date) => (names.text)(&P::DayProblemText(*date, id)),
        P::ReviewPrincipal() => (names.text)(&P::ReviewProblemText(id)),
        P::CarriedCause(_) | P::DayProblemCause(..) | P::ReviewProblemCause(_) => {
            names.template.cause(&id).map(|it| lang.label(&it.name))
        }
        _ => None,
    }
}

/// What a file does to one document.
pub fn change(lang: Lang, it: &Change) -> String {
    let name = document(lang, &it.doc);
    if it.added + it.changed + it.removed == 0 {
        return [&name, lang.of("：没有变化", ": no change")].concat();
    }
    match lang {
        Lang::Zh => format!("{name}：新增 {} 处，改动 {} 处，去掉 {} 处", it.added, it.changed, it.removed),
        Lang::En => format!("{name}: {} added, {} changed, {} removed", it.added, it.changed, it.removed),
    }
}

fn document(lang: Lang, doc: &Doc) -> String {
    match doc {
        Doc::Sheet(_, at) => said::week(lang, *at),
        Doc::Month(_, at) => at.to_string(),
        Doc::Roster(_) => lang.of("客户名册", "Roster").to_owned(),
        Doc::Template(id) => id.to_string(),
        Doc::Settings => lang.say(Word::Settings).to_owned(),
    }
}

/// One field that the file says otherwise without saying when.
pub fn difference(lang: Lang, place: &str, stands: &str, other: &str) -> String {
    match lang {
        Lang::Zh => format!("{place}：本机“{stands}”，文件“{other}”，以本机为准"),
        Lang::En => format!("{place}: here “{stands}”, in the file “{other}”; ours stands"),
    }
}

/// One field that a copy brings back.
pub fn restored(lang: Lang, doc: &Doc, place: &str, stands: &str, other: &str) -> String {
    let name = document(lang, doc);
    format!("{name} · {place}{}“{stands}” → “{other}”", lang.say(Word::Colon))
}

/// One field that two devices wrote without knowing of each other.
pub fn dispute(lang: Lang, place: &str, stands: &str, other: &str) -> String {
    match lang {
        Lang::Zh => format!("{place}：两台设备各写了一个，“{stands}”和“{other}”；先用前一个，应用后在那一周的最上面选定"),
        Lang::En => {
            format!(
                "{place}: two devices wrote “{stands}” and “{other}”; the first stands until you choose at the top of that week"
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template() -> Template {
        Template::parse(include_str!("../../public/template/tobacco-retail.json")).unwrap()
    }

    fn said(text: &str, held: &str, lang: Lang) -> (String, String) {
        let (template, path) = (template(), SheetPath::parse(text).unwrap());
        let names = Names {
            template: &template,
            customer: &|code| (code.to_string() == "41010001").then(|| "老王超市".to_owned()),
            text: &|path| (path.to_string() == "review/problems/p1/text").then(|| "紧俏断货".to_owned()),
        };
        (place(lang, &path, &names), value(lang, &path, Some(&Value::Text(held.to_owned())), &names))
    }

    #[test]
    fn a_place_and_its_value_are_said_in_words() {
        for (path, held, place, value) in [
            ("goals/vol/note", "前松后紧", "营销目标 · 卷烟销量 · 备注", "前松后紧"),
            ("tasks/svc-05/state", "partly", "工作任务 · 新品推介 · 状态", "部分"),
            ("days/2026-11-23/visits/41010001/outcome", "missed", "11月23日 周一 · 老王超市 · 拜访情况", "未访"),
            ("days/2026-11-23/visits/41019999/point", "补货", "11月23日 周一 · 41019999 · 服务点", "补货"),
            ("days/2026-11-23/adhoc/a1/text", "盘点", "11月23日 周一 · 临时工作", "盘点"),
            ("messages/m1/to", "head", "沟通绿色通道 · 对象", "营销主任"),
            ("review/problems/p1/cause", "supply", "改进措施 · 原因", "货源"),
            ("review/principal", "p1", "最短的一块板", "紧俏断货"),
            ("review/principal", "p2", "最短的一块板", "p2"),
            ("review/work", "", "主要工作与完成", "（空）"),
        ] {
            assert_eq!(said(path, held, Lang::Zh), (place.to_owned(), value.to_owned()), "{path}");
        }
    }

    #[test]
    fn every_field_of_a_sheet_has_a_place() {
        for (segments, _) in SheetPath::table() {
            let key = |it: &'static str| match it {
                "<date>" => "2026-11-23",
                it if it.starts_with('<') => "vol",
                it => it,
            };
            let path = segments.into_iter().map(key).collect::<Vec<_>>().join("/");
            for lang in [Lang::Zh, Lang::En] {
                let place = said(&path, "", lang).0;
                assert!(!place.is_empty() && !place.contains('/'), "{path}: {place}");
            }
        }
    }
}
