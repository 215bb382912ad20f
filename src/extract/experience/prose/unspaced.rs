//! Employers in sentences of East Asia: "目前就职于云锦科技", "株式会社ルモラに勤務しています", "루모라에서 근무하고 있습니다".

use std::ops::Range;

use crate::extract::cues::Cues;
use crate::extract::document::slice;
use crate::extract::experience::Role;
use crate::extract::places;
use crate::extract::reading::{Line, Reading};
use crate::profile::DateEnd;

/// Words behind which the employer stands.
static BEFORE: Cues = Cues::new(&["就职于", "任职于", "供职于", "就職於", "任職於"]);

/// Words before which it stands, and of which "在" begins the Chinese ones.
static BEHIND: Cues = Cues::new(&[
    "に勤務",
    "で働い",
    "に在籍",
    "에서 근무",
    "에서 일하",
    "에 재직",
    "에서 재직",
]);
static AT: Cues = Cues::new(&["在"]);
static WORKING: Cues = Cues::new(&[
    "工作",
    "上班",
    "任职",
    "担任",
    "做后端",
    "做前端",
    "做开发",
    "做算法",
    "做全栈",
    "搬砖",
]);

/// Words of work that is over.
static OVER: Cues = Cues::new(&[
    "曾",
    "以前",
    "之前",
    "过去",
    "前職",
    "以前は",
    "이전",
    "전에는",
    "元",
]);

/// What is no name of an employer.
static PLAIN: Cues = Cues::new(&[
    "一家",
    "某",
    "大厂",
    "这家",
    "这里",
    "那里",
    "家里",
    "企業",
    "会社で",
    "회사",
    "스타트업",
    "スタートアップ",
    "我们",
    "哪",
]);

/// Reads the employer that a line names so.
pub(super) fn role(reading: &Reading<'_>, line: &Line<'_>) -> Option<Role> {
    if line.text.is_ascii() {
        return None;
    }
    let name = behind(line.text)
        .or_else(|| before(line.text))
        .or_else(|| around(line.text))?;
    let words = slice(line.text, name.clone());
    let letters = words.chars().count();
    if !(2..=20).contains(&letters) || PLAIN.are_in(words) || places::is_place(reading.taxonomy, words) {
        return None;
    }
    let led = slice(line.text, 0..name.start);
    let clause = led.rsplit(['。', '.', '！', '；', '\n']).next().unwrap_or(led);
    let end = (!OVER.are_in(clause)).then_some(DateEnd::Present);
    Some(super::role(reading, line, &name, None, (None, end)))
}

/// "目前就职于云锦科技，…"
fn behind(text: &str) -> Option<Range<usize>> {
    let (at, cue) = BEFORE.all_in(text).next()?;
    let start = skip_signs(text, at + cue.len());
    let rest = slice(text, start..text.len());
    let end = rest
        .find(|letter: char| is_end(letter) || matches!(letter, '做' | '担' | '任' | '的' | '从'))
        .unwrap_or(rest.len());
    Some(start..start + end)
}

/// "現在、株式会社ルモラに勤務しています"
fn before(text: &str) -> Option<Range<usize>> {
    let (at, _) = BEHIND.all_in(text).next()?;
    let led = slice(text, 0..at);
    let end = led.trim_end_matches(['*', '`', ' ', '」']).len();
    let led = slice(led, 0..end);
    let start = led
        .char_indices()
        .rev()
        .find(|(_, letter)| is_end(*letter) || matches!(letter, 'は' | '「' | ' '))
        .map_or(0, |(at, letter)| at + letter.len_utf8());
    Some(start..end)
}

/// "目前在云锦科技工作": the words between.
fn around(text: &str) -> Option<Range<usize>> {
    let (at, cue) = AT.all_in(text).next()?;
    let start = skip_signs(text, at + cue.len());
    let rest = slice(text, start..text.floor_char_boundary(start + NAME_BYTES));
    let (end, _) = WORKING.all_in(rest).next()?;
    let name = slice(rest, 0..end).trim_end_matches(['*', '`', ' ']);
    (!name.contains(is_end) && !name.contains('的')).then_some(start..start + name.len())
}

/// The most bytes from "在" to the work.
const NAME_BYTES: usize = 60;

fn skip_signs(text: &str, at: usize) -> usize {
    let rest = slice(text, at..text.len());
    text.len()
        - rest
            .trim_start_matches(['*', '`', ' ', '「', '[', '@', ':', '：'])
            .len()
}

const fn is_end(letter: char) -> bool {
    matches!(
        letter,
        '，' | '。'
            | '、'
            | '；'
            | '！'
            | '（'
            | '('
            | ','
            | '.'
            | ';'
            | '!'
            | '\n'
            | '|'
            | '*'
            | ']'
            | '`'
            | '：'
            | ':'
    )
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::{company, read};

    #[track_caller]
    fn check(text: &str, expected: &[(&str, bool)]) {
        let roles = read(text, |reading| {
            crate::extract::experience::prose::roles(reading, true)
        });
        let found = roles
            .iter()
            .map(|role| (company(&role.position), role.position.end.is_some()));
        assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn sentences_without_spaces_name_employers() {
        check("目前就职于 **云锦科技**，做后端。\n", &[("云锦科技", true)]);
        check("曾任职于织云网络，后来读书。\n", &[("织云网络", false)]);
        check("目前在云锦科技工作。\n", &[("云锦科技", true)]);
        check(
            "現在、株式会社ルモラに勤務しています。\n",
            &[("株式会社ルモラ", true)],
        );
        check("현재 루모라에서 근무하고 있습니다.\n", &[("루모라", true)]);
    }

    #[test]
    fn places_and_plain_words_employ_nobody() {
        check("目前在一家创业公司工作。\n", &[]);
        check("目前在北京工作。\n", &[]);
        check("在家里喜欢做菜，也在学习 Rust。\n", &[]);
        check("I work 在 home.\n", &[]);
    }
}
