//! How safe this device is, and the copies on it, as page and worker tell it: what the page alone knows goes there, lines to be
//! shown come back.

use super::Read;
use crate::domain::json::Json;
use crate::domain::read::{Misfit, owned};
use crate::words::Both;

/// What a worker cannot see. Each is empty where there is nothing to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    pub is_installed: bool,
    pub has_journal: bool,
    /// When saving failed last, and the kind of the failure.
    pub fault: String,
    /// The row of what was given out.
    pub given: String,
}

/// The sign of what cannot be told.
pub const UNKNOWN: &str = "unknown";

/// One line: what it is about and how it stands (`data-about`, `data-sign`); or, without a sign, a copy by its key, or what copies
/// are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    pub about: String,
    pub sign: String,
    pub name: Both,
    pub says: Both,
}

const YES: &str = "yes";

impl Page {
    pub(super) fn to_json(&self) -> Json {
        let flag = |it| if it { YES } else { "" };
        let all = [flag(self.is_installed), flag(self.has_journal), &self.fault, &self.given];
        Json::List(all.map(Json::text).into())
    }

    pub(super) fn read(json: &Json) -> Read<Self> {
        let all = json.as_list().unwrap_or_default();
        let at = |it: usize| all.get(it).and_then(Json::as_text).unwrap_or_default().to_owned();
        Ok(Self { is_installed: at(0) == YES, has_journal: at(1) == YES, fault: at(2), given: at(3) })
    }
}

impl Line {
    pub(super) fn to_json(&self) -> Json {
        let Self { about, sign, name, says } = self;
        Json::List([about, sign, &name.zh, &name.en, &says.zh, &says.en].map(Json::text).into())
    }

    pub(super) fn read(json: &Json) -> Read<Self> {
        let mut all = json.as_list().unwrap_or_default().iter();
        let mut next = || all.next().map_or(Err(Misfit::new("a text")), owned);
        let (about, sign) = (next()?, next()?);
        let mut both = || Ok(Both { zh: next()?, en: next()? });
        Ok(Self { about, sign, name: both()?, says: both()? })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Answer, What};
    use super::*;

    #[test]
    fn what_is_known_and_lines_arrive_as_they_were_told() {
        let own = str::to_owned;
        let page = Page { is_installed: true, fault: own("f “g”"), given: own("x whole 3 y"), ..Page::default() };
        for page in [page, Page { has_journal: true, ..Page::default() }] {
            let what = What::Safety(page);
            assert_eq!(What::read(&what.to_json()), Ok(what));
        }
        for what in [What::Copy, What::Restore(own("copy/A/2026-W48|"))] {
            assert_eq!(What::read(&what.to_json()), Ok(what));
        }
        let both = |it: &str| Both { zh: it.to_owned(), en: format!("{it} en") };
        let line = Line { about: own("room"), sign: own("bad"), name: both("空间"), says: both("没有了") };
        let answer = Answer::Lines(vec![line.clone(), line]);
        assert_eq!(Answer::parse(&answer.to_text()), Ok(answer));
    }
}
