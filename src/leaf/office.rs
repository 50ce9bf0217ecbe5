//! Head office's page: collecting files, what became of each, what all of them come to, and what can be asked of them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Leaf, button, choice, leaf, option, paper, quiet_button, saved_questions, slot, told};
use crate::domain::id::Id;
use crate::domain::week::Week;
use crate::office::books::Books;
use crate::office::builder::{Built, Dimension, Measure};
use crate::office::classes::{ClassWish, Tiers};
use crate::office::names::{Label, spelled};
use crate::office::order::natural;
use crate::office::questions::Question;
use crate::office::saved::Saved;
use crate::office::scope::{Scope, Wish};
use crate::office::taken::{Classes, Person};
use crate::words::customers::word;
use crate::words::exchange::Word as X;
use crate::words::head::Word as D;
use crate::words::office::{self as words, Word as W};
use crate::words::questions::asks;
use crate::words::{Lang, Word};

/// What the picker offers; what a file is, its content says.
const ACCEPTED: &str = ".json,.txt,.gz,.zip,application/json,text/plain,application/gzip,application/zip";
/// Rows that stay on the page, refused ones first.
const MOST_ROWS: usize = 1_000;
const REFUSED: &str = "refused";
/// What else an answer heeds, by the name of its control: the stylesheet shows it where that is so.
const HEEDS: &str = "data-heeds";
const INDICATOR: &str = "indicator";
const ITEM: &str = "item";
/// Where it is shown what the collection comes to, or what is done with it.
pub const OVERVIEW: &str = "overview";
/// The wall's name among the views.
pub const WALL: &str = "wall";

/// The control of the passphrase that opens locked files.
pub const PASSPHRASE: &str = "passphrase";

/// One file of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileRow {
    pub name: String,
    /// `data-result` in spec/surface.md.
    pub result: &'static str,
    pub sentences: Vec<String>,
}

/// The page, before anything is asked.
pub fn page(lang: Lang, overview: Leaf) -> Leaf {
    leaf("div")
        .class("office__papers")
        .child(leaf("h1").text(lang.say(W::Office)))
        .child(collecting(lang))
        .child(slot(OVERVIEW).child(under_tabs(lang, OVERVIEW, overview)))
}

/// What fills the desk, under its tabs; anything else that is asked is shown in the middle of it, as it is.
pub fn under_tabs(lang: Lang, ask: &str, drawn: Leaf) -> Leaf {
    let open = match ask.split(' ').next().unwrap_or_default() {
        saved_questions::ASK => OVERVIEW,
        "delete-yes" => "keep",
        verb @ (OVERVIEW | "read" | "brief" | "send" | "keep") => verb,
        _ => return drawn,
    };
    let all = [(OVERVIEW, D::Overview), ("read", D::Read), ("brief", D::ToBrief), ("send", D::Send), ("keep", D::Keep)];
    let tab = |(asks, name): (&str, D)| {
        let tab = quiet_button(lang.say(name), asks).set("name", &format!("tab-{asks}")).into(OVERVIEW);
        if asks == open { tab.set("aria-current", "true") } else { tab }
    };
    let tabs = leaf("nav").class("office__tabs").label(lang.say(D::Desk)).children(all.map(tab));
    leaf("div").class("office__desk").child(tabs).child(drawn)
}

fn collecting(lang: Lang) -> Leaf {
    let picker = || leaf("input").set("type", "file").set("multiple", "").asks("collect").into("collected");
    let files = picker().set("accept", ACCEPTED).set("name", "files");
    let folder = picker().set("webkitdirectory", "").set("name", "folder");
    let label = |class: &str, name: &str, input: Leaf| leaf("label").class(class).child(leaf("span").text(name)).child(input);
    paper()
        .class("paper import")
        .child(leaf("p").class("soft").text(lang.say(W::CollectSays)))
        .child(label("import__files", lang.say(Word::ImportFiles), files))
        .child(label("office__folder", lang.say(W::ImportFolder), folder))
        .child(locked(lang))
        .child(slot("collected"))
}

