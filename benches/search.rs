//! How long does a search with all facets take over 10,000 people?

use std::sync::Arc;

use chrono::DateTime;
use criterion::{Criterion, criterion_group, criterion_main};
use muster::profile::{Company, Domain, Domains, Location, PersonId, Position, Profile, Seniority, Skill};
use muster::search::{self, Entry, Facet, Index, Query, Sort, highlight};
use muster::taxonomy::Taxonomy;

const PEOPLE: u64 = 10_000;

/// Searches that people make: nothing, a word being typed, skills, names, typos, a phrase.
const TYPED: [&str; 9] = [
    "",
    "p",
    "post",
    "python",
    "go kubernetes",
    "developr ",
    "java senior engineer ",
    "maro selin",
    "\"led the\"",
];

/// Draws numbers that look random and are the same in every run (`SplitMix64`).
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// Picks the first ones much more often than the last ones, as with skills and words.
    fn skewed<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let bits = 64 - (from.len() as u64).leading_zeros();
        let end = 1 << self.below(u64::from(bits) + 1);
        let index = self.below(end).min(from.len() as u64 - 1);
        &from[usize::try_from(index).expect("an index into a slice")]
    }
}

/// What invented people are made of.
struct World {
    skills: Vec<(String, String)>,
    industries: Vec<(String, String)>,
    specialties: Vec<(String, String)>,
    companies: Vec<String>,
    words: Vec<String>,
    names: Vec<String>,
}

const SYLLABLES: [&str; 20] = [
    "ma", "ro", "se", "lin", "ka", "ter", "vi", "on", "pra", "des", "tu", "gen", "li", "mor", "sha", "ne",
    "bo", "rik", "ade", "fil",
];

const OPENINGS: [&str; 6] = [
    "Led the",
    "Built the",
    "Developed a",
    "Moved the",
    "Designed a",
    "Operated the",
];

const CITIES: [(&str, &str); 8] = [
    ("Mumbai", "IN"),
    ("Bengaluru", "IN"),
    ("Berlin", "DE"),
    ("London", "GB"),
    ("Austin", "US"),
    ("Seattle", "US"),
    ("Lagos", "NG"),
    ("São Paulo", "BR"),
];

impl World {
    fn new(taxonomy: &Taxonomy, draw: &mut Draw) -> Self {
        let mut invented = |count: usize, syllables: u64| -> Vec<String> {
            let word = |draw: &mut Draw| {
                (0..2 + draw.below(syllables))
                    .map(|_| *draw.skewed(&SYLLABLES))
                    .collect()
            };
            (0..count).map(|_| word(draw)).collect()
        };
        let pair = |id: &String, name: &String| (id.clone(), name.clone());
        Self {
            companies: invented(4_000, 3),
            words: invented(20_000, 4),
            names: invented(2_000, 2),
            skills: taxonomy
                .skills()
                .map(|skill| pair(&skill.id, &skill.name))
                .collect(),
            industries: taxonomy
                .industries()
                .map(|domain| pair(&domain.id, &domain.name))
                .collect(),
            specialties: taxonomy
                .specialties()
                .map(|domain| pair(&domain.id, &domain.name))
                .collect(),
        }
    }

    fn sentence(&self, draw: &mut Draw) -> String {
        let mut sentence = (*draw.skewed(&OPENINGS)).to_owned();
        for _ in 0..8 + draw.below(12) {
            let word = draw.skewed(&self.words);
            sentence.push(' ');
            sentence.push_str(word);
        }
        sentence.push_str(" with ");
        sentence.push_str(&draw.skewed(&self.skills).1);
        sentence.push('.');
        sentence
    }

    fn position(&self, draw: &mut Draw) -> Position {
        let company = draw.skewed(&self.companies);
        let titles = [
            "Software Engineer",
            "Senior Engineer",
            "Developer",
            "Data Engineer",
            "Tech Lead",
        ];
        Position {
            company: Some(Company {
                id: company.clone(),
                name: company.clone(),
                raw: company.clone(),
            }),
            title: Some((*draw.skewed(&titles)).to_owned()),
            highlights: (0..3 + draw.below(3)).map(|_| self.sentence(draw)).collect(),
            ..Position::default()
        }
    }

