//! The words that web pages put around what people wrote: buttons, menus, counters, doubled labels.

/// Whole lines, lower case.
const LINES: &[&str] = &[
    "skip to content",
    "skip to main content",
    "navigation menu",
    "toggle navigation",
    "contribution graph",
    "day of week",
    "provide feedback",
    "saved searches",
    "home",
    "my network",
    "jobs",
    "messaging",
    "notifications",
    "for business",
    "connect",
    "message",
    "more",
    "contact info",
    "block user",
    "report abuse",
    "follow",
    "following",
    "edit profile",
    "popular repositories",
    "overview",
    "repositories",
    "stars",
    "packages",
    "sponsor",
    "sponsoring",
    "public",
    "menu",
    "back to top",
    "sign in",
    "sign up",
    "log in",
    "search",
    "learn more",
    "read more",
    "show more",
    "see more",
    "contribution activity",
    "activity overview",
    "contribution settings",
    "loading",
    "footer",
    "terms",
    "privacy",
    "security",
    "status",
    "docs",
    "manage cookies",
    "do not share my personal information",
    "learn how we count contributions",
    "less",
    "footer navigation",
    "uh oh!",
    "contact github",
    "block or report",
    "prevent this user from interacting with your repositories and sending you notifications. learn more about blocking users.",
    "you must be logged in to block users.",
    "contact github support about this user’s behavior. learn more about reporting abuse.",
    "there was an error while loading. please reload this page.",
    "forked from",
    "view all",
    "download cv",
    "download resume",
    "view project",
    "live demo",
    "open to work",
    "show credential",
    "promoted",
    "activity",
    "people also viewed",
];

/// How such lines begin, lower case.
const BEGINNINGS: &[&str] = &[
    "show all ",
    "show credential",
    "block or report ",
    "maximum 250 characters",
    "© ",
    "copyright ",
    "view ",
    "500+ connections",
    "skip to ",
    "all rights reserved",
    "page ",
    "made with ",
    "built with love",
    "powered by ",
    "see all ",
];

/// How such lines end, lower case.
const ENDINGS: &[&str] = &[
    "full-sized avatar",
    "/readme.md",
    " logo",
    "contributions in the last year",
    "all rights reserved.",
    "all rights reserved",
];

/// What is counted at the end of such lines; without a number, the words may name anything.
const COUNTED: &[&str] = &[
    " connections",
    " followers",
    " endorsements",
    " endorsement",
    " following",
];

/// "500+ connections", "12 mutual connections"
fn counts(line: &str) -> bool {
    let counted = COUNTED.iter().any(|ending| line.ends_with(ending));
    counted && (line.starts_with("mutual ") || line.contains(|letter: char| letter.is_ascii_digit()))
}

/// What screen readers are told of buttons that stand on one line with the words before them.
const BUTTONS: &[&str] = &[" Toggle navigation", " Toggle menu", " Open menu"];

/// Returns a line without the buttons behind its words.
pub(super) fn without_buttons(line: &str) -> &str {
    let bare = BUTTONS.iter().find_map(|button| line.strip_suffix(button));
    bare.unwrap_or(line)
}

/// Says whether a line is a page's own and nobody's words. `View` and `Page` need a line without a sentence.
pub(super) fn is_chrome(line: &str) -> bool {
    if line.len() > 200 {
        return false;
    }
    let line = line.to_lowercase();
    LINES.contains(&without_count(&line))
        || line.len() < 60
            && (BEGINNINGS.iter().any(|beginning| line.starts_with(beginning))
                || ENDINGS.iter().any(|ending| line.ends_with(ending))
                || counts(&line))
        || line.starts_with("maximum 250 characters")
}

/// Returns a tab's label without the number beside it: "repositories 47".
fn without_count(line: &str) -> &str {
    line.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == ',')
        .trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_behind_words_are_no_words() {
        assert_eq!(without_buttons("Ada Quill Toggle navigation"), "Ada Quill");
        assert_eq!(without_buttons("Toggle looms"), "Toggle looms");
    }

    #[test]
    fn buttons_and_counters_are_dropped() {
        for line in [
            "Skip to main content",
            "Show all 5 experiences",
            "500+ connections",
            "13 endorsements",
            "© 2024 Ada",
            "Navigation Menu",
            "Repositories 47",
        ] {
            assert!(is_chrome(line), "{line}");
        }
        for line in [
            "Senior Engineer",
            "I follow the connections between services.",
            "Home automation",
            "Odd Connections",
        ] {
            assert!(!is_chrome(line), "{line}");
        }
    }
}
