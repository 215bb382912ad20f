//! Sessions in a terminal: a command that shows a part of the profile heads what it prints.

use std::ops::Range;

use super::{Block, Kind, LOWEST_HEADING, Text, plain, slice, trim};
use crate::extract::sections;

/// Reads preformatted text as a session, if one of its commands shows a part: `$ cat work.md`.
pub(super) fn blocks(source: &str, range: Range<usize>) -> Option<Vec<Block>> {
    let mut commands = Vec::new();
    let mut at = range.start;
    for line in slice(source, range.clone()).split_inclusive('\n') {
        if let Some(command) = sections::command(line) {
            commands.push((at..at + line.len(), sections::shown(command).is_some()));
        }
        at += line.len();
    }
    if !commands.iter().any(|(_, shows)| *shows) {
        return None;
    }
    let first = commands.first()?.0.start;
    let mut blocks = Vec::new();
    code(source, range.start..first, &mut blocks);
    let ends = commands.iter().skip(1).map(|(next, _)| next.start);
    let ends: Vec<_> = ends.chain([range.end]).collect();
    for ((command, shows), end) in commands.into_iter().zip(ends) {
        let printed = command.end..end;
        if !shows {
            code(source, command.start..end, &mut blocks);
            continue;
        }
        blocks.push(block(source, command, Kind::Heading(LOWEST_HEADING)));
        // What is printed as data stays code.
        if slice(source, printed.clone()).contains(['{', '[']) {
            code(source, printed, &mut blocks);
        } else {
            blocks.extend(plain::blocks_of(source, printed));
        }
    }
    Some(blocks)
}

fn code(source: &str, range: Range<usize>, blocks: &mut Vec<Block>) {
    if !slice(source, range.clone()).trim().is_empty() {
        blocks.push(block(source, range, Kind::Code));
    }
}

fn block(source: &str, range: Range<usize>, kind: Kind) -> Block {
    let range = trim(source, range);
    let mut text = Text::default();
    text.push(slice(source, range.clone()), range, true);
    Block {
        kind,
        text,
        apart: true,
        ..Block::default()
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::Format;
    use crate::extract::document::Document;
    use crate::extract::sections::Section;
    use crate::extract::testing::section;

    #[test]
    fn commands_head_what_they_print() {
        let text = "```console\n$ whoami\nada\n\n$ cat work/history.txt\n2020-02  Lumoraq  Engineer\n$ ls ~/projects\nloom\n\
                    $ cat skills.json\n{ \"rust\": 1 }\n```\n\n- Loom, weaves\n";
        assert_eq!(section(text, "2020-02"), Section::Experience);
        assert_eq!(section(text, "loom"), Section::Projects);
        assert_eq!(section(text, "Loom, weaves"), Section::Skills);
        assert_eq!(section(text, "rust"), Section::Skills);
    }

    #[test]
    fn other_sessions_stay_code() {
        let text = "```sh\n$ cargo build\n$ ./loom --projects\n```\n";
        assert_eq!(Document::parse(text, Format::Markdown).blocks.len(), 1);
    }
}
