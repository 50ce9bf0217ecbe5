//! The link area on paper: the menu's headings with as many of their rows as the lines hold; they are the template's, nobody's
//! values.

use super::cut::Composer;
use super::frame::{Block, TITLE, title};
use super::mark::Ink;
use super::paragraph::{PLAIN, Paragraph, SOFT};
use super::pen::{Column, HAIR, Pen};
use crate::domain::progress::Module;
use crate::domain::template::LinkKind;
use crate::words::Lang;

pub struct Links<'a> {
    lang: Lang,
    /// Each heading with its rows, from all of them down to none.
    kinds: Vec<Vec<Paragraph<'a>>>,
}

impl<'a> Links<'a> {
    pub fn of(c: &Composer<'a>) -> Self {
        Self { lang: c.lang(), kinds: c.subject.archive.template.links.iter().map(|it| kind(c, it)).collect() }
    }
}

fn kind<'a>(c: &Composer<'a>, it: &LinkKind) -> Vec<Paragraph<'a>> {
    let lang = c.lang();
    let name = c.paragraph().text(&lang.label(&it.name), PLAIN);
    let shown = |count: usize| {
        let rows: Vec<String> = it.rows[..count].iter().map(|it| lang.label(&it.name)).collect();
        if rows.is_empty() { name.clone() } else { name.clone().text("  ", SOFT).text(&rows.join(" · "), SOFT) }
    };
    (0..=it.rows.len()).rev().map(shown).collect()
}

impl Block for Links<'_> {
    fn lay(&self, pen: &mut Pen, column: Column, line: usize, room: usize) -> usize {
        let mut at = line + title(pen, self.lang, (Module::Links, ""), column, line);
        let each = room.saturating_sub(TITLE).checked_div(self.kinds.len()).unwrap_or(0).max(1);
        for all in &self.kinds {
            pen.rule(at, column, (HAIR, Ink::Hair));
            let fits = all.iter().find(|it| pen.count(it, column.width, 0.0) <= each).or(all.last());
            at += fits.map_or(0, |it| pen.write(it, at, column));
        }
        at - line
    }
}
