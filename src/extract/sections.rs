//! Which headings open which part of a profile, however people word them.

use super::document::{Block, Document, Kind};
use super::{identity, languages, titles};

/// What a part of a profile is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Section {
    /// Before any heading, or under one that says nothing of its content.
    #[default]
    Open,
    About,
    Skills,
    Experience,
    Projects,
    Education,
    Certifications,
    Contact,
    Writing,
    Learning,
    Languages,
    Volunteering,
    /// Numbers that a service drew: statistics, trophies, graphs.
    Statistics,
    /// Hobbies, quotes, thanks: nothing of work.
    Leisure,
}

/// Whole headings, folded as [`fold`] does.
const EXACT: &[(Section, &[&str])] = &[
    (
        Section::Skills,
        &[
            "skills",
            "skill",
            "skill set",
            "skillset",
            "tech stack",
            "techstack",
            "technical skills",
            "stack",
            "tools",
            "technologies",
            "tech",
            "toolbox",
            "toolkit",
            "arsenal",
            "languages and tools",
            "programming languages",
            "languages and frameworks",
            "frameworks",
            "expertise",
            "competencies",
            "what i use",
            "i know use",
            "proficiencies",
            "specialties",
            "technical",
            "my tools",
            "coding",
            "platforms",
            "databases",
            "libraries",
            "backend",
            "frontend",
            "front end",
            "back end",
            "devops",
            "cloud",
            "tooling",
            "languages frameworks",
            "keywords",
            "core strengths",
            "infrastructure",
            "what i know",
            "things i use",
            "things i know",
            "i code with",
            "tech i use",
            "technology",
            "daily drivers",
            "favorite languages",
            "software",
            "testing",
            "web development",
            "mobile development",
            "data science",
            "machine learning",
            "design",
            "version control",
            "operating systems",
            "hosting",
            "ides",
            "other tools",
            "what i work with",
            "stuff i know",
            "i work with",
            "tools of the trade",
            "areas of expertise",
        ],
    ),
    (
        Section::Experience,
        &[
            "experience",
            "work",
            "employment",
            "career",
            "jobs",
            "positions",
            "my job",
            "work history",
            "roles",
            "where i ve worked",
            "where ive worked",
            "where i ve engineered impact",
            "industry",
            "internships",
            "internship",
            "professional background",
            "background",
            "clients",
            "consulting",
            "previously",
            "berufserfahrung",
            "experiencia",
            "experience professionnelle",
            "experiencia profissional",
            "experiencia laboral",
            "esperienza",
            "work places",
            "positions held",
            "appointments",
        ],
    ),
    (
        Section::Projects,
        &[
            "projects",
            "portfolio",
            "open source",
            "open source projects",
            "things i built",
            "things i ve built",
            "things i ve made",
            "what i ve built",
            "side projects",
            "apps",
            "my apps",
            "products",
            "pinned",
            "selected work",
            "featured work",
            "engineering explorations",
            "proyectos",
            "projekte",
            "projets",
            "projetos",
            "my work",
            "popular repositories",
            "repositories",
            "showcase",
            "what i m building",
            "builds",
            "creations",
            "ventures",
        ],
    ),
    (
        Section::Education,
        &[
            "education",
            "academic background",
            "academics",
            "studies",
            "ausbildung",
            "bildung",
            "formation",
            "formacion",
            "educacion",
            "educacao",
            "formacao",
            "istruzione",
            "qualifications",
            "degrees",
            "schooling",
            "university",
        ],
    ),
    (
        Section::Certifications,
        &[
            "certifications",
            "certificates",
            "licenses and certifications",
            "certification",
            "credentials",
            "badges",
            "licenses certifications",
            "courses",
            "courses and certifications",
            "training",
            "zertifikate",
            "licenses",
            "certifications and awards",
            "courses and certificates",
            "trainings",
        ],
    ),
    (
        Section::Contact,
        &[
            "contact",
            "links",
            "socials",
            "social",
            "find me",
            "profiles",
            "connect",
            "elsewhere",
            "reach me",
            "get in touch",
            "let s connect",
            "lets connect",
            "contact me",
            "connect with me",
            "find me on",
            "kontakt",
            "contacto",
            "social media",
            "socials and contact",
            "hit me up",
            "reach out",
            "follow me",
            "say hi",
            "let s talk",
            "stay in touch",
            "where to find me",
            "personal details",
            "contact info",
            "personal information",
        ],
    ),
    (
        Section::Writing,
        &[
            "writing",
            "blog",
            "posts",
            "articles",
            "publications",
            "talks",
            "speaking",
            "papers",
            "presentations",
            "research papers",
            "selected publications",
            "conference talks",
            "latest posts",
            "news",
            "videos",
            "media",
            "recent writing",
            "press",
            "external publications",
            "workshops",
            "podcasts",
            "selected talks",
            "lectures",
        ],
    ),
    (
        Section::About,
        &[
            "about",
            "about me",
            "summary",
            "profile",
            "bio",
            "introduction",
            "objective",
            "overview",
            "who am i",
            "who i am",
            "whoami",
            "intro",
            "hello",
            "hi",
            "hi there",
            "hello there",
            "me",
            "executive summary",
            "professional summary",
            "career objective",
            "uber mich",
            "a propos",
            "sobre mi",
            "sobre",
            "resumen",
            "personal statement",
            "myself",
            "highlights",
            "tl dr",
            "tldr",
        ],
    ),
    (
        Section::Learning,
        &[
            "learning",
            "currently learning",
            "learning and growth",
            "goals",
            "want to learn",
            "to learn",
            "next",
            "roadmap",
            "future goals",
            "reading",
            "books",
            "currently reading",
            "exploring",
            "currently exploring",
            "what i m learning",
            "future plans",
            "learning goals",
        ],
    ),
    (
        Section::Languages,
        &[
            "languages",
            "spoken languages",
            "human languages",
            "language skills",
            "natural languages",
            "sprachen",
            "langues",
            "idiomas",
            "lingue",
            "language",
        ],
    ),
    (
        Section::Volunteering,
        &[
            "volunteering",
            "volunteer",
            "volunteer experience",
            "community",
            "extracurricular",
            "leadership",
            "extracurricular activities",
            "volunteer work",
            "activities",
            "organizations",
            "memberships",
            "positions of responsibility",
            "voluntary work",
            "community involvement",
            "extracurriculars",
        ],
    ),
    (
        Section::Statistics,
        &[
            "stats",
            "statistics",
            "github stats",
            "trophies",
            "github trophies",
            "achievements",
            "activity",
            "contributions",
            "analytics",
            "streak",
            "metrics",
            "visitors",
            "profile views",
            "coding stats",
            "recent activity",
            "latest activity",
            "github activity",
            "numbers",
        ],
    ),
    (
        Section::Leisure,
        &[
            "hobbies",
            "interests",
            "fun facts",
            "fun fact",
            "fun",
            "quote",
            "quotes",
            "music",
            "support",
            "support me",
            "sponsors",
            "thanks",
            "spotify",
            "games",
            "interests and hobbies",
            "hobbies and interests",
            "personal",
            "dev quote",
            "joke",
            "random dev quote",
            "license",
            "sponsor",
            "credits",
            "references",
            "referees",
            "awards",
            "honors",
            "awards and honors",
            "honors and awards",
            "testimonials",
            "recommendations",
            "now playing",
            "disclaimer",
            "acknowledgements",
            "files in this portfolio",
            "beyond code",
            "outside of work",
            "meta",
        ],
    ),
];

