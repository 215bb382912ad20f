//! Lines of nothing but technologies outside the parts about skills: "infra: consul, vault, nomad", "i know: zig, odin, c".

use std::ops::Range;

use super::{Seen, Sight, families, labels, lists, networks};
use crate::extract::cues::Cues;
use crate::extract::document::{Kind, slice};
use crate::extract::names;
use crate::extract::reading::{Line, Reading};
use crate::extract::sections::{Section, fold, named};
use crate::profile::Via;
use crate::taxonomy::{Prose, Skill};

/// The longest such line.
const LINE_BYTES: usize = 300;

/// The fewest technologies of a line with a label, and of one without.
const LABELED: usize = 3;
const BARE: usize = 4;

/// The fewest of them that are tools and no fields of work.
const TOOLS: usize = 2;

/// The most words of a term.
const TERM_WORDS: usize = 4;

/// Words of labels for what somebody has left, or never took up.
static DENIED: Cues = Cues::caseless(&[
    "don't",
    "don’t",
    "do not",
    "not ",
    "never",
    "avoid",
    "hate",
    "without",
    "dislike",
    "no longer",
    "ex-",
    "people",
    "friends",
    "family",
    "pets",
    "kids",
    "clients",
    "customers",
    "employer",
]);

/// Labels of what somebody is learning.
static LEARNED: Cues = Cues::caseless(&["learn", "next", "want", "wish", "curious", "explor"]);

/// Reads the technologies of a block's lines that name little else.
pub(super) fn read<'t>(reading: &Reading<'t>, index: usize, via: Via, seen: &mut Seen<'t>) {
    let Some(block) = reading.document.blocks.get(index) else {
        return;
    };
    if matches!(block.kind, Kind::Heading(_)) || !block.links.is_empty() {
        return;
    }
    // Nodes of drawn graphs have single letters for names.
    let graph = block.kind == Kind::Code;
    for line in reading.lines_of(index) {
        if line.text.len() > LINE_BYTES || !is_row(line.text) {
            continue;
        }
        let (said, technologies) = technologies(reading, line);
        // Between sentences a list is more than one of them.
        let via = said.unwrap_or(if via == Via::Prose { Via::List } else { via });
        for (term, skill, of_family) in technologies
            .into_iter()
            .filter(|(term, ..)| !graph || term.len() > 1)
        {
            let span = reading.span(index, &line.within(&term));
            if of_family {
                seen.members.push(span.clone());
            }
            seen.known(reading, skill, Sight { span, via });
        }
    }
}

/// Says whether a line has the signs of a list, and not so many words between them as sentences have.
fn is_row(text: &str) -> bool {
    let plain = |byte: &u8| matches!(byte, b',' | b'/' | b'|' | b'+' | b'&' | b'(' | b';' | b'`');
    let dots = (!text.is_ascii()).then(|| text.matches(['·', '•']).count());
    let signs = text.bytes().filter(plain).count() + dots.unwrap_or_default();
    signs > 1 && text.bytes().filter(|byte| *byte == b' ').count() <= LABEL_WORDS + TERM_WORDS * (signs + 1)
}

/// The most words of a label.
const LABEL_WORDS: usize = 8;

/// Where a technology stands, which it is, and whether it is called by its own word alone behind its family.
type Term<'t> = (Range<usize>, &'t Skill, bool);

/// The technologies of a line, if it names little else, and what its label says of them.
fn technologies<'t>(reading: &Reading<'t>, line: &Line<'_>) -> (Option<Via>, Vec<Term<'t>>) {
    let start = labels::end(line).max(line.bold_end.filter(|end| *end < line.text.len()).unwrap_or(0));
    let label = names::bare(slice(line.text, 0..start));
    let said = LEARNED.are_in(label).then_some(Via::Learning);
    let of_skills = label.is_empty()
        || matches!(
            named(label),
            None | Some(Section::Skills | Section::Learning | Section::About)
        );
    if !of_skills || DENIED.are_in(label) {
        return (None, Vec::new());
    }
    let terms = lists::terms(line);
    let terms = terms
        .into_iter()
        .map(|term| term.start.max(start)..term.end.max(start))
        .map(|term| lists::trimmed(line.text, term))
        .filter(|term| !term.is_empty());
    let mut found = Vec::new();
    let mut count = 0;
    // A sentence gives itself away by its first words.
    for term in terms {
        count += 1;
        let word = slice(line.text, term.clone());
        let plain = reading.taxonomy.skill_named(word);
        let member = families::member(reading, line, &term, plain);
        let known = member.or(plain).filter(|_| !networks::is_social(&fold(word)));
        found.extend(known.map(|skill| (term.clone(), skill, member.is_some())));
        if word.split_ascii_whitespace().count() > TERM_WORDS || count > (found.len() + 1) * 2 {
            return (None, Vec::new());
        }
    }
    let fewest = if label.is_empty() { BARE } else { LABELED };
    // Fields of work, one beside the other, are what somebody likes as often.
    let tools = found.iter().filter(|(_, skill, _)| skill.prose != Prose::Talk);
    if found.len() < fewest || tools.count() < TOOLS || found.len() * 4 < count * 3 {
        found.clear();
    }
    (said, found)
}

#[cfg(test)]
mod tests {
    use crate::extract::skills::tests::check_names as check;

    #[test]
    fn a_line_can_be_nothing_but_technologies() {
        check("i know: zig, odin, c", &["Zig", "Odin", "C"]);
        check("**infra:** consul, nomad, packer", &["Consul", "Nomad", "Packer"]);
        check("**Tools** go, bash, nix, helm", &["Go", "Bash", "Nix", "Helm"]);
        check("- go / helm / nomad / chef", &["Go", "Helm", "Nomad", "Chef"]);
        check(
            "```yaml\nDesign: Kotlin · MVVM · Repository Pattern · SOLID\n```",
            &["Kotlin", "MVVM", "Repository Pattern", "SOLID"],
        );
        check("Fields: Compilers, Operating Systems, Clean Code", &[]);
    }

    #[test]
    fn everyday_words_alone_are_none() {
        check("i like: salt, spring, coffee, my cat, crystal", &[]);
        check("what i don't use: spring, chef, salt", &[]);
        check("my pets: julia, ruby, crystal", &[]);
        check("hobbies: chess, go, dash", &[]);
        check("go, dash, ray", &[]);
    }
}
