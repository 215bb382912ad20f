//! Dates as exact as people give them: a year, or a month of a year.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A year, or a month of a year; `2019` or `2019-04` when written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
}

/// Where a period ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum DateEnd {
    /// It goes on; `present` when written. A value here, not a day.
    Present,
    On(PartialDate),
}

/// Says that a text is no date of this form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no date: expected YYYY or YYYY-MM")]
pub struct InvalidDate(String);

impl PartialDate {
    /// The years that a career can touch; everything else is some other number.
    pub const YEARS: std::ops::RangeInclusive<u16> = 1940..=2100;

    /// Returns `None` for a year outside [`Self::YEARS`] or a month outside 1 to 12.
    #[must_use]
    pub fn new(year: u16, month: Option<u8>) -> Option<Self> {
        let valid = Self::YEARS.contains(&year) && month.is_none_or(|month| (1..=12).contains(&month));
        valid.then_some(Self { year, month })
    }

    #[must_use]
    pub const fn year(&self) -> u16 {
        self.year
    }

    /// 1 to 12.
    #[must_use]
    pub const fn month(&self) -> Option<u8> {
        self.month
    }

    /// Months since the year 0, taking January for an unknown month.
    #[must_use]
    pub fn first_month(&self) -> u32 {
        u32::from(self.year) * 12 + u32::from(self.month.unwrap_or(1)) - 1
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.month {
            Some(month) => write!(f, "{}-{month:02}", self.year),
            None => write!(f, "{}", self.year),
        }
    }
}

impl FromStr for PartialDate {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        let invalid = || InvalidDate(text.chars().take(40).collect());
        let (year, month) = match text.split_once('-') {
            Some((year, month)) => (
                year,
                Some(month.parse::<u8>().map_err(|_not_a_number| invalid())?),
            ),
            None => (text, None),
        };
        let year = year.parse::<u16>().map_err(|_not_a_number| invalid())?;
        Self::new(year, month).ok_or_else(invalid)
    }
}

impl fmt::Display for DateEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Present => f.write_str("present"),
            Self::On(date) => date.fmt(f),
        }
    }
}

impl FromStr for DateEnd {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        if text == "present" {
            Ok(Self::Present)
        } else {
            text.parse().map(Self::On)
        }
    }
}

impl TryFrom<String> for PartialDate {
    type Error = InvalidDate;

    fn try_from(text: String) -> Result<Self, InvalidDate> {
        text.parse()
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for DateEnd {
    type Error = InvalidDate;

    fn try_from(text: String) -> Result<Self, InvalidDate> {
        text.parse()
    }
}

impl From<DateEnd> for String {
    fn from(end: DateEnd) -> Self {
        end.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_they_are_written() {
        for text in ["2019", "2019-04"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
        for text in ["", "19", "2019-13", "2019-0", "1492", "2019-04-01"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_end_may_be_the_present() {
        assert_eq!("present".parse(), Ok(DateEnd::Present));
        assert_eq!(DateEnd::Present.to_string(), "present");
    }
}
