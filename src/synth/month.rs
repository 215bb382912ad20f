//! Months, and how people write them.

use super::draw::Draw;

/// A month, counted from the beginning of our era.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Month(u32);

/// The last month that texts tell of.
pub(super) const NOW: Month = Month::new(2026, 6);

const SHORT: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

impl Month {
    /// `month` counts from 1.
    pub(super) const fn new(year: u32, month: u32) -> Self {
        Self(year * 12 + month - 1)
    }

    pub(super) const fn year(self) -> u32 {
        self.0 / 12
    }

    /// From 1.
    const fn number(self) -> u32 {
        self.0 % 12 + 1
    }

    pub(super) fn before(self, months: u32) -> Self {
        Self(self.0.saturating_sub(months))
    }

    pub(super) const fn after(self, months: u32) -> Self {
        Self(self.0 + months)
    }

    /// How many whole years `self` is after `earlier`.
    pub(super) const fn years_since(self, earlier: Self) -> u32 {
        self.0.saturating_sub(earlier.0) / 12
    }

    /// As JSON Resume and gold have it: `2021-04`.
    pub(super) fn iso(self) -> String {
        format!("{}-{:02}", self.year(), self.number())
    }
}

/// How one person writes dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dates {
    /// `Apr 2021 – Present`
    Words,
    /// `04/2021 - Present`
    Numbers,
    /// `2021 – Present`
    Years,
}

impl Dates {
    pub(super) fn draw(draw: &mut Draw) -> Self {
        match draw.below(10) {
            0..6 => Self::Words,
            6..8 => Self::Numbers,
            _ => Self::Years,
        }
    }

    pub(super) fn range(self, start: Month, end: Option<Month>, present: &str) -> String {
        let dash = if self == Self::Numbers { "-" } else { "–" };
        let end = end.map_or_else(|| present.to_owned(), |end| self.month(end));
        format!("{} {dash} {end}", self.month(start))
    }

    fn month(self, month: Month) -> String {
        match self {
            Self::Words => {
                let name = SHORT
                    .get(month.number() as usize - 1)
                    .copied()
                    .unwrap_or_default();
                format!("{name} {}", month.year())
            }
            Self::Numbers => format!("{:02}/{}", month.number(), month.year()),
            Self::Years => month.year().to_string(),
        }
    }

    /// What is left of a month once it is written so.
    pub(super) fn kept(self, month: Month) -> String {
        match self {
            Self::Words | Self::Numbers => month.iso(),
            Self::Years => month.year().to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_in_each_way() {
        let (start, end) = (Month::new(2019, 11), Month::new(2020, 1));
        assert_eq!(Dates::Words.range(start, Some(end), "now"), "Nov 2019 – Jan 2020");
        assert_eq!(Dates::Numbers.range(start, None, "now"), "11/2019 - now");
        assert_eq!(Dates::Years.range(start, Some(end), "now"), "2019 – 2020");
        assert_eq!(Dates::Years.kept(start), "2019");
        assert_eq!(start.after(2), end);
        assert_eq!(end.before(2), start);
    }
}
