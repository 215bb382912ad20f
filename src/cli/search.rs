//! `muster search`: finding people from the terminal.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal as _, Write as _};

use anyhow::bail;
use clap::ValueEnum;

use super::Done;
use super::results::{self, Match};
use crate::app::App;
use crate::config::Config;
use crate::search::{Facet, MAX_LIMIT, Query, Sort};
use crate::taxonomy::Taxonomy;

/// Find people by skill, company, domain or any words
///
/// Words may be the beginning of a word and may have a typo; `"words in quotes"` stand next to each other. A filter takes a name or an id
/// and may be given several times: any of the same kind matches. Works while the server runs.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  muster search kafka go
  muster search '\"distributed systems\"' --place in --sort years
  muster search --skill k8s --skill docker --company google
  muster search rust --json | jq -r .people[].slug")]
pub(super) struct Search {
    /// What to look for; nothing: everybody
    words: Vec<String>,
    /// Who has this skill
    #[arg(long, value_name = "NAME")]
    skill: Vec<String>,
    /// Who works or worked at this company
    #[arg(long, value_name = "NAME")]
    company: Vec<String>,
    /// Who worked in this industry
    #[arg(long, value_name = "NAME")]
    industry: Vec<String>,
    /// Whose field this is: backend, security, …
    #[arg(long, value_name = "NAME")]
    specialty: Vec<String>,
    /// Who is at this level: junior, senior, staff, …
    #[arg(long, value_name = "LEVEL")]
    seniority: Vec<String>,
    /// Who is in this country or city: `in`, `in/mumbai`
    #[arg(long, value_name = "ID")]
    place: Vec<String>,
    /// The order of the results
    #[arg(long, value_enum, default_value_t = Order::Relevance)]
    sort: Order,
    /// The most people to show, 1 to 100
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u8).range(1..=100))]
    limit: u8,
    /// Skip this many people first
    #[arg(long, default_value_t = 0, value_name = "COUNT")]
    offset: usize,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Order {
    /// The best match first
    Relevance,
    /// From A to Z
    Name,
    /// The last changed first
    Recent,
    /// The most experienced first
    Years,
}

impl Search {
    pub(super) async fn run(self, config: &Config) -> anyhow::Result<Done> {
        let app = App::reader(config).await?;
        let directory = &app.directory;
        let query = self.query(directory.taxonomy);
        let expects_people = app.expects_people().await?;
        let found = directory.search(&query).await?;
        if found.total == 0 && expects_people && directory.count_searchable().await? == 0 {
            bail!(
                "the search index is empty and the database is not: `muster reindex` or a start of the server mends it"
            );
        }
        let people = directory.store.people(&found.people).await?;
        let matches: Vec<_> = people.iter().map(|person| Match::new(&query, person)).collect();
        let mut out = io::stdout().lock();
        if self.json {
            results::write_json(&mut out, found.total, &matches)?;
        } else {
            let bold = out.is_terminal();
            results::write_text(&mut out, found.total, &matches, bold)?;
        }
        out.flush()?;
        Ok(Done::Wholly)
    }

    fn query(&self, taxonomy: &Taxonomy) -> Query {
        let mut filters = BTreeMap::new();
        for (facet, names) in [
            (Facet::Skill, &self.skill),
            (Facet::Company, &self.company),
            (Facet::Industry, &self.industry),
            (Facet::Specialty, &self.specialty),
            (Facet::Seniority, &self.seniority),
            (Facet::Place, &self.place),
        ] {
            if !names.is_empty() {
                let ids = names.iter().map(|name| id_of(taxonomy, facet, name)).collect();
                filters.insert(facet, ids);
            }
        }
        Query {
            filters,
            sort: match self.sort {
                Order::Relevance => Sort::Relevance,
                Order::Name => Sort::Name,
                Order::Recent => Sort::Recent,
                Order::Years => Sort::Years,
            },
            offset: self.offset,
            limit: usize::from(self.limit).min(MAX_LIMIT),
            facet_limit: 0,
            ..Query::parse(&self.words.join(" "), taxonomy)
        }
    }
}

/// The id of what is called `name`; a name that no vocabulary knows is an id already, or becomes one.
fn id_of(taxonomy: &Taxonomy, facet: Facet, name: &str) -> String {
    let known = match facet {
        Facet::Skill => taxonomy.skill_named(name).map(|skill| &skill.id),
        Facet::Company => taxonomy.company_named(name).map(|company| &company.id),
        Facet::Industry => taxonomy.industry_named(name).map(|industry| &industry.id),
        Facet::Specialty => taxonomy.specialty_named(name).map(|specialty| &specialty.id),
        Facet::Seniority | Facet::Place | Facet::Freshness => None,
    };
    known.map_or_else(|| name.trim().to_lowercase().replace(' ', "-"), Clone::clone)
}