/// Words that give a longer heading away, the strongest first.
const CUES: &[(Section, &[&str])] = &[
    (
        Section::Statistics,
        &[
            "stats",
            "statistics",
            "trophies",
            "trophy",
            "streak",
            "contribution graph",
            "wakatime",
            "visitor",
            "visitors",
            "analytics",
            "leaderboard",
            "my github",
            "contribution",
            "metrics",
        ],
    ),
    (
        Section::Learning,
        &[
            "currently learning",
            "m learning",
            "learning goals",
            "to learn",
            "learn",
            "reading",
            "goals",
            "up next",
            "deep dives",
        ],
    ),
    (
        Section::Certifications,
        &[
            "certifications",
            "certificates",
            "certification",
            "certificate",
            "licenses",
            "courses",
        ],
    ),
    (Section::Education, &["education", "academic", "educational"]),
    (
        Section::Volunteering,
        &["volunteer", "volunteering", "extracurricular", "voluntary"],
    ),
    (
        Section::Writing,
        &[
            "blog",
            "posts",
            "articles",
            "publications",
            "talks",
            "writing",
            "papers",
            "speaking",
            "presentations",
            "youtube",
            "videos",
        ],
    ),
    (
        Section::Experience,
        &[
            "experience",
            "employment",
            "work history",
            "career history",
            "current positions",
            "past positions",
            "previous positions",
            "internships",
            "working at",
            "professional history",
            "career",
            "worked",
            "positions",
        ],
    ),
    (
        Section::Projects,
        &[
            "projects",
            "project",
            "project summaries",
            "open source",
            "project narratives",
            "repositories",
            "things i built",
            "ive built",
            "portfolio",
            "contributions",
        ],
    ),
    (
        Section::Skills,
        &[
            "skills",
            "skill",
            "tech stack",
            "techstack",
            "technologies",
            "tools",
            "toolbox",
            "stack",
            "expertise",
            "competencies",
            "arsenal",
            "frameworks",
            "technical",
            "toolset",
            "tech i",
            "programming languages",
            "proficient",
            "familiar",
            "know",
            "technology",
            "languages i",
        ],
    ),
    (
        Section::Contact,
        &[
            "contact",
            "connect",
            "reach me",
            "find me",
            "get in touch",
            "social",
            "socials",
            "follow me",
            "reach out",
            "links",
            "talk",
            "touch",
        ],
    ),
    (
        Section::About,
        &[
            "about me",
            "about",
            "who i am",
            "who am i",
            "introduction",
            "what i do",
            "hey",
            "hi",
            "hello",
        ],
    ),
    (
        Section::Leisure,
        &[
            "hobbies",
            "interests",
            "fun",
            "quote",
            "spotify",
            "coffee",
            "sponsor",
            "awards",
            "interview",
            "snake",
            "music",
            "joke",
        ],
    ),
];

