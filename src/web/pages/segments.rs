//! Text with marked places: a list of pieces for the template to escape, never ready-made HTML.

use std::ops::Range;

use serde::Serialize;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Segment {
    pub(super) text: String,
    /// Stands where the search's words are.
    pub(super) hit: bool,
}

/// A whole text, in pieces.
pub(super) type Segments = Vec<Segment>;

/// Cuts `text` at the borders of `hits`, which are ascending and apart; a hit that does not fit the text is left out.
pub(super) fn marked(text: &str, hits: &[Range<usize>]) -> Segments {
    let mut segments = Segments::new();
    let mut push = |piece: &str, hit| {
        if !piece.is_empty() {
            segments.push(Segment {
                text: piece.to_owned(),
                hit,
            });
        }
    };
    let mut at = 0;
    for hit in hits {
        let (Some(before), Some(inside)) = (text.get(at..hit.start), text.get(hit.clone())) else {
            continue;
        };
        push(before, false);
        push(inside, true);
        at = hit.end;
    }
    push(text.get(at..).unwrap_or_default(), false);
    segments
}

/// The most bytes that an excerpt shows on either side of its first hit.
const AROUND: usize = 90;

/// Cuts out the line around the first of `hits`, at whole words and with an ellipsis where it is too long to be shown whole.
pub(super) fn excerpt(text: &str, hits: &[Range<usize>]) -> Segments {
    let first = hits.first().cloned().unwrap_or(0..0);
    let window = window(text, &first, AROUND);
    let Some(inside) = text.get(window.clone()) else {
        return Segments::new();
    };
    let hits: Vec<_> = hits
        .iter()
        .filter(|hit| window.start <= hit.start && hit.end <= window.end)
        .map(|hit| hit.start - window.start..hit.end - window.start)
        .collect();
    let mut segments = marked(inside, &hits);
    let is_cut = |rest: Option<&str>, at_border: fn(&str) -> bool| {
        rest.is_some_and(|rest| !rest.trim().is_empty() && !at_border(rest))
    };
    if is_cut(text.get(..window.start), |before| before.ends_with('\n')) {
        segments.insert(0, ellipsis("… "));
    }
    if is_cut(text.get(window.end..), |after| after.starts_with('\n')) {
        segments.push(ellipsis(" …"));
    }
    segments
}

fn ellipsis(text: &str) -> Segment {
    Segment {
        text: text.to_owned(),
        hit: false,
    }
}

/// Returns the part of `text` around `hit`: its line, or `around` bytes to either side where the line is longer, at whole words.
fn window(text: &str, hit: &Range<usize>, around: usize) -> Range<usize> {
    let before = text.get(..hit.start).unwrap_or_default();
    let after = text.get(hit.end..).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line_end = after.find('\n').map_or(text.len(), |at| hit.end + at);
    let start = if hit.start - line_start <= around {
        line_start
    } else {
        let from = text.ceil_char_boundary(hit.start - around);
        let skipped = text.get(from..hit.start).and_then(|text| text.find(' '));
        from + skipped.map_or(0, |at| at + 1)
    };
    let end = if line_end - hit.end <= around {
        line_end
    } else {
        let to = text.floor_char_boundary(hit.end + around);
        text.get(hit.end..to)
            .and_then(|text| text.rfind(' '))
            .map_or(to, |at| hit.end + at)
    };
    start..end
}

#[cfg(test)]
mod tests {
    use std::slice;

    use super::*;

    /// Hits between brackets.
    fn shown(segments: &[Segment]) -> String {
        segments
            .iter()
            .map(|segment| {
                if segment.hit {
                    format!("[{}]", segment.text)
                } else {
                    segment.text.clone()
                }
            })
            .collect()
    }

    #[test]
    fn hits_are_cut_out_of_the_text() {
        assert_eq!(shown(&marked("Rust and Go", &[0..4, 9..11])), "[Rust] and [Go]");
        assert_eq!(shown(&marked("nothing", &[])), "nothing");
    }

    #[test]
    fn a_hit_that_does_not_fit_is_left_out() {
        assert_eq!(shown(&marked("é", &[1..2, 0..9])), "é");
    }

    #[test]
    fn an_excerpt_stays_around_its_first_hit_at_whole_words() {
        let text = format!("{} Kafka {}", "before ".repeat(30), "after ".repeat(30));
        let at = text.find("Kafka").unwrap();
        let excerpt = shown(&excerpt(&text, slice::from_ref(&(at..at + 5))));
        assert!(excerpt.starts_with("… before "), "{excerpt}");
        assert!(excerpt.contains("[Kafka] after"), "{excerpt}");
        assert!(excerpt.ends_with("after …"), "{excerpt}");
        assert!(excerpt.len() < 220, "{}", excerpt.len());
    }

    #[test]
    fn an_excerpt_of_a_short_line_is_the_line() {
        assert_eq!(
            shown(&excerpt(
                "one\nuses Kafka daily\nthree",
                slice::from_ref(&(9..14))
            )),
            "uses [Kafka] daily"
        );
    }
}
