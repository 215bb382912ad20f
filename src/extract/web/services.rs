//! Services where people have pages, and those that only serve pictures.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::extract::cues::Cues;
use crate::extract::words::WordList;
use crate::profile::LinkKind;

/// Services with profiles: host, how the path begins, kind.
const SERVICES: &[(&str, &str, LinkKind)] = &[
    ("github.com", "", LinkKind::Github),
    ("gitlab.com", "", LinkKind::Gitlab),
    ("linkedin.com", "in/", LinkKind::Linkedin),
    ("linkedin.com", "pub/", LinkKind::Linkedin),
    ("twitter.com", "", LinkKind::Twitter),
    ("x.com", "", LinkKind::Twitter),
    ("bsky.app", "profile/", LinkKind::Bluesky),
    ("medium.com", "@", LinkKind::Medium),
    ("medium.com", "", LinkKind::Medium),
    ("dev.to", "", LinkKind::DevTo),
    ("hashnode.com", "@", LinkKind::Hashnode),
    ("stackoverflow.com", "users/", LinkKind::StackOverflow),
    ("stackoverflow.com", "story/", LinkKind::StackOverflow),
    ("leetcode.com", "u/", LinkKind::Leetcode),
    ("leetcode.com", "", LinkKind::Leetcode),
    ("hackerrank.com", "profile/", LinkKind::Hackerrank),
    ("hackerrank.com", "", LinkKind::Hackerrank),
    ("codeforces.com", "profile/", LinkKind::Codeforces),
    ("codechef.com", "users/", LinkKind::Codechef),
    ("kaggle.com", "", LinkKind::Kaggle),
    ("huggingface.co", "", LinkKind::HuggingFace),
    ("youtube.com", "@", LinkKind::Youtube),
    ("youtube.com", "c/", LinkKind::Youtube),
    ("youtube.com", "channel/", LinkKind::Youtube),
    ("youtube.com", "user/", LinkKind::Youtube),
    ("instagram.com", "", LinkKind::Instagram),
    ("facebook.com", "", LinkKind::Facebook),
    ("fb.com", "", LinkKind::Facebook),
    ("t.me", "", LinkKind::Telegram),
    ("telegram.me", "", LinkKind::Telegram),
    ("discord.com", "users/", LinkKind::Discord),
    ("discordapp.com", "users/", LinkKind::Discord),
    ("dribbble.com", "", LinkKind::Dribbble),
    ("behance.net", "", LinkKind::Behance),
    ("npmjs.com", "~", LinkKind::Npm),
    ("scholar.google.com", "citations", LinkKind::Scholar),
    ("orcid.org", "", LinkKind::Orcid),
    ("mastodon.social", "@", LinkKind::Mastodon),
    ("fosstodon.org", "@", LinkKind::Mastodon),
    ("hachyderm.io", "@", LinkKind::Mastodon),
    ("mas.to", "@", LinkKind::Mastodon),
    ("infosec.exchange", "@", LinkKind::Mastodon),
    ("mstdn.social", "@", LinkKind::Mastodon),
    ("codepen.io", "", LinkKind::Other),
    ("gist.github.com", "", LinkKind::Other),
    ("bitbucket.org", "", LinkKind::Other),
    ("geeksforgeeks.org", "user/", LinkKind::Other),
    ("auth.geeksforgeeks.org", "user/", LinkKind::Other),
    ("tryhackme.com", "p/", LinkKind::Other),
    ("app.hackthebox.com", "profile/", LinkKind::Other),
    ("hackerearth.com", "@", LinkKind::Other),
    ("hackerone.com", "", LinkKind::Other),
    ("bugcrowd.com", "", LinkKind::Other),
    ("wa.me", "", LinkKind::Other),
    ("freecodecamp.org", "", LinkKind::Other),
    ("credly.com", "users/", LinkKind::Other),
    ("twitch.tv", "", LinkKind::Other),
    ("reddit.com", "u/", LinkKind::Other),
    ("reddit.com", "user/", LinkKind::Other),
    ("producthunt.com", "@", LinkKind::Other),
    ("codewars.com", "users/", LinkKind::Other),
    ("researchgate.net", "profile/", LinkKind::Other),
    ("sourcerer.io", "", LinkKind::Other),
    ("linktr.ee", "", LinkKind::Other),
    ("pinterest.com", "", LinkKind::Other),
    ("threads.net", "@", LinkKind::Other),
    ("open.spotify.com", "user/", LinkKind::Other),
    ("hub.docker.com", "u/", LinkKind::Other),
    ("pypi.org", "user/", LinkKind::Other),
    ("crates.io", "users/", LinkKind::Other),
    ("holopin.io", "@", LinkKind::Other),
    ("topmate.io", "", LinkKind::Other),
    ("polywork.com", "", LinkKind::Other),
    ("upwork.com", "freelancers/", LinkKind::Other),
    ("wellfound.com", "u/", LinkKind::Other),
    ("angel.co", "u/", LinkKind::Other),
    ("xing.com", "profile/", LinkKind::Other),
    ("about.me", "", LinkKind::Other),
    ("keybase.io", "", LinkKind::Other),
    ("vk.com", "", LinkKind::Other),
    ("soundcloud.com", "", LinkKind::Other),
    ("steamcommunity.com", "id/", LinkKind::Other),
    ("itch.io", "profile/", LinkKind::Other),
    ("sessionize.com", "", LinkKind::Other),
    ("slides.com", "", LinkKind::Other),
    ("speakerdeck.com", "", LinkKind::Other),
    ("atcoder.jp", "users/", LinkKind::Other),
    ("exercism.org", "profiles/", LinkKind::Other),
    ("g.dev", "", LinkKind::Other),
    ("developers.google.com", "profile/", LinkKind::Other),
    ("learn.microsoft.com", "en-us/users/", LinkKind::Other),
    ("trailblazer.me", "id/", LinkKind::Other),
    ("wakatime.com", "@", LinkKind::Other),
    ("goodreads.com", "", LinkKind::Other),
];

