//! A profile README: a greeting, badges, what is pinned, and pictures of statistics.

use std::fmt::Write as _;

use super::{Page, Told};
use crate::synth::person::Person;

pub(super) fn write(person: &Person<'_>, told: Told) -> String {
    let mut page = Page::new();
    let name = &person.name;
    match told.style {
        0 => page.line(format_args!("# Hi there, I'm {name} 👋\n")),
        1 => page.line(format_args!("<h1 align=\"center\">Hi 👋, I'm {name}</h1>\n")),
        _ => page.line(format_args!("# {name}\n")),
    }
    if told.headline {
        page.line(format_args!("### {}\n", person.headline()));
    }
    if told.summary {
        page.line(format_args!("{}\n", person.summary));
    }
    bullets(&mut page, person, told);
    badges(&mut page, person, told);
    career(&mut page, person, told);
    projects(&mut page, person);
    connect(&mut page, person);
    if told.style != 2 {
        page.line(format_args!(
            "\n## GitHub stats\n\n![stats](https://github-readme-stats.vercel.app/api?username={}&show_icons=true)",
            person.login
        ));
    }
    page.0
}

fn bullets(page: &mut Page, person: &Person<'_>, told: Told) {
    if let Some((position, _)) = person
        .positions
        .first()
        .filter(|(position, _)| position.end.is_none())
    {
        let (title, employer) = (&position.title, &position.employer.name);
        page.line(format_args!(
            "- 🔭 I'm currently working as {} {title} at **{employer}**",
            article(title)
        ));
    }
    page.line(format_args!("- 📍 {}, {}", person.city, person.country));
    if told.email {
        let email = &person.email;
        page.line(format_args!("- 📫 How to reach me: [{email}](mailto:{email})"));
    }
    if let [(first, _), (second, _), ..] = person.languages[..] {
        page.line(format_args!("- 💬 I speak {first} and {second}"));
    }
    page.gap();
}

fn article(title: &str) -> &'static str {
    if title.starts_with(['A', 'E', 'I', 'O', 'U']) {
        "an"
    } else {
        "a"
    }
}

fn badges(page: &mut Page, person: &Person<'_>, told: Told) {
    page.line(format_args!("## 🛠️ Tech stack\n"));
    if told.style == 2 {
        let names: Vec<_> = person
            .skills
            .iter()
            .map(|skill| format!("`{}`", skill.name))
            .collect();
        page.line(format_args!("{}\n", names.join(" ")));
        return;
    }
    for skill in &person.skills {
        let (name, path) = (&skill.name, badge_text(&skill.name));
        page.line(format_args!(
            "![{name}](https://img.shields.io/badge/{path}-informational?style=for-the-badge)"
        ));
    }
    page.gap();
}

/// A name as the service of badges wants it in a URL.
fn badge_text(name: &str) -> String {
    let mut text = String::with_capacity(name.len() + 8);
    for letter in name.chars() {
        match letter {
            '-' => text.push_str("--"),
            '_' => text.push_str("__"),
            ' ' => text.push('_'),
            letter if letter.is_ascii_alphanumeric() || letter == '.' => text.push(letter),
            letter => {
                let mut bytes = [0; 4];
                for byte in letter.encode_utf8(&mut bytes).bytes() {
                    write!(text, "%{byte:02X}").expect("a String takes everything");
                }
            }
        }
    }
    text
}

fn career(page: &mut Page, person: &Person<'_>, told: Told) {
    if !told.positions || person.positions.is_empty() {
        return;
    }
    page.line(format_args!("## 💼 Experience\n"));
    for (position, deeds) in &person.positions {
        let time = position.time(person);
        page.line(format_args!(
            "- **{}**, {} ({time})",
            position.title, position.employer.name
        ));
        if let Some(deed) = deeds.first() {
            page.line(format_args!("  - {deed}"));
        }
    }
    page.gap();
}

fn projects(page: &mut Page, person: &Person<'_>) {
    if person.projects.is_empty() {
        return;
    }
    page.line(format_args!("## 🚀 Projects\n"));
    for project in &person.projects {
        let (name, summary) = (&project.name, &project.summary);
        page.line(format_args!(
            "- [**{name}**]({}/{name}) - {summary}",
            person.github()
        ));
    }
    page.gap();
}

fn connect(page: &mut Page, person: &Person<'_>) {
    page.line(format_args!("## 🤝 Connect with me\n"));
    page.line(format_args!(
        "[![GitHub](https://img.shields.io/badge/GitHub-181717?logo=github)]({})\n\
         [![LinkedIn](https://img.shields.io/badge/LinkedIn-0A66C2?logo=linkedin)]({})",
        person.github(),
        person.linkedin()
    ));
    if let Some(site) = person.site() {
        page.line(format_args!(
            "[![Website](https://img.shields.io/badge/Website-000000)]({site})"
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_for_urls() {
        assert_eq!(badge_text("C++"), "C%2B%2B");
        assert_eq!(badge_text("scikit-learn"), "scikit--learn");
        assert_eq!(badge_text("Spring Boot"), "Spring_Boot");
    }
}
