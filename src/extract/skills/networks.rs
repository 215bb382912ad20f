//! Networks and services where people have pages: badges and links that name them are about the page, not about a skill.

/// Networks and services that badges link to; not technologies that somebody works with.
const SOCIAL: &[&str] = &[
    "linkedin",
    "twitter",
    "x",
    "instagram",
    "facebook",
    "youtube",
    "medium",
    "gmail",
    "email",
    "mail",
    "telegram",
    "whatsapp",
    "discord",
    "reddit",
    "twitch",
    "tiktok",
    "pinterest",
    "snapchat",
    "spotify",
    "mastodon",
    "bluesky",
    "threads",
    "portfolio",
    "website",
    "blog",
    "resume",
    "cv",
    "hashnode",
    "devto",
    "dev to",
    "dev.to",
    "stack overflow",
    "stackoverflow",
    "leetcode",
    "hackerrank",
    "kaggle",
    "codeforces",
    "codechef",
    "microsoft outlook",
    "outlook",
    "protonmail",
    "proton mail",
    "google scholar",
    "googlescholar",
    "orcid",
    "researchgate",
    "buy me a coffee",
    "kofi",
    "ko fi",
    "paypal",
    "patreon",
    "github sponsors",
    "linktree",
    "about me",
    "sponsor",
    "follow",
    "followers",
    "views",
    "visitors",
    "stars",
    "profile",
    "contact",
    "codewars",
    "geeksforgeeks",
    "hackerearth",
    "dribbble",
    "behance",
    "skype",
    "signal",
    "steam",
    "quora",
    "goodreads",
    "icon",
];

/// Says whether a folded word is the name of such a network.
pub(super) fn is_social(folded: &str) -> bool {
    SOCIAL.contains(&folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_are_told_from_technologies() {
        assert!(is_social("telegram"));
        assert!(!is_social("kotlin"));
    }
}
