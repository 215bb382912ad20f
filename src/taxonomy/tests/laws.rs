//! What holds for every text.

use proptest::prelude::*;

use super::taxonomy;
use crate::taxonomy::cities::{City, lookup_key};
use crate::taxonomy::{Texts, fold};

proptest! {
    #[test]
    fn spans_lie_inside_the_text_in_order(
        parts in proptest::collection::vec(
            prop_oneof![
                "\\PC{0,6}",
                Just("C++".to_owned()),
                Just("Ｇｏ".to_owned()),
                Just("node.js".to_owned()),
                Just("CI/CD".to_owned()),
                Just("İstanbul é\u{301} ﬁ".to_owned()),
                Just("://".to_owned()),
                Just("me@".to_owned()),
                Just("'s\n".to_owned()),
            ],
            0..20,
        ),
    ) {
        let text = parts.concat();
        let mut before = 0;
        for mention in taxonomy().skills_in(&text).iter().chain(&taxonomy().skills_in("")) {
            prop_assert!(before <= mention.span.start && mention.span.start < mention.span.end);
            prop_assert!(text.get(mention.span.clone()).is_some());
            before = mention.span.end;
        }
        let folded = fold(&text);
        for word in &folded.words {
            prop_assert!(text.get(word.span.clone()).is_some());
            prop_assert!(folded.form.get(word.form.clone()).is_some());
        }
    }

    #[test]
    fn folding_is_idempotent(name in "[A-Za-z0-9 .+#/-]{0,20}") {
        let once: Vec<String> = letters(&name);
        let again = letters(&once.join(" "));
        prop_assert_eq!(once, again);
    }
}

/// Cities are searched by halving, which holds only for rows in order and under the keys that are asked for.
#[test]
fn cities_are_sorted_under_their_folded_names() {
    let mut before = "";
    for row in Texts::EMBEDDED.cities.lines() {
        let city = City::parse(row).unwrap_or_else(|| panic!("{row}"));
        assert!(before <= city.key, "{before} stands before {}", city.key);
        assert_eq!(lookup_key(city.key), city.key, "{row}");
        assert!(taxonomy().country_name(city.country).is_some(), "{row}");
        assert!(city.people >= 15, "{row}");
        before = city.key;
    }
}

fn letters(text: &str) -> Vec<String> {
    let folded = fold(text);
    folded
        .words
        .iter()
        .map(|word| folded.letters(word).to_owned())
        .collect()
}
