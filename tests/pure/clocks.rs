//! Clocks: whatever they say, what was written later stands; and the calendar knows the fifty-third week.

use chrono::NaiveDate;
use onesheet::bundle::format::{BundleKind, Part};
use onesheet::bundle::write;
use onesheet::domain::path::{Path, SheetPath};
use onesheet::domain::value::Value;
use onesheet::domain::week::{Week, parse_date};

use super::devices::{Device, PATHS, envelope, sheet_doc, targets, template, value_at};
use super::seeds::{self, Dice};

/// A moment as a device's clock gives it: right, ten years off either way, in another zone, or around a change of the hour.
fn moment(dice: &mut Dice) -> String {
    let year = dice.pick(&["2016", "2026", "2036"]);
    let day = dice.pick(&["03-29T01:59:59", "03-29T03:00:00", "10-25T02:30:00", "12-28T23:59:59", "11-27T17:41:05"]);
    let zone = dice.pick(&["+08:00", "+14:00", "-12:00", "+05:45"]);
    format!("{year}-{day}{zone}")
}

/// Two devices of a manager, each with a clock that jumps. What is exchanged bears the hour of the clock.
fn life(dice: &mut Dice, clock: &mut dyn FnMut() -> String) -> [Device; 2] {
    let mut both = [Device::new("aa"), Device::new("bb")];
    for _ in 0..dice.within(5, 25) {
        let at = dice.below(2);
        let path = SheetPath::parse(PATHS[dice.below(PATHS.len())]).unwrap();
        let pick = dice.below(5) as u8;
        match dice.below(6) {
            0 => {
                let it = &both[at];
                let mut bundle = envelope(BundleKind::Backup, &it.id);
                bundle.created = clock();
                bundle.known = it.known.clone();
                bundle.sheets.push(Part::new(sheet_doc(), it.document.clone()));
                let bytes = write::backup(&bundle, template(), &targets);
                both[1 - at].import(&bytes);
            }
            1 => both[at].edit(SheetPath::parse("messages/m1/at").unwrap(), Some(Value::Text(clock()))),
            _ => both[at].edit(path.clone(), value_at(&path, pick)),
        }
    }
    both
}

#[test]
fn what_stands_never_depends_on_a_clock() {
    seeds::run_one_in(25, "clocks", ["fields"], |dice| {
        let seed = dice.below(usize::MAX) as u64;
        let mut jumps = Dice::new(seed + 1);
        let jumping = life(&mut Dice::new(seed), &mut || moment(&mut jumps));
        let still = life(&mut Dice::new(seed), &mut || "2026-11-27T17:41:05+08:00".to_owned());
        for (jumping, still) in jumping.iter().zip(&still) {
            let stamps = |it: &Device| -> Vec<_> {
                it.document
                    .registers()
                    .map(|(path, held)| (path.clone(), held.standing.stamp.clone(), held.others.len()))
                    .collect()
            };
            assert_eq!(stamps(jumping), stamps(still));
            assert_eq!((&jumping.known, jumping.counter), (&still.known, still.counter));
        }
        [jumping.iter().map(|it| it.document.registers().count()).sum()]
    });
}

/// The years of fifty-three weeks, as they are published.
const LONG_YEARS: &[i32] =
    &[1992, 1998, 2004, 2009, 2015, 2020, 2026, 2032, 2037, 2043, 2048, 2054, 2060, 2065, 2071, 2076, 2082, 2088, 2093, 2099];

#[test]
fn a_year_has_a_fifty_third_week_when_it_has_one() {
    for year in 1990..=2100 {
        let week = format!("{year}-W53").parse::<Week>();
        assert_eq!(week.is_ok(), LONG_YEARS.contains(&year), "{year}");
    }
    for (date, week) in [
        ("2016-01-03", "2015-W53"),
        ("2016-01-04", "2016-W01"),
        ("2020-12-31", "2020-W53"),
        ("2021-01-03", "2020-W53"),
        ("2023-01-01", "2022-W52"),
        ("2024-02-29", "2024-W09"),
        ("2024-12-30", "2025-W01"),
        ("2026-12-27", "2026-W52"),
        ("2026-12-28", "2026-W53"),
        ("2027-01-03", "2026-W53"),
        ("2027-01-04", "2027-W01"),
        ("2028-12-31", "2028-W52"),
        ("2029-01-01", "2029-W01"),
    ] {
        assert_eq!(Week::of(parse_date(date).unwrap()).to_string(), week, "{date}");
    }
}

#[test]
fn every_day_of_a_century_lies_in_one_week_of_seven_days() {
    let mut day = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap();
    let mut week = Week::of(day);
    while day < NaiveDate::from_ymd_opt(2100, 12, 31).unwrap() {
        day = day.succ_opt().unwrap();
        let next = Week::of(day);
        assert!(next == week || (next == week.plus(1) && next.monday() == day), "{day}");
        assert!(next.contains(day) && next.days().any(|it| it == day), "{day}");
        week = next;
    }
}