/// The word that opens files somebody locked.
fn locked(lang: Lang) -> Leaf {
    let name = lang.say(X::Passphrase);
    let input = leaf("input").set("type", "password").set("autocomplete", "off").set("name", PASSPHRASE).label(name);
    leaf("details")
        .class("office__locked")
        .child(leaf("summary").text(lang.say(W::LockedFiles)))
        .child(leaf("label").child(leaf("span").text(name)).child(input))
}

/// How far collecting is.
pub fn progress(lang: Lang, (at, of): (usize, usize), seconds: f64) -> Leaf {
    let rate = if seconds > 0.0 { (at as f64 / seconds) as usize } else { 0 };
    let left = (of - at).checked_div(rate).unwrap_or(0);
    let says = leaf("p").set("role", "status").text(&words::on_way(lang, (at, of), rate, left));
    let bar = leaf("progress").set("max", &of.to_string()).set("value", &at.to_string()).label(lang.say(Word::Reading));
    leaf("div").child(says).child(bar)
}

/// The same of files that are here, which are counted once more.
pub fn renewing(lang: Lang, way: (usize, usize), seconds: f64) -> Leaf {
    leaf("div").child(leaf("p").text(lang.say(W::Renewing))).child(progress(lang, way, seconds))
}

/// What stands in the place of what was stopped, and a way on: the page opens again, and counts what is left.
pub fn stopped(lang: Lang) -> Leaf {
    leaf("div").child(told(true, lang.say(W::Cancelled))).child(button(lang.say(W::CountOn), "").into(""))
}

