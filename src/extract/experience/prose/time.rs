//! Whether the words before an employer speak of work, and of work that goes on.

use super::came::{came, is_mine};
use super::career::{
    begins_abroad, begins_career, begins_there, has_clients, is_hired, is_somewhere, runs_own, takes_post,
    was_in_team,
};
use super::cue::Cue;
use super::employer::is_academic;
use super::title::{is_of_founder, is_whole_title, title_before};
use super::verbs::{begins_at_work, ends_at_being, ends_at_work, is_field, without_length, works_abroad};
use crate::extract::cues::Cues;
use crate::extract::dates::{self, Period};
use crate::extract::document::slice;
use crate::extract::titles;
use crate::profile::{DateEnd, PartialDate};

/// What a sentence says of the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    Present,
    Past,
}

impl Time {
    /// Returns the end of a role that goes on; when others ended, sentences do not say.
    pub(super) fn end(self) -> Option<DateEnd> {
        (self == Self::Present).then_some(DateEnd::Present)
    }
}

/// Returns when a sentence says that the work began and ended: "Since 2019, I have worked at Acme", "In 2019, I joined
/// Acme", "I worked at Acme from 2019 to 2021".
pub(super) fn held(
    clause: &str,
    behind: &str,
    cue: Cue,
    time: Time,
) -> (Option<PartialDate>, Option<DateEnd>) {
    let comes = begins_there(clause, cue);
    if let Some(period) = told_period(behind, cue, comes) {
        return (period.start, period.end);
    }
    let begins = clause.trim_start().trim_start_matches(['-', '*', ' ']);
    let since = ["Since ", "since ", "Depuis ", "Seit ", "Desde "]
        .iter()
        .any(|word| begins.starts_with(word));
    let from = ["From ", "from ", "Between "]
        .iter()
        .any(|word| begins.starts_with(word));
    let abroad = matches!(cue, Cue::Chez | Cue::Na) && comes;
    if since
        || from
        || abroad
        || comes
            && ["In ", "On ", "in ", "I left in "]
                .iter()
                .any(|word| begins.starts_with(word))
    {
        let period = dates::first(begins);
        let end = period.as_ref().and_then(|period| period.end).filter(|_| from);
        let start = period.and_then(|period| period.start);
        let end = if since {
            Some(DateEnd::Present)
        } else {
            end.or(time.end())
        };
        if start.is_some() {
            return (start, end);
        }
    }
    (None, time.end())
}

/// "… from 2012 to 2016", "… since 2019", and behind "joined Acme" the year alone: when a sentence says that it was.
fn told_period(behind: &str, cue: Cue, comes: bool) -> Option<Period> {
    let clause = slice(
        behind,
        0..behind.find(['.', ';', '!', '\n']).unwrap_or(behind.len()),
    );
    let period = dates::first(clause).filter(|period| period.range.start <= TOLD_BYTES)?;
    // The word that leads to a date may be read as a part of it.
    let dated = slice(clause, period.range.clone());
    let led = slice(clause, 0..period.range.start).trim_end();
    let leads = |words: &[&str]| {
        let first = dated.split(' ').next();
        let last = led.rsplit(' ').next();
        first.into_iter().chain(last).any(|word| words.contains(&word))
    };
    // "… Acme as head of looms, and I've been at Bolt since 2022" tells of another.
    if [", and I", " and I "].iter().any(|turn| led.contains(turn)) {
        return None;
    }
    let near = cue == Cue::Joined || comes && !led.contains([',', '(']);
    let begins = near && leads(&["in", "since", "en", "im", "em"]);
    let since = &["since", "depuis", "seit", "desde"];
    let whole = period.end.is_some() && (leads(&["from", "between", "during"]) || leads(since));
    (begins || whole).then_some(period)
}

/// How far behind an employer, in bytes, a period tells of the work there.
const TOLD_BYTES: usize = 60;

/// Words of study and of talks: what follows "at" employs nobody.
static ELSEWHERE: Cues = Cues::caseless(&[
    "stud",
    "degree",
    "bsc",
    "msc",
    "master",
    "bachelor",
    "phd",
    "b.tech",
    "graduat",
    "enrolled",
    "pursuing",
    "speak",
    "talk",
    "look at",
    "contact",
    "find me",
    "reach",
    "read more",
    "course",
    "undergrad",
    "doctora",
    "diploma",
    "ph.d",
    "b.sc",
    "m.sc",
    "majored",
    "majoring",
    "looking for",
    "seeking ",
]);

