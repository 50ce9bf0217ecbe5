//! Pages for a person to look at: `ONESHEET_PAPER=<folder>` writes them there as SVG.

use onesheet::paper::measure::Widths;
use onesheet::paper::{Laid, Variant, week};
use onesheet::words::Lang;

use super::super::devices::id;
use super::svg::svg;
use super::weeks::{WEEK, example};

fn keep(name: &str, laid: &Laid) {
    let Some(folder) = std::env::var_os("ONESHEET_PAPER") else { return };
    for (at, page) in laid.pages.iter().enumerate() {
        for is_coloured in [true, false] {
            let ink = if is_coloured { "colour" } else { "black" };
            let path = std::path::Path::new(&folder).join(format!("{name}-{at}-{ink}.svg"));
            std::fs::write(path, svg(page, is_coloured)).unwrap();
        }
    }
}

#[test]
fn the_example_week_is_on_one_page() {
    let held = example();
    for lang in [Lang::Zh, Lang::En] {
        let subject = held.subject(lang);
        for (name, variant) in [
            ("own", Variant::Own { has_annex: true }),
            ("wall", Variant::Wall),
            ("head", Variant::Head),
            ("form", Variant::Form),
            ("officer", Variant::Officer),
            ("retailer", Variant::Retailer(id("41010046"))),
        ] {
            let laid = week(&subject, WEEK.parse().unwrap(), &held.edition(), &variant, &Widths);
            keep(&format!("{name}-{}", lang.word()), &laid);
            println!("{name} {} short {}", lang.word(), laid.shortened.len());
            laid.shortened.iter().take(30).for_each(|it| println!("  {} {}", it.path, it.said.zh));
            assert!(!laid.pages.is_empty());
        }
    }
}
