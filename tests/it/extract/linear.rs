//! Hostile repetition costs no more than its length.

use std::time::{Duration, Instant};

use super::read;

/// Patterns that make careless readers slow or overflow their stack.
const NASTY: &[&str] = &[
    "<div>",
    "<",
    "</",
    "<!--",
    "&",
    "[",
    "![](",
    "> ",
    "- ",
    "*a **b ",
    "`",
    "| a ",
    "(",
    "Go, ",
    "at At ",
    "I'm I'm ",
    "<a href='x'>",
    "<b>",
    "2020 - ",
    "x@y.z ",
    "https://a.bc/ ",
    "# A\n",
    "\tx\n",
    "ex-A ",
    "İ",
    "<table><tr><td>",
    "A: b\n\n",
    "Engineer at A\n",
    "<script>",
    "<a href='https://x.yz/a'><img alt=b src=c></a> ",
    "[a](https://github.com/b) ",
    "<img alt=\"",
    "UNIVERSITY\n",
];

/// The quickest of a few runs, so that a busy machine does not matter.
fn cost(text: &str) -> Duration {
    (0..3)
        .map(|_| {
            let begin = Instant::now();
            let _profile = read(text);
            begin.elapsed()
        })
        .min()
        .unwrap_or_default()
}

#[test]
fn eight_times_the_text_costs_far_less_than_its_square() {
    let warm = read("Go");
    assert!(warm.name.is_none());
    for pattern in NASTY {
        let small = pattern.repeat(8 * 1024 / pattern.len());
        let large = small.repeat(8);
        // A linear reader takes 8 times as long, a quadratic one 64 times; the floor hides what a clock cannot measure.
        let limit = cost(&small).max(Duration::from_millis(4)) * 30;
        let taken = cost(&large);
        assert!(
            taken <= limit,
            "{pattern:?}: {taken:?} for 64 KiB, at most {limit:?} expected"
        );
    }
}
