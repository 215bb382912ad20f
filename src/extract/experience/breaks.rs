//! Times without work in lists of positions.

/// Says whether words are a name for a time without work.
pub(super) fn is_break(text: &str) -> bool {
    const BREAKS: &[&str] = &[
        "hiatus",
        "sabbatical",
        "sabbatical leave",
        "sabbatical year",
        "career break",
        "career gap",
        "career pause",
        "personal break",
        "break",
        "gap year",
        "parental leave",
        "maternity leave",
        "paternity leave",
        "time off",
        "travel",
        "travelling",
        "traveling",
        "elternzeit",
        "auszeit",
        "congé parental",
        "congé sabbatique",
        "année sabbatique",
        "año sabático",
        "unemployed",
        "career change",
        "career transition",
        "job search",
        "job hunting",
        "between jobs",
        "congé maternité",
        "congé paternité",
        "reconversion",
        "reconversion professionnelle",
        "recherche d'emploi",
        "recherche d’emploi",
        "en recherche d'emploi",
        "pause professionnelle",
        "pause carrière",
        "mutterschutz",
        "umschulung",
        "berufliche auszeit",
        "arbeitssuchend",
        "sabbatjahr",
        "berufliche neuorientierung",
        "excedencia",
        "búsqueda de empleo",
        "reconversión profesional",
        "licença maternidade",
        "licença-maternidade",
        "ano sabático",
        "transição de carreira",
        "anno sabbatico",
        "pausa di carriera",
        "föräldraledig",
        "foreldrepermisjon",
    ];
    let bare = text.trim_matches(|letter: char| !letter.is_alphanumeric());
    BREAKS.iter().any(|name| name.eq_ignore_ascii_case(bare))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_without_work_have_names_in_many_languages() {
        for name in [
            "Sabbatical",
            "Reconversion professionnelle",
            "*Recherche d'emploi*",
            "Excedencia",
        ] {
            assert!(is_break(name), "{name}");
        }
        for name in ["Lumoraq", "Break Lumoraq"] {
            assert!(!is_break(name), "{name}");
        }
    }
}
