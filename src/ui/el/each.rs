//! A list of elements by key: who stays is neither built anew nor moved without need, so that a box keeps its caret.

use leptos::prelude::{Owner, untrack};
use leptos::tachys::renderer::Rndr;

use super::El;

type Keys<K> = Box<dyn Fn() -> Vec<K>>;
type RowOf<K> = Box<dyn Fn(K) -> El>;

struct Row<K> {
    key: K,
    el: El,
    /// Ends what the row watches when the row goes.
    _owner: Owner,
}

impl El {
    /// A row for each key, in their order.
    pub fn each<K: Clone + PartialEq + 'static>(
        self,
        keys: impl Fn() -> Vec<K> + 'static,
        row: impl Fn(K) -> El + 'static,
    ) -> Self {
        self.each_boxed(Box::new(keys), Box::new(row))
    }

    fn each_boxed<K: Clone + PartialEq + 'static>(mut self, keys: Keys<K>, row: RowOf<K>) -> Self {
        let (parent, end) = self.end();
        // Rows outlive a single run of the effect, so they are not its children.
        let owner = Owner::current().unwrap_or_default();
        let shown = self.keep_inside::<Row<K>>();
        self.effect(move || {
            let (keys, Some(shown)) = (keys(), shown.upgrade()) else { return };
            let mut before = shown.take();
            let rows: Vec<Row<K>> = keys
                .into_iter()
                .map(|key| match before.iter().position(|it| it.key == key) {
                    Some(at) => before.remove(at),
                    None => {
                        let owner = owner.child();
                        let el = owner.with(|| untrack(|| row(key.clone())));
                        Row { key, el, _owner: owner }
                    }
                })
                .collect();
            before.into_iter().for_each(|it| it.el.take_away());
            let mut next = end.clone();
            for row in rows.iter().rev() {
                let element = row.el.element();
                if Rndr::next_sibling(element).as_ref() != Some(&next) {
                    Rndr::insert_node(&parent, element, Some(&next));
                }
                next = element.clone().into();
            }
            shown.replace(rows);
        })
    }
}
