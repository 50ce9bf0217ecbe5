//! The worker's search by itself, for search.mjs: the same library, built and made small as the worker is. No part of the site.

#[cfg(target_arch = "wasm32")]
mod steps {
    use onesheet::domain::customers::pinyin::Initials;
    use onesheet::domain::edit::Doc;
    use onesheet::domain::fold::Document;
    use onesheet::domain::id::Id;
    use onesheet::domain::path::SheetPath;
    use onesheet::domain::sheet::Sheet;
    use onesheet::domain::template::Template;
    use onesheet::domain::value::Value;
    use onesheet::domain::week::Week;
    use onesheet::memory::fields::{Field, of_sheet};
    use onesheet::memory::query::Filter;
    use onesheet::memory::search::Texts;
    use onesheet::words::Lang;
    use wasm_bindgen::prelude::*;

    /// Weeks of texts, and all of them joined.
    #[wasm_bindgen]
    pub struct Search {
        initials: Initials,
        weeks: Vec<(Doc, Vec<Field>)>,
        /// Weeks as they come from the documents, to be joined.
        read: Vec<(Doc, Vec<Field>)>,
        texts: Texts,
    }

    #[wasm_bindgen]
    impl Search {
        /// `texts` are lines, so many of them a week.
        #[wasm_bindgen(constructor)]
        pub fn new(template: &str, initials: &str, texts: &str, a_week: usize) -> Result<Search, String> {
            let template = Template::parse(template).map_err(|it| it.to_string())?;
            let first: Week = "2021-W48".parse().map_err(|it| format!("{it:?}"))?;
            let manager: Id = "ZZ0412".parse().map_err(|it| format!("{it:?}"))?;
            let lines: Vec<&str> = texts.lines().collect();
            let mut weeks = Vec::new();
            for (at, lines) in (0..).zip(lines.chunks(a_week)) {
                let week = first.plus(at);
                let mut document = Document::default();
                for (number, line) in lines.iter().enumerate() {
                    let code: Id = format!("{number:08}").parse().map_err(|it| format!("{it:?}"))?;
                    document.fill(SheetPath::VisitNote(week.monday(), code), Value::Text((*line).to_owned()));
                }
                let fields = of_sheet(&document, &Sheet::of(&document), &template, Lang::Zh);
                weeks.push((Doc::Sheet(manager.clone(), week), fields));
            }
            let mut it = Self { initials: Initials::parse(initials), weeks, read: Vec::new(), texts: Texts::default() };
            it.read();
            it.build();
            Ok(it)
        }

        /// Has all weeks there as they come from their documents.
        pub fn read(&mut self) {
            self.read = self.weeks.clone();
        }

        /// Joins all of them anew; how many there are.
        pub fn build(&mut self) -> usize {
            let mut texts = Texts::new(&self.initials);
            std::mem::take(&mut self.read).into_iter().for_each(|(doc, fields)| texts.put(doc, fields));
            self.texts = texts;
            self.texts.len()
        }

        /// Puts a week in anew, as after an edit.
        pub fn put(&mut self, week: usize) {
            let (doc, fields) = &self.weeks[week];
            self.texts.put(doc.clone(), fields.clone());
        }

        /// How many texts a query finds.
        pub fn find(&self, query: &str) -> usize {
            self.texts.find(query, &Filter::default()).len()
        }
    }
}

fn main() {}