    fn profile(&self, draw: &mut Draw) -> Profile {
        let skill = |(id, name): &(String, String)| Skill {
            id: id.clone(),
            name: name.clone(),
            category: None,
            level: None,
            years: None,
            last_used: None,
            weight: 0.5,
            evidence: Vec::new(),
        };
        let domain = |(id, name): &(String, String)| Domain {
            id: id.clone(),
            name: name.clone(),
            weight: 0.5,
            evidence: Vec::new(),
        };
        let (city, country) = draw.skewed(&CITIES);
        Profile {
            name: Some(format!(
                "{} {}",
                draw.skewed(&self.names),
                draw.skewed(&self.names)
            )),
            headline: Some(format!("Engineer, {}", draw.skewed(&self.skills).1)),
            summary: Some((0..4).map(|_| self.sentence(draw)).collect::<Vec<_>>().join(" ")),
            location: (draw.below(5) > 0).then(|| Location {
                raw: (*city).to_owned(),
                city: Some((*city).to_owned()),
                region: None,
                country: Some((*country).to_owned()),
            }),
            skills: (0..6 + draw.below(20))
                .map(|_| skill(draw.skewed(&self.skills)))
                .collect(),
            experience: (0..=draw.below(5)).map(|_| self.position(draw)).collect(),
            domains: Domains {
                industries: vec![domain(draw.skewed(&self.industries))],
                specialties: (0..2).map(|_| domain(draw.skewed(&self.specialties))).collect(),
            },
            seniority: (draw.below(3) > 0).then(|| *draw.skewed(&Seniority::ALL)),
            ..Profile::default()
        }
    }
}

async fn filled(taxonomy: &'static Taxonomy) -> Arc<dyn Index> {
    let mut draw = Draw(7);
    let world = World::new(taxonomy, &mut draw);
    let index = search::in_memory().expect("memory is there");
    let mut last = 0;
    for batch in 0..PEOPLE / 1_000 {
        let entries = (0..1_000).map(|number| {
            let id = PersonId::from_uuid(uuid::Uuid::from_u128(u128::from(batch * 1_000 + number)));
            Entry::new(id, &world.profile(&mut draw), DateTime::UNIX_EPOCH, taxonomy)
        });
        last = index.upsert(entries.collect()).await.expect("people are put in");
    }
    search::settle(&*index, &[last]).await.expect("people are seen");
    index
}

fn searches(criterion: &mut Criterion) {
    let taxonomy = Taxonomy::embedded();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime starts");
    let index = runtime.block_on(filled(taxonomy));
    let mut group = criterion.benchmark_group("search with all facets, 10,000 people");
    let mut measure = |name: &str, query: &Query| {
        group.bench_function(name, |bench| {
            bench.iter(|| runtime.block_on(index.search(query)).expect("a search succeeds"));
        });
    };
    for typed in TYPED {
        measure(&format!("`{typed}`"), &Query::parse(typed, taxonomy));
    }
    let mut chosen = Query::parse("python", taxonomy);
    chosen
        .filters
        .insert(Facet::Place, vec!["in".to_owned(), "de".to_owned()]);
    chosen
        .filters
        .insert(Facet::Seniority, vec!["senior".to_owned(), "mid".to_owned()]);
    measure("`python`, two filters", &chosen);
    chosen.sort = Sort::Name;
    measure("`python`, two filters, by name", &chosen);
    group.finish();
}

fn reading(criterion: &mut Criterion) {
    let taxonomy = Taxonomy::embedded();
    criterion.bench_function("read what was typed", |bench| {
        bench.iter(|| Query::parse("senior go engineer kubernetes kafka berlin", taxonomy));
    });
    let mut draw = Draw(7);
    let world = World::new(taxonomy, &mut draw);
    let text: String = (0..20).map(|_| world.sentence(&mut draw)).collect();
    let query = Query::parse("senior go engineer kubernetes kafka berlin", taxonomy);
    criterion.bench_function("highlight 3 KB of prose", |bench| {
        bench.iter(|| highlight(&query, &text));
    });
}

criterion_group!(benches, searches, reading);
criterion_main!(benches);
