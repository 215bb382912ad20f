//! Labels of the parts of an account: "Key Contributions", "Tech stack", "Aufgaben".

use std::sync::LazyLock;

use crate::extract::phrases::Phrases;
use crate::extract::sections;

/// Labels of the parts of an account, folded.
const LABELS: &[&str] = &[
    "highlights",
    "key contributions",
    "responsibilities",
    "key responsibilities",
    "achievements",
    "key achievements",
    "technologies",
    "tech",
    "tech stack",
    "stack",
    "tools",
    "skills",
    "skills used",
    "environment",
    "accomplishments",
    "technologies used",
    "projects",
    "details",
    "description",
    "duties",
    "key projects",
    "contributions",
    "summary",
    "main responsibilities",
    "methodologies",
    "roles and responsibilities",
    "key highlights",
    "selected achievements",
    "highlighted projects",
    "keywords",
    "links",
    "roles",
    "positions",
    "titles",
    "team",
    "impact",
    "overview",
    "main tasks",
    "software products",
    "areas of focus",
    "techs",
    "proficient",
    "expert",
    "advanced",
    "intermediate",
    "familiar",
    "beginner",
    "aufgaben",
    "tatigkeiten",
    "schwerpunkte",
    "technologien",
    "eingesetzte technologien",
    "projekte",
    "ergebnisse",
    "missions",
    "missions principales",
    "taches",
    "realisations",
    "technologies et outils",
    "technologies utilisees",
    "environnement technique",
    "mots cles",
    "responsabilites",
    "responsabilidades",
    "funciones",
    "tareas",
    "logros",
    "tecnologias",
    "tecnologias utilizadas",
    "proyectos",
    "atividades",
    "principais atividades",
    "conquistas",
    "projetos",
    "responsabilita",
    "attivita",
    "tecnologie",
    "обязанности",
    "должностные обязанности",
    "достижения",
    "технологии",
    "стек",
    "стек технологий",
    "задачи",
    "проекты",
    "реализованные проекты",
    "ответственность",
    "担当業務",
    "担当案件",
    "業務内容",
    "職務内容",
    "主な業務",
    "主な実績",
    "実績",
    "使用技術",
    "開発環境",
    "概要",
    "工作内容",
    "工作职责",
    "主要工作",
    "主要业绩",
    "项目描述",
    "技术栈",
    "담당 업무",
    "주요 업무",
    "주요 성과",
    "사용 기술",
];

/// Last words of such labels, whatever stands before them: "Primary Skills Utilized", "Lumoraq Highlights".
const LABEL_ENDS: &[&str] = &[
    "highlights",
    "responsibilities",
    "achievements",
    "achieved",
    "accomplishments",
    "duties",
    "deliverables",
    "utilized",
    "utilised",
    "used",
    "taught",
    "engagements",
];

/// The most words of such a label.
const LABEL_WORDS: usize = 5;

/// Says whether a line is a label inside an account: "Key Contributions", "Tech stack: …".
pub(in crate::extract) fn is_label(text: &str) -> bool {
    static KNOWN: LazyLock<Phrases<()>> =
        LazyLock::new(|| Phrases::new(LABELS.iter().map(|label| (*label, ()))));
    let bare = text.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let last = bare.rsplit(' ').next().unwrap_or_default();
    let ended = LABEL_ENDS.iter().any(|end| end.eq_ignore_ascii_case(last));
    if ended && bare.split_ascii_whitespace().count() <= LABEL_WORDS {
        return true;
    }
    if !KNOWN.may_begin(text) {
        return false;
    }
    let folded = sections::fold(text);
    let label = text.split_once(':').map(|(label, _)| sections::fold(label));
    LABELS.contains(&folded.as_str()) || label.is_some_and(|label| LABELS.contains(&label.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_an_account_are_labelled_in_many_languages() {
        for label in [
            "Key Contributions",
            "Aufgaben:",
            "Обязанности",
            "担当業務",
            "Tecnologías",
        ] {
            assert!(is_label(label), "{label}");
        }
        assert!(!is_label("Lumoraq") && !is_label("Обязан"));
        for label in LABELS {
            assert_eq!(sections::fold(label), *label);
        }
    }
}
