//! Figures of sheets that were written with other templates: only what goes by one measure is added up.

use onesheet::domain::id::Id;
use onesheet::domain::json::Json;
use onesheet::domain::template::Template;
use onesheet::domain::templates::Templates;
use onesheet::domain::week::parse_date;
use onesheet::office::books::Books;
use onesheet::office::scope::{Scope, Wish};
use onesheet::office::taken::Reading;
use onesheet::words::Lang;

use super::super::devices::{id, template, templates};
use super::collecting::changed;
use super::stock::{self, calendar};

#[test]
fn figures_of_another_template_are_left_out_and_the_sheet_is_not() {
    let bytes = changed(|file| {
        let template = Json::object([("id", Json::text("elsewhere")), ("version", Json::Number("3".to_owned()))]);
        file.insert("template".to_owned(), template);
    });
    let (mut books, calendar) = (Books::default(), calendar());
    assert_eq!(stock::collect(&mut books, &bytes, &calendar).0, "merged");
    let (_, _, lane) = books.standing().next().unwrap();
    assert_eq!((lane.facts.figures().count(), lane.facts.asked), (0, None));
    assert!(lane.facts.visits().next().is_some());
}

/// The shipped template's next version, in which the first indicator is counted in something smaller.
fn in_packs() -> Template {
    let text = include_str!("../../../public/template/tobacco-retail.json").replace("\"箱\"", "\"条\"");
    let mut next = Template::parse(&text).unwrap();
    assert!(next.indicator(&id("vol")).is_some_and(|it| it.unit.zh == "条"));
    next.version += 1;
    next
}

#[test]
fn what_goes_by_another_measure_is_added_to_nobodys() {
    let (calendar, first) = (calendar(), changed(|_| {}));
    let count = |templates: &Templates| {
        let mut books = Books::default();
        let Ok(Reading::Taken(taken, notes)) = books.read(&first, (templates, &calendar)) else { panic!("not taken") };
        books.put(*taken);
        (books, notes)
    };
    let (before, plain) = count(templates());
    let (after, told) = count(&Templates { now: in_packs(), others: vec![template().clone()] });
    let by_packs: Vec<Id> = template().active().filter(|it| it.unit.zh == "箱").map(|it| it.id.clone()).collect();
    assert_eq!((plain.apart, &told.apart), (Vec::new(), &by_packs));
    let figures = |books: &Books| -> Vec<String> {
        let (_, _, lane) = books.standing().next().unwrap();
        lane.facts.figures().map(|it| books.names.text(it.indicator).to_owned()).collect()
    };
    let is_left = |it: &String| by_packs.iter().all(|apart| apart.as_str() != it);
    assert_eq!(figures(&before).into_iter().filter(is_left).collect::<Vec<_>>(), figures(&after));
    assert!(figures(&before).len() > figures(&after).len());
    let goals = |books: &Books| books.months().flat_map(|it| it.2).filter(|it| books.names.text(it.0) == "vol").count();
    assert_eq!((goals(&before) > 0, goals(&after)), (true, 0));
    let wish = Wish { indicator: Some(id("vol")), ..Wish::default() };
    let now = in_packs();
    let apart = |books, template| {
        Scope::new(Lang::Zh, books, (template, &calendar), (parse_date("2026-10-30").unwrap(), &wish)).apart()
    };
    assert_eq!((apart(&before, template()), apart(&after, &now)), (0, 1));
}
