//! What a line states in words: "9 years as …", "Position: …", "I was head of …".

use std::ops::Range;

use super::employer::is_told;
use super::header::{Header, read};
use super::parts::is_duration;
use crate::extract::document::{slice, trim_by};
use crate::extract::sections::fold;
use crate::extract::{dates, places, titles};
use crate::taxonomy::Taxonomy;

/// "9 years as Captain of Builds at Acme": with these words any title is one.
pub(super) fn served(line: &str, taxonomy: &Taxonomy) -> Option<Header> {
    if !may_begin_with_length(line) {
        return None;
    }
    let at = line.find(" as ").filter(|at| is_duration(slice(line, 0..*at)))?;
    let employer = line.find(" at ").filter(|employer| *employer > at)?;
    let mut header = read(slice(line, employer..line.len()), taxonomy);
    let shift = |range: &mut Range<usize>| *range = range.start + employer..range.end + employer;
    header.company.iter_mut().for_each(shift);
    header.place.iter_mut().for_each(shift);
    if let Some(period) = &mut header.period {
        shift(&mut period.range);
    }
    header.title = Some(at + " as ".len()..employer);
    header.end = line.len();
    header.company.is_some().then_some(header)
}

/// Words of a sentence about work, with which no employer's name begins.
const NO_EMPLOYERS: &[&str] = &[
    "I",
    "My",
    "Worked",
    "Working",
    "Work",
    "Works",
    "Served",
    "Serving",
    "Joined",
    "Hired",
    "Employed",
    "Started",
    "Currently",
    "Previously",
    "Now",
    "Experience",
    "Time",
    "Life",
    "Promoted",
    "Freelancing",
];

/// "Acme as a Senior Engineer": the employer, and what the person was there.
pub(super) fn employed_as(line: &str) -> Option<Header> {
    // Asked of every line of a part about work.
    if !line.contains(" as a") {
        return None;
    }
    let (name, behind) = line.split_once(" as a ").or_else(|| line.split_once(" as an "))?;
    let start = line.len() - behind.len();
    let stops = [", ", ". ", " (", " on ", " for ", " where ", " with ", " in "];
    let end = stops.iter().filter_map(|stop| behind.find(stop)).min();
    let title = slice(behind, 0..end.unwrap_or(behind.len())).trim_end_matches('.');
    let first = name.split(' ').next().unwrap_or(name);
    let few = |text: &str| text.split_ascii_whitespace().count() <= 6;
    let named = few(name)
        && name
            .split_ascii_whitespace()
            .all(|word| !word.starts_with(char::is_lowercase) || word == "of")
        && first.starts_with(char::is_alphanumeric)
        && !NO_EMPLOYERS.contains(&first)
        && !titles::is_title(name)
        && !name.contains([':', ',']);
    let titled = few(title) && titles::is_title(title) && title.starts_with(char::is_uppercase);
    (named && titled && dates::first(line).is_none()).then(|| Header {
        company: Some(0..name.len()),
        title: Some(start..start + title.len()),
        company_first: true,
        end: start + title.len(),
        ..Header::default()
    })
}

/// "Engineer, Acme, Oslo. 6 years.": where the facts end before a sentence that is a length of time.
pub(super) fn end_before_length(line: &str) -> Option<usize> {
    let bare = line.trim_end_matches(['.', ' ']);
    if !bare.ends_with(['s', 'h', 'r']) {
        return None;
    }
    let (facts, length) = bare.rsplit_once(". ")?;
    is_duration(length).then_some(facts.len())
}

/// Says whether the first word of a line may be a number, or whether it has none before " as ".
fn may_begin_with_length(line: &str) -> bool {
    let words = line.trim_start_matches(|letter: char| !letter.is_alphanumeric() && letter != '&');
    words.starts_with(|letter: char| letter.is_ascii_digit()) || words.starts_with("as ")
}

