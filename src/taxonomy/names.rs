//! Which names does each entry claim? Its own first, then the spellings derived from them.

use super::entries::DomainEntry;
use super::fold::key;
use super::load::{Row, Tables};
use super::scan::{Guard, Names, Owner};
use super::variants::variants;

/// The names of a vocabulary, and those that two entries claim.
#[derive(Debug, Default)]
pub(super) struct Claims {
    pub(super) names: Names,
    pub(super) clashes: Vec<Clash>,
}

/// A name that belongs to another entry already.
#[derive(Debug)]
pub(super) struct Clash {
    pub(super) name: String,
    pub(super) entry: usize,
    /// The entry lists it under `never`.
    pub(super) never: bool,
    pub(super) owner: Owner,
}

/// A name of an entry.
struct Claim<'e> {
    entry: usize,
    name: &'e str,
    guard: Guard,
    /// It has a plural even as a single word.
    countable: bool,
}

pub(super) fn skill_names(tables: &Tables) -> Claims {
    let countable = |category: &str| {
        let found = tables.categories.iter().find(|(id, _)| id == category);
        found.is_some_and(|(_, category)| category.countable)
    };
    let mut claims = Vec::new();
    for (entry, (_, skill)) in tables.skills.iter().enumerate() {
        let countable = countable(&skill.category);
        let names = skill.aliases.iter().chain([&skill.name]);
        claims.extend(names.map(|name| Claim {
            entry,
            name,
            guard: guard(name, &skill.ambiguous, Guard::None),
            countable,
        }));
        claims.extend(never(entry, &skill.never));
    }
    settle(&claims)
}

pub(super) fn company_names(tables: &Tables) -> Claims {
    let mut claims = Vec::new();
    for (entry, (_, company)) in tables.companies.iter().enumerate() {
        let names = company.aliases.iter().chain([&company.name]);
        claims.extend(names.map(|name| {
            let usual = if name.starts_with(char::is_lowercase) {
                Guard::None
            } else {
                Guard::Capitalized
            };
            Claim {
                entry,
                name,
                guard: guard(name, &company.ambiguous, usual),
                countable: false,
            }
        }));
        claims.extend(never(entry, &company.never));
    }
    settle(&claims)
}

/// The names and cues of industries or specialties.
pub(super) fn domain_names(domains: &[Row<DomainEntry>]) -> Claims {
    let mut claims = Vec::new();
    for (entry, (_, domain)) in domains.iter().enumerate() {
        let sure = domain.aliases.iter().chain(&domain.cues).chain([&domain.name]);
        let sure = sure.map(|name| (name, Guard::None));
        let weak = domain.weak.iter().map(|name| (name, Guard::Doubtful));
        // A name that is listed as weak too is weak where it is found, and still a name.
        claims.extend(weak.chain(sure).map(|(name, guard)| Claim {
            entry,
            name,
            guard,
            countable: true,
        }));
    }
    settle(&claims)
}

fn never(entry: usize, phrases: &[String]) -> impl Iterator<Item = Claim<'_>> {
    phrases.iter().map(move |name| Claim {
        entry,
        name,
        guard: Guard::Never,
        countable: false,
    })
}

/// The guard of an ambiguous name, `usual` of any other.
fn guard(name: &str, ambiguous: &[String], usual: Guard) -> Guard {
    if ambiguous.is_empty() {
        return usual;
    }
    let name = key(name);
    ambiguous
        .iter()
        .find(|word| key(word) == name)
        .map_or(usual, |word| Guard::Spelled(word.as_str().into()))
}

/// Gives each name to the entry that lists it, then each derived spelling to the first that has none better.
fn settle(claims: &[Claim<'_>]) -> Claims {
    let mut settled = Claims::default();
    for claim in claims {
        let key = key(claim.name);
        if let Err(owner) = settled.names.add(key, claim.entry, claim.guard.clone())
            && owner.entry != claim.entry
        {
            settled.clashes.push(Clash {
                name: claim.name.to_owned(),
                entry: claim.entry,
                never: claim.guard == Guard::Never,
                owner,
            });
        }
    }
    let derivable = claims
        .iter()
        .filter(|claim| matches!(claim.guard, Guard::None | Guard::Capitalized));
    for claim in derivable {
        for variant in variants(claim.name, claim.countable) {
            let guard = if variant.capitalized {
                Guard::Capitalized
            } else {
                claim.guard.clone()
            };
            // A spelling that another entry has is that entry's.
            let _taken = settled.names.add(variant.key, claim.entry, guard);
        }
    }
    settled
}
