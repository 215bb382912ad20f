//! Titles with an employer beside them: "Weaving Engineer · Google", "Weaving Engineer, [Acme](https://acme.example)".

use std::ops::Range;

use super::FACTS_BYTES;
use super::title::{is_whole_title, without_sign};
use crate::extract::cues::Cues;
use crate::extract::document::slice;
use crate::extract::experience::Role;
use crate::extract::reading::{Line, Reading};
use crate::extract::{names, web};
use crate::profile::DateEnd;

/// Signs between the facts of a line, the surest first.
static SIGNS: Cues = Cues::new(&[" · ", " | ", " • ", " — ", " – ", " - ", ", "]);

/// Reads the employer of today behind a title with which a line begins: one that is known, or whose name is linked.
pub(super) fn role(reading: &Reading<'_>, line: &Line<'_>) -> Option<Role> {
    if line.text.len() > FACTS_BYTES {
        return None;
    }
    let (at, sign) = SIGNS.foremost_in(line.text)?;
    let title = without_sign(slice(line.text, 0..at));
    let rest = at + sign.len()..line.text.len();
    let employer = slice(line.text, rest.clone()).split(sign).next()?.trim();
    if !title.contains(' ') || employer.is_empty() || !is_whole_title(title) {
        return None;
    }
    let start = rest.start + slice(line.text, rest).find(employer)?;
    let range = start..start + employer.len();
    let tool = reading.taxonomy.skill_named(employer).is_some();
    let known = reading.taxonomy.company_named(employer).is_some();
    let others = slice(line.text, range.end..line.text.len());
    if tool || !(known || is_linked(reading, line, &range)) || names_more(reading, others, sign) {
        return None;
    }
    let now = Some(DateEnd::Present);
    Some(super::role(reading, line, &range, Some(title), (None, now)))
}

/// Says whether other parts of a line name tools or companies: then it is a list, and not of facts.
fn names_more(reading: &Reading<'_>, others: &str, sign: &str) -> bool {
    others.split(sign).map(str::trim).any(|part| {
        reading.taxonomy.company_named(part).is_some() || reading.taxonomy.skill_named(part).is_some()
    })
}

/// "[Acme](https://acme.example)": a name that leads to the site that is called so.
fn is_linked(reading: &Reading<'_>, line: &Line<'_>, name: &Range<usize>) -> bool {
    let whole = line.within(name);
    let Some(block) = reading.document.blocks.get(line.block) else {
        return false;
    };
    let next = block
        .links
        .partition_point(|other| other.range.start < whole.start);
    let leads = block.links.get(next).filter(|leads| leads.range == whole);
    let Some(url) = leads.and_then(|leads| reading.url(&leads.href)) else {
        return false;
    };
    let host = web::host(&url).unwrap_or_default();
    let label = host.split('.').next().unwrap_or_default();
    let called = names::slug(slice(line.text, name.clone()));
    // The site of a person is called as the person.
    let own = names::is_person(slice(line.text, name.clone()));
    !own && called.len() >= 3 && !web::is_service(host) && called.replace('-', "") == label.replace('-', "")
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::{company, read};

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str)>) {
        let found = read(text, |reading| {
            let line = reading.lines_of(0).first();
            line.and_then(|line| super::role(reading, line))
        });
        let found = found.as_ref().map(|role| {
            (
                role.position.title.as_deref().unwrap_or_default(),
                company(&role.position),
            )
        });
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_known_employer_can_stand_beside_the_title() {
        check(
            "**Weaving Engineer** · Google · MSc Looms",
            Some(("Weaving Engineer", "Google")),
        );
        check(
            "💼 Weaving Engineer, Google",
            Some(("Weaving Engineer", "Google")),
        );
        check(
            "- Weaving Engineer — Google",
            Some(("Weaving Engineer", "Google")),
        );
        for other in [
            "Weaving Engineer | Lumoraq | Looms",
            "Weaving Engineer | Google | Docker",
            "Weaving Engineer | Docker | Wool",
            "Weaving Engineer, Docker",
            "Engineer, Google",
            "I am an engineer, Google it",
            "Looms - Google",
        ] {
            check(other, None);
        }
    }

    #[test]
    fn a_linked_employer_is_called_as_its_site() {
        check(
            "- 💼 Weaving Engineer, [Lumoraq](https://www.lumoraq.example)",
            Some(("Weaving Engineer", "Lumoraq")),
        );
        check(
            "- Weaving Engineer — [Vintrel](https://vintrel.example/jobs)",
            Some(("Weaving Engineer", "Vintrel")),
        );
        check("- Weaving Engineer, [read more](https://lumoraq.example)", None);
        check("- Weaving Engineer, [Lumoraq](https://github.com/lumoraq)", None);
    }
}
