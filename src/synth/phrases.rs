//! Sentences from the templates of `wording.toml`.

use std::fmt::Write as _;

use super::draw::Draw;

/// What the places of a template stand for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms<'a> {
    /// Names of what the writer knows, best first.
    pub(super) skills: &'a [&'a str],
    /// What the writer deals with.
    pub(super) things: &'a [String],
    pub(super) title: &'a str,
    pub(super) city: &'a str,
    pub(super) years: u32,
}

/// Writes a template's sentence behind `out`, beginning with a capital.
pub(super) fn say(template: &str, terms: Terms<'_>, draw: &mut Draw, out: &mut String) {
    let skills = Skills::draw(terms.skills, draw);
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        let (place, after) = behind.split_once('}').unwrap_or((behind, ""));
        let is_first = before.is_empty() && rest.len() == template.len();
        match place {
            "skill" => out.push_str(skills.first),
            "other" => out.push_str(skills.second),
            "thing" if is_first => push_capital(draw.text(terms.things), out),
            "thing" => out.push_str(draw.text(terms.things)),
            "title" => out.push_str(terms.title),
            "city" => out.push_str(terms.city),
            number => push_number(number, terms, draw, out),
        }
        rest = after;
    }
    out.push_str(rest);
}

/// Two different things of those that somebody knows; the better ones more often.
struct Skills<'a> {
    first: &'a str,
    second: &'a str,
}

impl<'a> Skills<'a> {
    fn draw(of: &[&'a str], draw: &mut Draw) -> Self {
        let first = draw.index(of.len()).min(draw.index(of.len()));
        let step = 1 + draw.index(of.len().saturating_sub(1));
        let at = |place: usize| of.get(place % of.len().max(1)).copied().unwrap_or("software");
        Self {
            first: at(first),
            second: at(first + step),
        }
    }
}

fn push_number(place: &str, terms: Terms<'_>, draw: &mut Draw, out: &mut String) {
    let number = match place {
        "n" => draw.between(3, 12),
        "percent" => draw.between(12, 85),
        "years" => terms.years,
        _ => draw.between(2, 90) * 10,
    };
    write!(out, "{number}").expect("a String takes everything");
}

fn push_capital(text: &str, out: &mut String) {
    let mut letters = text.chars();
    out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
    out.push_str(letters.as_str());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_filled() {
        let terms = Terms {
            skills: &["Go", "Redis"],
            things: &["the checkout".to_owned()],
            title: "Engineer",
            city: "Porto",
            years: 7,
        };
        let mut out = String::new();
        let template = "{thing} of {title}, {city}: {skill}, {other}, {years}";
        say(template, terms, &mut Draw::new(1, 1), &mut out);
        let known =
            ["Go, Redis", "Redis, Go"].map(|skills| format!("The checkout of Engineer, Porto: {skills}, 7"));
        assert!(known.contains(&out), "{out}");
    }
}
