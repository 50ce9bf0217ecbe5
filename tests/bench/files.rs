//! The worker's steps with files, each by itself, for files.mjs: the same library, built and made small as the worker is.
//! No part of the site.

#[cfg(target_arch = "wasm32")]
mod steps {
    use onesheet::bundle::digest;
    use onesheet::bundle::format::{Bundle, Part};
    use onesheet::bundle::read::{Read, read};
    use onesheet::bundle::stage::{Held, Plan, stage};
    use onesheet::bundle::write;
    use onesheet::domain::edit::Stamp;
    use onesheet::domain::fold::{Document, Register, Written};
    use onesheet::domain::json::Json;
    use onesheet::domain::path::Path;
    use onesheet::domain::template::Template;
    use wasm_bindgen::prelude::*;

    const NAME: &str = "backup.onesheet.json";

    /// A device that holds what a backup holds, and one that holds nothing.
    #[wasm_bindgen]
    pub struct Files {
        template: Template,
        bundle: Bundle,
        full: Held,
        empty: Held,
    }

    #[wasm_bindgen]
    impl Files {
        #[wasm_bindgen(constructor)]
        pub fn new(template: &str, file: &[u8], is_stamped: bool) -> Result<Files, String> {
            let template = Template::parse(template).map_err(|it| it.to_string())?;
            let Read { mut bundle, refused, .. } = read(NAME, file, &template).map_err(|it| format!("{it:?}"))?;
            if !refused.is_empty() {
                return Err(format!("{refused:?}"));
            }
            if is_stamped {
                stamped(&mut bundle);
            }
            let empty = Held::new(bundle.from.id.clone(), bundle.device.clone());
            let mut full = empty.clone();
            full.known = bundle.known.clone();
            full.sheets = bundle.sheets.iter().map(|it| (it.doc.clone(), it.clone())).collect();
            full.months = bundle.months.iter().map(|it| (it.doc.clone(), it.clone())).collect();
            full.rosters = bundle.rosters.iter().map(|it| (it.doc.clone(), it.clone())).collect();
            full.settings = bundle.settings.iter().map(|it| (it.doc.clone(), it.clone())).collect();
            Ok(Self { template, bundle, full, empty })
        }

        /// The bytes of a backup, its digest in place.
        pub fn write(&self) -> Vec<u8> {
            write::backup(&self.bundle, &self.template, &|_, _| None)
        }

        /// The same, and read again as its reader would.
        pub fn export(&self) -> Result<Vec<u8>, String> {
            let bytes = self.write();
            match read(NAME, &bytes, &self.template) {
                Ok(read) if read.refused.is_empty() => Ok(bytes),
                it => Err(format!("{it:?}")),
            }
        }

        /// The digest of a file by itself.
        pub fn digest(&self, bytes: &[u8]) -> String {
            digest::of(&[bytes])
        }

        /// A file as a tree, and no more.
        pub fn parse(&self, text: &str) -> bool {
            Json::parse(text).is_ok()
        }

        /// A file taken apart and checked.
        pub fn read(&self, bytes: &[u8]) -> bool {
            read(NAME, bytes, &self.template).is_ok_and(|it| it.refused.is_empty())
        }

        /// What a file would change on a device; how that ends, and how many documents would be stored.
        pub fn import(&self, bytes: &[u8], is_full: bool) -> String {
            let held = if is_full { &self.full } else { &self.empty };
            let Plan { files, .. } = stage(held, vec![(NAME.to_owned(), read(NAME, bytes, &self.template))]);
            files.iter().map(|it| format!("{}, {} to store", it.result.word(), it.store.len())).collect()
        }
    }

    /// As if every value had been typed on this device, one after another.
    fn stamped(bundle: &mut Bundle) {
        let mut stamp = Stamp { counter: 0, device: bundle.device.clone(), tab: bundle.device.clone() };
        bundle.sheets.iter_mut().for_each(|it| type_in(it, &mut stamp));
        bundle.months.iter_mut().for_each(|it| type_in(it, &mut stamp));
        bundle.rosters.iter_mut().for_each(|it| type_in(it, &mut stamp));
        bundle.settings.iter_mut().for_each(|it| type_in(it, &mut stamp));
        bundle.known.insert(stamp.device, stamp.counter);
    }

    fn type_in<P: Path>(part: &mut Part<P>, stamp: &mut Stamp) {
        let mut typed = Vec::new();
        for (path, value) in part.document.live() {
            stamp.counter += 1;
            let standing = Written { stamp: Some(stamp.clone()), value: Some(value.clone()) };
            typed.push((path.clone(), Register { standing, others: Vec::new() }));
        }
        part.document = Document::default();
        part.document.restore_all(typed);
    }
}

fn main() {}
