//! A profile as lines for people.

use std::io::{self, Write};

use super::plain::plain;
use crate::profile::{Position, Profile};

/// How many bytes of a list stand on a line.
const LINE: usize = 100;

/// Writes what a person would want to check first.
pub(super) fn write_summary(out: &mut impl Write, profile: &Profile) -> io::Result<()> {
    let missing = || "(no name found)".to_owned();
    writeln!(out, "{}", profile.name.as_deref().map_or_else(missing, plain))?;
    if let Some(headline) = &profile.headline {
        writeln!(out, "{}", plain(headline))?;
    }
    let location = profile.location.as_ref().map(|location| plain(&location.raw));
    let years = profile
        .years_experience
        .best()
        .map(|years| format!("{years:.1} years"));
    let seniority = profile.seniority.map(|seniority| seniority.id().to_owned());
    write_list(out, "", [location, years, seniority].into_iter().flatten())?;

    write_list(
        out,
        "Skills",
        profile.skills.iter().map(|skill| plain(&skill.name)),
    )?;
    for (index, position) in profile.experience.iter().enumerate() {
        writeln!(
            out,
            "{:<16}{}",
            if index == 0 { "Experience" } else { "" },
            position_line(position)
        )?;
    }
    let domains = &profile.domains;
    let names = domains.industries.iter().chain(&domains.specialties);
    write_list(out, "Domains", names.map(|domain| plain(&domain.name)))?;
    write_list(
        out,
        "Projects",
        profile.projects.iter().map(|project| plain(&project.name)),
    )?;
    write_list(
        out,
        "Education",
        profile
            .education
            .iter()
            .map(|education| plain(&education.institution)),
    )?;
    write_list(out, "Links", profile.links.iter().map(|link| plain(&link.url)))?;
    write_list(
        out,
        "E-mail",
        profile.emails.iter().map(|email| plain(&email.address)),
    )
}

/// Writes a titled list over as many lines as it needs; nothing where it is empty.
fn write_list(out: &mut impl Write, title: &str, items: impl Iterator<Item = String>) -> io::Result<()> {
    let mut line = String::new();
    let mut title = title;
    for item in items {
        if !line.is_empty() && line.len() + item.len() > LINE {
            writeln!(out, "{title:<16}{line}")?;
            line.clear();
            title = "";
        }
        if !line.is_empty() {
            line.push_str(" · ");
        }
        line.push_str(&item);
    }
    if line.is_empty() {
        Ok(())
    } else {
        writeln!(out, "{title:<16}{line}")
    }
}

/// Says in a line what a position was, where and when.
pub(super) fn position_line(position: &Position) -> String {
    let title = position.title.as_deref();
    let company = position.company.as_ref().map(|company| company.name.as_str());
    let what: Vec<_> = [title, company].into_iter().flatten().collect();
    let date = |date: Option<String>| date.unwrap_or_else(|| "?".to_owned());
    let (start, end) = (
        position.start.map(|start| start.to_string()),
        position.end.map(|end| end.to_string()),
    );
    let when = match (start, end) {
        (None, None) => String::new(),
        (start, end) => format!("  {} – {}", date(start), date(end)),
    };
    plain(&format!("{}{when}", what.join(" at ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{Company, DateEnd};

    fn written(profile: &Profile) -> String {
        let mut out = Vec::new();
        write_summary(&mut out, profile).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_summary_shows_what_is_there() {
        let profile = Profile {
            name: Some("Ada Lindqvist".to_owned()),
            headline: Some("Backend\u{1b}[31m engineer".to_owned()),
            experience: vec![Position {
                title: Some("Engineer".to_owned()),
                company: Some(Company {
                    id: "acme".to_owned(),
                    name: "Acme".to_owned(),
                    raw: "Acme Inc.".to_owned(),
                }),
                start: "2020-01".parse().ok(),
                end: Some(DateEnd::Present),
                ..Position::default()
            }],
            ..Profile::default()
        };
        insta::assert_snapshot!(written(&profile), @r"
        Ada Lindqvist
        Backend [31m engineer
        Experience      Engineer at Acme  2020-01 – present
        ");
    }

    #[test]
    fn a_missing_name_is_told() {
        assert_eq!(written(&Profile::default()), "(no name found)\n");
    }

    #[test]
    fn long_lists_are_broken_between_items() {
        let mut out = Vec::new();
        write_list(
            &mut out,
            "Skills",
            (0..12).map(|number| format!("technology-{number:02}")),
        )
        .unwrap();
        let lines = String::from_utf8(out).unwrap();
        assert_eq!(lines.lines().count(), 2);
        assert!(
            lines.lines().all(|line| line.chars().count() <= 16 + LINE),
            "{lines}"
        );
    }
}
