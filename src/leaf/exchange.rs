//! The page where files go out and come in: what it offers, before anything is asked. What comes of it is told into its slots.

use super::hand_over::wrapping;
use super::{Leaf, button, choice, leaf, link, outside, paper, slot};
use crate::address::Page;
use crate::domain::extract::{Period, Subject};
use crate::domain::week::Week;
use crate::words::exchange::Word as W;
use crate::words::{Lang, Word, office, said, tables};

/// What the picker offers; what a file is, its content says.
const ACCEPTED: &str = ".json,.txt,.gz,.jwe,application/json,text/plain,application/gzip";

/// The page; `week` is the one a hand-over means. `copies` are those on this device.
pub fn page(lang: Lang, week: Week, is_example: bool, copies: Leaf) -> Leaf {
    leaf("div")
        .class("exchange__papers")
        .child(hand_over(lang, week, is_example))
        .child(back_up(lang))
        .child(tables_out(lang, week))
        .child(import(lang, lang.say(W::ImportSays)))
        .child(paper().child(slot("copies").child(copies)).child(slot("restored")))
        .child(leaf("p").child(link(&Page::Office, "").class("exchange__format").text(lang.say(office::Word::Office))))
        .child(leaf("p").child(outside("/schema/index.html").class("exchange__format").text(lang.say(W::Format))))
}

fn hand_over(lang: Lang, week: Week, is_example: bool) -> Leaf {
    let says = lang.say(if is_example { W::ExampleStays } else { W::HandOverSays });
    let this_week = button(lang.say(W::HandOverThisWeek), &format!("hand-over {week}")).into("handing");
    let this_week = if is_example { this_week.set("disabled", "") } else { this_week };
    let others = || {
        let summary = leaf("summary").text(lang.say(W::OtherWeeks)).asks("weeks").into("weeks");
        leaf("details").class("weeks-held").child(summary).child(slot("weeks"))
    };
    paper()
        .child(leaf("h2").text(&said::week(lang, week)))
        .child(leaf("p").class("soft").text(says))
        .child(this_week)
        .children((!is_example).then(others))
        .child(slot("handing"))
        .child(leaf("p").child(link(&Page::WeekPaper(week), "").class("exchange__format").text(lang.say(W::OnPaper))))
}

fn back_up(lang: Lang) -> Leaf {
    paper()
        .child(leaf("p").class("soft").text(lang.say(W::BackUpSays)))
        .child(button(lang.say(Word::BackUpEverything), "back-up").into("backed-up"))
        .child(wrapping(lang, "backed-up"))
        .child(slot("backed-up"))
}

/// The week, its month or its year as a workbook, or one table of it as CSV.
fn tables_out(lang: Lang, week: Week) -> Leaf {
    let periods = Period::round(week).map(|it| (it.to_string(), tables::period(lang, it)));
    let subjects = Subject::ALL.iter().map(|it| (it.word().to_owned(), tables::subject(lang, *it).to_owned()));
    let row = || leaf("div").class("giving");
    let all = row()
        .child(choice("period", lang.say(Word::At), periods, ""))
        .child(button(lang.say(W::ExcelBook), "tables").into("tabled"));
    let one = row()
        .child(choice("subject", lang.say(W::WhichTable), subjects, ""))
        .child(button(lang.say(W::CsvTable), "table").into("tabled"));
    paper()
        .class("paper tables")
        .child(leaf("h2").text(lang.say(W::Tables)))
        .child(leaf("p").class("soft").text(lang.say(W::TablesSays)))
        .child(all)
        .child(one)
        .child(slot("tabled"))
}

/// The picker, under what it is for.
pub fn import(lang: Lang, says: &str) -> Leaf {
    let input = leaf("input").set("type", "file").set("multiple", "").set("accept", ACCEPTED).set("name", "files");
    let label = leaf("label")
        .class("import__files")
        .child(leaf("span").text(lang.say(Word::ImportFiles)))
        .child(input.asks("stage").into("import"));
    paper().class("paper import").child(leaf("p").class("soft").text(says)).child(label).child(slot("import"))
}
