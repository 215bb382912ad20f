//! Which parts of a line say nothing of a position itself: terms, labels, lengths of time.

use std::sync::LazyLock;

use crate::extract::phrases::Phrases;
use crate::extract::sections::fold;

/// Parts that say nothing of the position, folded.
const NOISE: &[&str] = &[
    "full time",
    "part time",
    "contract",
    "permanent",
    "permanent full time",
    "self employed full time",
    "upcoming",
    "incoming",
    "current",
    "present",
    "on site",
    "seasonal",
    "from",
    "since",
    "until",
    "till",
    "and",
    "company",
    "duration",
    "period",
    "date",
    "dates",
    "role",
    "position",
    "title",
    "at",
    "remote contract",
    "employer",
    "client",
    "end client",
    "customer",
    "kunde",
    "cliente",
    "timeline",
    "to",
    "in",
    "website",
    "now",
    "today",
    "location",
    "temporary",
    "participant",
    "final year project",
    "company name",
    "dates employed",
    "employment duration",
    "freelance remotely",
    "various roles",
    "various positions",
    "multiple roles",
    "multiple positions",
    "several roles",
    "contractor remotely",
    "vollzeit",
    "teilzeit",
    "festanstellung",
    "unbefristet",
    "befristet",
    "freiberuflich",
    "temps plein",
    "temps partiel",
    "cdi",
    "cdd",
    "jornada completa",
    "jornada parcial",
    "media jornada",
    "tiempo completo",
    "contrato temporal",
    "contrato indefinido",
    "tempo integral",
    "meio periodo",
    "tempo pieno",
    "a tempo pieno",
    "tempo indeterminato",
    "tempo determinato",
    "fulltime",
    "parttime",
    "voltijd",
    "deeltijd",
    "heltid",
    "deltid",
    "remotely",
    "project based",
    "удаленная работа",
    "удаленно",
    "удалённо",
    "удалённая работа",
    "проектная работа",
    "полная занятость",
    "частичная занятость",
    "проектная занятость",
    "подработка",
    "совместительство",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "期間",
    "在籍期間",
    "所属期間",
    "勤務期間",
    "役割",
    "役職",
    "会社名",
    "时间",
    "기간",
    "근무기간",
    "da",
    "dal",
    "de",
    "du",
    "van",
    "von",
];

/// Words with which a remark about a company begins: "Acme (formerly Bolt)".
const FORMERLY: &[&str] = &[
    "formerly ",
    "Formerly ",
    "acquired by ",
    "Acquired by ",
    "previously ",
    "part of ",
    "a subsidiary of ",
    "via ",
    "through ",
    "Consultant via ",
    "Contractor via ",
    "Consultant through ",
    "Contractor through ",
];

/// Says whether a part says nothing of the position itself: lengths of time, terms, labels.
pub(super) fn is_noise(part: &str) -> bool {
    static KNOWN: LazyLock<Phrases<()>> =
        LazyLock::new(|| Phrases::new(NOISE.iter().map(|noise| (*noise, ()))));
    let bare = part.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    if FORMERLY.iter().any(|word| bare.starts_with(word)) {
        return true;
    }
    if !bare.starts_with(|letter: char| letter.is_ascii_digit()) && !KNOWN.may_begin(part) {
        return false;
    }
    let folded = fold(part);
    is_folded_duration(&folded) || NOISE.contains(&folded.as_str())
}

/// Says whether a text is a length of time: "5 yrs 10 mos", "(2 years)".
pub(super) fn is_duration(text: &str) -> bool {
    let begins_otherwise = text.starts_with(|letter: char| letter.is_ascii_alphabetic());
    !begins_otherwise && is_folded_duration(&fold(text))
}

/// Units of a length of time, and words between them, folded.
const UNITS: &[&str] = &[
    "yr",
    "yrs",
    "year",
    "years",
    "mo",
    "mos",
    "month",
    "months",
    "and",
    "weeks",
    "week",
    "m",
    "y",
    "mois",
    "an",
    "ans",
    "et",
    "jahr",
    "jahre",
    "monat",
    "monate",
    "und",
    "mes",
    "meses",
    "ano",
    "anos",
    "mese",
    "mesi",
    "anno",
    "anni",
    "jaar",
    "maanden",
    "mon",
    "mons",
    "год",
    "года",
    "лет",
    "месяц",
    "месяца",
    "месяцев",
    "мес",
    "г",
    "и",
    "rok",
    "lat",
    "lata",
    "miesiąc",
    "miesiące",
    "miesięcy",
    "år",
    "yıl",
    "ay",
];

fn is_folded_duration(folded: &str) -> bool {
    let mut words = folded.split(' ');
    // "1095 days"
    if let Some((number, "day" | "days" | "tage" | "jours" | "dias" | "giorni" | "dagen")) =
        folded.split_once(' ')
    {
        return number.len() <= 4 && number.bytes().all(|byte| byte.is_ascii_digit());
    }
    let first_is_number = words
        .next()
        .is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()) && word.len() <= 2);
    first_is_number
        && words.all(|word| word.bytes().all(|byte| byte.is_ascii_digit()) || UNITS.contains(&word))
}
