//! An element as a view of Leptos', for a route or a component around it. Drawn anew it takes the former one's place; there is
//! no server, so nothing is ever printed as HTML.

use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::no_attrs;
use leptos::tachys::renderer::types::{Element, Node};
use leptos::tachys::renderer::{CastFrom, Rndr};
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use send_wrapper::SendWrapper;

use super::El;

/// An element on its way into the page.
pub struct Shown(SendWrapper<El>);

no_attrs!(Shown);

impl El {
    /// Hands the element over to Leptos.
    pub fn view(self) -> Shown {
        Shown(SendWrapper::new(self))
    }
}

impl Render for Shown {
    type State = El;

    fn build(self) -> El {
        self.0.take()
    }

    fn rebuild(self, state: &mut El) {
        let mut now = self.build();
        state.insert_before_this(&mut now);
        state.unmount();
        *state = now;
    }
}

impl Mountable for El {
    fn unmount(&mut self) {
        Rndr::remove(self.element());
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        Rndr::insert_node(parent, self.element(), marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let Some(parent) = Rndr::get_parent(self.element()).and_then(Element::cast_from) else { return false };
        child.mount(&parent, Some(self.element()));
        true
    }

    fn elements(&self) -> Vec<Element> {
        vec![self.element().clone()]
    }
}

impl RenderHtml for Shown {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> El {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
