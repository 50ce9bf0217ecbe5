//! What the page and its worker say to each other: questions and answers as JSON texts. Pure; who carries them is the browser
//! half's affair. Files and bytes travel beside the texts.

pub mod counting;
pub mod drawing;
pub mod report;
pub mod roster;
pub mod tables;
mod who;

use chrono::NaiveDate;

use self::drawing::Drawing;
pub use self::report::Report;
use self::roster::Taken;
use self::tables::Tables;
pub use self::who::Who;
use crate::domain::json::Json;
use crate::domain::read::{Misfit, all, count, flag, member, owned, text};
use crate::domain::week::{Week, parse_date};
use crate::words::{Both, Lang};

/// One question, with everything the worker cannot read by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    pub what: What,
    /// The language of what the worker draws.
    pub lang: Lang,
    pub who: Who,
    /// The template and the calendar in use, as their files.
    pub template: String,
    pub calendar: String,
    /// Rows of the edit log that the database may not have yet, by key.
    pub late: Vec<(String, String)>,
    /// Documents as the page holds them, for a file: the database may not give them.
    pub held: Vec<(String, String)>,
    /// The database has given the page no answer: nobody need wait for one again.
    pub is_silent: bool,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The report of weeks, as if they were handed over at `at` under the bundle's `id`; what is doubtful counts up to `day`.
    HandOver { weeks: Vec<Week>, is_personal: bool, day: NaiveDate, at: String, id: String },
    /// A part of a page, drawn.
    Draw(Drawing),
    /// The file made last, packed or under a passphrase; it is stored nowhere.
    Wrap { pack: bool, passphrase: String },
    /// A backup of everything, named after the day.
    BackUp { day: NaiveDate, at: String, id: String },
    /// A week, a month or a year as a workbook, or one table of it.
    Tables(Tables),
    /// What the files beside the question would change. The passphrase opens those that are locked; it is empty where nobody was
    /// asked for one, and stored nowhere.
    Stage(String),
    /// The same, on a device nobody has begun on: whose it will be, the first of them says.
    Adopt(String),
    /// To store the staged file of this place in the report.
    Apply { file: usize },
    /// To write these of the values a staged file has otherwise.
    Take(Vec<String>),
    /// What the customers in the file beside the question would change, its columns corrected.
    Roster(Vec<Taken>),
    /// To take these customers in.
    ApplyRoster(Vec<Taken>),
    /// A paper as a file, as it was chosen.
    Print(Drawing),
    /// To make this week's copy, if anything is new since the last.
    Copy,
    /// What restoring the copy under this key would change.
    Restore(String),
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A file; its bytes come beside the answer.
    Made(Made),
    /// Why there is none, or no report.
    NotMade(Both),
    Staged(Report),
    Drawn(Json),
    Applied,
    NotApplied,
}

/// A file that was made and read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    pub name: String,
    /// The customers' classes it carries, as a digest; to be remembered once it is handed over.
    pub classes: String,
    /// Its digest: what a receipt will name.
    pub digest: String,
    /// It holds what is open on the page and no more: the database did not give the rest.
    pub is_partial: bool,
    /// What is said of it before it goes out, drawn.
    pub review: Json,
}

type Read<T> = Result<T, Misfit>;

impl Ask {
    pub fn to_text(&self) -> String {
        let rows = |all: &[(String, String)]| {
            Json::List(all.iter().map(|(key, row)| Json::List(vec![Json::text(key), Json::text(row)])).collect())
        };
        let template = Json::text(&self.template);
        Json::object([
            ("what", self.what.to_json()),
            ("lang", Json::text(self.lang.word())),
            ("who", self.who.to_json()),
            ("template", template),
            ("calendar", Json::text(&self.calendar)),
            ("late", rows(&self.late)),
            ("held", rows(&self.held)),
            ("silent", Json::Bool(self.is_silent)),
        ])
        .canonical()
    }

    pub fn parse(said: &str) -> Read<Self> {
        let json = Json::parse(said).map_err(|_| Misfit::new("JSON"))?;
        let row = |it: &Json| match it.as_list() {
            Some([key, row]) => Ok((owned(key)?, owned(row)?)),
            _ => Err(Misfit::new("a row")),
        };
        Ok(Self {
            what: member(&json, "what", What::read)?,
            lang: member(&json, "lang", lang)?,
            who: member(&json, "who", Who::read)?,
            template: member(&json, "template", owned)?,
            calendar: member(&json, "calendar", owned)?,
            late: all(&json, "late", row)?,
            held: all(&json, "held", row)?,
            is_silent: member(&json, "silent", flag)?,
        })
    }
}