/// Labels before a title, folded.
const TITLE_LABELS: &[&str] = &[
    "position",
    "title",
    "role",
    "job title",
    "designation",
    "job role",
    "position held",
    "occupation",
    "occupation or position held",
    "cargo",
    "puesto",
    "funcao",
    "poste",
    "fonction",
    "stelle",
    "rolle",
    "ruolo",
    "posizione",
    "functie",
    "stanowisko",
    "должность",
    "роль",
    "позиция",
    "посада",
    "役職",
    "役割",
    "職種",
    "職位",
    "职位",
    "职务",
    "岗位",
    "担任职务",
    "직책",
    "직무",
    "직위",
    "역할",
];

/// Labels before an employer, folded.
const COMPANY_LABELS: &[&str] = &[
    "company",
    "employer",
    "organization",
    "organisation",
    "company name",
    "name of employer",
    "employer name",
    "workplace",
    "institution",
    "organisation name",
    "organization name",
    "instituicao",
    "institucion",
    "empresa",
    "empregador",
    "entreprise",
    "societe",
    "employeur",
    "firma",
    "unternehmen",
    "arbeitgeber",
    "azienda",
    "datore di lavoro",
    "bedrijf",
    "werkgever",
    "компания",
    "организация",
    "работодатель",
    "место работы",
    "компанія",
    "会社",
    "会社名",
    "企業名",
    "勤務先",
    "所属会社",
    "公司",
    "公司名称",
    "公司名稱",
    "单位",
    "工作单位",
    "회사",
    "회사명",
    "근무처",
];

/// Labels before a period, folded.
const PERIOD_LABELS: &[&str] = &[
    "period",
    "dates",
    "date",
    "duration",
    "timeline",
    "years",
    "when",
    "periodo",
    "periode",
    "zeitraum",
    "duree",
    "fechas",
    "fecha",
    "datas",
    "data",
    "период",
    "период работы",
    "сроки",
    "okres",
    "期間",
    "在籍期間",
    "所属期間",
    "勤務期間",
    "时间",
    "工作时间",
    "在职时间",
    "기간",
    "근무기간",
    "재직기간",
    "근무 기간",
];

/// The most bytes of a label.
const LABEL_BYTES: usize = 40;

/// Cuts a line at the first colon, which stands behind a label only near its beginning.
fn at_colon(line: &str) -> Option<(&str, &str)> {
    let begin = line.as_bytes().iter().take(LABEL_BYTES + 1);
    let at = begin.into_iter().position(|byte| matches!(byte, b':' | 0xEF))?;
    let (label, rest) = line.split_at_checked(at)?;
    let value = rest.strip_prefix(':').or_else(|| rest.strip_prefix(WIDE_COLON))?;
    Some((label, value))
}

/// The colon of Chinese and Japanese.
const WIDE_COLON: char = '：';

/// Words before the name of somebody else.
const HONORIFICS: [&str; 8] = [
    "Prof.",
    "Prof ",
    "Dr.",
    "Dr ",
    "Mr.",
    "Ms.",
    "Mrs.",
    "Assoc. Prof",
];

/// "Advisor: Dr. Ada Quill": says whether a line names whom the person worked with.
fn names_somebody(line: &str) -> bool {
    at_colon(line).is_some_and(|(_, value)| {
        let name = value.trim_start_matches(|letter: char| !letter.is_alphabetic());
        HONORIFICS.iter().any(|word| name.starts_with(word))
    })
}

/// "内容：…", "Director: Prof. Quill": says whether a line begins with a label that names no fact of a position.
pub(super) fn is_labelled_otherwise(line: &str) -> bool {
    if names_somebody(line) {
        return true;
    }
    let wide =
        |(label, value): &(&str, &str)| label.len() + value.len() + WIDE_COLON.len_utf8() == line.len();
    let Some((label, _)) = at_colon(line).filter(wide) else {
        return false;
    };
    let label = fold(label);
    ![TITLE_LABELS, COMPANY_LABELS, PERIOD_LABELS]
        .iter()
        .any(|labels| labels.contains(&label.as_str()))
}

