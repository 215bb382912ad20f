//! Schools that only their students tell to be such: "Final year student at Lumora IST", "a degree in Looms from Orvik".

use std::ops::Range;

use super::prose::{DEGREE_BYTES, school_at};
use crate::extract::cues::Cues;
use crate::extract::document::slice;
use crate::extract::reading::Reading;

/// "Final year student at Lumora IST": whatever a student is at is a school.
pub(super) fn school_of_student(reading: &Reading<'_>, line: &str) -> Option<Range<usize>> {
    static STUDENT: Cues = Cues::caseless(&[
        "student at ",
        "student @ ",
        "studied at ",
        "studying at ",
        "graduated from ",
        "graduate of ",
        "alumnus of ",
        "alumna of ",
        "alum of ",
        "graduating at ",
        "graduating from ",
        "graduated at ",
        "undergraduate at ",
        "undergrad at ",
        "undergrad @ ",
        "freshman at ",
        "sophomore at ",
        "enrolled at ",
        "candidate at ",
        "phd at ",
        "phd from ",
        "ph.d. at ",
        "ph.d. from ",
        "doctorate at ",
        "doctorate from ",
        "master's at ",
        "master's from ",
        "masters at ",
        "masters from ",
        "master’s at ",
        "master’s from ",
        "bachelor's at ",
        "bachelor's from ",
        "bachelor’s at ",
        "bachelor’s from ",
        "bachelors from ",
        "mba from ",
        "mba at ",
    ]);
    let direct = STUDENT.all_in(line).next().map(|(at, words)| at + words.len());
    let direct = direct.or_else(|| ABROAD.all_in(line).next().map(|(at, words)| at + words.len()));
    school_at(reading, line, direct.or_else(|| behind_field(line))?)
}

/// The same in other languages.
static ABROAD: Cues = Cues::caseless(&[
    "egresado de ",
    "egresada de ",
    "graduado de ",
    "graduada de ",
    "estudié en ",
    "estudiante en ",
    "estudiante de la ",
    "estudei na ",
    "estudei no ",
    "estudante da ",
    "formado pela ",
    "formada pela ",
    "formado na ",
    "formada na ",
    "graduado pela ",
    "graduada pela ",
    "diplômé de ",
    "diplômée de ",
    "étudiant à ",
    "étudiante à ",
    "étudié à ",
    "studiere an der ",
    "studierte an der ",
    "studiert an der ",
    "student an der ",
    "studentin an der ",
    "absolvent der ",
    "absolventin der ",
    "laureato a ",
    "laureata a ",
    "laureato al ",
    "laureata al ",
    "laureato presso ",
    "laureata presso ",
    "afgestudeerd aan ",
    "studeerde aan ",
    "studeer aan ",
    "pluggade på ",
    "studerade vid ",
    "studerade på ",
    "studerer på ",
    "studował na ",
    "studiowałem na ",
    "studiowałam na ",
]);

/// "a degree in Looms from Lumora IST": where what stands behind the field begins.
fn behind_field(line: &str) -> Option<usize> {
    static DEGREE: Cues = Cues::caseless(&[
        "degree in ",
        "diploma in ",
        "degree from ",
        "degree at ",
        "graduando em ",
        "graduado em ",
        "graduada em ",
        "formado em ",
        "formada em ",
        "phd in ",
        "ph.d. in ",
        "doctorate in ",
        "master's in ",
        "master’s in ",
        "masters in ",
        "bachelor's in ",
        "bachelor’s in ",
        "bachelors in ",
        "mba in ",
        "bsc in ",
        "msc in ",
        "b.sc. in ",
        "m.sc. in ",
        "b.s. in ",
        "m.s. in ",
        "b.a. in ",
        "b.tech in ",
        "m.tech in ",
        "majored in ",
        "i studied ",
        "i study ",
        "i'm studying ",
        "i’m studying ",
        "i am studying ",
        "currently studying ",
    ]);
    let (at, words) = DEGREE.all_in(line).next()?;
    let field = at + words.len();
    if ["from ", "at "].iter().any(|direct| words.ends_with(direct)) {
        return Some(field);
    }
    let rest = slice(line, field..line.len());
    let (end, sign) = [" from ", " at ", " na ", " no ", " pela ", " pelo "]
        .iter()
        .filter_map(|sign| Some((rest.find(sign)?, sign)))
        .min()?;
    let whole = end <= DEGREE_BYTES && !slice(rest, 0..end).contains([',', '.', ';', '(']);
    // "a degree in Looms and work at Lumora" tells of two things.
    let tells_of_work = slice(rest, 0..end)
        .split(' ')
        .any(|word| word.starts_with("work"));
    (whole && !tells_of_work).then_some(field + end + sign.len())
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use crate::extract::testing;

    #[test]
    fn students_of_many_languages_name_their_schools() {
        for (text, expected) in [
            ("Egresada de la Orvik Sur (2016)", Some("Orvik Sur")),
            ("Diplômé de l'Orvik Sud, promo 2017.", Some("Orvik Sud")),
            ("Ich studiere an der Orvik Nord Looms.", Some("Orvik Nord Looms")),
            ("Estudei na Orvik, em Porto.", Some("Orvik")),
            ("Estudei na escola da vida.", None),
            ("Je suis diplômé de tissage.", None),
        ] {
            let schools = testing::read(text, read);
            let found = schools.first().map(|school| school.institution.as_str());
            assert_eq!(found, expected, "{text}");
        }
    }
}
