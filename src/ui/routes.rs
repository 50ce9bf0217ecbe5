//! Going to addresses: links, and opening and closing parts of the page of a week. What an address means is `address`'s.

use std::rc::Rc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::location::{BrowserUrl, LocationProvider};

use crate::address::{Page, Place, name};
use crate::app::live::whether;
use crate::browser::page;
use crate::domain::id::Id;
use crate::domain::path::SheetPath;
use crate::domain::progress::Module;
use crate::domain::web::WebAddress;
use crate::ui::el::{El, el};
use crate::words::{Lang, Word};

/// An address of the product as a link needs it, wherever the site is hosted.
pub fn href(address: &str) -> String {
    page::base_path() + address
}

/// A link to an address of the product.
pub fn link(address: &str) -> El {
    el("a").set("href", &href(address))
}

/// A link that leads out of the product, of a customer where it is about one; nothing where it is and none is given. It opens in a
/// window of its own, which learns nothing of this one.
pub fn outside(address: WebAddress, customer: Option<&Id>) -> Option<El> {
    let address = address.of(customer)?;
    Some(el("a").set("href", &address).set("target", "_blank").set("rel", "noopener noreferrer"))
}

/// A link to the rescue page, which is no page of the app: the router lets it go.
pub fn rescue_link(lang: Lang) -> El {
    link("/recover.html").set("rel", "external").text(lang.say(Word::ToRescue))
}

/// Opens and closes parts of the page of a week by the hash of its address, and goes to other addresses.
#[derive(Clone, Copy)]
pub struct Going {
    pub page: Memo<Page>,
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
        let pathname = location.pathname;
        let page = Memo::new(move |_| pathname.with(|it| Page::parse(own(it))));
        let place = Memo::new(move |_| location.hash.with(|it| Place::parse(it)));
        // The router keeps the history once a route says that it is drawn; ours is, whatever the address.
        let history = use_context::<BrowserUrl>();
        Effect::new(move |_| {
            pathname.track();
            if let Some(history) = &history {
                history.ready_to_complete();
            }
        });
        let navigate = use_navigate();
        let go: Go = Rc::new(move |address: &str, replace| {
            navigate(address, NavigateOptions { scroll: false, replace, ..NavigateOptions::default() });
        });
        provide_context(Self { page, place, pathname, go: StoredValue::new_local(go) });
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

    /// Goes to another page.
    pub fn away(self, page: Page) {
        self.go.with_value(|go| go(&page.address(), false));
    }

    /// Goes on to another page, so that the way back does not lead here again.
    pub fn on(self, page: Page) {
        self.go.with_value(|go| go(&page.address(), true));
    }

    /// Whether a module is opened; changes only when that does.
    pub fn is_open(self, module: Module) -> Memo<bool> {
        whether(move || self.place.with(|it| it.module() == Some(module)))
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
        let path = self.pathname.with_untracked(|it| own(it).to_owned());
        let target = if hash.is_empty() { path } else { format!("{path}#{hash}") };
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

/// A path of the site without the site's own base.
fn own(path: &str) -> &str {
    path.strip_prefix(&page::base_path()).unwrap_or(path)
}
