//! Labels inside accounts of projects: which words are no names, and which announce one.

/// Labels inside accounts of projects, and headings of their columns.
const LABELS: &[&str] = &[
    "project",
    "name",
    "description",
    "tech",
    "tech stack",
    "technologies",
    "repo",
    "repository",
    "technologies used",
    "tools used",
    "built with",
    "duration",
    "demo",
    "links",
    "role",
    "features",
    "overview",
    "live",
    "source",
    "code",
    "stack",
    "tools",
    "status",
    "more",
    "view",
    "view project",
    "view code",
    "view on github",
    "live demo",
    "source code",
    "read more",
    "website",
    "projects",
    "stars",
    "forks",
    "issues",
    "pull requests",
    "downloads",
    "coming soon",
    "recent releases",
    "latest releases",
    "linkedin",
    "youtube",
    "github",
    "gitlab",
    "repo link",
    "github repo",
    "github repository",
    "github link",
    "live link",
    "live site",
    "live preview",
    "deployed",
    "deployment",
    "preview",
    "video",
    "video demo",
    "demo video",
    "play",
    "play it",
    "try it",
    "visit",
    "paper",
    "slides",
    "docs",
    "documentation",
    "npm",
    "pypi",
    "app store",
    "google play",
    "play store",
    "backend",
    "frontend",
    "contributor",
    "contributing",
    "client",
    "environment",
    "project name",
    "project title",
    "title",
    "team size",
    "responsibilities",
];

/// Says whether a word, in small letters, is a label inside accounts of projects.
pub(super) fn is_label(word: &str) -> bool {
    LABELS.contains(&word)
}

/// Words that announce a name.
const NAME_LABELS: &[&str] = &["project name", "project title", "project", "name", "title"];

/// "Project Name: Loom", "1. Title: Loom": returns what is called a name.
pub(super) fn labeled(line: &str) -> Option<&str> {
    let (label, name) = line
        .split_once(':')
        .filter(|(label, _)| label.len() <= LABEL_BYTES)?;
    let number = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ')' | ' ');
    let label = label.trim_start_matches(number).trim_end();
    let known = NAME_LABELS.iter().any(|known| known.eq_ignore_ascii_case(label));
    let name = name.trim_start();
    (known && name.starts_with(char::is_alphanumeric)).then_some(name)
}

/// The most bytes of such a label, with a number before it.
const LABEL_BYTES: usize = 18;