/// "During graduate school I was a weaver": says whether a clause ends with what its writer was, whatever the time of it.
fn was_somebody(clause: &str) -> bool {
    let turns = [" I was a", " I am a", " I'm a", " I’m a", " I worked as a"];
    let last = turns.iter().filter_map(|turn| clause.rfind(turn)).max();
    let told = last.map_or("", |at| slice(clause, at..clause.len()));
    !ELSEWHERE.are_in(told) && title_before(told).is_some_and(|title| told.trim_end().ends_with(title))
}

/// Words with which a sentence turns to somebody else.
static OTHERS: Cues = Cues::caseless(&[
    "married",
    "my wife",
    "my husband",
    "my friend",
    "my brother",
    "my sister",
    "my son",
    "my father",
]);

/// Says whether words turn to somebody else than the writer.
pub(super) fn is_about_others(words: &str) -> bool {
    OTHERS.are_in(words)
}

/// Words of work that is over.
static PAST: Cues = Cues::caseless(&[
    "former",
    "previous",
    "used to",
    "was ",
    "were ",
    "worked",
    " ex ",
    " ex-",
    "past ",
    "before that",
    "before this",
    "earlier",
    "interned",
    "prev.",
    "früher",
    "ehemals",
    "arbeitete",
    "travaillé",
    "travaillais",
    "trabajé",
    "trabajaba",
    "trabalhei",
    "trabalhava",
    "lavorato",
    "war ich",
    "ich war",
    "former li",
    "before:",
    "started as ",
    "began as ",
    "started out",
    "my apprenticeship",
    "my traineeship",
    "my placement",
    "previous li",
    "past li",
    "ancien",
    "i built",
    "i led",
    "did research",
    "recent experience",
    "until recently",
    "my career",
    "during my internship",
    "did an internship",
    "did my internship",
    "completed an internship",
    "completed my internship",
    "summer internship",
]);

/// Words of a time that somebody worked somewhere: "I spent four years".
static SPENT: Cues = Cues::caseless(&[" spent ", "i've spent ", "i’ve spent "]);

/// Words of work that goes on.
static WORK: Cues = Cues::caseless(&[
    "i work",
    "working",
    "currently",
    "employed",
    "engineering at",
    "building",
    "leading",
    "now at",
    "i'm at",
    "i am at",
    "interning",
    "internship",
    "day job",
    "my job",
    "engineer",
    "developer",
    "i do ",
    "i help ",
    "i manage ",
    "i develop ",
    "i design ",
    "core team",
    "these days",
    "my days",
    "i build ",
    "i lead ",
    "i head ",
    "i oversee ",
    "i direct ",
    "i architect ",
]);

/// "I'm on the Looms team": the part of an employer in which the writer works.
fn is_in_team(clause: &str) -> bool {
    let last = clause.trim_end().rsplit(' ').next().unwrap_or_default();
    MYSELF.are_in(clause) && matches!(last, "team" | "group" | "department" | "division" | "org")
}

/// "Working student": a position, and no study.
fn is_of_working_student(clause: &str) -> bool {
    static POSITIONS: Cues = Cues::caseless(&["working student", "student developer", "werkstudent"]);
    POSITIONS.are_in(clause)
}

/// "After four years": a time that was spent somewhere.
pub(super) fn is_length(clause: &str) -> bool {
    let mut words = clause.trim_end().rsplit(' ');
    matches!(words.next(), Some("years" | "year" | "yrs" | "months")) && words.next().is_some()
}

/// Words with which the writer says who they are.
static MYSELF: Cues = Cues::caseless(&["i'm ", "i’m ", "i am ", "i was ", "my name", "myself"]);

static WORKED: Cues = Cues::caseless(&["worked", "consulted", "contracted", "freelanced"]);

/// Words of work for others: "I've helped companies such as Acme and Bolt".
static HELPED: Cues = Cues::caseless(&[
    "helped",
    "consulted",
    "experience at",
    "experience with",
    "served",
    "my clients",
    "my employers",
]);

/// Words of a career that several employers make up: "ten years of systems across Acme and Bolt".
static CAREER: Cues = Cues::caseless(&["years building", "experience", "systems", "years of"]);
static YEARS: Cues = Cues::caseless(&["year", "systems"]);

/// "I work as an engineer".
pub(super) fn works_as(clause: &str) -> bool {
    let lower = clause.to_lowercase();
    let works = ["work as ", "working as ", "employed as "]
        .iter()
        .any(|words| lower.contains(words));
    works && title_before(clause).is_some()
}

/// Says whether a clause ends with "I work" or "working".
pub(super) fn works_now(clause: &str) -> bool {
    let lower = clause.trim_end().to_lowercase();
    ["i work", "i currently work", "working"]
        .iter()
        .any(|words| lower.ends_with(words))
}

