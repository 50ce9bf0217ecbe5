//! Addresses: the one place that writes or reads a path or a hash of the product (spec/surface.md). Pure; where the site is
//! hosted and how one goes there is the interface's affair.

use chrono::NaiveDate;

use crate::domain::id::Id;
use crate::domain::path::{Path, SheetPath};
use crate::domain::progress::Module;
use crate::domain::week::{Month, Week, parse_date};

/// A page, by its address without the site's own base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// Leads on to where one works.
    Home,
    /// Lead on to today and to this week, whichever they are: an installed app's shortcuts.
    Today,
    ThisWeek,
    Week(Week),
    /// A week on paper.
    WeekPaper(Week),
    /// The address of a week there is not.
    NoWeek,
    Day(NaiveDate),
    /// The address of a day there is not.
    NoDay,
    Month(Month),
    /// A month on paper.
    MonthPaper(Month),
    /// The address of a month there is not.
    NoMonth,
    /// The roster.
    Customers,
    Customer(Id),
    /// The area at a glance, what is late, the files kept here, and the log of what was handed over.
    Area,
    /// All weeks, search, trends.
    History,
    /// The ledger of problems.
    Problems,
    Help,
    Exchange,
    Settings,
    Office,
    /// No address of the product.
    Missing,
}

impl Page {
    /// Reads an address. Slashes at its ends do not count.
    pub fn parse(address: &str) -> Self {
        let parts: Vec<&str> = address.split('/').filter(|it| !it.is_empty()).collect();
        match parts.as_slice() {
            [] => Self::Home,
            ["today"] => Self::Today,
            ["this-week"] => Self::ThisWeek,
            ["week", week, "paper"] => week.parse().map_or(Self::NoWeek, Self::WeekPaper),
            ["month", month, "paper"] => month.parse().map_or(Self::NoMonth, Self::MonthPaper),
            ["week", week] => week.parse().map_or(Self::NoWeek, Self::Week),
            ["day", day] => parse_date(day).map_or(Self::NoDay, Self::Day),
            ["month", month] => month.parse().map_or(Self::NoMonth, Self::Month),
            ["customers"] => Self::Customers,
            ["customers", code] => code.parse().map_or(Self::Missing, Self::Customer),
            ["area"] => Self::Area,
            ["history"] => Self::History,
            ["problems"] => Self::Problems,
            ["help"] => Self::Help,
            ["exchange"] => Self::Exchange,
            ["settings"] => Self::Settings,
            ["office", ..] => Self::Office,
            _ => Self::Missing,
        }
    }

    /// Its address.
    pub fn address(&self) -> String {
        match self {
            Self::Week(week) => format!("/week/{week}"),
            Self::WeekPaper(week) => format!("/week/{week}/paper"),
            Self::MonthPaper(month) => format!("/month/{month}/paper"),
            Self::Day(date) => format!("/day/{date}"),
            Self::Month(month) => format!("/month/{month}"),
            Self::Customers => "/customers".to_owned(),
            Self::Customer(code) => format!("/customers/{code}"),
            Self::Today => "/today".to_owned(),
            Self::ThisWeek => "/this-week".to_owned(),
            Self::Area => "/area".to_owned(),
            Self::History => "/history".to_owned(),
            Self::Problems => "/problems".to_owned(),
            Self::Help => "/help".to_owned(),
            Self::Exchange => "/exchange".to_owned(),
            Self::Settings => "/settings".to_owned(),
            Self::Office => "/office".to_owned(),
            Self::Home | Self::NoWeek | Self::NoDay | Self::NoMonth | Self::Missing => "/".to_owned(),
        }
    }
}

/// The part of a week's page that the hash names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The page as a whole.
    Page,
    /// A module, opened.
    Module(Module),
    /// A module, opened at a field, its record or an address around it.
    Field(Module, Spot),
}

/// Where inside a module: a path, and the text to look for (a ratio's half is no path of its own).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    pub path: SheetPath,
    pub control: String,
}

impl Place {
    /// Reads a hash, with or without its sign. What it does not know shows the page.
    pub fn parse(hash: &str) -> Self {
        // Ids are ASCII, so nothing but a slash can have been escaped on the way.
        let text = hash.trim_start_matches('#').replace("%2F", "/").replace("%2f", "/");
        if let Some(module) = Module::ALL.into_iter().find(|it| name(*it) == text) {
            return Self::Module(module);
        }
        let whole = text.strip_suffix("/num").or(text.strip_suffix("/den"));
        let path = SheetPath::parse(&text).ok().or_else(|| SheetPath::parse(whole?).ok());
        path.map_or(Self::Page, |path| Self::Field(module_of(&path), Spot { path, control: text }))
    }

