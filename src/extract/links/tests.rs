//! Whose pages the links of small texts lead to.

use super::*;
use crate::extract::testing::read;

/// The addresses without `https://` that are taken for Ada Quill's.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let links = read(text, |reading| own(reading, Some("Ada Quill")));
    let found = links.iter().map(|link| link.url.trim_start_matches("https://"));
    assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn an_account_that_stands_alone_on_a_line_is_the_writers() {
    let words = "I weave plans for mills, and I wrote the looms that do it. ".repeat(3);
    let above = format!("{words}\n\n").repeat(14);
    check(
        &format!("{above}## Open Source\n\nhttps://github.com/quillmill\n"),
        &["github.com/quillmill"],
    );
    check(
        "## Extras\n\n- Map of the looms (Rust) - [website](https://mill.example/map-of-looms)\n",
        &[],
    );
}

#[test]
fn a_page_is_the_persons_where_the_text_says_so() {
    check(
        "Find my musings at <a href=\"https://loom.example/\">loom.example</a>.",
        &["loom.example/"],
    );
    check(
        "Words and wires <a href=\"https://loom.example/\" rel=\"noopener me\">here</a>",
        &["loom.example/"],
    );
    check(
        "My blog is [loom.example](https://loom.example/)",
        &["loom.example/"],
    );
    check("My blog runs on [Loom](https://loom.example/)", &[]);
    check("I lead my team at [Loom](https://loom.example/)", &[]);
    check(
        "I work [**@loomworks**](https://github.com/loomworks) as a dyer.",
        &[],
    );
    check(
        "I work on looms, see [adaquill](https://github.com/adaquill).",
        &["github.com/adaquill"],
    );
}

#[test]
fn many_logins_on_one_service_are_others() {
    let many: String = ["adaquill", "weaver", "dyer", "miller"]
        .map(|login| format!("- https://github.com/{login}\n"))
        .concat();
    check(&many, &["github.com/adaquill"]);
    // Of nobody is it known whose they are: then the list is as good as before.
    let unsure = many.replace("adaquill", "loomer");
    check(
        &unsure,
        &[
            "github.com/loomer",
            "github.com/weaver",
            "github.com/dyer",
            "github.com/miller",
        ],
    );
}

#[test]
fn a_page_named_by_the_own_login_is_the_persons() {
    let sure = "https://github.com/loomer and https://dev.to/loomer\n\n## Projects\n\n";
    for (page, expected) in [
        ("https://weave.example/u/loomer", Some("weave.example/u/loomer")),
        (
            "https://weave.example/@Loomer?tab=all#top",
            Some("weave.example/@Loomer"),
        ),
        ("https://weave.example/a/b/c/d/loomer", None),
        ("https://weave.example/u/dyer", None),
        ("https://gitlab.com/team/loomer", None),
        ("https://img.shields.io/u/loomer", None),
        ("https://github.com/team/loomer", None),
    ] {
        let mut all = vec!["github.com/loomer", "dev.to/loomer"];
        all.extend(expected);
        check(&format!("{sure}{page}\n"), &all);
    }
    // The repository that GitHub shows on a profile.
    check(
        "https://dev.to/loomer and https://leetcode.com/loomer\n\n## Projects\n\nhttps://github.com/loomer/loomer\n",
        &["dev.to/loomer", "leetcode.com/loomer", "github.com/loomer"],
    );
}

#[test]
fn a_blog_is_ones_own_where_its_link_says_so() {
    for (text, own) in [
        ("I write [my tech blog](https://weave.example/notes).", true),
        ("[Blog](https://weave.example/notes)", true),
        ("I read [the tech blog](https://weave.example/notes).", false),
        (
            "I read [my friends' and colleagues' blog](https://weave.example/notes).",
            false,
        ),
        ("## Articles\n\n[Loom Weavers Blog](https://weave.example)", true),
        (
            "## Articles\n\n[Loom Weavers Blog](https://weave.example/on-wool)",
            false,
        ),
        ("## Projects\n\n[My blog](https://weave.example/notes)", false),
    ] {
        let found = read(text, |reading| super::own(reading, Some("Ada Quill")));
        assert_eq!(!found.is_empty(), own, "{text}");
    }
}

#[test]
fn a_site_is_ones_own_by_its_name_or_its_place() {
    check("See https://adaquill.example for more.", &["adaquill.example/"]);
    check("See https://weave.example for more.", &[]);
    check("## Contact\n\n- https://weave.example\n", &["weave.example/"]);
    check("## Contact\n\n- https://adaquill.example/cv.pdf\n", &[]);
    check(
        "https://github.com/loomer\n\nhttps://loomer.github.io and https://dyer.github.io\n",
        &["github.com/loomer", "loomer.github.io/"],
    );
}

#[test]
fn a_link_in_a_sentence_can_lead_to_somebody_else() {
    check(
        "Thanks to [the weaver](https://github.com/weaver) for this page's layout and all.\n",
        &["github.com/weaver"],
    );
}

#[test]
fn a_channel_of_ones_own_can_have_another_name() {
    check(
        "My telegram channel: [Wool Tales](https://t.me/wool_tales)\n",
        &["t.me/wool_tales"],
    );
}

#[test]
fn addresses_are_shown_in_letters_of_any_script() {
    for (url, expected) in [
        ("https://weave.example/caf%C3%A9", "https://weave.example/café"),
        (
            "https://weave.example/%D1%88%D1%91%D0%BB%D0%BA",
            "https://weave.example/шёлк",
        ),
        ("https://weave.example/a%20b", "https://weave.example/a%20b"),
        ("https://weave.example/a%2Fb", "https://weave.example/a%2Fb"),
        ("https://weave.example/%FF", "https://weave.example/%FF"),
        ("https://weave.example/100%", "https://weave.example/100%"),
    ] {
        assert_eq!(readable(url), expected);
    }
}

#[test]
fn an_address_has_the_words_before_it() {
    for (text, expected) in [
        ("Website: https://x.example", "Website"),
        ("Bremen | Blog - https://x.example", "Blog"),
        ("https://x.example", ""),
    ] {
        let at = text.find("https").unwrap();
        assert_eq!(label_before(text, at), expected, "{text}");
    }
}

#[test]
fn an_own_page_is_shown_as_it_is_written() {
    check("https://adaquill.example/café\n", &["adaquill.example/café"]);
    check(
        "[Ada Quill](https://www.linkedin.com/in/ada-qu%C3%AFll)\n",
        &["www.linkedin.com/in/ada-qu%C3%AFll"],
    );
}

#[test]
fn one_page_is_named_once() {
    check(
        "https://www.adaquill.example/ and http://adaquill.example and https://ADAQUILL.example\n",
        &["www.adaquill.example/"],
    );
}

#[test]
fn lines_of_contact_hold_sites_of_ones_own() {
    check(
        "Ada Quill\n\nOslo, Norway • ada@weave.example • https://weave.example\n",
        &["weave.example/"],
    );
    check("Ada Quill\n\nhttps://weave.example (Blog)\n", &["weave.example/"]);
    check("Oslo, Norway • https://weave.example\n", &["weave.example/"]);
    check("Woven with https://weave.example and https://dye.example\n", &[]);
    check(
        "Ada Quill\n\nWebsite: https://github.com/loomer\n",
        &["github.com/loomer"],
    );
}
