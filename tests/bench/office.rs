//! Head office's counting by itself, for office.mjs: the same library, built and made small as the worker is. No part of the site.

#[cfg(target_arch = "wasm32")]
mod steps {
    use chrono::NaiveDate;
    use js_sys::Uint8Array;
    use onesheet::bundle::read::memory::Memory;
    use onesheet::desk::proved;
    use onesheet::domain::calendar::Calendar;
    use onesheet::domain::json::Json;
    use onesheet::domain::template::Template;
    use onesheet::domain::templates::Templates;
    use onesheet::leaf::question::question;
    use onesheet::office::books::Books;
    use onesheet::office::names::{Labels, Names};
    use onesheet::office::pack::{packed, unpacked};
    use onesheet::office::questions::Question;
    use onesheet::office::scope::{Scope, Wish};
    use onesheet::office::taken::{Reading, read};
    use onesheet::words::Lang;
    use wasm_bindgen::prelude::*;

    /// A collection, and what its files come to as they are kept.
    #[wasm_bindgen]
    pub struct Office {
        templates: Templates,
        calendar: Calendar,
        today: NaiveDate,
        books: Books,
        packs: Vec<Vec<u8>>,
    }

    #[wasm_bindgen]
    impl Office {
        #[wasm_bindgen(constructor)]
        pub fn new(template: &str, calendar: &str, today: &str) -> Result<Office, String> {
            Ok(Self {
                templates: Template::parse(template).map_err(|it| it.to_string())?.into(),
                calendar: Calendar::parse(calendar).map_err(|it| format!("{it:?}"))?,
                today: today.parse().map_err(|it| format!("{it}"))?,
                books: Books::default(),
                packs: Vec::new(),
            })
        }

        /// Begins with nothing.
        pub fn clear(&mut self) {
            (self.books, self.packs) = (Books::default(), Vec::new());
        }

        /// Reads, checks and counts a batch of files with their digests, as readers do; what they come to, as it is kept.
        pub async fn count(&self, files: Vec<Uint8Array>) -> Vec<u8> {
            let files: Vec<Vec<u8>> = files.iter().map(Uint8Array::to_vec).collect();
            let proofs = proved(files.iter().map(|it| Some(it.as_slice()))).await;
            let (mut names, mut labels, mut memory, mut all) =
                (Names::default(), Labels::default(), Memory::default(), Vec::new());
            for (bytes, proved) in files.iter().zip(proofs) {
                let (with, held) = ((&self.templates, &self.calendar), (&mut names, &mut labels, &mut memory));
                if let Ok(Reading::Taken(it, _)) = read((bytes, proved.as_deref()), with, held, |_| false) {
                    all.push(*it);
                }
            }
            packed(&all, (&names, &labels))
        }

        /// Takes in what a batch came to; how many bytes that is.
        pub fn put(&mut self, pack: Vec<u8>) -> usize {
            let many = pack.len();
            let all = unpacked(&pack, &mut self.books.names, &mut self.books.labels).unwrap_or_default();
            all.into_iter().for_each(|it| _ = self.books.put(it));
            self.packs.push(pack);
            many
        }

        /// Reads all columns again, as the office does when it is opened.
        pub fn reopen(&mut self) {
            let mut books = Books::default();
            for bytes in &self.packs {
                let all = unpacked(bytes, &mut books.names, &mut books.labels).unwrap_or_default();
                all.into_iter().for_each(|it| _ = books.put(it));
            }
            self.books = books;
        }

        /// The sheets that count, their managers, and visits planned and done.
        pub fn totals(&self) -> Vec<u32> {
            let visits = self.books.standing().map(|it| it.2.facts.visit_counts());
            let (sheets, planned, done) = visits.fold((0, 0, 0), |sum, it| (sum.0 + 1, sum.1 + it.0, sum.2 + it.1));
            vec![sheets, self.books.people().count() as u32, planned, done]
        }

        /// Bytes that the facts of all sheets take, as they are held.
        pub fn held(&self) -> usize {
            self.books.standing().map(|it| it.2.facts.columns.len()).sum()
        }

        /// The answer to a question as the page gets it; how long a text that is.
        pub fn ask(&self, name: &str, item: &str) -> usize {
            let wish = Wish { item: item.parse().ok(), ..Wish::default() };
            let scope = Scope::new(Lang::Zh, &self.books, (&self.templates.now, &self.calendar), (self.today, &wish));
            let drawn = Question::parse(name).map(|it| question(Lang::Zh, it, &it.answer(&scope)).to_json());
            drawn.as_ref().map_or(0, |it: &Json| it.canonical().len())
        }
    }
}

fn main() {}
