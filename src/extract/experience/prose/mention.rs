//! Employers in the middle of sentences: "I work at Acme", "ex-Acme", "ten years of systems across Acme, Bolt and Crate".

use std::cell::LazyCell;
use std::ops::Range;

use super::anchor::{anchored, is_set, is_struck, linked_at, struck_until};
use super::as_title::title_after;
use super::behind::{
    bracket_title, called, goes_on, is_explained, is_moved_to_work, is_time_or_part, is_whole, period_behind,
    without_aside, without_place,
};
use super::career::{
    goes_on_there, is_hired, is_left_for_work, is_somewhere, is_worked_at, takes_post, was_in_team,
};
use super::clause::{behind_earlier, is_of_another, last_clause};
use super::cue::{Cue, SIGNS, led};
use super::employer::{
    is_academic, is_honor, is_no_employer, is_school, is_service, login_at, name_at, site_at,
};
use super::name::{with_partner, without_possessed, without_title, without_town};
use super::time::{Time, held, time_of, works_as, works_now};
use super::title::{ends_with_small_title, is_whole_title, small_title, title_before};
use super::verbs::{
    ends_at_being, ends_at_work, interns, is_field, is_internship, works_abroad, works_abroad_as,
};
use crate::extract::cues::Cues;
use crate::extract::dates::Period;
use crate::extract::document::slice;
use crate::extract::education::is_degree;
use crate::extract::experience::Role;
use crate::extract::experience::joined::ends_with_form;
use crate::extract::reading::{Line, Reading};
use crate::extract::{names, places, titles};
use crate::profile::{DateEnd, PartialDate};

/// The most employers in one list.
const LISTED: usize = 8;

/// The words behind an employer, and no more of them than a rule looks at.
fn behind(text: &str, at: usize) -> &str {
    slice(text, at..text.floor_char_boundary(at + BEHIND_BYTES))
}

const BEHIND_BYTES: usize = 300;

/// Reads the employers that a line names; those of a list share the title where it is over.
pub(super) fn roles(reading: &Reading<'_>, line: &Line<'_>) -> Vec<Role> {
    let mut roles = Vec::new();
    let text = line.text;
    for (cue, range) in Cue::all_in(text) {
        if !cue.may_lead_to_name(slice(text, range.end..text.len())) {
            continue;
        }
        let before = before(reading, line, cue, &range);
        if is_of_something_else(cue, before, slice(text, range.end..text.len())) {
            continue;
        }
        let clause = last_clause(before);
        let other = is_of_degree(cue, clause) || is_of_another(before);
        let Some(time) = time_of(clause, cue).filter(|_| !other) else {
            continue;
        };
        let title = LazyCell::new(|| {
            let login = || small_title(clause).filter(|_| cue == Cue::Sign);
            let abroad = || works_abroad_as(clause).filter(|_| matches!(cue, Cue::Na));
            title_before(behind_earlier(clause))
                .or_else(login)
                .or_else(abroad)
        });
        let said = Said {
            academic: is_academic(clause) || was_in_team(clause),
            stated: states_work(cue, clause, || *title),
            titled: matches!(cue, Cue::At | Cue::Sign) && ends_with_title(clause, *title),
        };
        let mut employers = employers(reading, line, range.end, cue, said);
        employers.retain(|(employer, _)| is_told(cue, clause, slice(text, employer.end..text.len())));
        // "Two years of experience at Acme and Bolt" tells of all of them.
        let founds = (*title).is_some_and(|title| title.contains("ounder"));
        if time == Time::Present && !founds && !clause.trim_end().ends_with("experience") {
            employers.truncate(1);
        }
        for (number, (employer, period)) in employers.into_iter().enumerate() {
            let behind = behind(text, employer.end);
            // "Engineer, ex-Acme": the title is that of today.
            let before = (*title).filter(|title| !cue.is_over() && !is_internship(title));
            // "as an engineer for Acme and for Bolt as an analyst"
            let before = before.filter(|_| !clause.trim_end().ends_with(" and"));
            let beside = before
                .filter(|_| roles.is_empty() || matches!(cue, Cue::At | Cue::For) || said.titled)
                .or_else(|| title_after(behind))
                .or_else(|| former_title(behind).filter(|_| cue == Cue::Former))
                .filter(|_| number == 0 || founds || said.titled && time == Time::Past);
            let title = bracket_title(behind)
                .or(beside)
                .or_else(|| cue.title(slice(text, range.clone())))
                .or_else(|| (number == 0 && interns(clause)).then_some("Intern"));
            // Of several employers the first has the time that follows.
            let told = if number == 0 { behind } else { "" };
            let held = match &period {
                Some(period) => (period.start, period.end),
                None if is_struck(reading, line, &employer) => (held(clause, told, cue, time).0, None),
                None => still_held(held(clause, told, cue, time), cue, behind),
            };
            roles.push(super::role(reading, line, &employer, title, held));
        }
    }
    roles
}

