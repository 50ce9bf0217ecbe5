//! The wall of head office: managers over weeks. Each tile leads to its sheet.

use super::office::asked_of;
use super::performance::named;
use super::{Leaf, button, leaf, quiet_button};
use crate::domain::id::Id;
use crate::domain::week::Week;
use crate::office::scope::Scope;
use crate::office::wall::{State, Tile, Wall, WallLine};
use crate::words::office::{Word as W, corrected, sign, state, wrong_years};
use crate::words::preview::Word as P;
use crate::words::questions::Head as H;
use crate::words::{Lang, Wording};

const STATES: [State; 6] = [State::InTime, State::Late, State::Missing, State::UnknownTime, State::Contested, State::NotDue];

/// Weeks that have room beside a name on a paper held upright.
const ON_PAPER: usize = 13;

pub fn wall(scope: &Scope) -> Leaf {
    let (lang, it) = (scope.lang, &Wall::of(scope));
    if it.lines.is_empty() {
        return leaf("p").class("soft").text(lang.say(W::NoLines));
    }
    let counted =
        |is: State| leaf("li").set("data-is", word(is)).text(&format!("{} {} {}", sign(is), state(lang, is), it.count(is)));
    let corrected = it.lines.iter().flat_map(|it| &it.tiles).filter(|it| it.is_corrected).count();
    let again = leaf("li").text(&format!("² {} {corrected}", lang.say(W::CorrectedSign)));
    // What is missing is so on a day, and a paper is read on others.
    let as_of = format!("{} {}", lang.say(H::AsOf), scope.today);
    let title = [lang.say(W::TheWall), &asked_of(scope, None), &as_of].join(" · ");
    let rows = it.lines.iter().map(|line| row(lang, it, line));
    let scrolled = leaf("div").class("office__scroll").set("tabindex", "0").set("role", "group").label(lang.say(W::TheWall));
    leaf("div")
        .class("wall")
        .child(leaf("ul").class("wall__counts").children(STATES.map(counted)).child(again))
        .child(scrolled.child(table(lang, &title, &it.weeks, rows)))
        .children(on_paper(lang, it, &title))
        .children(strays(lang, &it.strays))
        .child(leaf("div").class("giving").child(quiet_button(lang.say(P::Print), "print")))
}

fn table(lang: Lang, title: &str, weeks: &[Week], rows: impl Iterator<Item = Leaf>) -> Leaf {
    let heads = weeks.iter().map(|week| leaf("th").set("scope", "col").text(&week.to_string()));
    leaf("table")
        .class("wall__table")
        .child(leaf("caption").text(title))
        .child(leaf("thead").child(leaf("tr").child(corner(lang)).children(heads)))
        .child(leaf("tbody").children(rows))
}

/// More weeks than a paper is wide for once more, a stretch of them after the other: what is printed has nowhere to scroll.
fn on_paper(lang: Lang, it: &Wall, title: &str) -> Option<Leaf> {
    let many = it.weeks.len().div_ceil(ON_PAPER);
    // As even as they go.
    let length = it.weeks.len().div_ceil(many.max(1)).max(1);
    let stretch = |(at, weeks): (usize, &[Week])| {
        let row = |line: &WallLine| {
            let name = leaf("th").set("scope", "row").child(leaf("b").text(&line.name));
            let tiles = line.tiles.iter().skip(at * length).take(length);
            let tiles = tiles.map(|it| leaf("td").set("data-is", word(it.is)).child(leaf("span").text(&mark(*it))));
            leaf("tr").child(name.text(&format!(" {} {}", line.manager, line.area))).children(tiles)
        };
        table(lang, &format!("{title} · {}/{many}", at + 1), weeks, it.lines.iter().map(row))
    };
    (many > 1).then(|| leaf("div").class("wall__paper").children(it.weeks.chunks(length).enumerate().map(stretch)))
}

/// What stands in no week of the wall because its year cannot be right.
fn strays(lang: Lang, all: &[(Id, Week)]) -> Option<Leaf> {
    let opens = |(manager, week): &(Id, Week)| {
        let name = format!("{manager} {week}");
        leaf("li").child(quiet_button(&name, &format!("sheet {name}")).into("sheet"))
    };
    let list = leaf("ul").class("wall__strays").children(all.iter().map(opens));
    let block = leaf("div").child(leaf("p").class("soft").text(&wrong_years(lang, all.len()))).child(list);
    (!all.is_empty()).then_some(block)
}

fn corner(lang: Lang) -> Leaf {
    leaf("th").set("scope", "col").text(lang.say(H::Manager))
}

fn row(lang: Lang, wall: &Wall, line: &WallLine) -> Leaf {
    let about = format!("{} {}", line.manager, line.area);
    let name = leaf("th").set("scope", "row").child(named(lang, line.manager.as_str(), &line.name, &about));
    let tiles = wall.weeks.iter().zip(&line.tiles).map(|(week, tile)| {
        let cell = leaf("td").set("data-is", word(tile.is));
        let said = said(lang, *tile);
        if matches!(tile.is, State::NotDue | State::Missing) {
            return cell.child(leaf("span").set("title", &said).set("role", "img").label(&said).text(sign(tile.is)));
        }
        let mark = mark(*tile);
        // What is seen stands first in what is heard.
        let name = format!("{mark} {} {week} {said}", line.manager);
        cell.child(button(&mark, &format!("sheet {} {week}", line.manager)).label(&name).into("sheet"))
    });
    leaf("tr").child(name).children(tiles)
}

fn mark(it: Tile) -> String {
    [sign(it.is), if it.is_corrected { "²" } else { "" }].concat()
}

fn said(lang: Lang, it: Tile) -> String {
    let corrected = if it.is_corrected { corrected(lang) } else { "" };
    [state(lang, it.is), corrected].concat()
}

/// The state as the stylesheet knows it.
fn word(it: State) -> &'static str {
    match it {
        State::NotDue => "not-due",
        State::Missing => "missing",
        State::InTime => "in-time",
        State::Late => "late",
        State::UnknownTime => "unknown",
        State::Contested => "contested",
    }
}

/// What stands over a column or beside a figure.
pub fn head(lang: Lang, it: impl Wording) -> Leaf {
    leaf("th").set("scope", "col").text(lang.say(it))
}
