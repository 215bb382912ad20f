//! The words of PDF syntax, to be counted before anything is made of them: the library keeps a hundred bytes for each.

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// `[` or `<<`.
    Open,
    /// `]` or `>>`.
    Close,
    /// A number, a name or a string.
    Value,
    /// An operator or a keyword.
    Word,
}

/// Words with the offsets where they begin and end.
pub(super) struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Tokens<'b> {
    pub(super) const fn of(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn rest(&self) -> &'b [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn pass(&mut self, is_passed: impl Fn(u8) -> bool) {
        let rest = self.rest();
        let end = rest.iter().position(|byte| !is_passed(*byte));
        self.at += end.unwrap_or(rest.len());
    }

    /// Passes a string in brackets, which may hold others.
    fn pass_string(&mut self) {
        let mut open = 0_usize;
        while let Some(byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'(' => open += 1,
                b')' => open = open.saturating_sub(1),
                _ => {}
            }
            if open == 0 {
                return;
            }
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = (std::ops::Range<usize>, Token);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.pass(is_blank);
            if self.rest().first() != Some(&b'%') {
                break;
            }
            self.pass(|byte| !matches!(byte, b'\r' | b'\n'));
        }
        let start = self.at;
        let token = match self.rest() {
            [] => return None,
            [b'<', b'<', ..] => {
                self.at += 2;
                Token::Open
            }
            [b'>', b'>', ..] => {
                self.at += 2;
                Token::Close
            }
            [first, ..] => {
                self.at += 1;
                match first {
                    b'[' => Token::Open,
                    b']' => Token::Close,
                    b'(' => {
                        self.at = start;
                        self.pass_string();
                        Token::Value
                    }
                    b'<' => {
                        self.pass(|byte| byte != b'>');
                        self.at += 1;
                        Token::Value
                    }
                    b'/' | b'0'..=b'9' | b'+' | b'-' | b'.' => {
                        self.pass(is_regular);
                        Token::Value
                    }
                    _ => {
                        self.pass(is_regular);
                        Token::Word
                    }
                }
            }
        };
        self.at = self.at.min(self.bytes.len());
        Some((start..self.at, token))
    }
}

const fn is_blank(byte: u8) -> bool {
    byte == 0 || byte.is_ascii_whitespace()
}

const fn is_regular(byte: u8) -> bool {
    !is_blank(byte)
        && !matches!(
            byte,
            b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
        )
}

/// What follows blanks and comments.
pub(super) fn after_blanks(mut bytes: &[u8]) -> &[u8] {
    loop {
        let is_passed: fn(u8) -> bool = match bytes {
            [b'%', ..] => |byte| !matches!(byte, b'\r' | b'\n'),
            [first, ..] if is_blank(*first) => is_blank,
            _ => return bytes,
        };
        let end = bytes.iter().position(|byte| !is_passed(*byte));
        bytes = bytes.get(end.unwrap_or(bytes.len())..).unwrap_or_default();
    }
}

/// Counts the words that some bytes can have at most, wherever one begins to read them.
pub(super) fn most_words(bytes: &[u8]) -> usize {
    let mut count = 0;
    let mut last = b' ';
    for (at, byte) in bytes.iter().enumerate() {
        let begins = match byte {
            b'/' | b'(' | b'<' | b'[' | b'.' | b'+' | b'-' => true,
            b'0'..=b'9' => !last.is_ascii_digit(),
            b'n' | b't' | b'f' => {
                let rest = bytes.get(at..).unwrap_or_default();
                [&b"null"[..], b"true", b"false"]
                    .iter()
                    .any(|word| rest.starts_with(word))
            }
            _ => false,
        };
        count += usize::from(begins);
        last = *byte;
    }
    count
}

/// Counts the most words that stand before one operator.
pub(super) fn most_operands(content: &[u8]) -> usize {
    let mut most = 0;
    let mut operands = 0;
    for (_, token) in Tokens::of(content) {
        operands = if token == Token::Word { 0 } else { operands + 1 };
        most = most.max(operands);
    }
    most
}

/// Counts the words of objects; `None` where one of the objects, of which the offsets are given in order, begins inside
/// another one: then reading all of them could take far longer than reading the bytes.
pub(super) fn count_apart(objects: &[u8], offsets: &[usize]) -> Option<usize> {
    let mut offsets = offsets.iter().copied().peekable();
    let (mut count, mut depth, mut end) = (0, 0_usize, 0);
    for (span, token) in Tokens::of(objects) {
        if let Some(offset) = offsets.next_if(|offset| *offset <= span.start) {
            let shared = offsets.peek().is_some_and(|next| *next <= span.start);
            if depth > 0 || offset < end || shared {
                return None;
            }
        }
        match token {
            Token::Open => depth += 1,
            Token::Close => depth = depth.checked_sub(1)?,
            Token::Value | Token::Word => {}
        }
        count += 1;
        end = span.end;
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_are_counted_up_to_their_operator() {
        assert_eq!(
            most_operands(b"1 0 0 rg [(a ] \\) (b)) -12.5 <6162>] TJ % 1 2 3 4 5 6 7\nET"),
            5
        );
        assert_eq!(most_operands(b"/F1 12 Tf(Ada)Tj"), 2);
        assert_eq!(most_operands(&b"0 ".repeat(50)), 50);
        assert_eq!(most_operands(b"(never ends \\"), 1);
    }

    #[test]
    fn words_are_counted_wherever_they_may_begin() {
        assert_eq!(most_words(b"[12 0 R]//()<<>>null1.5-1"), 14);
        assert_eq!(most_words(b"stream (a note"), 1);
    }

    #[test]
    fn objects_stand_side_by_side_and_not_in_each_other() {
        let objects = b"<</A [1 2]>> (x [) /N";
        assert_eq!(count_apart(objects, &[0, 12, 19]), Some(9));
        for inside in [[0, 5, 19], [0, 14, 19], [0, 13, 13]] {
            assert_eq!(count_apart(objects, &inside), None, "{inside:?}");
        }
        assert_eq!(count_apart(b"]] 1", &[3]), None);
    }
}