impl What {
    fn to_json(&self) -> Json {
        let made = |what, which: (&'static str, String), at: &str, id: &str| {
            Json::object([
                ("is", Json::text(what)),
                (which.0, Json::text(which.1)),
                ("at", Json::text(at)),
                ("id", Json::text(id)),
            ])
        };
        let with = |what: &str, name, it| Json::object([("is", Json::text(what)), (name, it)]);
        let roster = |what, all: &[Taken]| with(what, "taken", Json::List(all.iter().map(Taken::to_json).collect()));
        let alone = |what| Json::object([("is", Json::text(what))]);
        match self {
            Self::HandOver { weeks, is_personal, day, at, id } => {
                let weeks: Vec<String> = weeks.iter().map(Week::to_string).collect();
                let what = if *is_personal { "hand-over-personal" } else { "hand-over" };
                made(what, ("weeks", [day.to_string(), weeks.join(" ")].join(" ")), at, id)
            }
            Self::Draw(it) => with("draw", "drawing", it.to_json()),
            Self::Print(it) => with("print", "drawing", it.to_json()),
            Self::Wrap { pack, passphrase } => {
                with("wrap", "with", Json::List(vec![Json::Bool(*pack), Json::text(passphrase)]))
            }
            Self::BackUp { day, at, id } => made("back-up", ("day", day.to_string()), at, id),
            Self::Tables(it) => it.to_json(),
            Self::Stage(passphrase) => with("stage", "passphrase", Json::text(passphrase)),
            Self::Adopt(passphrase) => with("adopt", "passphrase", Json::text(passphrase)),
            Self::Apply { file } => with("apply", "file", number(*file as u64)),
            Self::Roster(taken) => roster("roster", taken),
            Self::ApplyRoster(taken) => roster("apply-roster", taken),
            Self::Take(all) => with("take", "values", Json::List(all.iter().map(Json::text).collect())),
            Self::Copy => alone("copy"),
            Self::Restore(key) => with("restore", "key", Json::text(key)),
        }
    }

    fn read(json: &Json) -> Read<Self> {
        let (at, id) = (|| member(json, "at", owned), || member(json, "id", owned));
        let day = |it: &Json| parse_date(text(it)?).map_err(|_| Misfit::new("a date"));
        Ok(match member(json, "is", owned)?.as_str() {
            it @ ("hand-over" | "hand-over-personal") => {
                let (day, weeks) = member(json, "weeks", period)?;
                Self::HandOver { weeks, is_personal: it != "hand-over", day, at: at()?, id: id()? }
            }
            "draw" => Self::Draw(member(json, "drawing", Drawing::read)?),
            "print" => Self::Print(member(json, "drawing", Drawing::read)?),
            "wrap" => member(json, "with", |it| match it.as_list() {
                Some([pack, passphrase]) => Ok(Self::Wrap { pack: flag(pack)?, passphrase: owned(passphrase)? }),
                _ => Err(Misfit::new("a wrapping")),
            })?,
            "back-up" => Self::BackUp { day: member(json, "day", day)?, at: at()?, id: id()? },
            "tables" => Self::Tables(Tables::read(json)?),
            "stage" => Self::Stage(member(json, "passphrase", owned)?),
            "adopt" => Self::Adopt(member(json, "passphrase", owned)?),
            "apply" => Self::Apply { file: member(json, "file", count)? },
            "roster" => Self::Roster(all(json, "taken", Taken::read)?),
            "apply-roster" => Self::ApplyRoster(all(json, "taken", Taken::read)?),
            "take" => Self::Take(all(json, "values", owned)?),
            "copy" => Self::Copy,
            "restore" => Self::Restore(member(json, "key", owned)?),
            _ => return Err(Misfit::new("a question").under("is")),
        })
    }
}

/// A day and weeks, with spaces between.
fn period(json: &Json) -> Read<(NaiveDate, Vec<Week>)> {
    let mut words = text(json)?.split(' ');
    let day = words.next().and_then(|it| parse_date(it).ok()).ok_or(Misfit::new("a date"))?;
    let weeks = words.map(|it| it.parse().map_err(|_| Misfit::new("a week"))).collect::<Read<_>>()?;
    Ok((day, weeks))
}

impl Answer {
    pub fn to_text(&self) -> String {
        let (name, json) = match self {
            Self::Made(it) => ("made", it.to_json()),
            Self::NotMade(it) => ("not-made", both_to_json(it)),
            Self::Staged(it) => ("staged", it.to_json()),
            Self::Drawn(it) => ("drawn", it.clone()),
            Self::Applied => ("applied", Json::Bool(true)),
            Self::NotApplied => ("applied", Json::Bool(false)),
        };
        Json::object([(name, json)]).canonical()
    }

