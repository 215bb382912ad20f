//! Names in the letters of East Asia: the family's before one's own, without a space between them.

use std::ops::Range;

use crate::extract::cues::Cues;
use crate::extract::document::slice;
use crate::extract::sections;

/// Families' names of one Chinese letter.
const FAMILIES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟\
     谭陆汪范石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤温康施牛樊葛邢安齐易乔伍庞颜倪\
     庄聂章鲁岳翟殷詹欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕裴霍涂苗盛曲翁冉骆蓝辛靳管柴蒙鲍华喻祁蒲房滕屈饶\
     牟艾尤阳穆农司卓吉缪连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂佟臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎\
     甄丛仲虞敖巩佘池查麻苑迟邝張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭葉蘇呂盧鍾譚陸賈韋鄒顏龐";

/// Families' names of one Korean syllable.
const SYLLABLES: &str = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모";

/// Last letters of what somebody is: a student, an engineer.
const KINDS: [char; 12] = [
    '员', '師', '师', '生', '者', '家', '人', '員', '鸟', '客', '狗', '猿',
];

/// Says whether a word is a Chinese name of a family and a person.
pub(super) fn is_chinese(word: &str) -> bool {
    let letters = word.chars().count();
    (2..=3).contains(&letters)
        && word.chars().all(is_han)
        && word.chars().next().is_some_and(|first| FAMILIES.contains(first))
        && !word.ends_with(KINDS)
        && !word.contains('我')
}

const fn is_han(letter: char) -> bool {
    matches!(letter, '\u{4e00}'..='\u{9fff}')
}

const fn is_hangul(letter: char) -> bool {
    matches!(letter, '\u{ac00}'..='\u{d7a3}')
}

/// "你好，我是王小明": the name behind words that introduce one; "안녕하세요, 김보라입니다" has them behind it.
pub(super) fn introduced(line: &str) -> Option<Range<usize>> {
    static BEFORE: Cues = Cues::new(&["我是", "我叫", "我的名字是", "姓名：", "姓名:", "姓名 "]);
    // Most lines have none of these letters.
    if line.is_ascii() {
        return None;
    }
    let chinese = BEFORE.all_in(line).find_map(|(at, cue)| {
        let rest = slice(line, at + cue.len()..line.len());
        let start = line.len() - rest.trim_start_matches([' ', '*']).len();
        let rest = slice(line, start..line.len());
        let end = rest.find(|letter| !is_han(letter)).unwrap_or(rest.len());
        is_chinese(slice(rest, 0..end)).then_some(start..start + end)
    });
    chinese.or_else(|| korean(line))
}

fn korean(line: &str) -> Option<Range<usize>> {
    let greeted = ["안녕하세요", "저는 ", "이름은 "]
        .iter()
        .any(|words| line.contains(words));
    let end = ["입니다", "이에요", "예요"]
        .iter()
        .filter_map(|words| line.find(words))
        .min()?;
    let led = slice(line, 0..end);
    let start = led.trim_end_matches(is_hangul).len();
    let name = slice(led, start..end);
    let family = name.chars().next().is_some_and(|first| SYLLABLES.contains(first));
    let trade = ["자", "생", "가", "사람", "머"]
        .iter()
        .any(|kind| name.ends_with(kind));
    (greeted && family && !trade && (2..=3).contains(&name.chars().count())).then_some(start..end)
}

/// "王小明 /Xiaoming Wang", "王小明（男）": the name with which a heading begins.
pub(super) fn headed(text: &str) -> Option<Range<usize>> {
    let start = text.len()
        - text
            .trim_start_matches(|letter: char| !letter.is_alphanumeric())
            .len();
    let rest = slice(text, start..text.len());
    let end = rest.find(|letter| !is_han(letter)).unwrap_or(rest.len());
    let behind = slice(rest, end..rest.len()).trim_start();
    let parted = behind.is_empty() || behind.starts_with(['/', '|', '(', '（', '·', '-', '—', '｜']);
    let name = slice(rest, 0..end);
    (parted && is_chinese(name) && sections::named(name).is_none()).then_some(start..start + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_introduced_in_chinese_and_korean() {
        for (line, expected) in [
            ("你好，我是王小织", Some("王小织")),
            ("我叫 **林布**，写代码", Some("林布")),
            ("안녕하세요, 백다솜입니다", Some("백다솜")),
            ("我是一名工程师", None),
            ("我是程序员", None),
            ("我是高中生", None),
            ("안녕하세요, 개발자입니다", None),
            ("백다솜입니다", None),
        ] {
            let found = introduced(line).map(|range| slice(line, range));
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn headings_begin_with_names() {
        for (line, expected) in [
            ("王小织 /Xiaozhi Wang", Some("王小织")),
            ("王小织（女）", Some("王小织")),
            ("关于我", None),
            ("安全 工具", None),
        ] {
            let found = headed(line).map(|range| slice(line, range));
            assert_eq!(found, expected, "{line}");
        }
    }
}