/// The most words of a heading that cue words may decide.
const CUE_WORDS: usize = 7;

/// Tells the part that a heading of its own opens.
pub(super) fn named(heading: &str) -> Option<Section> {
    let folded = fold(heading);
    if folded.is_empty() {
        return None;
    }
    exact(&folded).or_else(|| cued(&folded).filter(|_| !titles::is_title(heading)))
}

/// Says whether a line is, word for word, what people call a part.
pub(super) fn is_exact(line: &str) -> bool {
    exact(&fold(line)).is_some()
}

/// Says whether a line can only be the heading of a part, whatever stands around it.
pub(super) fn is_unmistakable(line: &str) -> bool {
    let folded = fold(line);
    matches!(
        exact(&folded),
        Some(Section::Experience | Section::Education | Section::Projects | Section::Certifications)
    ) && line.chars().next().is_some_and(char::is_uppercase)
}

fn exact(folded: &str) -> Option<Section> {
    let mut short = folded;
    for prefix in [
        "my ",
        "the ",
        "some ",
        "selected ",
        "featured ",
        "professional ",
        "work ",
        "personal ",
        "recent ",
        "latest ",
        "technical ",
        "relevant ",
        "core ",
        "key ",
        "other ",
        "additional ",
    ] {
        let all = [folded, short];
        if let Some(section) = all.iter().find_map(|name| whole(name)) {
            return Some(section);
        }
        short = short.strip_prefix(prefix).unwrap_or(short);
    }
    whole(short)
}

fn whole(name: &str) -> Option<Section> {
    EXACT
        .iter()
        .find(|(_, names)| names.contains(&name))
        .map(|(section, _)| *section)
}

fn cued(folded: &str) -> Option<Section> {
    if folded.split(' ').count() > CUE_WORDS {
        return None;
    }
    let padded = format!(" {folded} ");
    CUES.iter()
        .find(|(_, cues)| cues.iter().any(|cue| padded.contains(&format!(" {cue} "))))
        .map(|(section, _)| *section)
}

/// Lower case, only letters and digits, single blanks, `&` as `and`.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter == '&' {
            push_word(&mut folded, "and");
            folded.push(' ');
        } else if letter.is_alphanumeric() {
            folded.extend(letter.to_lowercase().map(unaccented));
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn push_word(folded: &mut String, word: &str) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
    folded.push_str(word);
}

const fn unaccented(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        _ => letter,
    }
}

/// The part that each block of a document belongs to.
#[derive(Debug)]
pub(super) struct Outline {
    /// For each block: its part, and the index of the heading right above it.
    places: Vec<(Section, Option<usize>)>,
}

