//! Files another program made and hurt (tests/bundles/made, with what each must lead to): a second writer of the format, so that
//! reader and writer cannot be wrong together. `ONESHEET_MADE=<folder>` takes another such folder, of any size.

use std::collections::BTreeMap;
use std::path::PathBuf;

use onesheet::bundle::read::read;
use onesheet::bundle::stage::{FileResult, Held};
use onesheet::domain::json::Json;

use super::devices::{id, template};
use super::mutants::rows;
use super::staging::{applied, say, staged};

#[test]
fn every_file_another_program_made_leads_to_what_it_says() {
    let shipped = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bundles/made"));
    let folder = std::env::var_os("ONESHEET_MADE").map_or(shipped, PathBuf::from);
    let manifest = Json::parse(&std::fs::read_to_string(folder.join("manifest.json")).unwrap()).unwrap();
    let mut files = manifest.get("files").unwrap().as_list().unwrap().to_vec();
    let text = |it: &Json, name: &str| it.get(name).and_then(Json::as_text).unwrap_or_default().to_owned();
    files.sort_by_key(|it| text(it, "file"));
    // A device for each manager.
    let mut devices: BTreeMap<String, Held> = BTreeMap::new();
    let mut kinds = BTreeMap::new();
    for it in &files {
        let (name, class, expect) = (text(it, "file"), text(it, "class"), text(it, "expect"));
        let manager = name.split('_').next().unwrap().to_owned();
        let held = devices.entry(manager.clone()).or_insert_with(|| Held::new(id(&manager), id("zz")));
        let bytes = std::fs::read(folder.join(&name)).unwrap();
        say(&read("受损.json", &bytes, template()), &mut String::new());
        let plan = staged(held, &[(&name, &bytes)]);
        let result = plan.files[0].result;
        // On the manager's own device what differs is the person's to choose; a later file replaces at head office alone.
        let is_own = class == "update" && matches!(result, FileResult::Unchanged | FileResult::Updated);
        assert!(is_own || expect.split('|').any(|it| it == result.word()), "{name}: {} and not {expect}", result.word());
        if class == "broken" {
            assert!(plan.files[0].store.is_empty(), "{name}: nothing of it is stored");
            assert_eq!(rows(&applied(held, &plan)), rows(held), "{name}");
        }
        *held = applied(held, &plan);
        *kinds.entry(if class == "broken" { text(it, "broken") } else { class }).or_insert(0) += 1;
    }
    println!("made: {} files, {kinds:?}", files.len());
    assert!(kinds.len() >= 17, "{kinds:?}");
}
