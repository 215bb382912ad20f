//! Words behind a title that say in which field the work is: "Backend", "Information Technology".

use crate::extract::titles;
use crate::taxonomy::Taxonomy;

/// "Software Engineer - Backend": the kind of work behind a title.
pub(super) fn is_field(text: &str, taxonomy: &Taxonomy) -> bool {
    let (first, second) = text.split_once(' ').unwrap_or((text, ""));
    !second.trim().contains(' ')
        && titles::functions(text).next().is_some()
        && (second.is_empty() || is_word_of_field(first, taxonomy))
        && taxonomy.company_named(text).is_none()
        && !is_site(text, taxonomy)
}

/// "lumoraq.ai": an address names its owner, whatever it ends with.
fn is_site(text: &str, taxonomy: &Taxonomy) -> bool {
    text.contains('.') && !text.contains(' ') && taxonomy.skill_named(text).is_none()
}

/// "Petrichor AI" and "Bonfire Games" are names, "Generative AI" and "Mobile Games" are fields.
fn is_word_of_field(word: &str, taxonomy: &Taxonomy) -> bool {
    const OTHERS: &[&str] = &[
        "applied",
        "big",
        "computational",
        "consumer",
        "conversational",
        "deep",
        "embedded",
        "generative",
        "global",
        "industrial",
        "internal",
        "live",
        "manual",
        "medical",
        "middle",
        "new",
        "online",
        "operational",
        "responsible",
        "site",
        "smart",
        "social",
        "test",
        "video",
        "xr",
        "ar",
        "vr",
    ];
    let folded = word.to_lowercase();
    word.starts_with(char::is_lowercase)
        || FIELDS.contains(&folded.as_str())
        || OTHERS.contains(&folded.as_str())
        || titles::functions(word).next().is_some()
        || titles::is_title(word)
        || taxonomy.skill_named(word).is_some()
}

/// Words of fields that people head, lead and work in, lower case.
const FIELDS: &[&str] = &[
    "information",
    "technology",
    "it",
    "engineering",
    "data",
    "infrastructure",
    "operations",
    "network",
    "networks",
    "networking",
    "security",
    "platform",
    "platforms",
    "backend",
    "frontend",
    "api",
    "apis",
    "web",
    "mobile",
    "cloud",
    "research",
    "development",
    "r&d",
    "analytics",
    "product",
    "products",
    "design",
    "quality",
    "assurance",
    "testing",
    "support",
    "services",
    "systems",
    "software",
    "hardware",
    "business",
    "intelligence",
    "digital",
    "voice",
    "telecom",
    "machine",
    "learning",
    "ai",
    "ml",
    "integration",
    "automation",
    "delivery",
    "reliability",
    "payments",
    "sales",
    "marketing",
    "applications",
    "innovation",
    "strategy",
    "technical",
    "customer",
    "professional",
    "and",
    "&",
    "front-end",
    "back-end",
    "devops",
    "full",
    "stack",
    "full-stack",
    "core",
    "growth",
    "enterprise",
];

/// Beginnings of the names of parts of an employer.
pub(super) const PARTS: &[&str] = &["Department of ", "Office of ", "Division of ", "Dept. of "];

/// "Department of Looms": says whether words begin as the names of parts do.
pub(super) fn is_department(text: &str) -> bool {
    PARTS.iter().any(|part| text.starts_with(part))
}

/// "Information Technology", "React & Docker", "Department of Looms": what a title is followed by before the employer.
pub(super) fn is_field_of_work(text: &str, taxonomy: &Taxonomy) -> bool {
    let known = |piece: &str| {
        let folded = piece.trim().to_lowercase();
        let mut words = folded.split([' ', '/']).filter(|word| !word.is_empty());
        taxonomy.skill_named(piece.trim()).is_some() || words.all(|word| FIELDS.contains(&word))
    };
    let named = || taxonomy.company_named(text).is_some() || is_site(text, taxonomy);
    let fields = || text.split(" & ").all(|piece| piece.split(" and ").all(known));
    is_department(text) || fields() && !named()
}
