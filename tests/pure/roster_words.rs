//! What the page says of a customer's fields is what an import says of them.

use onesheet::domain::customers::profile::words;
use onesheet::domain::path::{Path, RosterPath};
use onesheet::roster_file::fields::Field;
use onesheet::words::{Lang, customers};

#[test]
fn a_field_has_one_name() {
    for field in Field::ALL {
        let Some(path) = field.path("A1".parse().unwrap()) else { continue };
        assert_eq!(customers::field(Lang::Zh, &path), field.zh());
        assert!(field.en().starts_with(customers::field(Lang::En, &path)), "{path}");
    }
}

#[test]
fn the_words_on_the_page_are_those_a_file_may_hold() {
    let fields = RosterPath::table().into_iter().filter(|it| it.0.len() == 2);
    let offered = fields.map(|(segments, _)| RosterPath::parse(&format!("A1/{}", segments[1])).unwrap());
    for path in offered.filter(|it| !words(it).is_empty()) {
        let header = Field::of(&path).unwrap().zh();
        for word in words(&path) {
            let file = format!("客户编码,{header}\nA1,{word}\n");
            let table = onesheet::roster_file::read::read(file.as_bytes()).unwrap();
            let matching = onesheet::roster_file::columns::Matching::of(&table);
            let records = onesheet::roster_file::records::Records::of(&table, &matching, super::devices::template()).unwrap();
            let [(at, value)] = &records.customers[0].values[..] else { panic!("{path} {word}: {:?}", records.problems) };
            assert_eq!((at, onesheet::domain::value::shown(Some(value), None).as_str()), (&path, *word));
        }
    }
}
