//! Pages of a network: a company, how long the person was there in all, and below it the titles that it shares.

use super::{Card, at, is_named, is_plain, is_time, is_titled};
use crate::extract::dates::Period;
use crate::extract::experience::header::Header;
use crate::extract::experience::parts::{is_duration, is_noise};
use crate::extract::reading::Line;

/// "Acme", "5 yrs 10 mos", and below them titles with their times: the company that several titles share.
pub(super) fn groups(lines: &[&Line<'_>], dated: &[Option<&Period>]) -> Vec<Card> {
    let mut cards = Vec::new();
    let mut inside = false;
    for (index, line) in lines.iter().enumerate() {
        if line.heading().is_some() || line.bold && line.apart {
            inside = false;
        }
        let beside = |at: usize| lines.get(at).filter(|next| !next.apart && is_plain(next));
        let (Some(next), true) = (beside(index + 1), is_plain(line)) else {
            continue;
        };
        let named = at(dated, index).is_none() && is_named(line.text);
        if line.apart && named && at(dated, index + 1).is_none() && is_length(next.text) {
            inside = true;
            cards.push(named_card(index, line));
        } else if inside && named {
            let below = if is_noise(next.text) { index + 2 } else { index + 1 };
            match beside(below).zip(at(dated, below)) {
                Some((time, period))
                    if is_time(time.text, period) && (!line.apart || is_titled(line.text)) =>
                {
                    cards.extend(titled_cards(index, line, below, time, period));
                }
                _ if line.apart => inside = !is_other_head(lines, dated, index),
                _ => {}
            }
        }
    }
    cards
}

/// "5 yrs 10 mos", "Full-time · 4 yrs"
fn is_length(text: &str) -> bool {
    is_duration(text.rsplit('·').next().unwrap_or_default().trim())
}

/// Says whether an entry begins that has an employer of its own: its time stands two or three lines below.
fn is_other_head(lines: &[&Line<'_>], dated: &[Option<&Period>], first: usize) -> bool {
    (1..=3)
        .map_while(|below| {
            let line = lines.get(first + below).filter(|line| !line.apart)?;
            Some(at(dated, first + below).is_some_and(|period| is_time(line.text, period)))
        })
        .any(|is_time| is_time)
}

/// Takes a whole line for the name of a company.
fn named_card(index: usize, line: &Line<'_>) -> Card {
    let header = Header {
        company: Some(0..line.text.len()),
        end: line.text.len(),
        ..Header::default()
    };
    Card {
        line: index,
        header,
        begins: true,
        within: false,
    }
}

/// A title and its time below the company.
fn titled_cards(index: usize, line: &Line<'_>, below: usize, time: &Line<'_>, period: &Period) -> [Card; 2] {
    let title = Header {
        title: Some(0..line.text.len()),
        end: line.text.len(),
        ..Header::default()
    };
    let held = Header {
        period: Some(period.clone()),
        end: time.text.len(),
        ..Header::default()
    };
    [(index, title, true), (below, held, false)].map(|(line, header, begins)| Card {
        line,
        header,
        begins,
        within: true,
    })
}
