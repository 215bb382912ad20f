//! For whom did the person work at an employer that sends people to others? Clients inside an account.

use std::ops::Range;

use super::joined::ends_with_form;
use super::line::is_name as is_capitalized;
use super::parts::is_duration;
use super::prose::has_clients;
use super::{Draft, Role, VIA};
use crate::extract::cues::Cues;
use crate::extract::document::{Kind, Link, slice, trim_by};
use crate::extract::reading::{Line, Reading};
use crate::extract::{education, names, titles, web};
use crate::taxonomy::Taxonomy;

/// Labels before the names of clients, lower case.
static LABELS: Cues = Cues::caseless(&[
    "client:",
    "clients:",
    "customer:",
    "customers:",
    "kunde:",
    "kunden:",
    "cliente:",
    "clientes:",
    "clienti:",
    "klant:",
    "klanten:",
    "kund:",
    "kunder:",
    "opdrachtgever:",
    "opdrachtgevers:",
    "auftraggeber:",
    "endkunde:",
    "endkunden:",
    "клиент:",
    "клиенты:",
    "заказчик:",
    "заказчики:",
]);

/// Words of a sentence behind which it names clients, lower case.
static EXAMPLES: Cues = Cues::caseless(&[
    "clients (",
    "clients as ",
    "clients like ",
    "clients such as ",
    "clients including ",
    "customers (",
    "customers like ",
    "customers such as ",
    "customers including ",
    "kunden wie ",
    "clientes como ",
    "clienti come ",
    "clients comme ",
    "clients tels que ",
    "klanten als: ",
    "klanten als ",
    "klanten zoals ",
]);

/// What is called a client as well and is a program, lower case.
const PROGRAMS: &[&str] = &[
    "api",
    "http",
    "rest",
    "email",
    "e-mail",
    "mail",
    "chat",
    "web",
    "mobile",
    "desktop",
    "thin",
    "rich",
    "fat",
    "ssh",
    "sql",
    "git",
    "ftp",
    "vpn",
    "mqtt",
    "grpc",
    "graphql",
    "android",
    "ios",
    "game",
    "database",
    "cache",
    "bittorrent",
    "ethereum",
    "bitcoin",
    "consensus",
    "execution",
    "light",
];

/// The most letters of a line that names a client.
const LINE_CHARS: usize = 100;

/// Reads the clients that a line of an account names.
pub(super) fn of(reading: &Reading<'_>, line: &Line<'_>) -> Vec<Role> {
    let mut names = named(reading, line);
    if names.is_empty() {
        names = exemplified(line.text, reading.taxonomy);
    }
    let names = names.into_iter();
    names.map(|range| role(reading, line, range)).collect()
}

/// "Built looms for clients such as Acme, Bolt and Crate": several names behind such words.
fn exemplified(text: &str, taxonomy: &Taxonomy) -> Vec<Range<usize>> {
    let employs = |(at, _): &(usize, &str)| {
        let last = slice(text, 0..*at).trim_end().rsplit(' ').next();
        let last = last.unwrap_or_default().to_lowercase();
        !PROGRAMS.contains(&last.as_str())
    };
    let Some((at, cue)) = EXAMPLES.all_in(text).find(employs) else {
        return Vec::new();
    };
    let begin = at + cue.len();
    let rest = slice(text, begin..text.len());
    let end = [". ", ")", "; ", ": "]
        .iter()
        .filter_map(|sign| rest.find(sign))
        .min();
    let is_client = |range: &Range<usize>| {
        let name = slice(text, range.clone());
        let known = taxonomy.company_named(name).is_some();
        is_capitalized(name) && (known || taxonomy.skill_named(name).is_none())
    };
    let pieces = listed(text, begin..begin + end.unwrap_or(rest.len()), taxonomy);
    let names: Vec<_> = pieces.into_iter().take_while(is_client).collect();
    if names.len() >= LISTED { names } else { Vec::new() }
}

/// Reads the names below "## Clients": the items of a list of nothing else, or what is linked or known among them.
pub(super) fn headed(reading: &Reading<'_>) -> Vec<Role> {
    let mut found = Vec::new();
    let mut below = false;
    let mut items = Vec::new();
    for (index, block) in reading.blocks() {
        if matches!(block.kind, Kind::Heading(_)) {
            found.append(&mut settled(reading, &mut items));
            below = block.text.as_str().len() <= LEAD_BYTES && has_clients(block.text.as_str());
        } else if below && matches!(block.kind, Kind::Item(_)) {
            items.extend(reading.lines_of(index).first());
        }
    }
    found.append(&mut settled(reading, &mut items));
    found
}