/// The words before a cue that tell of the employer behind it.
fn before<'t>(reading: &Reading<'_>, line: &Line<'t>, cue: Cue, range: &Range<usize>) -> &'t str {
    let title_end = range.end.saturating_sub(" of ".len());
    let end = if cue == Cue::Of { title_end } else { range.start };
    let start = end - led(line.text, end).len();
    slice(line.text, start.max(struck_until(reading, line, end))..end)
}

/// "I joined Acme, where I now lead the team": work that goes on, though it began in the past.
fn still_held(
    (start, end): (Option<PartialDate>, Option<DateEnd>),
    cue: Cue,
    behind: &str,
) -> (Option<PartialDate>, Option<DateEnd>) {
    let came = end.is_none() && matches!(cue, Cue::Joined | Cue::Moved | Cue::By);
    let still = (came && goes_on_there(behind)).then_some(DateEnd::Present);
    (start, end.or(still))
}

/// Words before "I'm at Acme" where it is no visit.
static NOWADAYS: Cues = Cues::caseless(&["nowadays", "these days", "now i", "currently"]);

/// Words that look back on a career: whoever "was at" a place worked there.
static LOOKING_BACK: Cues = Cues::caseless(&[
    "earlier in my career",
    "earlier, i ",
    "before that",
    "before this",
    "prior to that",
    "prior to this",
    "previously",
    "in a past life",
    "in a former life",
    "in a previous life",
    "in former lives",
    "in past lives",
    "in previous lives",
]);

/// "I was at Acme since 2019" and "I work with Acme as an engineer" tell of employers, without what follows of visits and partners.
fn is_told(cue: Cue, clause: &str, behind: &str) -> bool {
    match cue {
        Cue::At if is_somewhere(clause) => {
            is_time_or_part(behind) || goes_on_there(behind) || NOWADAYS.are_in(clause)
        }
        Cue::At if ends_at_being(clause) => is_time_or_part(behind) || LOOKING_BACK.are_in(clause),
        Cue::With if works_now(clause) => title_after(behind).is_some(),
        // "I worked closely with Ada Quill": so one works with people.
        Cue::With => !clause.trim_end().ends_with("closely"),
        _ => true,
    }
}

/// `MSc Weaving @ Lumora` is a school.
fn is_of_degree(cue: Cue, clause: &str) -> bool {
    cue == Cue::Sign
        && is_degree(clause.split([',', '(']).next().unwrap_or(clause))
        && !is_field(clause)
        && !is_whole_position(clause)
}

/// "Software Engineering Manager": a title with a field that is studied as well, and no student.
fn is_whole_position(clause: &str) -> bool {
    is_whole_title(&clause.replace(" of ", " ")) && !clause.contains("tudent")
}

/// Most words before "in", "by" and "on" speak of something else than an employer.
fn is_of_something_else(cue: Cue, before: &str, behind: &str) -> bool {
    match cue {
        Cue::In => !before.ends_with("ork") && !before.ends_with("orking"),
        Cue::By => !before.ends_with("mployed") && !is_hired(last_clause(before)),
        // "Founder and lead developer of Acme" owns it, "developer of looms" makes them.
        Cue::Of => before.ends_with("eveloper") && !last_clause(before).contains("ounder"),
        Cue::Na => {
            let clause = last_clause(before).rsplit(", ").next().unwrap_or(before);
            let titled = || is_whole_title(&clause.replace(" de ", " ")) || ends_with_small_title(before);
            !works_abroad(before) && !titled() && works_abroad_as(last_clause(before)).is_none()
        }
        // "on Acme's Looms team"
        Cue::On => {
            let mut words = behind.split(' ').take(NEAR_WORDS);
            !words.any(|word| word.ends_with("'s") || word.ends_with("’s"))
        }
        _ => false,
    }
}

/// So many words behind "on" tell whose team it is.
const NEAR_WORDS: usize = 3;

