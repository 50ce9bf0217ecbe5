//! The templates a device knows: a file is read with the one it was written with.

use super::id::Id;
use super::template::Template;

/// Those that are known: the one that holds now, and others.
#[derive(Clone, Debug)]
pub struct Templates {
    pub now: Template,
    pub others: Vec<Template>,
}

impl Templates {
    /// The one of an id and a version.
    pub fn of(&self, (id, version): &(Id, u32)) -> Option<&Template> {
        std::iter::once(&self.now).chain(&self.others).find(|it| it.id == *id && it.version == *version)
    }
}

impl From<Template> for Templates {
    fn from(now: Template) -> Self {
        Self { now, others: Vec::new() }
    }
}
