//! Words that tell schools and degrees.

use std::sync::LazyLock;

use crate::extract::phrases::Phrases;
use crate::extract::sections::fold;

/// Words that make a line name a school.
const SCHOOLS: &[&str] = &[
    "university",
    "universität",
    "universitat",
    "université",
    "universite",
    "universidad",
    "universidade",
    "università",
    "universita",
    "universitas",
    "college",
    "institute",
    "institut",
    "instituto",
    "istituto",
    "school",
    "academy",
    "polytechnic",
    "politecnico",
    "politechnika",
    "polytechnique",
    "hochschule",
    "école",
    "ecole",
    "faculty",
    "iit",
    "iiit",
    "nit",
    "mit",
    "bootcamp",
    "lycée",
    "gymnasium",
    "fachhochschule",
    "escola",
    "escuela",
    "facultad",
    "faculdade",
    "technion",
    "academia",
    "vidyalaya",
    "uni",
    "eth",
    "epfl",
    "universiteit",
    "hogeschool",
    "univ",
    "centro universitário",
    "conservatory",
    "seminary",
    "iim",
    "bits",
    "vit",
    "liceo",
    "udacity",
    "coursera",
    "edx",
    "codecademy",
    "freecodecamp",
    "general assembly",
    "le wagon",
    "stanford",
    "harvard",
    "carnegie mellon",
    "caltech",
    "georgia tech",
    "virginia tech",
    "uc berkeley",
    "uc davis",
    "uc irvine",
    "uc san diego",
    "uc santa barbara",
    "uc santa cruz",
    "ucla",
    "ucsd",
    "uiuc",
    "tu berlin",
    "tu darmstadt",
    "tu delft",
    "tu dresden",
    "tu munich",
    "tu wien",
    "rwth",
    "ku leuven",
    "uclouvain",
    "ntnu",
    "kth",
    "kaist",
    "postech",
    "unicamp",
    "ufmg",
    "ufrj",
    "insa",
    "epita",
    "epitech",
    "ensimag",
    "feup",
    "mipt",
    "itmo",
    "vjti",
    "coep",
];

/// Words that make a text name a degree or a field.
const DEGREES: &[&str] = &[
    "bachelor",
    "bachelors",
    "master",
    "masters",
    "bsc",
    "msc",
    "b sc",
    "m sc",
    "b s",
    "m s",
    "bs",
    "ms",
    "ba",
    "ma",
    "b a",
    "m a",
    "phd",
    "ph d",
    "doctor",
    "doctorate",
    "btech",
    "b tech",
    "mtech",
    "m tech",
    "be",
    "b e",
    "b eng",
    "beng",
    "meng",
    "m eng",
    "mba",
    "diploma",
    "degree",
    "associate",
    "bca",
    "mca",
    "licence",
    "licenciatura",
    "laurea",
    "diplom",
    "certificate",
    "minor",
    "major",
    "computer science",
    "engineering",
    "grado",
    "graduação",
    "baccalaureate",
    "high school",
    "bac",
    "hsc",
    "ssc",
    "ingénieur",
    "mathematics",
    "specialist",
    "cse",
    "graduate diploma",
    "informatik",
    "dut",
    "bts",
    "postgraduate",
    "informatics",
    "technologist",
    "tecnólogo",
    "bcom",
    "bsc hons",
    "bfa",
    "b com",
    "nanodegree",
    "nanodegrees",
];

pub(in crate::extract) fn is_school(text: &str) -> bool {
    static WORDS: LazyLock<Phrases<()>> =
        LazyLock::new(|| Phrases::new(SCHOOLS.iter().map(|word| (*word, ()))));
    let folded = fold(text);
    // In German and Dutch the word is the end of a longer one.
    let compound = || {
        folded
            .split(' ')
            .any(|word| word.len() > 7 && COMPOUNDS.iter().any(|end| word.ends_with(end)))
    };
    let high_school_diploma = || folded.contains("diploma") && !folded.contains("univers");
    (WORDS.is_in(&folded) || compound()) && text.split_whitespace().count() <= 12 && !high_school_diploma()
}

/// Ends of words that name a school, folded.
const COMPOUNDS: &[&str] = &["schule", "universitat", "akademie", "universiteit", "hogeschool"];

/// Says whether a line tells of a school or a degree.
pub(in crate::extract) fn is_learning(text: &str) -> bool {
    is_school(text) || is_degree(text)
}

pub(in crate::extract) fn is_degree(text: &str) -> bool {
    static WORDS: LazyLock<Phrases<()>> =
        LazyLock::new(|| Phrases::new(DEGREES.iter().map(|word| (*word, ()))));
    // Behind a comma these are Massachusetts and its neighbors.
    !matches!(text, "MA" | "MS" | "BA") && WORDS.is_in(&fold(text))
}

/// "Faculty: Odd Machines": a word for all schools is the name of none.
pub(super) fn is_kind_of_school(text: &str) -> bool {
    matches!(
        fold(text).as_str(),
        "faculty"
            | "school"
            | "university"
            | "college"
            | "institute"
            | "academy"
            | "high school"
            | "bootcamp"
    )
}