/// What the clause before a cue says of the names behind it.
#[derive(Debug, Clone, Copy)]
struct Said {
    /// The writer teaches or researches, so that schools employ.
    academic: bool,
    /// It states the work, so that any name is an employer.
    stated: Stated,
    /// It ends with a title, so that services and makers of tools employ as well.
    titled: bool,
}

/// Whether a clause states the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stated {
    No,
    /// "I work for": what follows may go on with plain words, and be no name.
    Barely,
    Yes,
}

/// "Co-founder of …", "I work as an engineer for …"; a title alone before "for" may be about the work: "Engineer for Looms".
fn states_work<'t>(cue: Cue, clause: &str, title: impl Fn() -> Option<&'t str>) -> Stated {
    let stated = match cue {
        Cue::Of => is_whole_title(clause) || title().is_some_and(|title| clause.trim_end().ends_with(title)),
        Cue::For => title().is_some() && !is_whole_title(clause),
        Cue::With if takes_post(clause) => true,
        Cue::With => works_as(clause) && ends_with_title(clause, title()),
        Cue::By => true,
        _ => false,
    };
    match cue {
        _ if stated => Stated::Yes,
        Cue::For if ends_at_work(clause) => Stated::Barely,
        _ => Stated::No,
    }
}

/// "… as an engineer", "I interned".
fn ends_with_title(clause: &str, title: Option<&str>) -> bool {
    let clause = clause.trim_end();
    let works = ["interned", "interning", "worked", "working", "work"];
    title.is_some_and(|title| clause.ends_with(title)) || works.iter().any(|word| clause.ends_with(word))
}

/// "ex-Acme Staff Engineer": the words behind the employer, if they are a title and nothing else.
fn former_title(behind: &str) -> Option<&str> {
    let end = behind
        .find(['·', '|', ',', '.', ';', ')', '&', '\n'])
        .unwrap_or(behind.len());
    let title = slice(behind, 0..end).trim();
    (is_whole_title(title) && title.split(' ').count() <= 4).then_some(title)
}

/// Returns the names that follow a cue, with the periods in brackets behind them: capitalized words, in a list where the
/// cue introduces one.
fn employers(
    reading: &Reading<'_>,
    line: &Line<'_>,
    start: usize,
    cue: Cue,
    said: Said,
) -> Vec<(Range<usize>, Option<Period>)> {
    let text = line.text;
    let mut found = Vec::new();
    let whole = slice(text, start..text.len());
    let mut rest = if cue == Cue::At { called(whole) } else { whole };
    while found.len() < LISTED {
        let signed = cue == Cue::Sign || rest.starts_with('@');
        rest = rest.trim_start_matches(SIGNS);
        rest = cue
            .fillers(said.academic)
            .iter()
            .find_map(|filler| rest.strip_prefix(filler))
            .unwrap_or(rest);
        let start = text.len() - rest.len();
        let login = || {
            let led = slice(text, 0..start);
            let at = led.ends_with('@') || led.ends_with("@ ") && said.titled;
            login_at(text, start).filter(|_| signed && at)
        };
        let linked = || {
            linked_at(reading, line, start)
                .filter(|_| cue == Cue::At || cue == Cue::For && said.stated == Stated::Yes)
        };
        let site = || site_at(text, start).filter(|_| said.titled);
        let named = name_at(text, start).or_else(login).or_else(linked);
        let Some(range) = named.or_else(site) else { break };
        let range = anchored(reading, line, &range).unwrap_or(range);
        let alone = found.is_empty() && matches!(cue, Cue::At | Cue::Sign | Cue::For | Cue::Joined);
        let range = with_partner(reading, text, &range, alone).unwrap_or(range);
        let honored = is_honor(slice(text, range.clone()));
        let range = without_title(cue, text, without_possessed(reading, text, range));
        let end = range.end;
        let range = without_town(reading, text, range);
        let led = Led {
            cue,
            said,
            signed,
            listed: !found.is_empty(),
        };
        if honored || !is_employer(reading, line, &range, led) {
            break;
        }
        rest = slice(text, end..text.len()).trim_start_matches(['*', ']', '_', '`']);
        let period = period_behind(rest);
        if let Some((_, length)) = &period {
            rest = slice(rest, *length..rest.len());
        }
        rest = without_place(reading, rest);
        if cue == Cue::At || bracket_title(rest).is_some() {
            rest = without_aside(rest);
        }
        found.push((range, period.map(|(period, _)| period)));
        let Some(next) = next_of_list(rest).filter(|_| cue.lists()) else {
            break;
        };
        rest = called(next);
    }
    if !are_enough(reading, line, cue, &found) {
        found.clear();
    }
    found
}

