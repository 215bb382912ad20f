//! A résumé in Markdown.

use super::{Page, Told, listed};
use crate::synth::career::Position;
use crate::synth::person::Person;

pub(super) fn write(person: &Person<'_>, told: Told) -> String {
    let mut page = Page::new();
    head(&mut page, person, told);
    let headings = person.headings;
    if told.summary {
        page.line(format_args!("## {}\n\n{}\n", headings.summary, person.summary));
    }
    if told.style == 0 {
        skills(&mut page, person, told);
    }
    if told.positions && !person.positions.is_empty() {
        page.line(format_args!("## {}\n", headings.experience));
        for (position, deeds) in &person.positions {
            role(&mut page, person, position, told.style);
            for deed in deeds {
                page.line(format_args!("- {deed}"));
            }
            page.gap();
        }
    }
    if told.style != 0 {
        skills(&mut page, person, told);
    }
    projects(&mut page, person);
    tail(&mut page, person);
    page.0
}

fn head(page: &mut Page, person: &Person<'_>, told: Told) {
    page.line(format_args!("# {}\n", person.name));
    if told.headline {
        page.line(format_args!("**{}**\n", person.headline()));
    }
    let (city, country) = (person.city, person.country);
    let email = if told.email { person.email.as_str() } else { "" };
    if told.style == 2 {
        page.line(format_args!("- Location: {city}, {country}"));
        if told.email {
            page.line(format_args!("- Email: [{email}](mailto:{email})"));
        }
        page.line(format_args!(
            "- GitHub: {}\n- LinkedIn: {}",
            person.github(),
            person.linkedin()
        ));
        if let Some(site) = person.site() {
            page.line(format_args!("- Website: {site}"));
        }
        page.gap();
        return;
    }
    let mut parts = vec![format!("{city}, {country}")];
    parts.extend(told.email.then(|| email.to_owned()));
    parts.push(format!("[GitHub]({})", person.github()));
    parts.push(format!("[LinkedIn]({})", person.linkedin()));
    parts.extend(person.site().map(|site| format!("[{site}]({site})")));
    page.line(format_args!("{}\n", parts.join(" · ")));
}

fn role(page: &mut Page, person: &Person<'_>, position: &Position<'_>, style: u64) {
    let (title, employer, time) = (&position.title, &position.employer.name, position.time(person));
    match style {
        0 => page.line(format_args!("### {title}, {employer}\n*{time}*\n")),
        1 => page.line(format_args!("### {employer} — {title} ({time})\n")),
        _ => page.line(format_args!("**{employer}** | {title} | {time}\n")),
    }
}

fn skills(page: &mut Page, person: &Person<'_>, told: Told) {
    page.line(format_args!("## {}\n", person.headings.skills));
    if told.style == 1 {
        for some in person.skills.chunks(5) {
            let names: Vec<_> = some.iter().map(|skill| skill.name.as_str()).collect();
            page.line(format_args!("- {}", names.join(", ")));
        }
        page.gap();
    } else {
        page.line(format_args!("{}\n", listed(person, ", ")));
    }
}

fn projects(page: &mut Page, person: &Person<'_>) {
    if person.projects.is_empty() {
        return;
    }
    page.line(format_args!("## {}\n", person.headings.projects));
    for project in &person.projects {
        let (name, summary) = (&project.name, &project.summary);
        page.line(format_args!("- [{name}]({}/{name}): {summary}", person.github()));
    }
    page.gap();
}

fn tail(page: &mut Page, person: &Person<'_>) {
    for (place, school) in person.schools.iter().enumerate() {
        if place == 0 {
            page.line(format_args!("## {}\n", person.headings.education));
        }
        page.line(format_args!(
            "- {} {}, {}, {} – {}",
            school.degree, school.field, school.name, school.start, school.end
        ));
    }
    if !person.languages.is_empty() {
        let spoken: Vec<_> = person
            .languages
            .iter()
            .map(|(language, fluency)| format!("{language} ({fluency})"))
            .collect();
        page.line(format_args!(
            "\n## {}\n\n{}",
            person.headings.languages,
            spoken.join(", ")
        ));
    }
}
