//! Own earlier words for what is being typed, by what is held of everything written (`recall`).

use super::{Desk, Task};
use crate::device::Unreadable;
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::path::{Key, Path, SheetPath};
use crate::domain::week::Week;
use crate::leaf::phrases::{phrases, problems};
use crate::memory::ledger::chains;
use crate::memory::phrases::{Personal, Sort, Source, line_at, sort, tried};
use crate::post::Answer;
use crate::post::drawing::Drawing;

/// The page of whoever types; his question is where the caret is, the field, and what stands in it.
pub(super) const PHRASES: &str = "phrases";

impl Desk {
    /// What is offered. What was read before is good enough: whoever types does not wait for more, nor does what is being saved.
    pub(super) async fn phrases(&self, task: &Task, it: &Drawing) -> Result<Answer, Unreadable> {
        let held = self.recalled.borrow_mut().take();
        let all = match held {
            Some(all) => all,
            None => task.recalled(None).await?,
        };
        let sheets = all.weeks();
        let personal = Personal::of(&all.roster);
        let source = Source { sheets: &sheets, personal: &personal, initials: &all.initials };
        let drawn = task.offered(&source, it).unwrap_or(Json::Null);
        *self.recalled.borrow_mut() = Some(all);
        Ok(Answer::Drawn(drawn))
    }
}

impl Task {
    fn offered(&self, source: &Source, it: &Drawing) -> Option<Json> {
        let (lang, now) = (self.ask.lang, Week::of(it.day));
        let (caret, said) = it.ask.split_once(' ')?;
        let (field, text) = said.split_once(' ')?;
        let path = SheetPath::parse(field).ok()?;
        let sort = sort(&path)?;
        if sort == Sort::Problem {
            let chains = chains(source.sheets, now);
            let tried = tried(&chains, source.personal, (&id(&path)?, text));
            let measure = [path.to_string().strip_suffix("text")?, "measure"].concat();
            return (!tried.is_empty()).then(|| problems(lang, &measure, &tried).to_json());
        }
        let (place, line) = line_at(text, caret.parse().unwrap_or(usize::MAX));
        let offered = source.offered(sort, (now, &path), line);
        let whole = |phrase: &str| [&text[..place.start], phrase, &text[place.end..]].concat();
        let offered: Vec<(String, String)> = offered.into_iter().map(|it| (whole(&it), it)).collect();
        (!offered.is_empty()).then(|| phrases(lang, field, &offered).to_json())
    }
}

/// The problem a path is about.
fn id(path: &SheetPath) -> Option<Id> {
    path.keys().into_iter().flatten().find_map(|it| match it {
        Key::Id(it) => Some(it.clone()),
        _ => None,
    })
}