/// What follows ", ", " and " and the like behind a name.
fn next_of_list(rest: &str) -> Option<&str> {
    [", and ", " and ", ", ", " & "]
        .iter()
        .find_map(|joint| rest.strip_prefix(joint))
}

/// Says whether so many names are a list where a cue leads to one; a single example is one that is known, linked or in bold.
fn are_enough(
    reading: &Reading<'_>,
    line: &Line<'_>,
    cue: Cue,
    found: &[(Range<usize>, Option<Period>)],
) -> bool {
    let sure = |(name, _): &(Range<usize>, Option<Period>)| {
        let known = reading
            .taxonomy
            .company_named(slice(line.text, name.clone()))
            .is_some();
        cue == Cue::Such && (known || is_set(reading, line, name))
    };
    !matches!(cue, Cue::Across | Cue::Such) || found.len() >= 2 || found.first().is_some_and(sure)
}

/// What leads to a name.
#[derive(Debug, Clone, Copy)]
struct Led {
    cue: Cue,
    said: Said,
    /// "@Acme"
    signed: bool,
    /// Other employers stand before it.
    listed: bool,
}

/// Says whether the words at a place name an employer, and no tool, title, place or doubtful thing.
fn is_employer(reading: &Reading<'_>, line: &Line<'_>, range: &Range<usize>, led: Led) -> bool {
    let Led { cue, said, .. } = led;
    let name = slice(line.text, range.clone());
    let behind = behind(line.text, range.end);
    let known = reading.taxonomy.company_named(name).is_some();
    let school = said.academic && is_school(name) || said.titled && is_service(name);
    // "Engineer at Acme, Linux and drivers": services and makers of tools employ where they stand first.
    let maker = said.titled && !led.listed;
    let tool = (!known || cue == Cue::Left) && !maker && reading.taxonomy.skill_named(name).is_some();
    let title = !known && titles::is_title(name);
    let place = !known && cue.leads_to_places() && places::is_place(reading.taxonomy, name);
    let person = cue == Cue::With && !known && behind.starts_with(" at ") && names::is_person(name);
    if tool || title || place || person || is_no_employer(name) && !school {
        return false;
    }
    let sure = match cue {
        Cue::Run | Cue::Ran => is_explained(behind),
        Cue::Left => known && is_whole(behind) || is_left_for_work(behind),
        Cue::Na => is_whole(behind),
        _ if said.stated == Stated::Barely && is_whole(behind) => true,
        _ => said.stated == Stated::Yes || led.signed || known || ends_with_form(name) || led.listed,
    };
    let titled = || {
        matches!(cue, Cue::For | Cue::In | Cue::With | Cue::Moved) && title_after(behind).is_some()
            || cue == Cue::Moved && (is_moved_to_work(behind) || is_worked_at(behind))
    };
    let goes_on = || cue == Cue::Previously && goes_on(reading, line.text, range.end);
    sure || !cue.is_weak() || is_set(reading, line, range) || titled() || goes_on()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    /// The employers, those of today with an exclamation mark.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = read(text, |reading| {
            let lines = reading.blocks().flat_map(|(index, _)| reading.lines_of(index));
            let roles = lines.flat_map(|line| roles(reading, line));
            roles
                .map(|role| {
                    let now = role.position.end == Some(DateEnd::Present);
                    let name = role.position.company.unwrap().name;
                    if now { name + "!" } else { name }
                })
                .collect()
        });
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn an_employer_follows_words_of_work() {
        check("I work at Lumoraq.", &["Lumoraq!"]);
        check(
            "Today I'm a product engineer at lumoraq.io, where I weave.",
            &["lumoraq.io!"],
        );
        check("You can reach me at lumoraq.io.", &[]);
        check("I was Head of Looms at Lumoraq.", &["Lumoraq"]);
        check("Senior Engineer @Lumoraq", &["Lumoraq!"]);
        check(
            "Senior Engineer @ [Lumoraq](https://lumoraq.example)",
            &["Lumoraq!"],
        );
        check("I was an engineer at **Lumoraq**.", &["Lumoraq"]);
        check("I am working for Google.", &["Google!"]);
        check("I worked for [Lumoraq](https://lumoraq.example).", &["Lumoraq"]);
        check("I am Ada, founder of **Lumoraq**.", &["Lumoraq!"]);
        check("Lead Engineer (Looms & Dyes) @ Lumoraq", &["Lumoraq!"]);
        check(
            "I did my Masters at home and am working as a Software Engineer at Lumoraq.",
            &["Lumoraq!"],
        );
        check("In 2020, I joined the Lumoraq team.", &["Lumoraq"]);
        check("On 2021 I joined Lumoraq as **Loom Advocate**.", &["Lumoraq"]);
        check("In May 2021 I joined Lumoraq as a weaver.", &["Lumoraq"]);
        check("I work at Lumoraq, Vintrel and Odd Mills.", &["Lumoraq!"]);
        check(
            "I worked with [Ada Quill](https://quill.example) at Lumoraq.",
            &["Lumoraq"],
        );
    }

    #[test]
    fn former_employers_stand_in_a_list() {
        check(
            "Engineer, ex-Lumoraq, Vintrel & Odd Mills",
            &["Lumoraq", "Vintrel", "Odd Mills"],
        );
        check("Ex Lumoraq and Vintrel", &["Lumoraq", "Vintrel"]);
        check("I worked at Lumoraq, and Vintrel.", &["Lumoraq", "Vintrel"]);
        check(
            "Ten years of systems across Lumoraq, Vintrel, and Odd Mills.",
            &["Lumoraq", "Vintrel", "Odd Mills"],
        );
        check("Ten years of systems across Europe.", &[]);
        check(
            "Storage person — previously Google (2018–2021) and Odd Mills (2013–2018).",
            &["Google", "Odd Mills"],
        );
        check("Formerly Google.", &["Google"]);
        check(
            "Weaving Engineer @Lumoraq, prev Google, Stripe",
            &["Lumoraq!", "Google", "Stripe"],
        );
        check("VP of Engineering @ Lumoraq", &["Lumoraq!"]);
        check("Formerly Lumoraq, Vintrel.", &["Lumoraq", "Vintrel"]);
        check("Formerly Berlin, Paris.", &[]);
        check("I left Google in 2020.", &["Google"]);
        check("Before Google, I wove.", &["Google"]);
        check("I left Germany. Before Docker, I wove.", &[]);
        check("Before joining Lumoraq, I wove.", &["Lumoraq"]);
        check(
            "Over the years I've worked at places like Lumoraq, Vintrel and Orvik.",
            &["Lumoraq", "Vintrel", "Orvik"],
        );
        check("Previously Lumoraq was a mill.", &[]);
        check("ex-CTO", &[]);
        check("A vertex-Lumoraq", &[]);
    }

    #[test]
    fn employers_can_be_logins() {
        check("Weaving Engineer @lumoraq", &["lumoraq!"]);
        check("I founded @lumoraq in Bremen.", &["lumoraq"]);
        check("I like wool, ada @mill.example", &[]);
        check("I work at lumoraq.", &[]);
    }

    #[test]
    fn sentences_tell_of_work_in_many_words() {
        check("Co-founder & CTO of Lumoraq.", &["Lumoraq!"]);
        check("After my degree, I co-founded Lumoraq.", &["Lumoraq"]);
        check("I spent a year at Lumoraq.", &["Lumoraq"]);
        check("I am interning @Lumoraq.", &["Lumoraq!"]);
        check("MSc Weaving @ Lumoraq, Bremen", &[]);
        check("By day I work as a Weaving Engineer for Lumoraq.", &["Lumoraq!"]);
        check("Now at Lumoraq.", &["Lumoraq!"]);
        check("These days I'm at Lumoraq.", &["Lumoraq!"]);
        check("I'm on the Looms team at Lumoraq.", &["Lumoraq!"]);
        check("I've been at Lumoraq since 2015.", &["Lumoraq!"]);
        check("I was at LoomCon for three days.", &[]);
        check("After a Master's in wool I worked at Lumoraq.", &["Lumoraq"]);
        check("Software Engineering Manager @Lumoraq", &["Lumoraq!"]);
        check("Desenvolvedora na Lumoraq.", &["Lumoraq!"]);
        check("Estou trabalhando na Lumoraq, onde teço.", &["Lumoraq!"]);
        check("Trabalho no Brasil.", &[]);
        check("Ingeniero en Sistemas.", &[]);
        check("Trabajo en Equipo.", &[]);
        check("Sou CTO na Lumoraq e tecelã.", &["Lumoraq!"]);
        check("Engineering @Lumoraq", &["Lumoraq!"]);
        check("I do machine learning at Lumoraq", &["Lumoraq!"]);
        check("After four years at Lumoraq, I rest.", &["Lumoraq"]);
        check("Bo (Lead Weaver, now at Lumoraq)", &[]);
        check(
            "I have worked with clients like Lumoraq, Vintrel and Odd Mills.",
            &["Lumoraq", "Vintrel", "Odd Mills"],
        );
        check("I have worked with companies like Lumoraq.", &[]);
        check("I worked at Lumoraq, Intern at heart.", &["Lumoraq"]);
        check(
            "Looms at Fortune 500 companies were my work as an engineer at Fortune 100 firms.",
            &[],
        );
    }

    #[test]
    fn weaker_words_lead_to_employers_that_are_linked_or_known() {
        check(
            "I'm currently working in [Lumoraq Mills](https://lumoraq.example)",
            &["Lumoraq Mills!"],
        );
        check("I'm currently working in [Berlin](https://berlin.example)", &[]);
        check("I'm working in Lumoraq style.", &[]);
        check(
            "I am a weaving analyst within the Bank of Canada.",
            &["Bank of Canada!"],
        );
        check("Principal Weaving Engineer [at] Lumoraq", &["Lumoraq!"]);
        check(
            "Staff Engineer for [Lumoraq](https://lumoraq.example).",
            &["Lumoraq!"],
        );
        check("Staff Engineer for Looms.", &[]);
        check("I'm working in Lumoraq Mills Pvt Ltd.", &["Lumoraq Mills!"]);
        check("I work in Lumoraq as a Weaving Engineer.", &["Lumoraq!"]);
        check(
            "I've worked for Lumoraq, Vintrel and Orvik.",
            &["Lumoraq", "Vintrel", "Orvik"],
        );
        check("I work mainly for Lumoraq.", &["Lumoraq!"]);
        check("I work for Irish mills.", &[]);
        check("I am employed by Lumoraq as an engineer.", &["Lumoraq!"]);
        check("I'm a compiler engineer on Google's Loom team.", &["Google!"]);
        check("I gave a talk on Google's looms.", &[]);
        check("I wrote of looms on Lumoraq.", &[]);
        check("Working as a Weaving Engineer with Lumoraq", &["Lumoraq!"]);
        check("Weaving Engineer with Looms", &[]);
    }

    #[test]
    fn makers_of_tools_employ_whoever_has_a_title_there() {
        check("I'm a Staff Engineer at GitHub.", &["GitHub!"]);
        check("I'm a Staff Engineer at Docker.", &["Docker!"]);
        check("I interned at GitHub in 2022.", &["GitHub"]);
        check("Find my looms at GitHub.", &[]);
    }

    #[test]
    fn years_of_experience_were_at_all_of_a_list() {
        check(
            "I'm an engineer with two years of experience at **Lumoraq** and **Vintrel**.",
            &["Lumoraq!", "Vintrel!"],
        );
    }

    #[test]
    fn a_former_employer_stands_before_the_title() {
        let titles = read("Ex-Lumoraq Staff Engineer · Oslo", |reading| {
            let lines = reading.blocks().flat_map(|(index, _)| reading.lines_of(index));
            let roles = lines.flat_map(|line| roles(reading, line));
            let facts = |role: Role| {
                (
                    role.position.company.map(|company| company.name),
                    role.position.title,
                )
            };
            roles.map(facts).collect::<Vec<_>>()
        });
        let expected = (Some("Lumoraq".to_owned()), Some("Staff Engineer".to_owned()));
        assert_eq!(titles, [expected]);
    }

    #[test]
    fn two_titles_of_a_sentence_belong_to_their_employers() {
        let text = "Current Intern at Lumoraq and Past Weaving Engineer at Vintrel, ex-Orvik";
        let found = read(text, |reading| {
            let lines = reading.blocks().flat_map(|(index, _)| reading.lines_of(index));
            let roles = lines.flat_map(|line| roles(reading, line));
            roles.map(|role| role.position.title).collect::<Vec<_>>()
        });
        assert_eq!(
            found,
            [
                Some("Intern".to_owned()),
                Some("Weaving Engineer".to_owned()),
                None
            ]
        );
    }

    #[test]
    fn former_employers_have_titles_of_their_own() {
        let text = "I'm a Weaving Engineer at Lumoraq and formerly at Vintrel. Currently interning at Orvik.";
        let found = read(text, |reading| {
            let lines = reading.blocks().flat_map(|(index, _)| reading.lines_of(index));
            let roles = lines.flat_map(|line| roles(reading, line));
            roles.map(|role| role.position.title).collect::<Vec<_>>()
        });
        assert_eq!(
            found,
            [
                Some("Weaving Engineer".to_owned()),
                None,
                Some("Intern".to_owned())
            ]
        );
    }

    #[test]
    fn ordinary_sentences_name_no_employer() {
        check("I work at night.", &[]);
        check("I work at the office.", &[]);
        check("Find me at Lumoraq.", &[]);
        check("I am working with Docker.", &[]);
        check("I worked for Fun.", &[]);
        check("The founder of Fun is a friend.", &[]);
        check("I studied engineering at Bremen University.", &[]);
        check("I worked at Bremen University.", &[]);
        check("My brother is an engineer at Lumoraq.", &[]);
        check("Married to Bo Fenwick (Ex Lumoraq, Vintrel)", &[]);
        check("My favourite film is Ex Machina.", &[]);
    }

    #[test]
    fn sentences_say_when_and_as_what() {
        let told = |text: &str| {
            let roles = read(text, |reading| {
                let lines = reading.blocks().flat_map(|(index, _)| reading.lines_of(index));
                let roles: Vec<_> = lines.flat_map(|line| roles(reading, line)).collect();
                roles
            });
            let position = roles
                .into_iter()
                .next()
                .map(|role| role.position)
                .unwrap_or_default();
            let company = position.company.map(|company| company.name).unwrap_or_default();
            let start = position.start.map_or(0, |start| start.year());
            (company, position.title.unwrap_or_default(), start, position.end)
        };
        let said =
            |company: &str, title: &str, start, end| (company.to_owned(), title.to_owned(), start, end);
        assert_eq!(
            told("Joined Lumoraq in 2019 as a Lead Engineer."),
            said("Lumoraq", "Lead Engineer", 2019, None)
        );
        assert_eq!(
            told("I have worked at Lumoraq as a Lead Engineer since 2019."),
            said("Lumoraq", "Lead Engineer", 2019, Some(DateEnd::Present))
        );
        assert_eq!(
            told("I currently work for Lumoraq as a Lead Engineer."),
            said("Lumoraq", "Lead Engineer", 0, Some(DateEnd::Present))
        );
        assert_eq!(
            told("I worked at Lumoraq, and in 2019 we moved."),
            said("Lumoraq", "", 0, None)
        );
    }

    #[test]
    fn who_runs_a_company_works_there() {
        check("I run Lumoraq, a small studio of looms.", &["Lumoraq!"]);
        check("I also ran Vintrel — looms for hire.", &["Vintrel"]);
        check("I run Lumoraq on three machines.", &[]);
    }

    #[test]
    fn universities_employ_who_teaches_there() {
        check("I am a Lecturer at Bremen University.", &["Bremen University!"]);
        for text in [
            "I was a research assistant at Bremen University.",
            "I was a research assistant at the Bremen University.",
        ] {
            check(text, &["Bremen University"]);
        }
    }

    #[test]
    fn employers_that_a_sentence_joins_share_the_title() {
        let titles = |text: &str| {
            read(text, |reading| {
                let lines = reading.blocks().flat_map(|(index, _)| reading.lines_of(index));
                let roles = lines.flat_map(|line| roles(reading, line));
                roles.map(|role| role.position.title).collect::<Vec<_>>()
            })
        };
        let staff = Some("Staff Engineer".to_owned());
        assert_eq!(
            titles("Once a Staff Engineer, I was a Staff Engineer at Lumoraq and Vintrel."),
            [staff.clone(), staff]
        );
    }

    #[test]
    fn examples_of_employers_are_employers() {
        check(
            "I have worked at startups such as [Lumoraq](https://l.example), Vintrel and big enterprises such as [Orvik Mills](https://o.example).",
            &["Lumoraq", "Vintrel", "Orvik Mills"],
        );
        check(
            "My previous employers include Lumoraq, Vintrel and Orvik.",
            &["Lumoraq", "Vintrel", "Orvik"],
        );
        check(
            "I helped brands like Lumoraq and Vintrel.",
            &["Lumoraq", "Vintrel"],
        );
        check("I worked at startups such as Lumoraq.", &[]);
        check("I worked with tools such as Lumoraq and Vintrel.", &[]);
        check("I like looms like Lumoraq and Vintrel.", &[]);
    }

    #[test]
    fn whoever_looks_back_was_employed() {
        check(
            "Earlier in my career I was at Lumoraq and Vintrel.",
            &["Lumoraq", "Vintrel"],
        );
        check("I was at Lumoraq.", &[]);
    }

    #[test]
    fn one_works_closely_with_people() {
        check("I worked closely with [Brook Quill](https://quill.example).", &[]);
        check("I worked with [Lumoraq](https://lumoraq.example).", &["Lumoraq"]);
    }

    #[test]
    fn a_known_company_is_called_without_its_town() {
        check(
            "I worked at Google Zurich and Amazon Luxembourg.",
            &["Google", "Amazon"],
        );
        check("I work at Lumoraq Zurich.", &["Lumoraq Zurich!"]);
    }

    #[test]
    fn people_move_from_one_employer_to_another() {
        check(
            "I started my career at Lumoraq, then moved to Vintrel as a Weaving Engineer.",
            &["Lumoraq", "Vintrel"],
        );
        check("I moved to Bremen as a Weaving Engineer.", &[]);
        check("In 2019 I moved to Rivermouth, where I weave.", &[]);
        check("Then moved to Kubernetes as a platform.", &[]);
    }

    #[test]
    fn the_dots_of_degrees_end_no_clause() {
        check("I did my Ph.D. in Electrical Engineering at Lumoraq.", &[]);
        check("I build loom.js for engineers at Lumoraq.", &["Lumoraq!"]);
        check("I love looms. I work at Lumoraq.", &["Lumoraq!"]);
    }

    #[test]
    fn what_one_was_after_some_years_is_told_of_another_employer() {
        let title = |text| {
            read(text, |reading| {
                let lines = reading.blocks().flat_map(|(index, _)| reading.lines_of(index));
                let roles = lines.flat_map(|line| roles(reading, line));
                roles.map(|role| role.position.title).collect::<Vec<_>>()
            })
        };
        assert_eq!(
            title("I did a summer internship at Lumoraq and an internship at Vintrel."),
            [Some("Intern".to_owned()), Some("Intern".to_owned())]
        );
        assert_eq!(
            title("I joined Lumoraq in 2021 as a data engineer after three years at Vintrel."),
            [Some("data engineer".to_owned()), None]
        );
    }

    #[test]
    fn two_words_of_a_firm_are_one_name() {
        check("I work at Odd & Even in Bremen.", &["Odd & Even!"]);
        check("I worked for the Lumoraq as an engineer.", &["Lumoraq"]);
    }

    #[test]
    fn who_accepted_an_offer_came() {
        check(
            "After school I accepted an offer to join Lumoraq as an engineer.",
            &["Lumoraq"],
        );
        check(
            "After three years I moved to Vintrel to lead the looms team.",
            &["Vintrel"],
        );
        check("I would love to join Lumoraq as an engineer.", &[]);
        check("I moved to Vintrel to see the sea.", &[]);
        check("It began when I joined Lumoraq as a weaver.", &["Lumoraq"]);
    }

    #[test]
    fn brackets_behind_employers_hold_time_and_title() {
        let text =
            "Worked at Lumoraq (2021–2024, tech lead), Nordvik (2017–2021, senior engineer) and Vintrel.";
        check(text, &["Lumoraq", "Nordvik", "Vintrel"]);
        let titles = read(text, |reading| {
            let lines = reading.blocks().flat_map(|(index, _)| reading.lines_of(index));
            let roles = lines.flat_map(|line| roles(reading, line));
            roles.map(|role| role.position.title).collect::<Vec<_>>()
        });
        assert_eq!(
            titles.get(1).cloned().flatten().as_deref(),
            Some("senior engineer")
        );
    }

    #[test]
    fn other_languages_name_employers() {
        check("Sou a Ada, engenheira de software na Lumoraq.", &["Lumoraq!"]);
        check("Antes trabalhei na Lumoraq como desenvolvedora.", &["Lumoraq"]);
        check(
            "J'ai travaillé 3 ans chez Lumoraq comme ingénieure.",
            &["Lumoraq"],
        );
        check("Vorher war ich bei Lumoraq als Ingenieurin.", &["Lumoraq"]);
    }
}
