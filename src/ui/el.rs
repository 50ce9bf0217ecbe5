//! Elements, built at once with Leptos' renderer and kept alive by its effects. Every element is of one type: with the typed
//! trees of `view!` an element costs the page 900 bytes of code, here 150, and the page has hundreds.
//!
//! What is given as a function is live: it runs again when something it reads changes, and nothing else is drawn anew.
//! Handing an element over to Leptos is `el/view.rs`'s affair, lists by key are `el/each.rs`'s.

mod each;
mod view;

use std::any::Any;
use std::cell::RefCell;
use std::rc::{Rc, Weak};

use leptos::ev::Event;
use leptos::prelude::{Owner, RenderEffect};
use leptos::tachys::renderer::Rndr;
use leptos::tachys::renderer::types::{Element, Node};

/// An element with everything inside it. Dropping it ends its effects and listeners.
pub struct El(Box<Built>);

struct Built {
    element: Element,
    kept: Vec<Box<dyn Any>>,
}

/// A new element.
pub fn el(tag: &str) -> El {
    El(Box::new(Built { element: Rndr::create_element(tag, None), kept: Vec::new() }))
}

/// A new element of a drawing.
pub fn svg(tag: &str) -> El {
    El(Box::new(Built { element: Rndr::create_element(tag, Some("http://www.w3.org/2000/svg")), kept: Vec::new() }))
}

impl El {
    /// The element itself, for the browser half.
    pub fn element(&self) -> &Element {
        &self.0.element
    }

    /// Sets an attribute.
    pub fn set(self, name: &str, value: &str) -> Self {
        Rndr::set_attribute(&self.0.element, name, value);
        self
    }

    pub fn class(self, names: &str) -> Self {
        self.set("class", names)
    }

    /// What assistive technology calls it.
    pub fn label(self, name: &str) -> Self {
        self.set("aria-label", name)
    }

    /// Takes it away from assistive technology: it shows what is said elsewhere.
    pub fn silent(self) -> Self {
        self.set("aria-hidden", "true")
    }

    pub fn text(self, text: &str) -> Self {
        Rndr::insert_node(&self.0.element, &Rndr::create_text_node(text), None);
        self
    }

    pub fn child(mut self, mut child: El) -> Self {
        Rndr::insert_node(&self.0.element, &child.0.element, None);
        self.0.kept.append(&mut child.0.kept);
        self
    }

    pub fn children(self, children: impl IntoIterator<Item = El>) -> Self {
        children.into_iter().fold(self, El::child)
    }

    /// An attribute that is there while the function gives something.
    pub fn live(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        self.live_boxed(name, Box::new(value))
    }

    /// An attribute without a value that is there while the function says so.
    pub fn flag(self, name: &'static str, is_on: impl Fn() -> bool + 'static) -> Self {
        self.live(name, move || is_on().then(String::new))
    }

    /// An attribute that says `true` or `false`.
    pub fn says(self, name: &'static str, is_so: impl Fn() -> bool + 'static) -> Self {
        self.live(name, move || Some(is_so().to_string()))
    }

    fn live_boxed(mut self, name: &'static str, value: Box<dyn Fn() -> Option<String>>) -> Self {
        let element = self.0.element.clone();
        self.0.kept.push(Box::new(RenderEffect::new(move |before: Option<Option<String>>| {
            let now = value();
            match &now {
                _ if before.as_ref() == Some(&now) => {}
                Some(now) => Rndr::set_attribute(&element, name, now),
                None => Rndr::remove_attribute(&element, name),
            }
            now
        })));
        self
    }

    /// Text that follows what the function reads.
    pub fn write(self, text: impl Fn() -> String + 'static) -> Self {
        self.write_boxed(Box::new(text))
    }

    fn write_boxed(mut self, text: Box<dyn Fn() -> String>) -> Self {
        let node = Rndr::create_text_node("");
        Rndr::insert_node(&self.0.element, &node, None);
        self.0.kept.push(Box::new(RenderEffect::new(move |before: Option<String>| {
            let now = text();
            if before.as_ref() != Some(&now) {
                Rndr::set_text(&node, &now);
            }
            now
        })));
        self
    }

    /// An element that is built anew whenever what the function reads changes.
    pub fn part(self, part: impl Fn() -> Option<El> + 'static) -> Self {
        self.parts(move || part().into_iter().collect())
    }

    /// Several of them.
    pub fn parts(self, parts: impl Fn() -> Vec<El> + 'static) -> Self {
        self.parts_boxed(Box::new(parts))
    }

    fn parts_boxed(mut self, parts: Box<dyn Fn() -> Vec<El>>) -> Self {
        let (parent, end) = self.end();
        let shown = self.keep_inside::<El>();
        self.effect(move || {
            let Some(shown) = shown.upgrade() else { return };
            shown.take().into_iter().for_each(El::take_away);
            let now = parts();
            now.iter().for_each(|it| Rndr::insert_node(&parent, &it.0.element, Some(&end)));
            shown.replace(now);
        })
    }

    /// What an effect puts inside and takes out again. It is this element's, not the effect's: what an effect of Leptos holds
    /// outlives it by a turn, and would hear of a change to what has ended already.
    fn keep_inside<T: 'static>(&mut self) -> Weak<RefCell<Vec<T>>> {
        let inside = Rc::new(RefCell::new(Vec::new()));
        let handle = Rc::downgrade(&inside);
        self.0.kept.push(Box::new(inside));
        handle
    }

    /// Hears an event of its own or from inside.
    pub fn on(self, event: &str, heard: impl Fn(Event) + 'static) -> Self {
        self.on_boxed(event, Box::new(heard))
    }

    /// Hears a click, a tap, or a key that means one.
    pub fn press(self, pressed: impl Fn() + 'static) -> Self {
        self.on("click", move |_| pressed())
    }

    fn on_boxed(mut self, event: &str, heard: Box<dyn Fn(Event)>) -> Self {
        // What is opened by an event lives and ends with the element, not with whoever happens to be drawing.
        let owner = Owner::current();
        let heard = move |event: Event| match &owner {
            Some(owner) => owner.with(|| heard(event)),
            None => heard(event),
        };
        let listener = Rndr::add_event_listener(&self.0.element, event, Box::new(move |it| heard(it.into())));
        self.0.kept.push(Box::new(listener));
        self
    }

    /// A property of its style that follows what the function reads.
    pub fn style(self, property: &'static str, value: impl Fn() -> String + 'static) -> Self {
        let style = Rndr::style(&self.0.element);
        self.effect(move || Rndr::set_css_property(&style, property, &value()))
    }

    /// Runs something now and again when what it reads changes, as long as this element is there.
    pub fn effect(self, run: impl Fn() + 'static) -> Self {
        self.effect_boxed(Box::new(run))
    }

    fn effect_boxed(mut self, run: Box<dyn Fn()>) -> Self {
        self.0.kept.push(Box::new(RenderEffect::new(move |_: Option<()>| run())));
        self
    }

    /// The place after what is inside so far.
    fn end(&self) -> (Element, Node) {
        let end: Node = Rndr::create_placeholder().into();
        Rndr::insert_node(&self.0.element, &end, None);
        (self.0.element.clone(), end)
    }

    fn take_away(self) {
        Rndr::remove(&self.0.element);
    }
}
