//! Positions told by their beginnings alone: each ended when the next began.

use crate::extract::experience::Role;
use crate::profile::{DateEnd, Employment, PartialDate};

/// So many entries show that dates are beginnings.
const ENTRIES: usize = 3;

/// "2022-02 Acme", "2018-07 Bolt", "2015-10 Orvik": gives each position the beginning of the next as its end.
///
/// The last goes on: whoever tells of beginnings has left none without coming to another.
pub(in crate::extract::experience) fn settle(roles: &mut [Role]) {
    let begun = |role: &Role| {
        let position = &role.position;
        let start = position.start?;
        (position.end == Some(DateEnd::On(start)) && position.employment != Some(Employment::Internship))
            .then_some(start)
    };
    let short = |role: &Role| role.position.employment == Some(Employment::Internship);
    // A short time at the beginning of a career has the date of its end as well.
    let dates: Vec<PartialDate> = roles.iter().filter_map(begun).collect();
    let others = roles
        .iter()
        .filter(|role| begun(role).is_none() && !short(role))
        .count();
    if others > 0 || dates.len() < ENTRIES || !are_apart(&dates) {
        return;
    }
    let falls = dates
        .windows(2)
        .all(|pair| matches!(pair, [first, next] if first > next));
    let rises = dates
        .windows(2)
        .all(|pair| matches!(pair, [first, next] if first < next));
    if !falls && !rises {
        return;
    }
    let mut roles: Vec<_> = roles.iter_mut().filter(|role| !short(role)).collect();
    if rises {
        roles.reverse();
    }
    let mut next = DateEnd::Present;
    for role in roles {
        role.position.end = Some(next);
        next = role.position.start.map_or(next, DateEnd::On);
    }
}

/// A month is too short for a position; years alone are where most lie side by side: "2021", "2020", "2019".
fn are_apart(dates: &[PartialDate]) -> bool {
    if dates.iter().all(|date| date.month().is_some()) {
        return true;
    }
    let far =
        |pair: &&[PartialDate]| matches!(pair, [first, next] if first.year().abs_diff(next.year()) >= 2);
    dates.windows(2).filter(far).count() * 2 >= dates.len() - 1
}

#[cfg(test)]
mod tests {
    use crate::extract::experience::read;
    use crate::profile::DateEnd;

    /// The ends of the positions.
    #[track_caller]
    fn check(lines: &str, expected: &[&str]) {
        let text = format!("## Experience\n\n{lines}");
        let ends: Vec<_> = crate::extract::testing::read(&text, read)
            .iter()
            .map(|role| match role.position.end {
                Some(DateEnd::Present) => "now".to_owned(),
                Some(DateEnd::On(date)) => date.to_string(),
                None => String::new(),
            })
            .collect();
        assert_eq!(ends, expected, "{lines}");
    }

    #[test]
    fn each_position_ends_when_the_next_begins() {
        check(
            "- 2022-02 Lumoraq, Engineer\n- 2018-07 Nordvik, Engineer\n- 2015-10 Vintrel, Technician\n",
            &["now", "2022-02", "2018-07"],
        );
        check(
            "- 2012: Technician at Vintrel\n- 2016: Engineer at Nordvik\n- 2022: Engineer at Lumoraq\n",
            &["2016", "2022", "now"],
        );
    }

    #[test]
    fn years_side_by_side_and_dates_beside_periods_stay_alone() {
        check(
            "- 2021: Technician at Vintrel\n- 2020: Technician at Nordvik\n- 2019: Technician at Lumoraq\n",
            &["2021", "2020", "2019"],
        );
        check(
            "- 2022-02 – 2023-01 Lumoraq, Engineer\n- 2018-07 Nordvik, Engineer\n- 2015-10 Vintrel, Technician\n- 2012-10 Odd Mills, Technician\n",
            &["2023-01", "2018-07", "2015-10", "2012-10"],
        );
    }
}