/// What became of the files, one row each.
pub fn report(lang: Lang, rows: &[FileRow], ends: Option<Leaf>) -> Leaf {
    let many = |words: &[&str]| rows.iter().filter(|it| words.contains(&it.result)).count();
    let count = |(name, words): (&'static str, &[&str])| {
        let mark = leaf("b").set("data-computed", &format!("office/files/{name}")).text(&many(words).to_string());
        leaf("li").child(leaf("span").text(words::result(lang, name))).child(mark)
    };
    // What was taken in part was taken.
    let counts: [(&'static str, &[&str]); 4] =
        [("merged", &["merged", "partly"]), ("updated", &["updated"]), ("unchanged", &["unchanged"]), (REFUSED, &[REFUSED])];
    // What there is something to say of stands there at once, the rest on tap.
    let (mut told, rest): (Vec<_>, Vec<_>) = rows.iter().partition(|it| !it.sentences.is_empty());
    told.sort_by_key(|it| it.result != REFUSED);
    let room = MOST_ROWS.saturating_sub(told.len());
    let list = |rows: Vec<&FileRow>, most| leaf("ul").children(rows.into_iter().take(most).map(|it| row(lang, it)));
    let all = leaf("details").class("office__all").child(leaf("summary").text(lang.say(W::AllFiles)));
    leaf("section")
        .class("report")
        .set("role", "region")
        .label(lang.say(Word::ImportReport))
        .children(ends)
        .child(leaf("ul").class("office__counts").children(counts.map(count)))
        .children((!told.is_empty()).then(|| {
            let open = leaf("details").class("office__told").set("open", "");
            open.child(leaf("summary").text(lang.say(W::ToldFiles))).child(list(told, MOST_ROWS))
        }))
        .child(all.child(list(rest, room)))
}

fn row(lang: Lang, it: &FileRow) -> Leaf {
    let result = leaf("span").class("report__result").text(words::result(lang, it.result));
    let head = leaf("div").class("report__head").child(leaf("b").text(&it.name)).child(result);
    let row = leaf("li").class("report__row").set("data-file", &it.name).set("data-result", it.result);
    let row = if it.result == REFUSED { row } else { row.set("data-applied", "") };
    row.child(head).children(it.sentences.iter().map(|it| leaf("p").text(it)))
}

/// What the collection comes to, and what can be asked of it.
pub fn overview(scope: &Scope, chosen: &str, view: Leaf, questions: &BTreeMap<String, Saved>) -> Leaf {
    let lang = scope.lang;
    let (mut sheets, mut planned, mut done) = (0, 0, 0);
    for (_, _, lane) in scope.books.standing() {
        let visits = lane.facts.visit_counts();
        (sheets, planned, done) = (sheets + 1, planned + visits.0, done + visits.1);
    }
    if scope.books.files() == 0 {
        return paper().child(leaf("p").class("soft").text(lang.say(W::Nothing)));
    }
    let managers = scope.books.people().count() as u32;
    let total = |(name, mark, it): (W, &str, u32)| {
        let figure = leaf("b").set("data-computed", &format!("office/{mark}")).text(&it.to_string());
        leaf("li").child(leaf("span").text(lang.say(name))).child(figure)
    };
    let totals = [
        (W::Sheets, "sheets", sheets),
        (W::Managers, "managers", managers),
        (W::Planned, "visits/planned", planned),
        (W::Done, "visits/done", done),
    ];
    paper()
        .class("paper office__asked")
        .child(leaf("ul").class("office__counts").children(totals.map(total)))
        .child(choices(scope, chosen))
        .child(saved_questions::section(lang, questions))
        .child(slot("view").child(viewed(view)))
        .child(way_out(lang))
}

/// What is asked of: the weeks, whoever and whatever was chosen, as far as the question heeds it. Filters may be closed, and an export is
/// read where there are none.
pub fn asked_of(scope: &Scope, question: Option<Question>) -> String {
    all_asked_of(scope, question).join(" · ")
}

/// The same, each by itself.
pub fn all_asked_of(scope: &Scope, question: Option<Question>) -> Vec<String> {
    let (lang, wish) = (scope.lang, scope.wish);
    let item = wish.item.as_ref().and_then(|it| scope.template.item(it)).map(|it| lang.label(&it.1.name));
    let rest = [
        scope.indicator_said().filter(|_| question.is_some_and(|it| it.is_of_indicator(wish.built))),
        item.filter(|_| question.is_some_and(Question::is_of_item)),
    ];
    let weeks = format!("{} — {}", scope.from, scope.to);
    [weeks].into_iter().chain(filters(scope, question)).chain(rest.into_iter().flatten()).collect()
}

/// Whose sheets, and which customers, as far as the question heeds it.
pub fn filters(scope: &Scope, question: Option<Question>) -> Vec<String> {
    let wish = scope.wish;
    let said = |it: &Id| scope.books.names.find(it).map_or_else(|| it.to_string(), |it| scope.said(it));
    let whose = [wish.unit.clone(), wish.area.clone(), wish.manager.as_ref().map(said).unwrap_or_default()];
    let class = question.filter(|it| it.is_of_customers(wish.built)).map(|_| wish.class.said(scope.lang));
    whose.into_iter().chain(class.into_iter().flatten()).filter(|it| !it.is_empty()).collect()
}

/// A view, and under it what it leads to: another view begins with nothing there.
pub fn viewed(view: Leaf) -> Leaf {
    leaf("div").child(view).child(slot("drill")).child(slot("sheet"))
}

/// All facts for engines of their own.
fn way_out(lang: Lang) -> Leaf {
    let way = |(name, ask): (W, &str)| quiet_button(lang.say(name), ask).into("star");
    leaf("details")
        .class("office__star")
        .child(leaf("summary").text(lang.say(W::WayOut)))
        .child(leaf("p").class("soft").text(lang.say(W::WayOutSays)))
        .child(leaf("div").class("giving").children([(W::Parquet, "parquet"), (W::Ndjson, "ndjson")].map(way)))
        .child(slot("star"))
}

fn choices(scope: &Scope, chosen: &str) -> Leaf {
    let (lang, wish) = (scope.lang, scope.wish);
    let field = |name, options, key: &str, chosen: &str| field(lang, name, options, (key, chosen));
    let indicators = scope.template.active().map(|it| (it.id.to_string(), lang.label(&it.name))).collect();
    let items = scope.template.items().map(|it| (it.id.to_string(), lang.label(&it.name)));
    let groups = [("area", W::ByArea), ("unit", W::ByUnit)].map(|(value, it)| (value.to_owned(), lang.say(it).to_owned()));
    let text = |it: Option<String>| it.unwrap_or_default();
    let weeks = |first: W| {
        let weeks: BTreeSet<Week> = scope.books.entries().map(|it| it.1).collect();
        with_none(lang, first, weeks.into_iter().rev().map(|it| (it.to_string(), it.to_string())))
    };
    let filters = leaf("details").class("office__filters").child(leaf("summary").text(lang.say(W::Filters))).child(
        leaf("div")
            .class("office__choices")
            .child(field(W::FromWeek, weeks(W::Usual), "from", &text(wish.from.map(|it| it.to_string()))))
            .child(field(W::ToWeek, weeks(W::All), "to", &text(wish.to.map(|it| it.to_string()))))
            .child(field(W::Unit, said(scope, |books| ever(books, |it| it.unit)), "unit", &wish.unit))
            .child(field(W::Area, said(scope, |books| ever(books, |it| it.area)), "area", &wish.area))
            .child(field(W::Manager, managers(scope), "manager", &text(wish.manager.as_ref().map(ToString::to_string))))
            .child(field(W::Market, classes(scope, |it| it.market), "market", &wish.class.market))
            .child(field(W::Format, classes(scope, |it| it.format), "format", &wish.class.format))
            .child(field(W::Tiers, tiers(scope), "tiers", &text(wish.class.tiers.map(Tiers::word))))
            .child(field(W::Groups, groups.into(), "groups", if wish.by_unit { "unit" } else { "area" })),
    );
    let id = |it: &Option<Id>| text(it.as_ref().map(ToString::to_string));
    leaf("form")
        .class("office__form")
        .child(views(lang, chosen))
        .child(building(lang, wish.built))
        .child(field(W::Indicator, indicators, INDICATOR, &id(&wish.indicator)).class("office__indicator"))
        .child(field(W::Item, with_none(lang, W::All, items), ITEM, &id(&wish.item)).class("office__item"))
        .child(filters)
}

/// The wall and every question, each with what else it heeds.
fn views(lang: Lang, chosen: &str) -> Leaf {
    let mut all: Vec<Question> = Question::ALL.into_iter().chain([Question::OUTSIDE]).collect();
    all.sort();
    let question = |it: Question| {
        let heeds = [(it.is_of_indicator(None), INDICATOR), (it.is_of_item(), ITEM)];
        let shown = option((it.to_string(), format!("{it} {}", asks(lang, it.number()))), chosen);
        heeding(shown, heeds.into_iter().filter(|it| it.0).map(|it| it.1))
    };
    let wall = option((WALL.to_owned(), lang.say(W::TheWall).to_owned()), chosen);
    let built = option((Question::BUILT.to_string(), lang.say(W::Build).to_owned()), chosen);
    let select = choice("view", lang.say(W::View), [], chosen);
    asking(lang, W::View, select.child(wall).children(all.into_iter().map(question)).child(built))
}

fn heeding(it: Leaf, names: impl Iterator<Item = &'static str>) -> Leaf {
    let names = names.collect::<Vec<_>>().join(" ");
    if names.is_empty() { it } else { it.set(HEEDS, &names) }
}

/// A choice of the form under its name.
fn field(lang: Lang, name: W, options: Vec<(String, String)>, (key, chosen): (&str, &str)) -> Leaf {
    asking(lang, name, choice(key, lang.say(name), options, chosen))
}

/// Whatever is chosen, the view is drawn anew.
fn asking(lang: Lang, name: W, select: Leaf) -> Leaf {
    leaf("label").child(leaf("span").text(lang.say(name))).child(select.asks("view").into("view"))
}

/// What a question is put together from; the stylesheet shows it where that was chosen.
fn building(lang: Lang, built: Option<Built>) -> Leaf {
    let built = built.unwrap_or_default();
    let field = |name, options, key: &str, chosen: &str| field(lang, name, options, (key, chosen));
    let dimensions = || Dimension::ALL.into_iter().map(|it| (it.word().to_owned(), lang.say(it.head()).to_owned()));
    let measure = |it: Measure| {
        let shown = option((it.word().to_owned(), lang.say(it.head()).to_owned()), built.measure.word());
        heeding(shown, it.goes_by(Dimension::Indicator).then_some(INDICATOR).into_iter())
    };
    let measures = choice("measure", lang.say(W::Measure), [], "").children(Measure::ALL.map(measure));
    leaf("div")
        .class("office__builder")
        .child(asking(lang, W::Measure, measures))
        .child(field(W::Rows, dimensions().collect(), "rows", built.rows.word()))
        .child(field(
            W::Columns,
            with_none(lang, W::NoColumns, dimensions()),
            "columns",
            built.columns.map_or("", Dimension::word),
        ))
}

pub(super) fn with_none(lang: Lang, name: W, all: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    [(String::new(), lang.say(name).to_owned())].into_iter().chain(all).collect()
}

/// Words of the collection to choose from, each once.
pub(super) fn said(scope: &Scope, all: impl Fn(&Books) -> Vec<String>) -> Vec<(String, String)> {
    let mut all = all(scope.books);
    all.sort_by_cached_key(|it| (natural(it), it.clone()));
    all.dedup();
    with_none(scope.lang, W::All, all.into_iter().filter(|it| !it.is_empty()).map(|it| (it.clone(), it)))
}

/// What managers are known by now.
pub(super) fn people(books: &Books, which: impl Fn(Person) -> Label) -> Vec<String> {
    books.people().map(|it| books.labels.text(which(it.1)).to_owned()).collect()
}

/// What they are or ever were known by: where everybody has left there are sheets still.
pub(super) fn ever(books: &Books, which: impl Fn(Person) -> Label) -> Vec<String> {
    let stays = |(manager, now)| books.stays(manager).into_iter().map(|it| it.1).chain([now]);
    let all: BTreeSet<Label> = books.people().flat_map(stays).map(which).collect();
    all.into_iter().map(|it| books.labels.text(it).to_owned()).collect()
}

fn classes(scope: &Scope, which: impl Fn(&Classes) -> Option<Label>) -> Vec<(String, String)> {
    let labels = |books: &Books| {
        let all: BTreeSet<Label> = books.customers().filter_map(|it| which(it.2)).collect();
        all.into_iter().map(|it| books.labels.text(it).to_owned()).collect()
    };
    let all = said(scope, labels).into_iter();
    all.map(|(value, text)| (value, word(scope.lang, &text).to_owned())).collect()
}

fn tiers(scope: &Scope) -> Vec<(String, String)> {
    let all: BTreeSet<Tiers> = scope.books.customers().filter_map(|it| it.2.tier).map(Tiers::of).collect();
    with_none(scope.lang, W::All, all.into_iter().map(|it| (it.word(), it.said(scope.lang))))
}

pub(super) fn managers(scope: &Scope) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = scope.books.people().map(|it| (scope.id(it.0).to_owned(), scope.said(it.0))).collect();
    all.sort();
    with_none(scope.lang, W::All, all.into_iter())
}

/// What was asked for, as the controls of the form say it.
pub fn wish<'a>(held: impl Fn(&str) -> &'a str) -> Wish {
    Wish {
        from: held("from").parse().ok(),
        to: held("to").parse().ok(),
        unit: spelled(held("unit")),
        area: spelled(held("area")),
        manager: held("manager").parse().ok(),
        class: ClassWish {
            market: held("market").to_owned(),
            format: held("format").to_owned(),
            tiers: Tiers::parse(held("tiers")),
        },
        indicator: held("indicator").parse().ok(),
        item: held("item").parse().ok(),
        by_unit: held("groups") == "unit",
        built: Built::said(&held),
    }
}