/// "Period: 2019 – 2021", "Company: Acme": says whether a line states one fact of a position.
pub(super) fn is_fact(line: &str) -> bool {
    let Some((label, value)) = at_colon(line) else {
        return false;
    };
    let label = fold(label);
    let named = |labels: &[&str]| labels.contains(&label.as_str());
    !value.trim().is_empty() && (named(TITLE_LABELS) || named(COMPANY_LABELS) || named(PERIOD_LABELS))
}

/// "Position: Keeper of Clocks": what a label names is one, whatever its words.
pub(super) fn labelled(line: &str, taxonomy: &Taxonomy) -> Option<Header> {
    let (label, value) = at_colon(line)?;
    let label = fold(label);
    let titled = TITLE_LABELS.contains(&label.as_str());
    if !titled && !COMPANY_LABELS.contains(&label.as_str()) {
        return None;
    }
    let range = trim_by(line, line.len() - value.len()..line.len(), |letter| {
        !letter.is_alphanumeric() && !matches!(letter, ')' | '）')
    });
    // "ルモラ株式会社（LUMORA）"
    let aside = slice(line, range.clone()).find('（').filter(|_| !titled);
    let range = range.start..aside.map_or(range.end, |at| range.start + at);
    let named = slice(line, range.clone());
    let short = (1..=8).contains(&named.split_ascii_whitespace().count()) && dates::first(named).is_none();
    let several = named.contains([':', '|', ',', '。', '、']) || named.contains(" at ");
    if !short || several || places::is_place(taxonomy, named) {
        return None;
    }
    let mut header = Header {
        end: line.len(),
        ..Header::default()
    };
    if titled {
        header.title = Some(range);
    } else {
        header.company = Some(range);
    }
    Some(header)
}

/// Words with which a sentence tells the title of its writer.
const I_AM: &[&str] = &[
    "I am ",
    "I was ",
    "I'm ",
    "I’m ",
    "As ",
    "Worked as ",
    "Working as ",
    "Served as ",
    "I worked as ",
    "I work as ",
    "I serve as ",
    "I served as ",
    "Hired as ",
    "Employed as ",
    "Joined as ",
];

/// Reads the title from the sentence that follows a header.
pub(super) fn stated_title(line: &str, from: usize) -> Option<Range<usize>> {
    let account = slice(line, from..line.len());
    let start = from + account.len() - account.trim_start().len();
    let account = slice(line, start..line.len());
    let opening = I_AM.iter().find(|words| account.starts_with(**words))?;
    let mut start = start + opening.len();
    for article in ["a ", "an ", "the "] {
        if slice(line, start..line.len()).starts_with(article) {
            start += article.len();
        }
    }
    let title = slice(line, start..line.len());
    let stops: &[&str] = if opening.trim_end() == "As" {
        &[", ", " I ", ". "]
    } else {
        &[
            ", ", ". ", " at ", " where ", " who ", " for ", " with ", " in the ",
        ]
    };
    let end = stops.iter().filter_map(|stop| title.find(stop)).min();
    let end = start + end.unwrap_or(title.len());
    let title = slice(line, start..end).trim_end_matches('.');
    (titles::is_title(title) && title.split_ascii_whitespace().count() <= 10)
        .then(|| start..start + title.len())
}

/// Words behind a title with which a line tells what it was for.
const PURPOSES: &[&str] = &[
    " for ",
    " on the ",
    " on a ",
    " in a ",
    " in the ",
    " responsible ",
    " working ",
    " building ",
    " developing ",
    " maintaining ",
    " leading ",
    " in charge ",
];