/// Decides the same of a clause before "at" that does not say that the work is over.
fn time_at(clause: &str) -> Option<Time> {
    let last = clause.rsplit([',', '·', '|']).next().unwrap_or(clause);
    // "(PhD, now at Acme)" is about somebody else.
    let now = last.trim() == "Now" || ends_at_being(clause);
    if is_length(clause) {
        return Some(Time::Past);
    }
    let works = || WORK.are_in(clause) || begins_at_work(clause);
    (titles::is_title(last) || now || works() || is_field(clause) || is_in_team(clause))
        .then_some(Time::Present)
}

/// Says whether a clause tells of work that is over, or of how it began.
fn is_past(clause: &str) -> bool {
    let spent = || clause.ends_with("I was") || SPENT.are_in(clause) && YEARS.are_in(clause);
    PAST.are_in(clause) || spent() || begins_career(clause) || begins_abroad(clause)
}

/// Decides whether the clause before a cue speaks of the writer's work, and of when.
pub(super) fn time_of(clause: &str, cue: Cue) -> Option<Time> {
    if is_about_others(clause) {
        return None;
    }
    if cue == Cue::Previously {
        return Some(Time::Past);
    }
    if cue == Cue::Former {
        let mine = ["My", "my"].iter().any(|word| clause.ends_with(word));
        return (mine || !clause.ends_with(char::is_alphanumeric)).then_some(Time::Past);
    }
    // "After my degree I joined Acme" is clear, whatever stands before it.
    let began = matches!(cue, Cue::Joined | Cue::Founded | Cue::Moved);
    let employed = || is_academic(clause) || is_of_working_student(clause) || clause.ends_with("I worked");
    // "I write and speak, currently in developer relations at Acme": what comes last tells.
    let told = clause.rsplit_once(", ").map_or(clause, |(_, last)| last);
    let near = if WORK.are_in(told) { told } else { clause };
    if !began && ELSEWHERE.are_in(near) && !employed() && !was_somebody(clause) {
        return None;
    }
    let past = || is_past(clause);
    let told = || if past() { Time::Past } else { Time::Present };
    let worked = || WORKED.are_in(clause);
    match cue {
        Cue::At | Cue::With | Cue::For if takes_post(clause) || was_in_team(clause) => Some(Time::Past),
        Cue::Of if !MYSELF.are_in(clause) && clause.trim().contains(' ') && !is_of_founder(clause) => None,
        Cue::At | Cue::Sign | Cue::Of if past() => Some(Time::Past),
        Cue::In => works_now(clause).then_some(Time::Present),
        Cue::Within | Cue::On => title_before(clause).is_some().then(told),
        Cue::By if is_hired(clause) => Some(Time::Past),
        Cue::By | Cue::Na => Some(told()),
        Cue::Left => is_mine(clause).then_some(Time::Past),
        Cue::Chez => {
            let told_of = without_length(clause);
            let was = told_of.ends_with("war ich") || told_of.ends_with("ich war");
            (was || begins_abroad(clause) || works_abroad(told_of) || titles::is_title(clause)).then(told)
        }
        Cue::Own => runs_own(clause).then(told),
        Cue::Of | Cue::Run => Some(Time::Present),
        Cue::At if is_somewhere(clause) => Some(Time::Present),
        Cue::At | Cue::Sign => time_at(clause),
        Cue::Across => (CAREER.are_in(clause) && YEARS.are_in(clause)).then_some(Time::Past),
        Cue::Joined | Cue::Founded | Cue::Moved => {
            let last = clause.rsplit([',', '\n']).next().unwrap_or(clause);
            let came = || cue != Cue::Joined && came(clause);
            (is_mine(last) || came()).then_some(Time::Past)
        }
        Cue::With if worked() && past() => Some(Time::Past),
        Cue::With => {
            (works_as(clause) || is_whole_title(clause) || works_now(clause)).then_some(Time::Present)
        }
        Cue::For if worked() => Some(Time::Past),
        Cue::For => {
            let titled = works_as(clause) || is_whole_title(clause);
            let works = works_now(clause) || ends_at_work(clause);
            (works || titled).then_some(Time::Present)
        }
        Cue::Ran => Some(Time::Past),
        Cue::Such => {
            (worked() || past() || HELPED.are_in(clause) || has_clients(clause)).then_some(Time::Past)
        }
        Cue::Former | Cue::Previously => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_say_when_the_work_was() {
        use Time::{Past, Present};
        let held = |clause: &str, behind: &str, cue, time| {
            let (start, end) = held(clause, behind, cue, time);
            let end = match end {
                Some(DateEnd::On(date)) => date.to_string(),
                Some(DateEnd::Present) => "now".to_owned(),
                None => "?".to_owned(),
            };
            format!("{}–{end}", start.map_or("?".to_owned(), |date| date.to_string()))
        };
        assert_eq!(held("Since 2019, I have worked", ".", Cue::At, Past), "2019–now");
        assert_eq!(held("In 2019, I", " as a weaver", Cue::Joined, Past), "2019–?");
        assert_eq!(held("I", " in 2019 as a weaver", Cue::Joined, Past), "2019–?");
        assert_eq!(
            held("I", " in May 2019 as a weaver", Cue::Joined, Past),
            "2019-05–?"
        );
        assert_eq!(
            held("From 2015 to 2019 I worked", ".", Cue::At, Past),
            "2015–2019"
        );
        assert_eq!(
            held("I worked", " from 2015 to 2019.", Cue::At, Past),
            "2015–2019"
        );
        assert_eq!(held("Weaver", " since May 2020", Cue::At, Present), "2020-05–now");
        assert_eq!(held("I worked", ". I weave since 2020.", Cue::At, Past), "?–?");
        assert_eq!(
            held("I work", ", and from 2012 at Vintrel", Cue::At, Present),
            "2012–now"
        );
    }

    #[test]
    fn a_clause_speaks_of_the_writers_work_or_does_not() {
        use Time::{Past, Present};
        for (clause, cue, expected) in [
            ("I work", Cue::At, Some(Present)),
            ("Senior Engineer", Cue::Sign, Some(Present)),
            ("Based in Bremen, Developer", Cue::At, Some(Present)),
            ("I used to be an engineer", Cue::At, Some(Past)),
            ("Formerly", Cue::Sign, Some(Past)),
            ("🧶 Shipping looms", Cue::At, Some(Present)),
            ("The art of Shipping looms", Cue::At, None),
            ("Working Student", Cue::At, Some(Present)),
            ("I have a cat", Cue::At, None),
            ("Find me", Cue::At, None),
            ("I study engineering", Cue::At, None),
            ("I graduated and was a researcher", Cue::At, Some(Past)),
            ("My wife works as an engineer", Cue::At, None),
            ("Engineer, ", Cue::Former, Some(Past)),
            ("a reg", Cue::Former, None),
            ("Married to Bo, ", Cue::Former, None),
            ("Ten years building systems", Cue::Across, Some(Past)),
            ("I travelled", Cue::Across, None),
            ("In 2020, I then", Cue::Joined, Some(Past)),
            ("In 2020 I", Cue::Joined, Some(Past)),
            ("2020:", Cue::Joined, Some(Past)),
            ("I spent four years", Cue::At, Some(Past)),
            ("I spent a day", Cue::At, None),
            ("I started my career", Cue::At, Some(Past)),
            ("My brother", Cue::Joined, None),
            ("The two rivers are", Cue::Joined, None),
            ("I am", Cue::By, Some(Present)),
            ("I'm on the Looms team", Cue::At, Some(Present)),
            ("The team", Cue::At, None),
            ("I", Cue::Left, Some(Past)),
            ("The weavers", Cue::Left, None),
            ("I consult", Cue::For, Some(Present)),
            ("I've helped companies", Cue::Such, Some(Past)),
            ("I like companies", Cue::Such, None),
            ("I worked", Cue::With, Some(Past)),
            ("I play", Cue::With, None),
            ("I worked", Cue::For, Some(Past)),
            ("I am working ", Cue::For, Some(Present)),
            ("I look", Cue::For, None),
            ("I am Ada, founder", Cue::Of, Some(Present)),
            ("Founder", Cue::Of, Some(Present)),
            ("Bo, now CTO", Cue::Of, None),
        ] {
            assert_eq!(time_of(clause, cue), expected, "{clause} ({cue:?})");
        }
    }

    #[test]
    fn a_position_during_ones_studies_is_work() {
        for (clause, expected) in [
            ("During graduate school I was a weaving intern", Some(Time::Past)),
            (
                "While doing my masters, I worked as a loom developer",
                Some(Time::Past),
            ),
            ("During my masters I was a PhD student", None),
            ("During graduate school I was happy", None),
            ("I also completed my undergraduate", None),
            ("I head up the looms team", Some(Time::Present)),
            ("I did an internship", Some(Time::Past)),
            ("Looking for an internship", None),
            ("I'm doing an internship", Some(Time::Present)),
        ] {
            assert_eq!(time_of(clause, Cue::At), expected, "{clause}");
        }
    }
}
