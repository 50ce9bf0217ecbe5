//! The ledger of problems: which causes weigh most, as bars with their table, and every chain with what was tried against it.

use super::chart::ways;
use super::{Leaf, leaf, link};
use crate::address::Page;
use crate::domain::review::ProblemState;
use crate::domain::template::Template;
use crate::memory::chart::{Drawing, bars};
use crate::memory::ledger::{Chain, Weight};
use crate::words::memory::{self as words, Word as W};
use crate::words::{Lang, Word, said};

/// The chart, as it is asked for.
pub const CAUSES: &str = "causes";

/// Everything the page shows.
pub fn problems(lang: Lang, template: &Template, chains: &[Chain], causes: &[Weight]) -> Leaf {
    let title = leaf("h1").text(lang.say(W::Ledger));
    if chains.is_empty() {
        return leaf("div").class("problems").child(title).child(leaf("p").class("soft").text(lang.say(W::NoProblems)));
    }
    let open = chains.iter().filter(|it| it.state == ProblemState::Open).count();
    leaf("div")
        .class("problems")
        .child(title)
        .child(leaf("p").class("soft").text(&words::ledger(lang, chains.len(), open)))
        .child(pareto(lang, template, causes))
        .child(table(lang, template, chains))
}

fn cause(lang: Lang, template: &Template, code: Option<&String>) -> String {
    let named = code.and_then(|it| it.parse().ok()).and_then(|it| template.cause(&it));
    match (named, code) {
        (Some(it), _) => lang.label(&it.name),
        (None, Some(code)) => code.clone(),
        (None, None) => lang.say(W::NoCause).to_owned(),
    }
}

/// The causes by weight as a chart of their own.
pub fn causes_drawing(lang: Lang, template: &Template, causes: &[Weight]) -> Option<Drawing> {
    let bar = |(code, count): &Weight| (cause(lang, template, code.as_ref()), Some(*count as f32), count.to_string());
    bars(lang.say(W::Causes), &causes.iter().map(bar).collect::<Vec<_>>())
}

/// The causes by weight, each with its share and what it and those before it make together.
fn pareto(lang: Lang, template: &Template, causes: &[Weight]) -> Leaf {
    let all: usize = causes.iter().map(|it| it.1).sum();
    let most = causes.first().map_or(1, |it| it.1);
    let percent = |count: usize| format!("{}%", (count * 200 + all) / (2 * all).max(1));
    let mut sum = 0;
    let rows = causes.iter().map(|(code, count)| {
        sum += count;
        let bar = leaf("svg:svg").set("viewBox", "0 0 100 10").set("preserveAspectRatio", "none").set("aria-hidden", "true");
        let width = (count * 100).div_ceil(most).to_string();
        let bar = bar.child(leaf("svg:rect").set("width", &width).set("height", "10"));
        leaf("tr")
            .child(leaf("th").set("scope", "row").text(&cause(lang, template, code.as_ref())))
            .child(leaf("td").class("problems__bar").child(bar))
            .child(leaf("td").class("num").text(&count.to_string()))
            .child(leaf("td").class("num").text(&percent(*count)))
            .child(leaf("td").class("num").text(&percent(sum)))
    });
    let rows: Vec<Leaf> = rows.collect();
    let unseen = leaf("th").set("scope", "col").child(leaf("span").class("unseen").text(lang.say(W::Weight)));
    let heads =
        heads(lang, [W::CauseHead]).child(unseen).children([W::Count, W::Percent, W::Together].map(|it| head(lang, it)));
    leaf("section")
        .class("paper")
        .label(lang.say(W::Causes))
        .child(leaf("h2").text(lang.say(W::Causes)))
        .child(leaf("table").class("problems__causes").child(leaf("thead").child(heads)).child(leaf("tbody").children(rows)))
        .child(ways(lang, CAUSES))
}

fn table(lang: Lang, template: &Template, chains: &[Chain]) -> Leaf {
    let words = [W::ProblemHead, W::CauseHead, W::Age, W::Again, W::Measures, W::StateHead];
    let rows = chains.iter().map(|it| row(lang, template, it));
    leaf("section").class("paper").label(lang.say(W::Chains)).child(leaf("h2").text(lang.say(W::Chains))).child(
        leaf("table")
            .class("problems__chains")
            .child(leaf("thead").child(heads(lang, words)))
            .child(leaf("tbody").children(rows)),
    )
}

fn row(lang: Lang, template: &Template, it: &Chain) -> Leaf {
    let (week, is_in_review) = it.at;
    let place = if is_in_review { format!("review/problems/{}/text", it.id) } else { format!("carried/{}", it.id) };
    let seal =
        it.is_principal.then(|| leaf("i").class("seal").set("aria-label", lang.say(Word::OneProblem)).set("role", "img"));
    let seal = seal.map(|it| it.set("data-mark", lang.say(Word::Seal)));
    let problem = leaf("th").set("scope", "row").children(seal).child(link(&Page::Week(week), &place).text(&it.text));
    let cell = |word: W| leaf("td").set("data-head", lang.say(word));
    let measures = leaf("ol").children(it.measures.iter().map(|it| leaf("li").text(it)));
    let (nth, of) = it.recurrence;
    let again = if of == 1 { "—".to_owned() } else { words::again(lang, nth, of) };
    let why = it.why.as_ref().map(|it| leaf("small").class("soft").text(it));
    let state = leaf("span").text(said::problem_state(lang, it.state.word()));
    leaf("tr")
        .set("data-problem", it.id.as_str())
        .set("data-state", it.state.word())
        .child(problem)
        .child(cell(W::CauseHead).text(&cause(lang, template, it.cause.as_ref())))
        .child(cell(W::Age).class("num").text(&words::age(lang, it.age(), &said::week(lang, it.since))))
        .child(cell(W::Again).class("num").text(&again))
        .child(cell(W::Measures).child(measures))
        .child(cell(W::StateHead).child(state).children(why))
}

fn head(lang: Lang, word: W) -> Leaf {
    leaf("th").set("scope", "col").text(lang.say(word))
}

fn heads<const N: usize>(lang: Lang, words: [W; N]) -> Leaf {
    leaf("tr").children(words.map(|it| head(lang, it)))
}
