//! A titled part of an opened module, and the list of records in it.

use crate::app::live::Live;
use crate::domain::id::Id;
use crate::domain::path::{Path, SheetPath};
use crate::ui::el::{El, el};
use crate::ui::routes::Going;

/// A section with a title and what stands beside it.
pub fn block(title: &str, beside: Vec<El>) -> El {
    el("section").class("block").child(el("h3").text(title).children(beside))
}

/// A row for each record, and for the one the address asks for though nothing has been written in it yet. `asked` takes the id
/// out of a record's path, or out of any path.
pub fn cards(
    class: &str,
    ids: Live<Vec<Id>>,
    asked: impl Fn(&SheetPath) -> Option<Id> + 'static,
    row: impl Fn(Id) -> El + 'static,
) -> El {
    el("ul").class(class).each(with_asked(ids, asked), row)
}

/// What is there, and what is asked for.
pub fn with_asked(ids: Live<Vec<Id>>, asked: impl Fn(&SheetPath) -> Option<Id> + 'static) -> impl Fn() -> Vec<Id> + 'static {
    let going = Going::here();
    move || {
        let asked = going.path().and_then(|it| asked(&it).or_else(|| it.record().as_ref().and_then(&asked)));
        let mut ids = ids.get();
        ids.extend(asked.filter(|it| !ids.contains(it)));
        ids
    }
}
