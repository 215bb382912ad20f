//! One invented person, before anything is written about them.

use super::career::{self, Position};
use super::draw::Draw;
use super::month::{Dates, Month, NOW};
use super::phrases::{Terms, say};
use super::world::{Headings, Kind, World};
use crate::taxonomy::Skill;

/// Domains that nobody can have: RFC 2606 keeps them for examples.
const MAIL: [&str; 3] = ["example.com", "example.org", "example.net"];

/// Somebody, with everything that their texts tell.
#[derive(Debug)]
pub(super) struct Person<'w> {
    pub(super) name: String,
    /// On every site; nobody else of the same seed has it.
    pub(super) login: String,
    pub(super) email: String,
    pub(super) has_site: bool,
    pub(super) city: &'w str,
    pub(super) country: &'w str,
    /// ISO 3166-1 alpha-2.
    pub(super) country_code: &'w str,
    pub(super) kind: &'w Kind<'w>,
    pub(super) title: String,
    pub(super) years: u32,
    /// Best known first.
    pub(super) skills: Vec<&'w Skill>,
    /// The newest first, with what was done there.
    pub(super) positions: Vec<(Position<'w>, Vec<String>)>,
    pub(super) summary: String,
    /// Whether the summary says for how many years.
    pub(super) says_years: bool,
    pub(super) projects: Vec<Project>,
    pub(super) schools: Vec<School<'w>>,
    /// With how well each is spoken.
    pub(super) languages: Vec<(&'w str, &'w str)>,
    pub(super) headings: &'w Headings,
    pub(super) dates: Dates,
}

#[derive(Debug)]
pub(super) struct Project {
    pub(super) name: String,
    pub(super) summary: String,
}

#[derive(Debug)]
pub(super) struct School<'w> {
    pub(super) name: String,
    pub(super) degree: &'w str,
    pub(super) field: &'w str,
    pub(super) start: u32,
    pub(super) end: u32,
}

impl<'w> Person<'w> {
    /// Draws the person of a number.
    pub(super) fn draw(world: &'w World<'w>, number: u64, draw: &mut Draw) -> Self {
        let (name, login) = name(world, number, draw);
        let kind = world.kind(draw);
        let years = career::years(draw);
        let (city, country, country_code) = world.city(draw);
        let skills = skills(world, kind, years, draw);
        let names: Vec<&str> = skills.iter().map(|skill| skill.name.as_str()).collect();
        let positions = career::career(world, kind, years, draw);
        let title = positions
            .first()
            .map_or_else(|| kind.titles[0].clone(), |position| position.title.clone());
        let things = positions
            .first()
            .map_or(&world.any_industry(draw).things[..], |position| {
                position.employer.things
            });
        let terms = Terms {
            skills: &names,
            things,
            title: &title,
            city,
            years,
        };
        let (summary, says_years) = summary(world, terms, draw);
        Self {
            email: format!("{login}@{}", draw.one(&MAIL)),
            has_site: draw.chance(45),
            projects: projects(world, terms, draw),
            positions: with_deeds(world, kind, positions, terms, draw),
            schools: schools(world, city, years, draw),
            languages: languages(world, draw),
            headings: world.headings(draw),
            dates: Dates::draw(draw),
            name,
            login,
            city,
            country,
            country_code,
            kind,
            title,
            years,
            skills,
            summary,
            says_years,
        }
    }

    pub(super) fn github(&self) -> String {
        format!("https://github.com/{}", self.login)
    }

    pub(super) fn linkedin(&self) -> String {
        format!("https://www.linkedin.com/in/{}", self.login)
    }

    pub(super) fn site(&self) -> Option<String> {
        self.has_site
            .then(|| format!("https://{}.example.org", self.login))
    }

    /// Title and employer where they work now.
    pub(super) fn headline(&self) -> String {
        match self.positions.first() {
            Some((position, _)) if position.end.is_none() => {
                format!("{} at {}", self.title, position.employer.name)
            }
            _ => self.title.clone(),
        }
    }
}

/// Draws a name, and a login that tells the number too.
fn name(world: &World<'_>, number: u64, draw: &mut Draw) -> (String, String) {
    let people = &world.people;
    let given = draw.one(&people.given);
    let family = format!("{}{}", draw.one(&people.family), draw.one(&people.family_ends));
    let plain = deunicode::deunicode(&format!("{given}-{family}")).to_lowercase();
    (format!("{given} {family}"), format!("{plain}-{}", base36(number)))
}