impl Outline {
    pub(super) fn of(document: &Document<'_>) -> Self {
        let mut stack: Vec<(u8, Section, usize)> = Vec::new();
        let mut places = Vec::with_capacity(document.blocks.len());
        let level_of = |wanted: u8| {
            document
                .blocks
                .iter()
                .filter(|block| block.kind == Kind::Heading(wanted))
                .count()
        };
        // The only heading of the first level is the document's title.
        let titled = level_of(1) == 1 && level_of(2) > 0;
        for (index, block) in document.blocks.iter().enumerate() {
            if let Some((level, section)) = heading(block) {
                let section = section.filter(|_| !(titled && level == 1));
                let section = section.map(|section| told_by_content(section, document, index));
                while stack.last().is_some_and(|(above, ..)| *above >= level) {
                    let _closed = stack.pop();
                }
                let inherited = stack.last().map(|(_, section, _)| *section).unwrap_or_default();
                let section = nested(inherited, section);
                stack.push((level, section, index));
            }
            let section = stack.last().map(|(_, section, _)| *section).unwrap_or_default();
            places.push((section, stack.last().map(|(.., heading)| *heading)));
        }
        Self { places }
    }

    pub(super) fn section(&self, block: usize) -> Section {
        self.places
            .get(block)
            .map(|(section, _)| *section)
            .unwrap_or_default()
    }

    /// Returns the heading under which a block stands; a heading stands under itself.
    pub(super) fn heading(&self, block: usize) -> Option<usize> {
        self.places.get(block).and_then(|(_, heading)| *heading)
    }
}

/// "Languages" are those of programming unless the lines below it name human ones.
fn told_by_content(section: Section, document: &Document<'_>, heading: usize) -> Section {
    let human = |block: &Block| {
        let words = block.text.as_str().split(|letter: char| !letter.is_alphabetic());
        words.take(40).any(languages::is_language)
    };
    let below = document.blocks.iter().skip(heading + 1).take(4);
    if section == Section::Languages
        && !below
            .take_while(|block| !matches!(block.kind, Kind::Heading(_)))
            .any(human)
    {
        return Section::Skills;
    }
    section
}

/// What a heading means below another one: inside the account of work, projects and schools, only clear words count.
fn nested(outer: Section, own: Option<Section>) -> Section {
    let strict = matches!(
        outer,
        Section::Experience | Section::Projects | Section::Education | Section::Statistics | Section::Leisure
    );
    match (outer, own) {
        (Section::Skills, Some(Section::Languages)) => Section::Skills,
        (_, Some(Section::Skills | Section::About)) if strict => outer,
        (_, Some(own)) => own,
        (_, None) => outer,
    }
}

/// Returns a block's level as a heading, and the part that it opens.
fn heading(block: &Block) -> Option<(u8, Option<Section>)> {
    let text = block.text.as_str().trim();
    match block.kind {
        Kind::Heading(level) => Some((level, named(text))),
        Kind::Paragraph | Kind::Quote if is_bold_label(block) => {
            named(text).map(|section| (7, Some(section)))
        }
        Kind::Paragraph if text.is_empty() => drawn(block).map(|section| (2, Some(section))),
        _ => None,
    }
}

/// Some headings are pictures of their words.
fn drawn(block: &Block) -> Option<Section> {
    let image = block
        .images
        .first()
        .filter(|image| block.images.len() == 1 && image.src.contains("capsule-render"))?;
    identity::drawn_lines(&image.src)
        .iter()
        .find_map(|line| named(line))
}

/// Says whether a paragraph is nothing but a few bold words.
fn is_bold_label(block: &Block) -> bool {
    let text = block.text.as_str();
    let end = text.trim_end_matches([':', ' ', '\n']).len();
    text.len() <= 60
        && block.bold.first().is_some_and(|bold| {
            text.get(..bold.start)
                .is_some_and(|before| before.trim().is_empty())
                && bold.end >= end
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(heading: &str, expected: Option<Section>) {
        assert_eq!(named(heading), expected, "{heading}");
    }

    #[test]
    fn headings_are_known_in_many_wordings() {
        check("🛠️ Languages and Tools:", Some(Section::Skills));
        check("MY TECH STACK", Some(Section::Skills));
        check("Work Experience", Some(Section::Experience));
        check("WHERE I'VE WORKED", Some(Section::Experience));
        check("⚡ Featured Projects", Some(Section::Projects));
        check("Licenses & certifications", Some(Section::Certifications));
        check("📫 How to reach me", Some(Section::Contact));
        check("Latest Blog Posts", Some(Section::Writing));
        check("Currently learning", Some(Section::Learning));
        check("📊 GitHub Stats", Some(Section::Statistics));
        check("Distributed Rate Limiter", None);
    }
}
