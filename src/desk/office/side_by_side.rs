//! Two sheets side by side, as far as they say the same: out of the originals, when somebody asks.

use super::Office;
use super::reading::key_of;
use crate::desk::Task;
use crate::leaf::office::wish;
use crate::leaf::same_words::{Titled, beside};
use crate::leaf::{Leaf, told};
use crate::office::books::{Books, Entry, Lane};
use crate::office::questions::copying;
use crate::office::reading::Key;
use crate::post::drawing::Drawing;
use crate::words::office::Word as W;

impl Task {
    pub(super) async fn side_by_side(&self, office: &Office, it: &Drawing, about: &str) -> Leaf {
        let lang = self.ask.lang;
        let gone = || told(false, lang.say(W::SheetGone));
        let Some((one, (other, _))) = key_of(about).and_then(|(one, rest)| Some((one, key_of(rest)?))) else { return gone() };
        let digests = {
            let books = office.books.borrow();
            [&one, &other].map(|it| lane(&books, it).map(|it| it.digest))
        };
        let [Some(of_one), Some(of_other)] = digests else { return gone() };
        let Some((first, _)) = self.kept_sheet(office, of_one, one.1).await else { return gone() };
        let Some((second, _)) = self.kept_sheet(office, of_other, other.1).await else { return gone() };
        let (books, wish) = (office.books.borrow(), wish(|name| it.held(name)));
        let [Some(one_lane), Some(other_lane)] = [&one, &other].map(|it| lane(&books, it)) else { return gone() };
        let texts = copying::beside((&first, one_lane), (&second, other_lane));
        let scope = self.scope(&books, it, &wish);
        let title = |(manager, week): &Key| {
            let said = books.names.find(manager).map_or_else(|| manager.to_string(), |it| scope.said(it));
            format!("{said} {week}")
        };
        let [one, other] = [(&one, &first), (&other, &second)].map(|(key, sheet)| Titled { title: title(key), sheet });
        beside(lang, &self.template, [&one, &other], &texts)
    }
}

/// What counts of a manager's week.
fn lane<'a>(books: &'a Books, (manager, week): &Key) -> Option<&'a Lane> {
    books.names.find(manager).and_then(|it| books.entry(it, *week)).and_then(Entry::counts)
}
