//! Hostile repetition costs no more than its length.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

use super::{faults, read};

/// Patterns that make careless readers slow or overflow their stack.
const NASTY: &[&str] = &[
    "<div>",
    "<",
    "</",
    "<!--",
    "&",
    "[",
    "[[",
    "![](",
    "> ",
    "- ",
    "*a **b ",
    "****",
    "`",
    "```\n",
    "| a ",
    "|",
    "(",
    "Go, ",
    "at At ",
    "I studied at Orvik College, ",
    " alum",
    "x at ",
    "I built abc - a ",
    "I'm I'm ",
    "<a href='x'>",
    "<b>",
    "2020 - ",
    "Jan 2020 – Feb 2021, ",
    "x@y.z ",
    "a@",
    "https://a.bc/ ",
    "# A\n",
    "\tx\n",
    "ex-A ",
    "İ",
    "a",
    "+",
    "<table><tr><td>",
    "A: b\n\n",
    "Engineer at A\n",
    "<script>",
    "<a href='https://x.yz/a'><img alt=b src=c></a> ",
    "[a](https://github.com/b) ",
    "<img alt=\"",
    "UNIVERSITY\n",
    "learning Go ",
    "5 years of Go, ",
    "Go (advanced) ★★★☆☆ ",
    "## Skills\n- Go: expert\n",
    "## Experience\n### A — Engineer (2019 – 2021)\n- Go\n",
    "name: Ada\n",
    "¹²³ ",
    "## Technical Experience\n\nx\n\n",
    "x@y.z a (at) b.co ",
    "Discord: [a](https://x.yz/a) ",
    "## Skills\nDatabases: Security\n",
    "## Projects\n- **A:** [b](https://github.com/a/b) | [c](https://github.com/a/c)\n",
    "clients like and und et en och og ",
    "안녕하세요 입니다 ",
    "本科/大学/",
    "<A b=\"",
    "2019 - 2020\n:   Engineer - **A**\n\n    Technologies:\n\n",
    "#### A (2019 – 2021)\n\n##### Engineer\n\n",
];

/// The same below what opens a part.
const NASTY_PARTS: &[(&str, &str)] = &[
    ("## Experience\n\n```\n", "a b\nc d\n"),
    ("## Skills\n\n", "**Go**, `Rust`: "),
    ("## About\n\nclients like ", "and und et en och og "),
    ("## Work\n\n- a\n", "  - 项目描述：a\n"),
    ("", "~~Engineer @acme~~ Founder @bolt "),
];

/// Patterns repeated to depth: each opens something inside the one before.
fn nested() -> impl Iterator<Item = String> {
    ["- a\n", "> a\n", "1. a\n"].into_iter().map(|line| {
        let deeper = (0..200).map(|depth| format!("{}{line}", "  ".repeat(depth)));
        deeper.collect()
    })
}

/// The same of whole pages, which begin with a doctype.
const NASTY_PAGES: &[&str] = &[
    "<nav>",
    "<aside><h2>Skills</h2>",
    "<span class=a>x</span>",
    "</x>",
    "<h2>",
    "<!",
    "<style>",
    "<main>x",
    "<footer><a href='https://github.com/a'>",
    "<script type=\"application/ld+json\">{\"@graph\":[",
];

/// The quickest of a few runs; many where one is soon over.
fn cost(text: &str) -> Duration {
    let (mut best, mut all) = (Duration::MAX, Duration::ZERO);
    let mut runs = 0;
    while runs < 2 || runs < 8 && all < Duration::from_millis(100) {
        let begin = spent();
        let _profile = read(text);
        let run = spent().saturating_sub(begin);
        best = best.min(run);
        all += run;
        runs += 1;
    }
    best
}

/// The time that this thread has had a core to itself: what else the machine does is no cost of reading.
fn spent() -> Duration {
    clock_gettime(ClockId::ThreadCPUTime)
        .try_into()
        .expect("a time since the thread began")
}

#[test]
fn eight_times_the_text_costs_far_less_than_its_square() {
    let warm = read("Go");
    assert!(warm.name.is_none());
    let texts = NASTY.iter().map(|pattern| ("", (*pattern).to_owned()));
    let parts = NASTY_PARTS
        .iter()
        .map(|(begin, pattern)| (*begin, (*pattern).to_owned()));
    let deep = nested().map(|pattern| ("", pattern));
    let pages = NASTY_PAGES
        .iter()
        .map(|pattern| ("<!doctype html>", (*pattern).to_owned()));
    for (begin, pattern) in texts.chain(parts).chain(deep).chain(pages) {
        let times = (8 * 1024 / pattern.len()).max(1);
        let small = format!("{begin}{}", pattern.repeat(times));
        let large = format!("{begin}{}", pattern.repeat(8 * times));
        // A linear reader takes 8 times as long, a quadratic one 64 times; the floor hides what a clock cannot measure.
        let limit = cost(&small).max(Duration::from_millis(4)) * 30;
        let taken = cost(&large);
        let begin: String = pattern.chars().take(40).collect();
        assert!(
            taken <= limit,
            "{begin:?}: {taken:?} for {} KiB, at most {limit:?} expected",
            large.len() / 1024
        );
    }
}

#[test]
fn what_is_read_of_hostile_texts_stands_where_it_says() {
    for pattern in NASTY {
        let text = pattern.repeat(2 * 1024 / pattern.len());
        assert_eq!(faults(&text, &read(&text)), Vec::<String>::new(), "{pattern:?}");
    }
}
