//! How safe what lies on this device is: what the browser says of itself and what the device remembers, judged. A browser that
//! does not say something is not taken to be safe. Pure; the words are `words/safety`'s.

use chrono::{DateTime, Datelike, Duration, FixedOffset};

use super::copies::Label;
use super::given::Given;

/// What is known. `None` where this browser says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// As the browser names itself.
    pub agent: String,
    pub is_installed: bool,
    /// Whether the browser has promised not to clear it by itself.
    pub is_persistent: Option<bool>,
    /// A part of the storage that private windows do not have is missing.
    pub seems_private: Option<bool>,
    /// Bytes used, and bytes allowed.
    pub room: Option<(u64, u64)>,
    pub now: String,
    pub has_journal: bool,
    pub has_locks: bool,
    /// When saving failed last, and the kind of the failure.
    pub fault: Option<String>,
    /// As it was noted before this session, and counted since.
    pub given: Given,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Fine,
    /// Something to do, not at once.
    Mind,
    Bad,
    /// It cannot be told, or is not there yet.
    Unknown,
}

/// An app with a browser of its own inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum App {
    WeChat,
    Qq,
    DingTalk,
    Weibo,
}

/// One thing found. Moments are as they were noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    Installed,
    /// In a tab; a browser of Apple's clears what was not used for seven days.
    NotInstalled {
        is_apple: bool,
    },
    Persistent(Option<bool>),
    Private(Option<bool>),
    OwnBrowser,
    InApp(App),
    /// Bytes used, and bytes left.
    Room(Option<(u64, u64)>),
    ClockRight,
    ClockBehind {
        now: String,
        newest: String,
    },
    ClockAbsurd(String),
    NoFault,
    Fault {
        at: String,
        kind: String,
        is_recent: bool,
    },
    File {
        given: Given,
        is_due: bool,
    },
    Net {
        has_journal: bool,
        has_locks: bool,
    },
    /// How many, and when the newest was made.
    Copies(usize, String),
}

const MEGABYTE: u64 = 1 << 20;
/// Room that is little, and that is hardly any.
const LITTLE: u64 = 100 * MEGABYTE;
const HARDLY_ANY: u64 = 20 * MEGABYTE;
/// Years a clock may show.
const YEARS: std::ops::RangeInclusive<i32> = 2026..=2060;
/// Clocks are set by some minutes now and then.
const SLACK: i64 = 10;
/// Days for which a fault is worth a look.
const RECENT: i64 = 14;

/// Everything there is to say, in the order it is shown.
pub fn findings(facts: &Facts, copies: &[Label]) -> Vec<Finding> {
    let is_persistent = facts.is_persistent;
    let newest = copies.iter().filter(|it| !it.is_before()).map(|it| &it.at).max().cloned();
    vec![
        if facts.is_installed { Finding::Installed } else { Finding::NotInstalled { is_apple: is_apple(&facts.agent) } },
        Finding::Persistent(is_persistent),
        // No browser promises anything to a private window.
        Finding::Private(if is_persistent == Some(true) { Some(false) } else { facts.seems_private.filter(|it| *it) }),
        app(&facts.agent).map_or(Finding::OwnBrowser, Finding::InApp),
        Finding::Room(facts.room.map(|(used, quota)| (used, quota.saturating_sub(used)))),
        clock(facts, copies),
        fault(facts),
        Finding::File { given: facts.given.clone(), is_due: is_due(facts) },
        Finding::Net { has_journal: facts.has_journal, has_locks: facts.has_locks },
        Finding::Copies(copies.iter().filter(|it| !it.is_before()).count(), newest.unwrap_or_default()),
    ]
}

fn is_apple(agent: &str) -> bool {
    let has = |it| agent.contains(it);
    has("iPhone") || has("iPad") || (has("Macintosh") && has("Safari/") && !has("Chrome/"))
}

fn app(agent: &str) -> Option<App> {
    // QQ's browser of its own is named QQBrowser; the messenger inside which pages open says QQ alone.
    let marks = [
        (App::WeChat, "MicroMessenger"),
        (App::Qq, " QQ/"),
        (App::DingTalk, "DingTalk"),
        (App::Weibo, "Weibo"),
        (App::Weibo, "__weibo__"),
    ];
    marks.into_iter().find(|it| agent.contains(it.1)).map(|it| it.0)
}

fn moment(text: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(text).ok()
}

