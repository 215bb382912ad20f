//! A résumé as plain text, as it comes out of a word processor or a form.

use super::{Page, Told, listed};
use crate::synth::person::Person;

/// Where lines of prose are broken.
const WIDTH: usize = 92;

pub(super) fn write(person: &Person<'_>, told: Told) -> String {
    let mut page = Page::new();
    page.line(format_args!("{}", person.name));
    if told.headline {
        page.line(format_args!("{}", person.headline()));
    }
    contact(&mut page, person, told);
    let headings = person.headings;
    if told.summary {
        page.line(format_args!("\n{}\n", headings.summary.to_uppercase()));
        wrapped(&mut page, &person.summary, "");
    }
    if told.positions && !person.positions.is_empty() {
        page.line(format_args!("\n{}", headings.experience.to_uppercase()));
        for (position, deeds) in &person.positions {
            let (title, employer, time) = (&position.title, &position.employer.name, position.time(person));
            match told.style {
                0 => page.line(format_args!("\n{employer}\n{title}\n{time}")),
                1 => page.line(format_args!("\n{title} at {employer}, {time}")),
                _ => page.line(format_args!("\n{title}, {employer}    {time}")),
            }
            for deed in deeds {
                wrapped(&mut page, deed, "- ");
            }
        }
    }
    page.line(format_args!("\n{}\n", headings.skills.to_uppercase()));
    wrapped(&mut page, &listed(person, ", "), "");
    tail(&mut page, person);
    page.0
}

fn contact(page: &mut Page, person: &Person<'_>, told: Told) {
    page.line(format_args!("{}, {}", person.city, person.country));
    if told.email {
        page.line(format_args!("{}", person.email));
    }
    let bare = |url: String| url.trim_start_matches("https://").to_owned();
    let mut links = vec![bare(person.github()), bare(person.linkedin())];
    links.extend(person.site().map(bare));
    page.line(format_args!("{}", links.join(" | ")));
}

fn tail(page: &mut Page, person: &Person<'_>) {
    let headings = person.headings;
    if !person.projects.is_empty() {
        page.line(format_args!("\n{}\n", headings.projects.to_uppercase()));
        for project in &person.projects {
            page.line(format_args!("{}: {}", project.name, project.summary));
        }
    }
    for (place, school) in person.schools.iter().enumerate() {
        if place == 0 {
            page.line(format_args!("\n{}\n", headings.education.to_uppercase()));
        }
        page.line(format_args!(
            "{}, {} {}, {} - {}",
            school.name, school.degree, school.field, school.start, school.end
        ));
    }
    if !person.languages.is_empty() {
        let spoken: Vec<_> = person.languages.iter().map(|(language, _)| *language).collect();
        page.line(format_args!(
            "\n{}\n\n{}",
            headings.languages.to_uppercase(),
            spoken.join(", ")
        ));
    }
}

/// Writes prose in lines that are not too long, the first one behind `mark`.
fn wrapped(page: &mut Page, prose: &str, mark: &str) {
    let mut line = mark.to_owned();
    let mut is_empty = true;
    for word in prose.split(' ') {
        if !is_empty && line.len() + word.len() >= WIDTH {
            page.line(format_args!("{line}"));
            line.clear();
            line.extend(mark.chars().map(|_| ' '));
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    page.line(format_args!("{line}"));
}
