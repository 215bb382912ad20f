//! How sentences tell of a career: where it began, who hired its writer, whose clients they had, what they did there.

use super::cue::Cue;
use crate::extract::cues::Cues;
use crate::extract::document::slice;

/// "I started", "My career began", "I ended up": says whether a clause ends with how somebody came to an employer.
pub(super) fn begins_career(clause: &str) -> bool {
    static BEGUN: Cues = Cues::caseless(&[
        "i started",
        "i began",
        "i started out",
        "career began",
        "career started",
        "my career",
        "my teeth",
        "my start",
        "the ropes",
        "my craft",
        "ended up",
        "wound up",
        "landed",
        "landed a job",
    ]);
    let ends = |(at, words): (usize, &str)| at + words.len() == clause.trim_end().len();
    BEGUN.all_in(clause).any(ends)
}

/// "J'ai commencé ma carrière", "Angefangen habe ich 2011": the same in other languages, anywhere in a clause.
pub(super) fn begins_abroad(clause: &str) -> bool {
    static BEGUN: Cues = Cues::caseless(&[
        "angefangen",
        "begonnen",
        "gestartet",
        "commencé",
        "débuté",
        "empecé",
        "comencé",
        "comecei",
        "iniziato",
        "cominciato",
        "började",
        "begon ",
    ]);
    BEGUN.are_in(clause)
}

/// "Nowadays I'm", "I am": says whether a clause ends with being somewhere, which may be a meeting as well.
pub(super) fn is_somewhere(clause: &str) -> bool {
    ["I'm", "I’m", "I am"].iter().any(|being| clause.ends_with(being))
}

/// "I now run", "In 2019 I started": says whether a clause before "my own studio" tells that there is one.
pub(super) fn runs_own(clause: &str) -> bool {
    let mut words = clause.trim_end().rsplit(' ');
    let runs = [
        "run", "ran", "running", "started", "founded", "opened", "lead", "own", "operate", "launched", "have",
    ];
    let verb = words.next().is_some_and(|verb| runs.contains(&verb));
    let me = |word: &str| matches!(word, "I" | "I've" | "I’ve" | "I'm" | "I’m");
    verb && words.take(2).any(me)
}

/// "In 2019 I took up the post of Web Manager": says whether a clause tells which work somebody began.
pub(super) fn takes_post(clause: &str) -> bool {
    static TAKEN: Cues = Cues::caseless(&[
        "i took up the post of ",
        "i took up the role of ",
        "i took up the position of ",
        "i took up a post as ",
        "i took up a role as ",
        "i took up a position as ",
        "i took on the role of ",
        "i took on a role as ",
        "i accepted the post of ",
        "i accepted a post as ",
        "i accepted a role as ",
        "i accepted a position as ",
        "i was appointed ",
    ]);
    TAKEN.are_in(clause)
}

/// "I was part of the web team": says whether a clause ends with a team in which somebody was.
pub(super) fn was_in_team(clause: &str) -> bool {
    const BEING: [&str; 6] = [
        "I was part of the ",
        "I was a part of the ",
        "I was a member of the ",
        "I was on the ",
        "I was in the ",
        "I led the ",
    ];
    let last = clause.trim_end().rsplit(' ').next().unwrap_or_default();
    matches!(last, "team" | "group" | "department" | "division" | "lab")
        && BEING.iter().any(|words| clause.contains(words))
}

/// "I was hired", "recruited": says whether a clause before "by" tells of coming to an employer.
pub(super) fn is_hired(clause: &str) -> bool {
    let clause = clause.trim_end();
    let mine = ["I was ", "I got ", "I’ve been ", "I've been ", "i was "]
        .iter()
        .any(|words| clause.contains(words));
    let hired = ["hired", "recruited", "headhunted", "head-hunted", "poached"]
        .iter()
        .any(|verb| clause.ends_with(verb));
    hired && (mine || !clause.contains(' '))
}

/// Says whether a clause tells how the work at the employer behind it began, so that a date there is that of the beginning.
pub(super) fn begins_there(clause: &str, cue: Cue) -> bool {
    match cue {
        Cue::Joined | Cue::Founded | Cue::Moved => true,
        _ if takes_post(clause) => true,
        Cue::By => is_hired(clause),
        Cue::At => begins_career(clause),
        Cue::Chez | Cue::Na => begins_abroad(clause),
        _ => false,
    }
}