fn clock(facts: &Facts, copies: &[Label]) -> Finding {
    let Some(now) = moment(&facts.now).filter(|it| YEARS.contains(&it.year())) else {
        return Finding::ClockAbsurd(facts.now.clone());
    };
    let given = &facts.given;
    let noted = [&given.noted, &given.at, &given.first].into_iter().flatten().chain(copies.iter().map(|it| &it.at));
    let newest = noted.filter_map(|it| Some((moment(it)?, it))).max_by_key(|it| it.0);
    match newest.filter(|it| it.0 > now + Duration::minutes(SLACK)) {
        Some((_, newest)) => Finding::ClockBehind { now: facts.now.clone(), newest: newest.clone() },
        None => Finding::ClockRight,
    }
}

fn fault(facts: &Facts) -> Finding {
    let Some((at, kind)) = facts.fault.as_deref().and_then(|it| it.split_once(' ')) else { return Finding::NoFault };
    let is_recent = is_within(at, &facts.now, Duration::days(RECENT));
    Finding::Fault { at: at.to_owned(), kind: kind.to_owned(), is_recent }
}

/// A day of changes stands in no file.
fn is_due(facts: &Facts) -> bool {
    let Given { changes, first, .. } = &facts.given;
    *changes > 0 && !first.as_ref().is_some_and(|it| is_within(it, &facts.now, Duration::days(1)))
}

/// Whether so much time has not passed since. What cannot be read is as long ago as nothing is.
fn is_within(then: &str, now: &str, time: Duration) -> bool {
    moment(then).zip(moment(now)).is_none_or(|(then, now)| now - then < time)
}

impl Finding {
    /// What it is about, as the page marks it.
    pub fn about(&self) -> &'static str {
        match self {
            Self::Installed | Self::NotInstalled { .. } => "installed",
            Self::Persistent(_) => "persistent",
            Self::Private(_) => "private",
            Self::OwnBrowser | Self::InApp(_) => "browser",
            Self::Room(_) => "room",
            Self::ClockRight | Self::ClockBehind { .. } | Self::ClockAbsurd(_) => "clock",
            Self::NoFault | Self::Fault { .. } => "fault",
            Self::File { .. } => "file",
            Self::Net { .. } => "net",
            Self::Copies(..) => "copies",
        }
    }

    pub fn sign(&self) -> Sign {
        match self {
            Self::Installed | Self::OwnBrowser | Self::ClockRight | Self::NoFault => Sign::Fine,
            Self::Persistent(Some(true)) | Self::Private(Some(false)) => Sign::Fine,
            Self::Persistent(None) | Self::Private(None) | Self::Room(None) | Self::Copies(0, _) => Sign::Unknown,
            Self::NotInstalled { is_apple: true } | Self::Private(Some(true)) => Sign::Bad,
            Self::InApp(_) | Self::ClockAbsurd(_) => Sign::Bad,
            Self::NotInstalled { .. } | Self::Persistent(Some(false)) | Self::ClockBehind { .. } => Sign::Mind,
            Self::Room(Some((_, left))) if *left < HARDLY_ANY => Sign::Bad,
            Self::Room(Some((_, left))) if *left < LITTLE => Sign::Mind,
            Self::Fault { is_recent, .. } if *is_recent => Sign::Mind,
            Self::File { given, is_due } if *is_due || given.at.is_none() => Sign::Mind,
            Self::Net { has_journal, has_locks } if !has_journal || !has_locks => Sign::Mind,
            Self::Room(_) | Self::Fault { .. } | Self::File { .. } | Self::Net { .. } | Self::Copies(..) => Sign::Fine,
        }
    }
}

impl Sign {
    /// The word in the page.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Mind => "mind",
            Self::Bad => "bad",
            Self::Unknown => "unknown",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-11-27T17:41:05+08:00";

    fn sign_of(about: &str, facts: &Facts) -> Sign {
        findings(facts, &[]).iter().find(|it| it.about() == about).map(Finding::sign).unwrap()
    }

    fn facts() -> Facts {
        Facts { now: NOW.to_owned(), ..Facts::default() }
    }

    #[test]
    fn a_browser_that_says_nothing_is_not_taken_to_be_safe() {
        let signs: Vec<&str> = findings(&facts(), &[]).iter().map(|it| it.sign().word()).collect();
        assert_eq!(signs, ["mind", "unknown", "unknown", "fine", "unknown", "fine", "fine", "mind", "mind", "unknown"]);
    }

