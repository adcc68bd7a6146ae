//! Times and days of the site: unix milliseconds, shown in Asia/Ho_Chi_Minh.
//!
//! Viet Nam has kept UTC+7 without summer time since 1975-06-13, so a constant stands for the zone and readers
//! download no table. Calendar arithmetic follows Howard Hinnant's "days from civil" algorithms.

use serde::{Deserialize, Serialize};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
const OFFSET: i64 = 7 * HOUR;

/// A moment in unix milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Stamp(pub i64);

/// A calendar day at Asia/Ho_Chi_Minh, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub i64);

impl Stamp {
    /// The day this moment falls on.
    pub fn day(self) -> Day {
        Day((self.0 + OFFSET).div_euclid(DAY))
    }

    /// Hours since 1970, for records that must not be finer.
    pub fn hour(self) -> i64 {
        self.0.div_euclid(HOUR)
    }

    /// `HH:MM` on the site's clock.
    pub fn clock(self) -> String {
        let minutes = (self.0 + OFFSET).rem_euclid(DAY) / 60_000;
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    }

    /// `2026-11-18T08:30:00+07:00`, for `<time datetime>`.
    pub fn iso(self) -> String {
        format!("{}T{}:00+07:00", self.day().iso(), self.clock())
    }

    /// `2026-11-18T08:30`, as `<input type="datetime-local">` writes and reads it.
    pub fn local(self) -> String {
        format!("{}T{}", self.day().iso(), self.clock())
    }

    /// Reads `YYYY-MM-DD HH:MM` or `YYYY-MM-DDTHH:MM` on the site's clock.
    pub fn parse_local(text: &str) -> Option<Self> {
        let (date, clock) = text.trim().split_once(['T', ' '])?;
        let (hour, minute) = clock.split_once(':')?;
        let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.get(..2)?.parse().ok()?);
        ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some(())?;
        Some(Self(Day::parse_iso(date)?.start().0 + hour * HOUR + minute * 60_000))
    }
}

impl Day {
    /// The day with this civil date, if there is one (years 1900 to 9999).
    pub fn from_civil(year: i64, month: i64, day: i64) -> Option<Self> {
        if !(1900..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let shifted = if month <= 2 { year - 1 } else { year };
        let era = shifted.div_euclid(400);
        let of_era = shifted.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let result = Self(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468);
        (result.civil() == (year, month, day)).then_some(result)
    }

    /// Year, month and day.
    pub fn civil(self) -> (i64, i64, i64) {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        (era * 400 + year + i64::from(month <= 2), month, day)
    }

    /// Reads `YYYY-MM-DD`.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-').map(|part| part.parse::<i64>().ok());
        Self::from_civil(parts.next()??, parts.next()??, parts.next()??)
    }

    /// Reads `dd-mm-yyyy` or `dd/mm/yyyy`, as Vietnamese pages print it.
    pub fn parse_vietnamese(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, ['-', '/']).map(|part| part.trim().parse::<i64>().ok());
        let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
        Self::from_civil(year, month, day)
    }

    /// `2026-11-18`.
    pub fn iso(self) -> String {
        let (year, month, day) = self.civil();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// `18/11/2026`.
    pub fn short(self) -> String {
        let (year, month, day) = self.civil();
        format!("{day:02}/{month:02}/{year:04}")
    }

    /// 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> usize {
        // 1970-01-01 was a Thursday.
        usize::try_from((self.0 + 3).rem_euclid(7)).unwrap_or(0)
    }

    /// The Monday of this day's week.
    pub fn monday(self) -> Self {
        Self(self.0 - i64::try_from(self.weekday()).unwrap_or(0))
    }

    /// Local midnight at which the day begins.
    pub fn start(self) -> Stamp {
        Stamp(self.0 * DAY - OFFSET)
    }

    /// The day `count` days later, or earlier when negative.
    pub fn plus(self, count: i64) -> Self {
        Self(self.0 + count)
    }
}

#[cfg(test)]
mod tests {
    //! Dates against known ones.
    use super::*;

    #[test]
    fn days_and_dates_agree_over_four_centuries() {
        for number in -25_000..120_000 {
            let day = Day(number);
            let (year, month, date) = day.civil();
            assert_eq!(Day::from_civil(year, month, date), Some(day));
        }
    }

    #[test]
    fn the_day_turns_at_local_midnight() {
        let before = Stamp::parse_local("2026-11-22 23:59").map(Stamp::day);
        let after = Stamp::parse_local("2026-11-23 00:00").map(Stamp::day);
        assert_eq!(before, Day::from_civil(2026, 11, 22));
        assert_eq!(after, Day::from_civil(2026, 11, 23));
        assert_eq!(after.map(Day::weekday), Some(0), "2026-11-23 is a Monday");
    }

    #[test]
    fn dates_that_do_not_exist_are_refused() {
        for text in ["31-02-2019", "00-01-2019", "29-02-2019", "1-13-2019", "x", ""] {
            assert_eq!(Day::parse_vietnamese(text), None, "{text}");
        }
        assert_eq!(Day::parse_vietnamese("31-05-2019").map(Day::iso).as_deref(), Some("2019-05-31"));
    }

    #[test]
    fn a_local_time_survives_a_round_trip() {
        let stamp = Stamp::parse_local("2026-11-18T08:30");
        assert_eq!(stamp.map(Stamp::local).as_deref(), Some("2026-11-18T08:30"));
        assert_eq!(stamp.map(Stamp::iso).as_deref(), Some("2026-11-18T08:30:00+07:00"));
    }
}