/// The clients that the items of one list are, if all of them are names and several.
fn settled(reading: &Reading<'_>, items: &mut Vec<&Line<'_>>) -> Vec<Role> {
    let client = |line: &&Line<'_>| {
        let range = trim_by(line.text, 0..line.text.len(), |letter| {
            !letter.is_alphanumeric() && !matches!(letter, ')' | '.')
        });
        let words = slice(line.text, range.clone());
        let known = reading.taxonomy.company_named(words).is_some();
        let other = reading.taxonomy.skill_named(words).is_some() || titles::is_title(words);
        (is_capitalized(words) && (known || !other)).then_some(range)
    };
    let names: Vec<_> = items.iter().map(client).collect();
    let all = names.len() >= LISTED && names.iter().all(Option::is_some);
    let clients = items.drain(..).zip(names).filter(|_| all);
    clients
        .filter_map(|(line, range)| Some(role(reading, line, range?)))
        .collect()
}

/// So many names below such a heading are a list of clients.
const LISTED: usize = 2;

fn role(reading: &Reading<'_>, line: &Line<'_>, name: Range<usize>) -> Role {
    let draft = Draft {
        company: line.text.get(name.clone()),
        ..Draft::default()
    };
    let evidence = reading.evidence(line.block, &line.within(&name), VIA);
    Role {
        position: draft.position(reading, evidence),
        account: Vec::new(),
    }
}

/// Says whether a line of an account names clients.
pub(super) fn are_in(reading: &Reading<'_>, line: &Line<'_>) -> bool {
    !named(reading, line).is_empty()
}

fn named(reading: &Reading<'_>, line: &Line<'_>) -> Vec<Range<usize>> {
    labeled(line.text, reading.taxonomy)
        .or_else(|| introduced(line.text).map(|range| vec![range]))
        .or_else(|| all_linked(reading, line))
        .unwrap_or_default()
}

/// "Clients: Acme, Bolt and Crate", "Clients include Acme and Bolt."
fn labeled(text: &str, taxonomy: &Taxonomy) -> Option<Vec<Range<usize>>> {
    let begin = LABELS.begin(text).map(str::len).or_else(|| led(text))?;
    if text.chars().count() > LINE_CHARS * 2 {
        return None;
    }
    let end = slice(text, begin..text.len())
        .find(". ")
        .map_or(text.len(), |at| begin + at);
    let pieces = listed(text, begin..end, taxonomy).into_iter();
    Some(
        pieces
            .filter(|piece| is_name(slice(text, piece.clone())))
            .collect(),
    )
}

/// The pieces of a list, without the signs around them.
fn listed(text: &str, list: Range<usize>, taxonomy: &Taxonomy) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = list.start;
    let joints = slice(text, 0..list.end).match_indices([',', ';', '/']);
    for (at, joint) in joints.chain([(list.end, "")]) {
        if at < start {
            continue;
        }
        let both = joined(text, start..at, taxonomy);
        let [first, second] = both.map_or_else(|| [Some(start..at), None], |both| both.map(Some));
        for range in first.into_iter().chain(second) {
            let range = trim_by(text, range, |letter| !letter.is_alphanumeric() && letter != ')');
            if !range.is_empty() {
                found.push(range);
            }
        }
        start = at + joint.len();
    }
    found
}

/// "Bolt and Crate", "and Crate": the last two names of a list, unless a company is called so.
fn joined(text: &str, names: Range<usize>, taxonomy: &Taxonomy) -> Option<[Range<usize>; 2]> {
    let words = slice(text, names.clone());
    let (at, joint) = JOINTS.iter().find_map(|joint| {
        let at = words.find(joint)?;
        (at == 0 || slice(words, 0..at).ends_with(' ')).then_some((at, joint))
    })?;
    let known = taxonomy
        .company_named(words.trim().trim_end_matches('.'))
        .is_some();
    (!known).then(|| {
        [
            names.start..names.start + at,
            names.start + at + joint.len()..names.end,
        ]
    })
}

/// "and" before the last name of a list, in some languages.
const JOINTS: [&str; 6] = ["and ", "und ", "et ", "en ", "och ", "og "];

