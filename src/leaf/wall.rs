//! The wall of head office: managers over weeks. Each tile leads to its sheet.

use super::performance::named;
use super::{Leaf, button, leaf, quiet_button};
use crate::domain::id::Id;
use crate::domain::week::Week;
use crate::office::wall::{State, Tile, Wall, WallLine};
use crate::words::office::{Word as W, corrected, sign, state, wrong_years};
use crate::words::preview::Word as P;
use crate::words::questions::Head as H;
use crate::words::{Lang, Wording};

const STATES: [State; 6] = [State::InTime, State::Late, State::Missing, State::UnknownTime, State::Contested, State::NotDue];

pub fn wall(lang: Lang, it: &Wall) -> Leaf {
    if it.lines.is_empty() {
        return leaf("p").class("soft").text(lang.say(W::NoLines));
    }
    let counted =
        |is: State| leaf("li").set("data-is", word(is)).text(&format!("{} {} {}", sign(is), state(lang, is), it.count(is)));
    let corrected = it.lines.iter().flat_map(|it| &it.tiles).filter(|it| it.is_corrected).count();
    let again = leaf("li").text(&format!("² {} {corrected}", lang.say(W::CorrectedSign)));
    let heads = it.weeks.iter().map(|week| leaf("th").set("scope", "col").text(&week.to_string()));
    let head = leaf("tr").child(corner(lang)).children(heads);
    let weeks = [it.weeks.first(), it.weeks.last()].map(|it| it.map(ToString::to_string).unwrap_or_default()).join(" — ");
    let table = leaf("table")
        .class("wall__table")
        .child(leaf("caption").text(&format!("{} {weeks}", lang.say(W::TheWall))))
        .child(leaf("thead").child(head))
        .child(leaf("tbody").children(it.lines.iter().map(|line| row(lang, it, line))));
    let scrolled = leaf("div").class("office__scroll").set("tabindex", "0").set("role", "group").label(lang.say(W::TheWall));
    leaf("div")
        .class("wall")
        .child(leaf("ul").class("wall__counts").children(STATES.map(counted)).child(again))
        .child(scrolled.child(table))
        .children(strays(lang, &it.strays))
        .child(leaf("div").class("giving").child(quiet_button(lang.say(P::Print), "print")))
}

/// What stands in no week of the wall because its year cannot be right.
fn strays(lang: Lang, all: &[(Id, Week)]) -> Option<Leaf> {
    let opens = |(manager, week): &(Id, Week)| {
        let name = format!("{manager} {week}");
        leaf("li").child(button(&name, &format!("sheet {name}")).into("sheet"))
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
        let mark = if tile.is_corrected { format!("{}²", sign(tile.is)) } else { sign(tile.is).to_owned() };
        // What is seen stands first in what is heard.
        let name = format!("{mark} {} {week} {said}", line.manager);
        cell.child(button(&mark, &format!("sheet {} {week}", line.manager)).label(&name).into("sheet"))
    });
    leaf("tr").child(name).children(tiles)
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