/// "My clients", "Selected clients have": says whether a clause before "include" is about the writer's clients.
pub(in crate::extract::experience) fn has_clients(clause: &str) -> bool {
    const KINDS: &[&str] = &[
        "some",
        "of",
        "my",
        "past",
        "previous",
        "selected",
        "notable",
        "recent",
        "freelance",
        "former",
        "current",
        "key",
        "major",
        "consulting",
        "have",
        "other",
        "prior",
    ];
    let mut words = clause
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut found = false;
    words.all(|word| {
        let client = word.eq_ignore_ascii_case("clients") || word.eq_ignore_ascii_case("customers");
        found |= client;
        client || KINDS.iter().any(|kind| kind.eq_ignore_ascii_case(word))
    }) && found
}

/// "I moved to Acme, where I built looms": says whether words go on with what somebody did at an employer.
pub(super) fn is_worked_at(behind: &str) -> bool {
    const DID: &[&str] = &[
        "built",
        "build",
        "led",
        "lead",
        "work",
        "worked",
        "ran",
        "run",
        "designed",
        "design",
        "developed",
        "develop",
        "maintained",
        "maintain",
        "wrote",
        "write",
        "headed",
        "head",
        "managed",
        "manage",
        "helped",
        "help",
        "owned",
        "own",
        "shipped",
        "architected",
        "launched",
        "became",
        "oversaw",
        "oversee",
    ];
    let Some(did) = there(behind) else { return false };
    let mut words = did
        .split(' ')
        .filter(|word| !matches!(*word, "now" | "also" | "currently" | "still" | "later" | "first"));
    words.next().is_some_and(|verb| DID.contains(&verb))
}

/// ", where I now lead the team": says whether words tell that the work at an employer goes on.
pub(super) fn goes_on_there(behind: &str) -> bool {
    const NOW: &[&str] = &[
        "now ",
        "currently ",
        "still ",
        "lead ",
        "work ",
        "run ",
        "build ",
        "manage ",
        "head ",
        "help ",
        "am ",
        "have been ",
        "design ",
        "maintain ",
        "develop ",
    ];
    there(behind).is_some_and(|did| NOW.iter().any(|words| did.starts_with(words)))
}

/// What the writer did "where I" follows an employer.
fn there(behind: &str) -> Option<&str> {
    let behind = behind.trim_start_matches(['*', '_', '`', ']', ')']);
    let near = slice(behind, 0..behind.floor_char_boundary(ASIDE_BYTES));
    let at = near.find("where I ")?;
    let aside = slice(near, 0..at);
    let led = aside.ends_with(", ") || aside == " ";
    (led && !aside.contains(['.', ';', '(', '!'])).then(|| slice(behind, at + "where I ".len()..behind.len()))
}

/// The most bytes between an employer and what was done there: ", a small studio, where I …".
const ASIDE_BYTES: usize = 60;

/// "I left Acme to join Bolt": says whether words tell for which work somebody left.
pub(super) fn is_left_for_work(behind: &str) -> bool {
    let behind = behind.trim_start_matches(['*', '_', '`', ']']);
    [
        " to co-found ",
        " to found ",
        " to join ",
        " to work ",
        " to start ",
        " to lead ",
    ]
    .iter()
    .any(|words| behind.starts_with(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_career_begins_somewhere() {
        assert!(begins_career("Long ago I started"));
        assert!(begins_career("My career began "));
        assert!(!begins_career("I started programming"));
        assert!(begins_there("I was hired", Cue::By));
        assert!(!begins_there("Ada was hired", Cue::By));
    }

    #[test]
    fn clients_are_the_writers() {
        assert!(has_clients("Some of my past clients"));
        assert!(has_clients("Selected clients have"));
        assert!(!has_clients("Clients of this library"));
        assert!(!has_clients("My looms"));
    }

    #[test]
    fn work_is_done_where_somebody_came_to() {
        assert!(is_worked_at(", where I built looms"));
        assert!(is_worked_at(", a small mill, where I now lead the weavers"));
        assert!(!is_worked_at(", where I grew up"));
        assert!(!is_worked_at(", where I live. There I built looms"));
        assert!(goes_on_there(", where I now lead the weavers"));
        assert!(!goes_on_there(", where I led the weavers"));
    }
}