/// "Full-stack developer for the loom platforms.": a line that begins with what the person was.
pub(super) fn led_title(line: &str) -> Option<Range<usize>> {
    let end = PURPOSES.iter().filter_map(|word| line.find(word)).min()?;
    let title = slice(line, 0..end);
    let last = title.rsplit(' ').next().unwrap_or_default();
    let named = title.starts_with(char::is_uppercase)
        && (2..=6).contains(&title.split_ascii_whitespace().count())
        && !title.contains([',', '.', ':'])
        && !is_told(title)
        && titles::is_title(last);
    named.then_some(0..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing;

    #[test]
    fn facts_are_labelled_in_many_languages() {
        let text = "## 職務経歴\n\n#### 職務経歴１\n\n- 会社名： ルモラ株式会社（LUMORA）\n- 事業内容： 織物\n- 期間： 2007年8月～2010年12月\n\
                    - 役職： 織物エンジニア\n\n#### 職務経歴２\n\n- 会社名： オルヴィク株式会社\n- 期間： 2011年1月～2013年12月\n";
        let roles = testing::read(text, crate::extract::experience::read);
        let facts: Vec<_> = roles
            .iter()
            .map(|role| {
                let company = role
                    .position
                    .company
                    .as_ref()
                    .map(|company| company.name.as_str());
                (
                    company,
                    role.position.title.as_deref(),
                    role.position.start.map(|date| date.to_string()),
                )
            })
            .collect();
        assert_eq!(
            facts,
            [
                (
                    Some("ルモラ株式会社"),
                    Some("織物エンジニア"),
                    Some("2007-08".to_owned())
                ),
                (Some("オルヴィク株式会社"), None, Some("2011-01".to_owned())),
            ]
        );
    }

    #[test]
    fn a_label_may_name_somebody_else() {
        assert!(is_labelled_otherwise("- **Director:** Prof. Dr. Ada Quill"));
        assert!(is_labelled_otherwise("内容：織物の保守") && !is_labelled_otherwise("役割：織工"));
        assert!(!is_labelled_otherwise("Director: Looms"));
    }

    #[test]
    fn labels_are_listed_as_they_are_folded() {
        for label in [TITLE_LABELS, COMPANY_LABELS, PERIOD_LABELS].concat() {
            assert_eq!(fold(label), label);
        }
    }

    #[test]
    fn a_label_makes_any_words_a_title() {
        let taxonomy = Taxonomy::embedded();
        let title = |line| {
            labelled(line, taxonomy)
                .and_then(|header| header.title)
                .map(|range| slice(line, range))
        };
        assert_eq!(title("Position: Keeper of Clocks"), Some("Keeper of Clocks"));
        assert_eq!(title("Role: **Captain of Builds**"), Some("Captain of Builds"));
        for other in [
            "Position: Oslo",
            "Stack: Rust",
            "Role: led ledgers, wrote reports",
            "Position: 2019 – 2021",
        ] {
            assert_eq!(title(other), None, "{other}");
        }
    }

    #[test]
    fn a_line_can_begin_with_what_its_writer_was() {
        let title = |line| led_title(line).map(|range| slice(line, range));
        assert_eq!(
            title("Full-Stack PHP web developer for the loom platforms."),
            Some("Full-Stack PHP web developer")
        );
        assert_eq!(
            title("Full-stack developer in a team of six."),
            Some("Full-stack developer")
        );
        assert_eq!(title("Lead the developers for the looms"), None);
        assert_eq!(title("Built tools for the developers"), None);
        assert_eq!(title("Developer experience for all teams"), None);
    }

    #[test]
    fn a_sentence_states_the_title_of_its_writer() {
        let title = |line| stated_title(line, 0).map(|range| slice(line, range));
        assert_eq!(
            title("I was the head of payments, and of the office."),
            Some("head of payments")
        );
        assert_eq!(
            title("As a software engineer I kept ledgers."),
            Some("software engineer")
        );
        assert_eq!(
            title("Employed as Weaving Engineer in the looms department of the mill by the river in Bremen."),
            Some("Weaving Engineer")
        );
        assert_eq!(title("I was happy there."), None);
    }

    #[test]
    fn with_years_of_service_any_words_are_a_title() {
        let line = "9 years as Captain of Builds at Lumoraq";
        let header = served(line, Taxonomy::embedded()).unwrap();
        let text = |range: Option<Range<usize>>| range.map(|range| slice(line, range).trim());
        assert_eq!(text(header.title), Some("Captain of Builds"));
        assert_eq!(text(header.company), Some("Lumoraq"));
    }
}