    pub fn parse(said: &str) -> Read<Self> {
        let json = Json::parse(said).map_err(|_| Misfit::new("JSON"))?;
        let (name, it) = json.as_object().and_then(|it| it.iter().next()).ok_or(Misfit::new("an answer"))?;
        Ok(match name.as_str() {
            "made" => Self::Made(Made::read(it)?),
            "not-made" => Self::NotMade(both(it)?),
            "staged" => Self::Staged(Report::read(it)?),
            "drawn" => Self::Drawn(it.clone()),
            "applied" if flag(it)? => Self::Applied,
            "applied" => Self::NotApplied,
            _ => return Err(Misfit::new("an answer")),
        })
    }
}

impl Made {
    fn to_json(&self) -> Json {
        Json::object([
            ("name", Json::text(&self.name)),
            ("classes", Json::text(&self.classes)),
            ("digest", Json::text(&self.digest)),
            ("partial", Json::Bool(self.is_partial)),
            ("review", self.review.clone()),
        ])
    }

    fn read(json: &Json) -> Read<Self> {
        Ok(Self {
            name: member(json, "name", owned)?,
            classes: member(json, "classes", owned)?,
            digest: member(json, "digest", owned)?,
            is_partial: member(json, "partial", flag)?,
            review: member(json, "review", |it| Ok(it.clone()))?,
        })
    }
}

impl Default for Made {
    fn default() -> Self {
        Self { name: String::new(), classes: String::new(), digest: String::new(), is_partial: false, review: Json::Null }
    }
}

fn lang(json: &Json) -> Read<Lang> {
    let word = text(json)?;
    [Lang::Zh, Lang::En].into_iter().find(|it| it.word() == word).ok_or(Misfit::new("a language"))
}

fn both_to_json(it: &Both) -> Json {
    Json::object([("zh", Json::text(&it.zh)), ("en", Json::text(&it.en))])
}

fn both(json: &Json) -> Read<Both> {
    Ok(Both { zh: member(json, "zh", owned)?, en: member(json, "en", owned)? })
}

fn number(it: u64) -> Json {
    Json::Number(it.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_arrive_as_they_were_asked() {
        let id = |it: &str| it.parse().unwrap();
        let text = |it: &str| it.to_owned();
        let who = Who {
            manager: id("ZZ0412"),
            device: id("k7f2q9"),
            tab: id("ab12"),
            counter: 999_999_999_999_999,
            role: text("manager"),
            name: text("张三“\n”"),
            area: text(""),
            unit: text("市区"),
        };
        for what in [
            What::HandOver {
                weeks: ["2026-W47", "2026-W48"].map(|it| it.parse().unwrap()).into(),
                is_personal: true,
                day: parse_date("2026-11-27").unwrap(),
                at: text("2026-11-27T17:41:05+08:00"),
                id: text("0199-a"),
            },
            What::Draw(Drawing {
                page: text("exchange"),
                ask: text("weeks"),
                form: vec![(text("month"), text("2026-11")), (text("week"), text(""))],
                day: parse_date("2026-11-27").unwrap(),
            }),
            What::Take(vec![text("0/settings#language")]),
            What::Copy,
            What::Wrap { pack: true, passphrase: text("口令 1") },
            What::Restore(text("copy/A/2026-W48|")),
            What::BackUp { day: parse_date("2026-11-27").unwrap(), at: text("x"), id: text("y") },
            What::Stage(text("")),
            What::Adopt(text("口令 1")),
            What::Apply { file: 7 },
        ] {
            let ask = Ask {
                what,
                lang: Lang::En,
                who: who.clone(),
                template: text("{\"id\":1}"),
                calendar: text("[]"),
                late: vec![(text("a|1"), text("{}"))],
                held: vec![(text("settings"), text("{}"))],
                is_silent: true,
            };
            assert_eq!(Ask::parse(&ask.to_text()), Ok(ask));
        }
        assert!(Ask::parse("{}").is_err() && Ask::parse("").is_err());
    }

    #[test]
    fn answers_arrive_as_they_were_given() {
        let both = |it: &str| Both { zh: it.to_owned(), en: format!("{it} en") };
        let drawn = Json::parse(r#"["p",{"class":"soft"},"一"]"#).unwrap();
        for answer in [
            Answer::Made(Made {
                name: "b".to_owned(),
                classes: "sha256:0".to_owned(),
                digest: "sha256:1".to_owned(),
                is_partial: true,
                review: drawn.clone(),
            }),
            Answer::Drawn(drawn.clone()),
            Answer::NotMade(both("没有")),
            Answer::Staged(Report { due: vec![false, true], counter: 1_234_567_890_123, drawn }),
            Answer::Applied,
            Answer::NotApplied,
        ] {
            assert_eq!(Answer::parse(&answer.to_text()), Ok(answer));
        }
        assert!(Answer::parse("{}").is_err());
    }
}