/// A service's profiles: how the path begins, kind.
type Profiles = (&'static str, LinkKind);

/// Returns the profiles of the service at a host.
pub(super) fn services(host: &str) -> &'static [Profiles] {
    static BY_HOST: LazyLock<FxHashMap<&str, Vec<Profiles>>> = LazyLock::new(|| {
        let mut by_host: FxHashMap<_, Vec<Profiles>> = FxHashMap::default();
        for (host, beginning, kind) in SERVICES {
            by_host.entry(*host).or_default().push((*beginning, *kind));
        }
        by_host
    });
    BY_HOST.get(host).map_or(&[], Vec::as_slice)
}

/// Says whether a part of a path is a page of the service, and nobody's login.
pub(super) fn is_page(login: &str) -> bool {
    static KNOWN: LazyLock<WordList<()>> = LazyLock::new(|| WordList::of(PAGES));
    KNOWN.has(login)
}

/// Paths of services that are no logins.
const PAGES: &[&str] = &[
    "features",
    "topics",
    "search",
    "sponsors",
    "marketplace",
    "trending",
    "explore",
    "orgs",
    "settings",
    "about",
    "login",
    "signup",
    "in",
    "company",
    "school",
    "posts",
    "pulse",
    "intent",
    "share",
    "hashtag",
    "home",
    "watch",
    "playlist",
    "results",
    "feed",
    "problems",
    "contest",
    "datasets",
    "competitions",
    "models",
    "spaces",
    "apps",
    "site",
    "p",
    "reel",
    "badges",
    "certificates",
    "c",
    "tag",
    "t",
    "questions",
    "sharer",
    "sharer.php",
    "dialog",
    "groups",
    "events",
    "papers",
    "docs",
    "collections",
    "notifications",
    "enterprise",
    "readme",
    "join",
    "invite",
    "learn",
    "profile.php",
];

/// Hosts that draw images, count visitors, sell coffee or shorten links: never somebody's site.
static IMAGE_HOSTS: Cues = Cues::new(&[
    "shields.io",
    "skillicons.dev",
    "komarev.com",
    "herokuapp.com",
    "demolab.com",
    "githubusercontent.com",
    "imgur.com",
    "giphy.com",
    "icons8.com",
    "devicon.dev",
    "simpleicons.org",
    "visitor-badge",
    "readme-stats",
    "streak-stats",
    "trophy",
    "activity-graph",
    "capsule-render",
    "jsdelivr.net",
    "hits.",
    "badge",
    "gstatic.com",
    "googleusercontent.com",
    "camo.",
    "cdn.",
    "img.",
    "unpkg.com",
    "cloudfront.net",
    "tenor.com",
    "flaticon.com",
    "iconify.design",
    "wikimedia.org",
    "shieldcn",
    "git.io",
    "readme-typing",
]);

/// Says whether a URL only serves an image or a counter.
pub(in crate::extract) fn is_image_service(host: &str) -> bool {
    IMAGE_HOSTS.are_in(host)
}

/// Says whether a host belongs to a service where everybody has pages, so that no page of it is a personal site.
pub(in crate::extract) fn is_service(host: &str) -> bool {
    let above = host
        .match_indices('.')
        .filter_map(|(at, dot)| host.get(at + dot.len()..));
    std::iter::once(host)
        .chain(above)
        .any(|host| !services(host).is_empty())
}