    pub fn module(&self) -> Option<Module> {
        match self {
            Self::Page => None,
            Self::Module(it) | Self::Field(it, _) => Some(*it),
        }
    }

    pub fn path(&self) -> Option<&SheetPath> {
        match self {
            Self::Field(_, spot) => Some(&spot.path),
            Self::Page | Self::Module(_) => None,
        }
    }
}

/// The hash that opens a module.
pub fn name(module: Module) -> &'static str {
    match module {
        Module::Goals => "goals",
        Module::Tasks => "tasks",
        Module::Tracking => "tracking",
        Module::Channel => "messages",
        Module::Review => "review",
        Module::Links => "links",
    }
}

/// The module a path is shown in.
pub fn module_of(path: &SheetPath) -> Module {
    match path.to_string().split('/').collect::<Vec<_>>().as_slice() {
        ["goals", ..] => Module::Goals,
        ["messages", ..] => Module::Channel,
        ["review", ..] => Module::Review,
        ["handed", ..] => Module::Links,
        ["days", _, "focus" | "visits", ..] => Module::Tasks,
        ["days", ..] => Module::Tracking,
        _ => Module::Tasks,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_back_to_their_pages() {
        let week = Page::Week("2026-W53".parse().unwrap());
        let month = Page::Month("2026-02".parse().unwrap());
        let day = Page::Day(parse_date("2026-02-28").unwrap());
        let customer = Page::Customer("41010001".parse().unwrap());
        let all = [
            Page::Home,
            Page::Today,
            Page::ThisWeek,
            week.clone(),
            day,
            month,
            Page::Customers,
            customer,
            Page::Area,
            Page::History,
            Page::Problems,
            Page::Help,
            Page::Exchange,
            Page::Settings,
            Page::Office,
        ];
        for page in all {
            assert_eq!(Page::parse(&page.address()), page);
        }
        for (address, page) in [
            ("", Page::Home),
            ("/week/2026-W53/", week),
            ("/week/2025-W53", Page::NoWeek),
            ("/week/soon", Page::NoWeek),
            ("/month/2026-13", Page::NoMonth),
            ("/day/2026-02-29", Page::NoDay),
            ("/week", Page::Missing),
            ("/week/2026-W53/x", Page::Missing),
            ("/customers/a b", Page::Missing),
            ("/customers/1/2", Page::Missing),
            ("/nowhere/at/all", Page::Missing),
            ("/Exchange", Page::Missing),
        ] {
            assert_eq!(Page::parse(address), page, "{address}");
        }
    }

    #[test]
    fn hashes_open_the_module_of_their_field() {
        for (hash, module, path) in [
            ("#goals/vol/target", Module::Goals, "goals/vol/target"),
            ("tasks/svc-05", Module::Tasks, "tasks/svc-05"),
            ("focus/text", Module::Tasks, "focus/text"),
            ("#days%2F2026-11-23%2ffocus", Module::Tasks, "days/2026-11-23/focus"),
            ("#days/2026-11-23/visits/A1/note", Module::Tasks, "days/2026-11-23/visits/A1/note"),
            ("#days/2026-11-23/work", Module::Tracking, "days/2026-11-23/work"),
            ("#days/2026-11-23/values/fill/den", Module::Tracking, "days/2026-11-23/values/fill"),
            ("#messages/m1/items/hd-st1", Module::Channel, "messages/m1/items/hd-st1"),
            ("#review/work", Module::Review, "review/work"),
            ("#handed/at", Module::Links, "handed/at"),
        ] {
            let place = Place::parse(hash);
            let found = place.path().map(ToString::to_string);
            assert_eq!((place.module(), found.as_deref()), (Some(module), Some(path)), "{hash}");
        }
        for module in Module::ALL {
            assert_eq!(Place::parse(&format!("#{}", name(module))), Place::Module(module));
        }
        for hash in ["", "#", "#no/such/field", "#days/2026-02-30/focus", "#goals/a b/target"] {
            assert_eq!(Place::parse(hash), Place::Page, "{hash}");
        }
    }
}
