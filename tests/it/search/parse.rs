//! How what was typed is read.

use muster::search::{Clause, Facet, MAX_TEXT, Query};
use muster::taxonomy::Taxonomy;

/// Writes clauses short: `[text=facet:id]` for known, `word`, `word*` for a beginning, `"a b"` for a phrase.
fn read(text: &str) -> String {
    let clauses = Query::parse(text, Taxonomy::embedded()).clauses;
    let clauses = clauses.iter().map(|clause| match clause {
        Clause::Known { text, things, .. } => {
            let things: Vec<String> = things
                .iter()
                .map(|(facet, id)| format!("{facet:?}:{id}"))
                .collect();
            format!("[{text}={}]", things.join("|"))
        }
        Clause::Word { text, prefix } => format!("{text}{}", if *prefix { "*" } else { "" }),
        Clause::Phrase { words } => format!("\"{}\"", words.join(" ")),
    });
    clauses.collect::<Vec<_>>().join(" ")
}

#[test]
fn words_nobody_knows_are_words() {
    assert_eq!(read("Zymurgist,  loves hops"), "zymurgist loves hops*");
    assert_eq!(read("hops "), "hops");
    assert_eq!(read("hops!"), "hops");
}

#[test]
fn known_names_are_found_whole_and_the_longest_first() {
    assert_eq!(read("golang zymurgist "), "[golang=Skill:go] zymurgist");
    assert_eq!(read("C++"), "[C++=Skill:cplusplus]");
    assert_eq!(read("ruby on rails"), "[ruby on rails=Skill:ruby-on-rails]");
}

#[test]
fn a_place_is_known_by_its_name() {
    assert_eq!(read("berlin"), "[berlin=Place:de/berlin]");
    assert_eq!(read("Germany"), "[Germany=Place:de]");
}

#[test]
fn codes_of_countries_that_mean_something_else_are_no_places() {
    for code in ["go", "qa", "ml", "in", "de"] {
        let query = Query::parse(code, Taxonomy::embedded());
        let places = query.clauses.iter().filter(|clause| match clause {
            Clause::Known { things, .. } => things.iter().any(|(facet, _)| *facet == Facet::Place),
            _ => false,
        });
        assert_eq!(places.count(), 0, "{code}");
    }
}

#[test]
fn quotes_make_a_phrase_of_what_they_hold() {
    assert_eq!(read("\"staff zymurgist\" hops"), "\"staff zymurgist\" hops*");
    assert_eq!(read("“golang”"), "\"golang\"");
    assert_eq!(read("\"still typing"), "\"still typing\"");
    assert_eq!(read("\"\""), "");
}

#[test]
fn what_a_slash_keeps_apart_is_read_apart_unless_known_whole() {
    assert_eq!(read("golang/zymurgy "), "[golang=Skill:go] zymurgy");
}

#[test]
fn words_that_say_nothing_are_left_out_unless_they_are_all() {
    assert_eq!(read("the hops of a zymurgist "), "hops zymurgist");
    assert_eq!(read("the "), "the");
}

#[test]
fn the_same_word_twice_asks_once() {
    assert_eq!(read("hops hops "), "hops");
}

#[test]
fn a_long_text_is_cut() {
    let query = Query::parse(&"ä".repeat(MAX_TEXT + 9), Taxonomy::embedded());
    assert_eq!(query.text.chars().count(), MAX_TEXT);
}
