//! Where has somebody worked, as what, and when?

use super::draw::Draw;
use super::month::{Month, NOW};
use super::world::{Industry, Kind, World};

/// The most positions of a career.
const MAX_POSITIONS: usize = 12;

/// A position.
#[derive(Debug, Clone)]
pub(super) struct Position<'w> {
    pub(super) employer: Employer<'w>,
    pub(super) title: String,
    pub(super) start: Month,
    /// `None` while it goes on.
    pub(super) end: Option<Month>,
}

#[derive(Debug, Clone)]
pub(super) struct Employer<'w> {
    pub(super) name: String,
    /// Ids; the main one first.
    pub(super) industries: Vec<&'w str>,
    /// What it deals with.
    pub(super) things: &'w [String],
}

/// Draws for how long somebody has worked: most are young in the trade, some are not in it yet.
pub(super) fn years(draw: &mut Draw) -> u32 {
    match draw.below(100) {
        0..5 => 0,
        5..25 => draw.between(1, 3),
        25..59 => draw.between(4, 7),
        59..85 => draw.between(8, 13),
        85..97 => draw.between(14, 20),
        _ => draw.between(21, 32),
    }
}

/// Draws a career, the newest position first.
pub(super) fn career<'w>(
    world: &'w World<'_>,
    kind: &Kind<'_>,
    years: u32,
    draw: &mut Draw,
) -> Vec<Position<'w>> {
    let begin = NOW.before(years * 12 + draw.between(0, 11));
    let mut positions: Vec<Position<'w>> = Vec::new();
    if years == 0 && draw.chance(40) {
        return positions;
    }
    let mut start = begin;
    while start < NOW.before(2) && positions.len() < MAX_POSITIONS {
        let past = start.years_since(begin);
        let months = if past < 3 {
            draw.between(8, 30)
        } else {
            draw.between(14, 66)
        };
        let stop = start.after(months);
        let title = title(kind, past, years, draw);
        let promoted = positions
            .last()
            .filter(|last| last.title != title && draw.chance(25));
        let employer = promoted.map_or_else(|| employer(world, past, draw), |last| last.employer.clone());
        positions.push(Position {
            employer,
            title,
            start,
            end: (stop < NOW).then_some(stop),
        });
        start = stop.after(if draw.chance(75) { 0 } else { draw.between(1, 5) });
    }
    positions.reverse();
    positions
}

/// Draws an employer: first whoever hires, then more and more those whom everybody knows.
fn employer<'w>(world: &'w World<'_>, past: u32, draw: &mut Draw) -> Employer<'w> {
    let (invented, draws) = match past {
        0..3 => (42, 1),
        3..8 => (30, 1),
        _ => (20, 2),
    };
    if draw.chance(invented) {
        return invented_employer(world, draw);
    }
    let known = world.employer(draws, draw);
    let industries: Vec<_> = known.industries.iter().map(String::as_str).collect();
    let main = industries.first().and_then(|id| world.industry(id));
    Employer {
        name: known.name.clone(),
        things: &main.unwrap_or_else(|| world.any_industry(draw)).things,
        industries,
    }
}

fn invented_employer<'w>(world: &'w World<'_>, draw: &mut Draw) -> Employer<'w> {
    let people = &world.people;
    let industry: &'w Industry = world.any_industry(draw);
    let name = format!(
        "{}{} {}",
        draw.one(&people.employer),
        draw.one(&people.employer_ends),
        draw.one(&industry.names)
    );
    Employer {
        name,
        industries: vec![industry.id.as_str()],
        things: &industry.things,
    }
}

/// Draws a title from how long somebody has worked by then; `years` is how long they have worked in the end.
fn title(kind: &Kind<'_>, past: u32, years: u32, draw: &mut Draw) -> String {
    // The first title is the most usual one.
    let place = draw.index(kind.titles.len()).min(draw.index(kind.titles.len()));
    let title = kind.titles[place].as_str();
    let level = match past {
        0 if years == 0 || draw.chance(25) => return format!("{title} Intern"),
        0..2 if draw.chance(40) => "Junior",
        5..10 if draw.chance(70) => "Senior",
        10..14 => *draw.one(&["Senior", "Senior", "Lead", "Staff", "Principal", "Manager"]),
        14.. => *draw.one(&["Senior", "Staff", "Principal", "Manager", "Head", "Director"]),
        _ => "",
    };
    match level {
        "" => title.to_owned(),
        "Manager" => "Engineering Manager".to_owned(),
        "Head" => "Head of Engineering".to_owned(),
        "Director" => "Director of Engineering".to_owned(),
        level => format!("{level} {title}"),
    }
}
