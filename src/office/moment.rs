//! When a file says it was made: the sender's clock, told as it was read, and ordered by the time it means.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::week::{Week, parse_date};

/// A time of the sender's clock, to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// What the clock showed, as seconds of the calendar without a zone.
    local: i64,
    /// Minutes by which it is ahead of the world's time.
    ahead: i32,
}

/// When a week's sheet is in time, at the latest: noon of the Monday after it.
const NOON: u32 = 12;
/// Days after which a sheet cannot have been handed over: whoever says so has a wrong clock.
const MOST_DAYS: i64 = 366;

impl Moment {
    /// Reads `2026-11-27T17:41[:05][.5][+08:00]`. A text without a zone is taken for the time of the world.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, rest) = text.split_once('T')?;
        let end = rest.find(['Z', '+', '-']).unwrap_or(rest.len());
        let (clock, zone) = rest.split_at(end);
        let mut parts = clock.split(':').map(|it| it.split('.').next().unwrap_or_default().parse::<u32>().ok());
        let (hour, minute) = (parts.next()??, parts.next()??);
        let second = parts.next().flatten().unwrap_or(0).min(59);
        let time = NaiveTime::from_hms_opt(hour, minute, second)?;
        let local = parse_date(date).ok()?.and_time(time).and_utc().timestamp();
        Some(Self { local, ahead: ahead(zone).unwrap_or(0) })
    }

    /// What orders moments of all zones.
    pub fn instant(self) -> i64 {
        self.local - i64::from(self.ahead) * 60
    }

    pub(super) fn parts(self) -> (i64, i32) {
        (self.local, self.ahead)
    }

    pub(super) fn of_parts((local, ahead): (i64, i32)) -> Self {
        Self { local, ahead }
    }

    /// What the sender's clock showed.
    pub fn shown(self) -> NaiveDateTime {
        chrono::DateTime::from_timestamp(self.local, 0).unwrap_or_default().naive_utc()
    }

    pub fn date(self) -> NaiveDate {
        self.shown().date()
    }

    /// Whether a week's sheet handed over then was in time.
    pub fn is_in_time(self, week: Week) -> bool {
        self.local <= deadline(week)
    }

    /// Whole hours after the end of the week's last minute that is in time; less than none before it.
    pub fn hours_late(self, week: Week) -> i64 {
        (self.local - deadline(week)).div_euclid(3600)
    }

    /// Whether a sheet of the week can have been handed over then. Before its first day nobody knows what it came to.
    pub fn is_likely(self, week: Week) -> bool {
        let days = (self.date() - week.monday()).num_days();
        (0..=MOST_DAYS).contains(&days)
    }
}

/// The last second in time.
fn deadline(week: Week) -> i64 {
    week.plus(1).monday().and_hms_opt(NOON, 0, 0).unwrap_or_default().and_utc().timestamp()
}

fn ahead(zone: &str) -> Option<i32> {
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    Some(sign * (hours.parse::<i32>().ok()?.min(18) * 60 + minutes.parse::<i32>().ok()?.min(59)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    #[test]
    fn the_same_time_is_the_same_in_every_zone() {
        let all = ["2026-11-27T17:41:05+08:00", "2026-11-27T09:41:05Z", "2026-11-27T09:41:05", "2026-11-26T23:11:05.9-10:30"];
        let mut instants: Vec<i64> = all.iter().map(|it| moment(it).instant()).collect();
        instants.dedup();
        assert_eq!(instants.len(), 1);
        assert_eq!(moment("2026-11-27T17:41+08:00").shown().to_string(), "2026-11-27 17:41:00");
        for text in ["", "2026-11-27", "2026-02-30T10:00", "2026-11-27T25:00", "2026-11-27Tx"] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    #[test]
    fn in_time_is_up_to_noon_of_the_next_monday() {
        let week: Week = "2026-W48".parse().unwrap();
        for (text, is_in_time, is_likely) in [
            ("2026-11-30T12:00:00+08:00", true, true),
            ("2026-11-30T12:00:01+08:00", false, true),
            ("2026-11-22T23:59:00+08:00", true, false),
            ("2026-11-23T00:00:00+08:00", true, true),
            ("2016-11-27T10:00:00+08:00", true, false),
            ("2028-11-27T10:00:00+08:00", false, false),
        ] {
            let it = moment(text);
            assert_eq!((it.is_in_time(week), it.is_likely(week)), (is_in_time, is_likely), "{text}");
        }
        assert_eq!(moment("2026-11-30T14:30:00+08:00").hours_late(week), 2);
    }
}
