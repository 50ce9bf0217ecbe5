//! Addresses: the one place that writes or reads a path of the product (spec/surface.md).

use std::rc::Rc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::browser::page;
use crate::domain::path::{Path, SheetPath};
use crate::domain::progress::Module;
use crate::domain::week::Week;
use crate::ui::el::{El, el};

/// Where a page is.
pub fn week(week: Week) -> String {
    format!("/week/{week}")
}

pub const EXCHANGE: &str = "/exchange";
pub const SETTINGS: &str = "/settings";
pub const OFFICE: &str = "/office";

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
        let text = hash.trim_start_matches('#');
        if let Some(module) = Module::ALL.into_iter().find(|it| name(*it) == text) {
            return Self::Module(module);
        }
        let path = SheetPath::parse(text).or_else(|_| SheetPath::parse(text.trim_end_matches("/num").trim_end_matches("/den")));
        match path {
            Ok(path) => Self::Field(module_of(&path), Spot { path, control: text.to_owned() }),
            Err(_) => Self::Page,
        }
    }

    fn module(&self) -> Option<Module> {
        match self {
            Self::Page => None,
            Self::Module(it) | Self::Field(it, _) => Some(*it),
        }
    }

    fn path(&self) -> Option<&SheetPath> {
        match self {
            Self::Field(_, spot) => Some(&spot.path),
            _ => None,
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

fn module_of(path: &SheetPath) -> Module {
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

/// An address of the product as a link needs it, wherever the site is hosted.
pub fn href(address: &str) -> String {
    format!("{}{address}", page::base_path().trim_end_matches('/'))
}

/// A link to an address of the product.
pub fn link(address: &str) -> El {
    el("a").set("href", &href(address))
}

/// Opens and closes parts of the page of a week by the hash of its address, and goes to other addresses.
#[derive(Clone, Copy)]
pub struct Going {
    pub place: Memo<Place>,
    pathname: Memo<String>,
    go: StoredValue<Go, LocalStorage>,
}

/// Goes to an address; the flag says to take the place of the present one.
type Go = Rc<dyn Fn(&str, bool)>;

impl Going {
    /// Made once, under the router.
    pub fn provide() {
        let location = use_location();
        let place = Memo::new(move |_| Place::parse(&decoded(&location.hash.get())));
        let navigate = use_navigate();
        let go: Go = Rc::new(move |address: &str, replace| {
            navigate(address, NavigateOptions { scroll: false, replace, ..NavigateOptions::default() });
        });
        provide_context(Self { place, pathname: location.pathname, go: StoredValue::new_local(go) });
    }

    pub fn here() -> Self {
        expect_context()
    }

    /// Opens a module.
    pub fn open(self, module: Module) {
        self.hash(name(module));
    }

    /// Opens the module of a field and goes to it.
    pub fn to(self, path: &SheetPath) {
        self.hash(&path.to_string());
    }

    /// Back to the whole page.
    pub fn close(self) {
        self.hash("");
    }

    /// Goes to another address.
    pub fn away(self, address: &str) {
        self.go.with_value(|go| go(address, false));
    }

    /// Whether the page of this address is shown, watched.
    pub fn is_at(self, address: &str) -> bool {
        self.pathname.with(|it| *it == href(address))
    }

    /// Whether a module is opened; changes only when that does.
    pub fn is_open(self, module: Module) -> Memo<bool> {
        Memo::new(move |_| self.place.with(|it| it.module() == Some(module)))
    }

    /// The path the address names, watched.
    pub fn path(self) -> Option<SheetPath> {
        self.place.with(|it| it.path().cloned())
    }

    /// The path the address names now.
    pub fn path_now(self) -> Option<SheetPath> {
        self.place.with_untracked(|it| it.path().cloned())
    }

    /// The opened module's name, watched.
    pub fn opened(self) -> Option<&'static str> {
        self.place.with(|it| it.module().map(name))
    }

    fn hash(self, hash: &str) {
        let path = self.pathname.get_untracked();
        let path = path.strip_prefix(page::base_path().trim_end_matches('/')).unwrap_or(&path);
        let target = if hash.is_empty() { path.to_owned() } else { format!("{path}#{hash}") };
        self.go.with_value(|go| {
            go(&target, false);
            // The router compares with where it went last, not with the address: where a hash came from elsewhere, it may
            // leave the address as it is.
            if page::hash() != hash {
                go(&target, true);
            }
        });
    }
}

/// Ids are ASCII, so nothing but a slash can have been escaped on the way.
fn decoded(hash: &str) -> String {
    hash.replace("%2F", "/").replace("%2f", "/")
}
