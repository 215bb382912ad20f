//! What is learned, and at which kind of school: words that are the name of none.

use super::words::is_school;
use crate::extract::sections::fold;

/// What bootcamps teach, folded.
const TAUGHT: &[&str] = &[
    "coding",
    "full",
    "stack",
    "fullstack",
    "web",
    "developer",
    "development",
    "software",
    "engineering",
    "engineer",
    "data",
    "science",
    "analytics",
    "front",
    "end",
    "frontend",
    "back",
    "backend",
    "programming",
    "java",
    "javascript",
    "python",
    "mern",
    "mean",
    "immersive",
    "ux",
    "ui",
    "design",
    "cybersecurity",
    "devops",
    "machine",
    "learning",
    "ai",
    "and",
    "the",
    "online",
    "intensive",
];

/// Last words of fields of study, folded; no school's name ends with them that has no word for a school.
const FIELDS: &[&str] = &[
    "science",
    "sciences",
    "engineering",
    "mathematics",
    "maths",
    "physics",
    "chemistry",
    "biology",
    "economics",
    "intelligence",
    "management",
    "administration",
    "informatics",
    "informatik",
    "statistics",
    "robotics",
    "electronics",
    "networking",
    "cybersecurity",
    "analytics",
    "systems",
    "computing",
    "programming",
    "psychology",
    "philosophy",
    "linguistics",
    "history",
    "literature",
    "accounting",
    "finance",
    "marketing",
    "telecommunications",
    "mechatronics",
    "bioinformatics",
    "geology",
];

/// "Robotics", "Applied Electronics": says whether a few words name what one learns.
pub(in crate::extract) fn is_field_of_study(text: &str) -> bool {
    let folded = fold(text);
    let last = folded.rsplit(' ').next().unwrap_or_default();
    FIELDS.contains(&last) && folded.split(' ').count() <= 6 && !is_school(text)
}

/// "Faculty: Odd Machines": a word for all schools is the name of none.
pub(super) fn is_kind_of_school(text: &str) -> bool {
    let folded = fold(text);
    // "Coding Bootcamp", "Full Stack Developer Bootcamp": what is taught at one, and no name.
    let taught = folded
        .strip_suffix(" bootcamp")
        .is_some_and(|words| words.split(' ').all(|word| TAUGHT.contains(&word)));
    taught
        || matches!(
            folded.as_str(),
            "faculty"
                | "school"
                | "university"
                | "college"
                | "institute"
                | "academy"
                | "high school"
                | "bootcamp"
                | "university degree"
                | "college degree"
                | "high school diploma"
                | "pre university"
                | "pre university course"
                | "pre university education"
                | "anatolian high school"
                | "secondary school"
                | "middle school"
                | "primary school"
                | "elementary school"
                | "trade school"
                | "vocational school"
                | "graduate school"
                | "business school"
                | "community college"
                | "university studies"
                | "gymnasium"
                | "lycee"
                | "sekundarschule"
                | "primarschule"
                | "grundschule"
                | "hauptschule"
                | "realschule"
                | "gesamtschule"
                | "berufsschule"
                | "hochschule"
                | "ensino superior"
                | "ensino fundamental"
                | "escola"
                | "colegio"
                | "school leaving certificate"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_learned_is_no_name() {
        for field in [
            "Robotics",
            "Applied Electronics",
            "Computer Science",
            "Data Analytics",
        ] {
            assert!(is_field_of_study(field), "{field}");
        }
        for name in ["Orvik College of Engineering", "Orvik Learning", "Lumoraq"] {
            assert!(!is_field_of_study(name), "{name}");
        }
        assert!(is_kind_of_school("Full Stack Developer Bootcamp") && is_kind_of_school("Coding Bootcamp"));
        assert!(!is_kind_of_school("Lumoraq Bootcamp"));
    }
}