    #[test]
    fn browsers_inside_apps_are_known_by_their_names() {
        for (agent, found) in [
            (
                "Mozilla/5.0 (Linux; Android 13) Chrome/107 Mobile Safari/537.36 MMWEBID/1 MicroMessenger/8.0.44",
                Some(App::WeChat),
            ),
            ("Mozilla/5.0 (Linux) MQQBrowser/6.2 TBS/045 Mobile Safari/537.36 V1_AND_SQ_8 QQ/8.9.3", Some(App::Qq)),
            ("Mozilla/5.0 (Linux) MQQBrowser/13.5 Mobile Safari/537.36", None),
            ("Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 AliApp(DingTalk/7.0.40)", Some(App::DingTalk)),
            ("Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Weibo (iPhone15,2__weibo__13.4)", Some(App::Weibo)),
            ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537.36 Edg/140", None),
        ] {
            assert_eq!(app(agent), found, "{agent}");
        }
        let ipad = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15";
        assert_eq!(sign_of("installed", &Facts { agent: ipad.to_owned(), ..facts() }), Sign::Bad);
    }

    #[test]
    fn what_is_promised_is_promised_to_no_private_window() {
        let private = |is_persistent, seems_private| sign_of("private", &Facts { is_persistent, seems_private, ..facts() });
        assert_eq!(private(Some(true), Some(true)), Sign::Fine);
        assert_eq!(private(Some(false), Some(true)), Sign::Bad);
        assert_eq!(private(Some(false), Some(false)), Sign::Unknown, "some private windows have it all");
    }

    #[test]
    fn a_clock_is_held_against_what_was_stored() {
        let clock = |now: &str, before: &str| {
            let given = Given { noted: Some(before.to_owned()), ..Given::default() };
            sign_of("clock", &Facts { now: now.to_owned(), given, ..facts() })
        };
        assert_eq!(clock(NOW, "2026-11-27T11:45:00+02:00"), Sign::Fine, "four minutes, in another zone");
        assert_eq!(clock(NOW, "2026-11-27T12:41:05+02:00"), Sign::Mind);
        for absurd in ["1970-01-01T00:00:00+00:00", "2071-01-01T00:00:00+00:00", "12026-11-27T17:41:05+08:00"] {
            assert_eq!(clock(absurd, "1970-01-01T00:00:00+00:00"), Sign::Bad);
        }
        assert_eq!(clock(NOW, "nonsense"), Sign::Fine);
        let copy = Label { at: "2027-01-01T00:00:00+08:00".to_owned(), ..Label::parse("copy/A/2026-W48||1.1.1||").unwrap() };
        assert!(findings(&facts(), &[copy]).iter().any(|it| matches!(it, Finding::ClockBehind { .. })));
    }

    #[test]
    fn a_day_of_changes_in_no_file_is_worth_a_word() {
        let file = |at: Option<&str>, first: &str, changes| {
            let own = str::to_owned;
            let given = Given { at: at.map(own), is_whole: true, changes, first: Some(own(first)), ..Given::default() };
            sign_of("file", &Facts { given, ..facts() })
        };
        assert_eq!(file(Some("2026-11-20T08:00:00+08:00"), "2026-11-26T17:41:06+08:00", 3), Sign::Fine);
        assert_eq!(file(Some("2026-11-20T08:00:00+08:00"), "2026-11-26T17:41:04+08:00", 3), Sign::Mind);
        assert_eq!(file(Some("2026-11-20T08:00:00+08:00"), "", 0), Sign::Fine);
        assert_eq!(file(None, NOW, 1), Sign::Mind);
    }

    #[test]
    fn little_room_and_late_faults_are_worth_a_word() {
        let room = |left: u64| sign_of("room", &Facts { room: Some((5 * MEGABYTE, left + 5 * MEGABYTE)), ..facts() });
        assert_eq!([room(LITTLE), room(LITTLE - 1), room(HARDLY_ANY - 1)], [Sign::Fine, Sign::Mind, Sign::Bad]);
        let fault = |at: &str| sign_of("fault", &Facts { fault: Some(format!("{at} Quota")), ..facts() });
        assert_eq!([fault("2026-11-20T08:00:00+08:00"), fault("2026-11-01T08:00:00+08:00")], [Sign::Mind, Sign::Fine]);
    }
}