/// "My clients have included ", "Selected clients: ": where names begin behind words about the writer's clients.
fn led(text: &str) -> Option<usize> {
    static CLIENTS: Cues = Cues::caseless(&["clients", "customers"]);
    static JOINTS: Cues = Cues::new(&[": ", " include ", " included ", " were ", " have been "]);
    let near = slice(text, 0..text.floor_char_boundary(LEAD_BYTES));
    CLIENTS.all_in(near).next()?;
    let (at, joint) = JOINTS.all_in(near).next()?;
    has_clients(slice(near, 0..at)).then_some(at + joint.len())
}

/// So many bytes lead to the names of clients.
const LEAD_BYTES: usize = 60;

/// "- **Acme Group:** Built …" below a consultant's title: whom an item is about, if the label can only be an employer.
pub(super) fn advised(reading: &Reading<'_>, line: &Line<'_>) -> Option<Role> {
    let (label, told) = line.text.split_once(':')?;
    let set = line.bold
        && line
            .bold_end
            .is_some_and(|end| (label.len()..=label.len() + 1).contains(&end));
    let form = |name: &str| {
        let last = name.rsplit(' ').next().unwrap_or_default();
        name.contains(' ') && matches!(last, "Group" | "Bank" | "Holding" | "Holdings")
    };
    let known =
        || reading.taxonomy.company_named(label).is_some() && reading.taxonomy.skill_named(label).is_none();
    let employer = || education::is_school(label) || ends_with_form(label) || form(label) || known();
    let named =
        set && line.is_item() && is_name(label) && told.split_ascii_whitespace().count() >= TOLD_WORDS;
    (named && employer()).then(|| role(reading, line, 0..label.len()))
}

/// So many words tell what was done for a client.
const TOLD_WORDS: usize = 4;

/// "for Acme" on a line of its own.
fn introduced(text: &str) -> Option<Range<usize>> {
    let rest = text.strip_prefix("for ")?;
    let name = rest.split(" (").next().unwrap_or(rest).trim_end();
    let range = "for ".len().."for ".len() + name.len();
    (is_name(name) && rest.split_ascii_whitespace().count() <= 6).then_some(range)
}

/// "[Acme](…) / [Bolt](…)": a line of nothing but such links.
fn all_linked(reading: &Reading<'_>, line: &Line<'_>) -> Option<Vec<Range<usize>>> {
    let links = &reading.document.blocks.get(line.block)?.links;
    // Most lines have no link at all.
    begun_until(links, line.range.end).filter(|link| link.range.end > line.range.start)?;
    let mut at = 0;
    let pieces = line.text.split_inclusive(" / ").map(|piece| {
        let start = at;
        at += piece.len();
        start..start + piece.trim_end_matches(" / ").len()
    });
    pieces.map(|piece| linked(reading, line, piece)).collect()
}

/// The last of some links, which follow each other, that begins before a place or there.
fn begun_until(links: &[Link], place: usize) -> Option<&Link> {
    let next = links.partition_point(|link| link.range.start <= place);
    next.checked_sub(1).and_then(|last| links.get(last))
}

/// A piece that is nothing but a link to the site of whom it names, or says how long one worked there or through whom:
/// "[Acme](…) | 6 months", "[Acme](…) (Bolt Agency)".
fn linked(reading: &Reading<'_>, line: &Line<'_>, piece: Range<usize>) -> Option<Range<usize>> {
    let text = slice(line.text, piece.clone());
    let lasting = [" | ", " · ", " - ", " – ", " ("]
        .iter()
        .filter_map(|sign| text.split_once(sign))
        .find(|(_, length)| is_duration(length.trim_end_matches(')')));
    let through = || {
        text.strip_suffix(')')?
            .rsplit_once(" (")
            .filter(|(_, through)| is_name(through))
    };
    let end = lasting
        .or_else(through)
        .map_or(text.len(), |(name, _)| name.len());
    let range = trim_by(line.text, piece.start..piece.start + end, |letter| {
        !letter.is_alphanumeric() && letter != ')'
    });
    let whole = line.within(&range);
    let links = &reading.document.blocks.get(line.block)?.links;
    let site = begun_until(links, whole.start).filter(|link| link.range.end >= whole.end)?;
    let name = slice(line.text, range.clone());
    let url = web::parse(&site.href)?;
    let host = web::host(&url)?;
    let label = names::slug(host.split('.').find(|label| *label != "www").unwrap_or(host)).replace('-', "");
    let letters = names::slug(name).replace('-', "");
    let own = letters.len() >= 2 && (letters.contains(&label) || label.contains(&letters));
    let known = reading.taxonomy.company_named(name).is_some();
    (is_name(name) && (own || known) && reading.taxonomy.skill_named(name).is_none()).then_some(range)
}

