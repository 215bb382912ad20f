//! When do two spellings name one skill?

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::Deserialize;

use super::same::folded;

/// The table of `spellings.toml`.
#[derive(Debug, Deserialize)]
struct Table {
    same: Vec<Vec<String>>,
    makers: Vec<String>,
    whole: BTreeSet<String>,
    numbered: BTreeSet<String>,
}

/// The same, made for looking up.
#[derive(Debug)]
struct Spellings {
    /// The first spelling of each other one.
    first: BTreeMap<String, String>,
    table: Table,
}

impl Spellings {
    fn embedded() -> &'static Self {
        static EMBEDDED: OnceLock<Spellings> = OnceLock::new();
        EMBEDDED.get_or_init(|| {
            let table: Table =
                toml::from_str(include_str!("spellings.toml")).expect("a test reads the embedded spellings");
            let first = table.same.iter().filter_map(|group| group.split_first());
            let first = first
                .flat_map(|(first, others)| others.iter().map(move |other| (other.clone(), first.clone())))
                .collect();
            Self { first, table }
        })
    }

    fn first_of(&self, name: String) -> String {
        self.first.get(&name).cloned().unwrap_or(name)
    }

    /// Takes the name without its maker's, unless it is something else then.
    fn without_maker(&self, name: String) -> String {
        if self.table.whole.contains(&name) {
            return name;
        }
        let rest = |maker: &String| {
            name.strip_prefix(maker.as_str())?
                .strip_prefix(' ')
                .map(str::to_owned)
        };
        let shortest = self.table.makers.iter().filter_map(rest).min_by_key(String::len);
        shortest.unwrap_or(name)
    }

    /// Takes the name without a version at its end.
    fn without_version<'a>(&self, name: &'a str) -> &'a str {
        let Some((stem, last)) = name.rsplit_once(' ') else {
            return name;
        };
        let number = last.strip_prefix('v').unwrap_or(last).trim_end_matches('+');
        let is_version = number.starts_with(|letter: char| letter.is_ascii_digit())
            && number
                .chars()
                .all(|letter| letter.is_ascii_digit() || letter == '.');
        if is_version && !self.table.numbered.contains(stem) {
            stem
        } else {
            name
        }
    }
}

/// What all spellings of a skill share: letters without remarks in brackets, punctuation, maker, version and plural.
pub(super) fn skill_key(name: &str) -> String {
    let spellings = Spellings::embedded();
    let name = spaced(&without_remarks(&folded(name)));
    let name = spellings.without_version(&name);
    let name = match name.strip_suffix(" js") {
        Some(stem) if !spellings.first.contains_key(name) => stem,
        _ => name,
    };
    let name = spellings.without_maker(spellings.first_of(name.to_owned()));
    let key = spellings.first_of(name).replace(' ', "");
    match key.strip_suffix('s') {
        Some(singular) if key.chars().count() > 6 && !singular.ends_with('s') => singular.to_owned(),
        _ => key,
    }
}

/// A name without what stands in brackets, unless nothing else is there.
fn without_remarks(name: &str) -> String {
    let mut kept = String::new();
    let mut rest = name;
    while let Some((before, (_, after))) = rest
        .split_once('(')
        .and_then(|(before, inside)| Some((before, inside.split_once(')')?)))
    {
        kept.push_str(before);
        kept.push(' ');
        rest = after;
    }
    kept.push_str(rest);
    if kept.trim().is_empty() {
        name.to_owned()
    } else {
        kept
    }
}

/// A name with single blanks for the punctuation between its words; the dot of `ASP.NET` is a letter, that of `Node.js` is not.
fn spaced(name: &str) -> String {
    let gaps: String = name
        .chars()
        .map(|letter| {
            if "_-–—/,:;!\"'’`|".contains(letter) {
                ' '
            } else {
                letter
            }
        })
        .collect();
    let gaps = gaps.replace(".js", " js");
    let words = gaps.split_whitespace().map(|word| match word.strip_suffix('.') {
        Some(stem) if stem.ends_with(char::is_alphanumeric) => stem,
        _ => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spelling_has_one_meaning() {
        let spellings = Spellings::embedded();
        let groups = &spellings.table.same;
        let all: Vec<_> = groups.iter().flatten().collect();
        let different: BTreeSet<_> = all.iter().collect();
        assert_eq!(all.len(), different.len());
    }

    #[test]
    fn spellings_of_one_thing_are_the_same() {
        for (one, other) in [
            ("K8s", "Kubernetes"),
            ("Node.js", "NodeJS"),
            ("Amazon S3", "S3"),
            ("AWS Elastic Kubernetes Service", "EKS"),
            ("Python 3.11", "python"),
            ("Apache Kafka", "Kafka"),
            ("CI/CD", "ci-cd"),
            ("REST APIs", "RESTful API"),
            ("AWS (Lambda, S3)", "Amazon Web Services"),
            ("Web Components", "web component"),
            ("Three.js", "threejs"),
        ] {
            assert_eq!(skill_key(one), skill_key(other), "{one} and {other}");
        }
    }

    #[test]
    fn different_things_stay_different() {
        for (one, other) in [
            ("C", "C++"),
            ("C#", "C"),
            ("Java", "JavaScript"),
            ("Azure DevOps", "DevOps"),
            ("JSON", "JSON Schema"),
            ("Web3", "Web"),
            ("Google Maps", "Maps"),
            ("Go", "GPT-4"),
        ] {
            assert_ne!(skill_key(one), skill_key(other), "{one} and {other}");
        }
    }
}