fn base36(mut number: u64) -> String {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let mut digits = Vec::new();
    loop {
        digits.push(char::from(
            DIGITS[usize::try_from(number % 36).unwrap_or_default()],
        ));
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

/// Draws what somebody knows: the tools of their kind, more of them with the years, and now and then something else.
fn skills<'w>(world: &'w World<'w>, kind: &Kind<'w>, years: u32, draw: &mut Draw) -> Vec<&'w Skill> {
    let grown = years.min(12);
    let mut skills: Vec<&Skill> = Vec::with_capacity(24);
    skills.extend(kind.core.iter().filter(|_| draw.chance(92)));
    let mut percent = 48 + 2 * grown;
    for skill in &kind.often {
        skills.extend(draw.chance(percent).then_some(*skill));
        percent = percent.saturating_sub(4);
    }
    let mut percent = 10 + 2 * grown;
    for skill in &kind.some {
        skills.extend(draw.chance(percent).then_some(*skill));
        percent = percent.saturating_sub(1).max(4);
    }
    for _ in 0..draw.below(4) {
        skills.push(world.rare_skill(draw));
    }
    let mut seen = std::collections::HashSet::new();
    skills.retain(|skill| seen.insert(&skill.id));
    if skills.is_empty() {
        skills.extend(kind.core.first());
    }
    skills
}

fn summary(world: &World<'_>, terms: Terms<'_>, draw: &mut Draw) -> (String, bool) {
    let mut text = String::new();
    let says_years = terms.years >= 2 && draw.chance(60);
    let openings = if says_years {
        &world.wording.opening
    } else {
        &world.wording.opening_short
    };
    say(draw.text(openings), terms, draw, &mut text);
    let first = draw.index(world.wording.summary.len());
    for step in 0..draw.index(4) {
        text.push(' ');
        let template = &world.wording.summary[(first + step) % world.wording.summary.len()];
        say(template, terms, draw, &mut text);
    }
    (text, says_years)
}

fn with_deeds<'w>(
    world: &World<'_>,
    kind: &Kind<'_>,
    positions: Vec<Position<'w>>,
    terms: Terms<'_>,
    draw: &mut Draw,
) -> Vec<(Position<'w>, Vec<String>)> {
    let with_deeds = positions.into_iter().enumerate().map(|(place, position)| {
        // The older, the less is told.
        let most = if place < 3 { 8 } else { 4 };
        let terms = Terms {
            things: position.employer.things,
            ..terms
        };
        let mut templates: Vec<&str> = Vec::new();
        for _ in 0..draw.below(most) {
            let template = world.wording.deed(&kind.specialty, draw);
            if !templates.contains(&template) {
                templates.push(template);
            }
        }
        let deeds = templates.iter().map(|template| {
            let mut deed = String::new();
            say(template, terms, draw, &mut deed);
            deed
        });
        let deeds = deeds.collect();
        (position, deeds)
    });
    with_deeds.collect()
}

fn projects(world: &World<'_>, terms: Terms<'_>, draw: &mut Draw) -> Vec<Project> {
    let count = draw.below(5).saturating_sub(1);
    let projects = (0..count).map(|_| {
        let mut summary = String::new();
        say(draw.text(&world.wording.project), terms, draw, &mut summary);
        let people = &world.people;
        Project {
            name: format!("{}-{}", draw.one(&people.project), draw.one(&people.project_ends)),
            summary,
        }
    });
    projects.collect()
}

fn schools<'w>(world: &'w World<'_>, city: &str, years: u32, draw: &mut Draw) -> Vec<School<'w>> {
    if draw.chance(18) {
        return Vec::new();
    }
    let people = &world.people;
    let left = NOW.before(years * 12).year();
    let town = if draw.chance(60) { city } else { world.city(draw).0 };
    let school = School {
        name: draw.text(&people.schools).replace('*', town),
        degree: draw.text(&people.degrees),
        field: draw.text(&people.fields),
        start: left - draw.between(3, 5),
        end: left,
    };
    vec![school]
}

fn languages<'w>(world: &'w World<'_>, draw: &mut Draw) -> Vec<(&'w str, &'w str)> {
    let people = &world.people;
    let first = draw.index(people.languages.len());
    let languages = (0..draw.index(4)).map(|place| {
        let language = &people.languages[(first + place * 5) % people.languages.len()];
        let fluency = people.fluencies.get(place).map_or("basic", String::as_str);
        (language.as_str(), fluency)
    });
    languages.collect()
}

impl Position<'_> {
    /// How the position's time is written.
    pub(super) fn time(&self, person: &Person<'_>) -> String {
        person.dates.range(self.start, self.end, &person.headings.present)
    }

    /// The end as JSON Resume has it.
    pub(super) fn iso_end(&self) -> Option<String> {
        self.end.map(Month::iso)
    }
}