fn is_name(text: &str) -> bool {
    let words = text.split_ascii_whitespace().count();
    (1..=5).contains(&words)
        && text.chars().count() <= LINE_CHARS
        && text.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit())
        && !text.ends_with(['.', ':', '!'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_are_listed_or_introduced() {
        let texts = |text: &'static str, ranges: Vec<Range<usize>>| -> Vec<&str> {
            ranges.into_iter().map(|range| slice(text, range)).collect()
        };
        let listed = "Clients: Lumoraq, Vintrel Foods; Ossaban";
        assert_eq!(
            texts(listed, labeled(listed, Taxonomy::embedded()).unwrap_or_default()),
            ["Lumoraq", "Vintrel Foods", "Ossaban"]
        );
        let sentence = "My clients have included Lumoraq, Vintrel Foods and Ossaban. I weave.";
        assert_eq!(
            texts(
                sentence,
                labeled(sentence, Taxonomy::embedded()).unwrap_or_default()
            ),
            ["Lumoraq", "Vintrel Foods", "Ossaban"]
        );
        assert_eq!(
            labeled("Clients of this loom include Lumoraq", Taxonomy::embedded()),
            None
        );
        let sent = "for Lumoraq (formerly Ossaban)";
        assert_eq!(introduced(sent).map(|range| slice(sent, range)), Some("Lumoraq"));
        assert_eq!(
            introduced("for the whole of the company's many teams abroad"),
            None
        );
        assert_eq!(
            labeled("Built tools for clients: fast ones", Taxonomy::embedded()),
            None
        );
    }

    #[test]
    fn links_to_their_sites_name_clients() {
        let named = |text: &str| -> Vec<String> {
            crate::extract::testing::read(text, |reading| {
                let lines = reading.blocks().flat_map(|(index, _)| reading.lines_of(index));
                let roles = lines.flat_map(|line| of(reading, line));
                roles
                    .filter_map(|role| role.position.company)
                    .map(|company| company.name)
                    .collect()
            })
        };
        let [first, second] = [
            "[Lumoraq](https://www.lumoraq.example/en)",
            "[Vintrel](https://vintrel.example)",
        ];
        assert_eq!(named(&format!("- {first} / {second}\n")), ["Lumoraq", "Vintrel"]);
        assert_eq!(named(&format!("**{first} (Ossaban)**\n")), ["Lumoraq"]);
        assert!(named(&format!("- {first} / other looms\n")).is_empty());
    }

    #[test]
    fn sentences_name_clients_as_examples() {
        let named = |text: &'static str| -> Vec<&str> {
            let ranges = exemplified(text, Taxonomy::embedded()).into_iter();
            ranges.map(|range| slice(text, range)).collect()
        };
        let expected = ["Lumoraq", "Vintrel", "Ossaban"];
        assert_eq!(
            named("Wove for big clients including Lumoraq, Vintrel, and Ossaban, watching looms."),
            expected
        );
        assert_eq!(
            named("Wove carpets for clients (Lumoraq, Vintrel, Ossaban)."),
            expected
        );
        assert_eq!(
            named("Ik weef voor klanten als: Lumoraq, Vintrel en Ossaban. Graag."),
            expected
        );
        assert!(named("Built HTTP clients such as Lumoraq and Vintrel.").is_empty());
        assert!(named("Wove for clients like Lumoraq.").is_empty());
        assert!(named("Taught clients (Python, Rust)").is_empty());
        assert!(named("Clients such as ours and theirs").is_empty());
    }

    #[test]
    fn below_a_heading_all_items_are_clients() {
        let names = |text: &str| -> Vec<String> {
            crate::extract::testing::read(text, |reading| {
                let names = headed(reading)
                    .into_iter()
                    .filter_map(|role| role.position.company);
                names.map(|company| company.name).collect()
            })
        };
        assert_eq!(
            names("## Selected clients\n\n- [Lumoraq](https://lumoraq.example)\n- Odd Mills\n"),
            ["Lumoraq", "Odd Mills"]
        );
        assert!(names("## Clients\n\n- Python\n- Lumoraq\n").is_empty());
        assert!(names("## Clients\n\n- Lumoraq\n- They weave all day.\n").is_empty());
        assert!(names("## Clients of the library\n\n- Lumoraq\n- Odd Mills\n").is_empty());
    }
}
