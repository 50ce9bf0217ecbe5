//! Small ordered maps and sets, as sorted lists: a day's visits, a week's problems. Far less code than a tree for each kind
//! of record, and quick up to some hundred entries; a document's registers, thousands of them, are kept in a list for each row of
//! its table.

use std::cmp::Ordering;

/// Values by key, in the order of the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map<K, V>(Vec<(K, V)>);

/// Keys in their order.
pub type Set<K> = Map<K, ()>;

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, V> Map<K, V> {
    fn at(&self, key: &K) -> Result<usize, usize> {
        // Most come in their order, and what is said of one comes in a row.
        match self.0.last().map(|it| it.0.cmp(key)) {
            None | Some(Ordering::Less) => Err(self.0.len()),
            Some(Ordering::Equal) => Ok(self.0.len() - 1),
            Some(Ordering::Greater) => self.0.binary_search_by(|it| it.0.cmp(key)),
        }
    }

    pub fn get(&self, key: &K) -> Option<&V> {
        self.at(key).ok().map(|it| &self.0[it].1)
    }

    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        self.at(key).ok().map(|it| &mut self.0[it].1)
    }

    pub fn contains_key(&self, key: &K) -> bool {
        self.at(key).is_ok()
    }

    /// Puts a value at a key and gives back the former one.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.at(&key) {
            Ok(at) => Some(std::mem::replace(&mut self.0[at].1, value)),
            Err(at) => {
                self.0.insert(at, (key, value));
                None
            }
        }
    }

    pub fn remove(&mut self, key: &K) -> Option<V> {
        self.at(key).ok().map(|it| self.0.remove(it).1)
    }

    /// The value at a key, which is put there if nothing is.
    pub fn or_default(&mut self, key: &K) -> &mut V
    where
        K: Clone,
        V: Default,
    {
        let at = self.at(key).unwrap_or_else(|at| {
            self.0.insert(at, (key.clone(), V::default()));
            at
        });
        &mut self.0[at].1
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(all: I) -> Self {
        let mut map = Self::default();
        all.into_iter().for_each(|(key, value)| _ = map.insert(key, value));
        map
    }
}

impl<K, V> Map<K, V> {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> + Clone {
        self.0.iter().map(|(key, value)| (key, value))
    }

    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + Clone {
        self.0.iter().map(|it| &it.0)
    }

    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + Clone {
        self.0.iter().map(|it| &it.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn it_does_what_a_tree_does(steps in prop::collection::vec((0..3_u8, 0..12_u8, any::<u16>()), 0..60)) {
            let (mut map, mut tree) = (Map::default(), BTreeMap::new());
            for (what, key, value) in steps {
                match what {
                    0 => prop_assert_eq!(map.insert(key, value), tree.insert(key, value)),
                    1 => prop_assert_eq!(map.remove(&key), tree.remove(&key)),
                    _ => prop_assert_eq!(*map.or_default(&key), *tree.entry(key).or_default()),
                }
                prop_assert_eq!(map.get(&key), tree.get(&key));
                prop_assert!(map.iter().eq(tree.iter()) && map.keys().eq(tree.keys()) && map.values().eq(tree.values()));
                prop_assert_eq!((map.len(), map.is_empty(), map.contains_key(&key)), (tree.len(), tree.is_empty(), tree.contains_key(&key)));
            }
        }
    }
}
