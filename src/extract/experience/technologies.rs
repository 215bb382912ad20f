//! Which words of a line name technologies, and so no employer.

use crate::taxonomy::Taxonomy;

/// Signs between the technologies of a list.
const JOINTS: [char; 7] = [',', '·', '•', '|', '/', '+', '&'];

/// "Go - Postgres - Docker": says whether a line lists technologies and nothing else.
pub(super) fn are_technologies(text: &str, taxonomy: &Taxonomy) -> bool {
    // Most names are a single piece.
    if !text.contains(JOINTS) && !text.contains('-') {
        return false;
    }
    let pieces = text
        .split(JOINTS)
        .flat_map(|piece| piece.split(" - "))
        .map(|piece| piece.trim().trim_start_matches("and "))
        .filter(|piece| !piece.is_empty());
    let (mut all, mut makers) = (0, 0);
    for piece in pieces {
        if taxonomy.skill_named(piece).is_none() {
            return false;
        }
        all += 1;
        makers += usize::from(taxonomy.company_named(piece).is_some());
    }
    all > 1 && makers < all
}

/// "Python", "PHP / JavaScript": says whether words beside a title are what the work is done in.
pub(super) fn is_written_in(text: &str, taxonomy: &Taxonomy) -> bool {
    let language = |skill: &crate::taxonomy::Skill| skill.category == "language";
    let single = || taxonomy.skill_named(text).is_some_and(language);
    let listed = || are_technologies(text, taxonomy) && !is_field_of_maker(text, taxonomy);
    single() && taxonomy.company_named(text).is_none() || listed()
}

/// Kinds of skills that are fields of work and not what it is done with.
const FIELDS: &[&str] = &["analytics", "ai-concept", "practice", "business"];

/// "Data Science, IBM": a field of work and a company, though something that it makes has its name.
fn is_field_of_maker(text: &str, taxonomy: &Taxonomy) -> bool {
    text.split_once(", ").is_some_and(|(field, maker)| {
        let skill = taxonomy.skill_named(field);
        skill.is_some_and(|skill| FIELDS.contains(&skill.category.as_str()))
            && taxonomy.company_named(maker).is_some()
    })
}

/// Says whether a line lists technologies rather than naming an employer.
pub(super) fn lists_technologies(text: &str, taxonomy: &Taxonomy) -> bool {
    let parts = text
        .split([',', '·', '•', '|', '/'])
        .flat_map(|part| part.split(" - "))
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let (mut all, mut unknown, mut makers) = (0, 0, 0);
    for part in parts {
        let (known, maker) = (
            taxonomy.skill_named(part).is_some(),
            taxonomy.company_named(part).is_some(),
        );
        if all == 0 && (!known || maker) {
            unknown = usize::MAX;
            break;
        }
        all += 1;
        unknown += usize::from(!known);
        makers += usize::from(maker);
    }
    // One of many may be written as nobody else does.
    let listed = unknown == 0 && makers == 0 || all > MANY && unknown.saturating_mul(4) <= all;
    all > 0 && listed || text.matches(',').count() >= 4 || is_labelled_list(text, taxonomy)
}

/// So many technologies may have one among them that nobody knows.
const MANY: usize = 3;

/// "DevOps : Docker, Ansible, Nexus": a label, and technologies behind it.
fn is_labelled_list(text: &str, taxonomy: &Taxonomy) -> bool {
    let Some((_, list)) = text.split_once(": ").filter(|(_, list)| list.contains(',')) else {
        return false;
    };
    let (mut listed, mut known) = (0, 0);
    for piece in list
        .split([',', '(', ')'])
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
    {
        listed += 1;
        known += usize::from(taxonomy.skill_named(piece).is_some());
    }
    known >= 2 && known * 2 >= listed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_many_technologies_may_be_unknown() {
        let taxonomy = Taxonomy::embedded();
        assert!(lists_technologies("Python - Django - Loomsql - Docker", taxonomy));
        assert!(!lists_technologies("Python - Lumoraq", taxonomy));
    }

    #[test]
    fn technologies_are_no_employers() {
        let taxonomy = Taxonomy::embedded();
        assert!(are_technologies("Rust - PostgreSQL - Docker", taxonomy));
        assert!(!is_written_in("Data Science, Salesforce", taxonomy));
        assert!(is_written_in("Python/Java", taxonomy) && is_written_in("PHP", taxonomy));
        for other in ["Lumoraq", "Lumoraq - Docker", "Docker"] {
            assert!(
                !are_technologies(other, taxonomy) && !is_written_in(other, taxonomy),
                "{other}"
            );
        }
    }
}
