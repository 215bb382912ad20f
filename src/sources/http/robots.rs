//! What does a site ask of programs? Its `robots.txt`, by RFC 9309, remembered for a day.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Mutex as Slot;
use tokio::time::Instant;
use url::Url;

use super::words::place;
use super::{Content, PRODUCT};
use crate::sources::Error;

/// How much of the file is read; one byte more tells whether the last line was cut.
pub(super) const LONGEST: usize = robotxt::BYTE_LIMIT + 1;
/// For how long rules are believed.
const MEMORY: Duration = Duration::from_hours(24);
/// After how long a file is asked for again that could not be had.
const UNREACHABLE: Duration = Duration::from_mins(10);
/// The longest pause between two requests that a site gets.
const LONGEST_DELAY: Duration = Duration::from_secs(30);
/// How many bytes of text the rules may have that are remembered, of all sites together; parsed they are a few times as many.
const WEIGHT: usize = 4 * 1024 * 1024;
/// What a site weighs that has no rules.
const LEAST_WEIGHT: usize = 256;

/// The rules of sites, by origin.
#[derive(Debug, Default)]
pub(super) struct Robots(Mutex<HashMap<String, Remembered>>);

#[derive(Debug)]
struct Remembered {
    site: Arc<Slot<Option<Site>>>,
    weight: usize,
    since: Instant,
}

/// What is known of a site.
#[derive(Debug)]
pub(super) struct Site {
    rules: Result<robotxt::Robots, String>,
    until: Instant,
    weight: usize,
}

impl Robots {
    /// Returns the place for a site's rules. Whoever locks it first fills it, while the others wait.
    pub(super) fn site(&self, url: &Url) -> Arc<Slot<Option<Site>>> {
        let mut sites = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let origin = url.origin().ascii_serialization();
        let remembered = sites.entry(origin).or_insert_with(|| Remembered {
            site: Arc::default(),
            weight: LEAST_WEIGHT,
            since: Instant::now(),
        });
        let site = Arc::clone(&remembered.site);
        forget(&mut sites);
        site
    }

    /// Notes how much a site's rules weigh, and forgets others for them.
    pub(super) fn weigh(&self, url: &Url, site: &Site) {
        let mut sites = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(remembered) = sites.get_mut(&url.origin().ascii_serialization()) {
            remembered.weight = site.weight;
            remembered.since = Instant::now();
        }
        forget(&mut sites);
    }
}

/// Forgets the oldest until the rest is light enough.
fn forget(sites: &mut HashMap<String, Remembered>) {
    let mut weight: usize = sites.values().map(|remembered| remembered.weight).sum();
    while weight > WEIGHT {
        let oldest = sites.iter().min_by_key(|(_origin, remembered)| remembered.since);
        let Some(origin) = oldest.map(|(origin, _remembered)| origin.clone()) else {
            return;
        };
        weight -= sites.remove(&origin).map_or(0, |remembered| remembered.weight);
    }
}

/// Returns where a site keeps its rules.
pub(super) fn address(url: &Url) -> Url {
    let mut address = url.clone();
    address.set_path("/robots.txt");
    address.set_query(None);
    address
}

impl Site {
    /// Reads what came when its rules were asked for.
    pub(super) fn new(outcome: Result<Content, Error>) -> Result<Self, Error> {
        let now = Instant::now();
        Ok(match outcome {
            Ok(file) => Self {
                rules: Ok(robotxt::Robots::parse(&file.bytes, PRODUCT)),
                until: now + MEMORY,
                weight: LEAST_WEIGHT + file.bytes.len(),
            },
            // A site without rules allows everything, and so does one that does not show them.
            Err(Error::Gone(_) | Error::Forbidden(_) | Error::Unreadable(_)) => Self {
                rules: Ok(robotxt::Robots::allow_all()),
                until: now + MEMORY,
                weight: LEAST_WEIGHT,
            },
            Err(Error::Later { reason, not_before }) => Self {
                rules: Err(reason),
                until: now + not_before.unwrap_or(UNREACHABLE).min(MEMORY),
                weight: LEAST_WEIGHT,
            },
            Err(refused @ Error::Refused(_)) => return Err(refused),
        })
    }

    pub(super) fn is_current(&self) -> bool {
        Instant::now() < self.until
    }

    /// Returns the pause that the site wants between two requests, if an address of it may be asked for.
    pub(super) fn permit(&self, url: &Url) -> Result<Duration, Error> {
        match &self.rules {
            Ok(rules) if rules.is_url_allowed(url) => {
                Ok(rules.crawl_delay().unwrap_or_default().min(LONGEST_DELAY))
            }
            Ok(_rules) => Err(Error::Forbidden(format!(
                "{} may not be read by programs: the site's robots.txt says so; whoever runs it can allow `{PRODUCT}` there",
                place(url)
            ))),
            Err(reason) => Err(Error::Later {
                reason: format!("whether programs may read {} is not known: {reason}", place(url)),
                not_before: Some(self.until.saturating_duration_since(Instant::now())),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Validator;

    fn parsed(text: impl Into<Vec<u8>>) -> Site {
        let url = Url::parse("https://example.com/robots.txt").unwrap();
        Site::new(Ok(Content {
            url,
            moved_to: None,
            media_type: "text/plain".to_owned(),
            charset: None,
            bytes: text.into(),
            validator: Validator::default(),
            next: None,
        }))
        .unwrap()
    }

    fn permits(site: &Site, path: &str) -> bool {
        site.permit(&Url::parse("https://example.com").unwrap().join(path).unwrap())
            .is_ok()
    }

    #[tokio::test]
    async fn our_own_group_goes_before_that_of_everybody() {
        let site = parsed(
            "User-agent: *\nDisallow: /\n\nUser-agent: Muster\nDisallow: /private\nAllow: /private/cv$\n",
        );
        assert!(permits(&site, "/"));
        assert!(permits(&site, "/private/cv"));
        assert!(!permits(&site, "/private/cv2"));
        assert!(!permits(&site, "/private?x=1"));
    }

    #[tokio::test]
    async fn everybody_who_is_forbidden_to_come_includes_us() {
        let site = parsed("User-agent: *\nDisallow: /\n");
        assert!(!permits(&site, "/ada"));
        let Err(Error::Forbidden(reason)) = site.permit(&Url::parse("https://example.com/ada").unwrap())
        else {
            panic!()
        };
        assert!(
            reason.contains("robots.txt") && reason.contains("`muster`"),
            "{reason}"
        );
    }

    #[tokio::test]
    async fn what_can_be_read_of_broken_rules_counts() {
        let mut broken = b"\xff\xfe\x00<html>\nDisallow /nobody\nUser-agent *\r".to_vec();
        broken.extend_from_slice(b"disalow: /private # a slip\n:::\nCrawl-delay: soon\n");
        let site = parsed(broken);
        assert!(permits(&site, "/"));
        assert!(!permits(&site, "/private"));
        assert!(permits(
            &parsed("<!DOCTYPE html><title>Not found</title>"),
            "/anything"
        ));
    }

    #[tokio::test]
    async fn a_pause_between_requests_is_granted_within_bounds() {
        let pause = |text: &str| {
            parsed(text)
                .permit(&Url::parse("https://example.com/").unwrap())
                .unwrap()
        };
        assert_eq!(
            pause("User-agent: *\nCrawl-delay: 7.5\n"),
            Duration::from_millis(7_500)
        );
        assert_eq!(pause("User-agent: *\nCrawl-delay: 86400\n"), LONGEST_DELAY);
        assert_eq!(pause("User-agent: *\nCrawl-delay: -1\n"), Duration::ZERO);
        assert_eq!(pause(""), Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn no_rules_allow_everything_and_unreachable_rules_nothing_for_a_while() {
        for error in [
            Error::Gone(String::new()),
            Error::Forbidden(String::new()),
            Error::Unreadable(String::new()),
        ] {
            assert!(permits(&Site::new(Err(error)).unwrap(), "/"));
        }
        let later = |not_before| {
            Site::new(Err(Error::Later {
                reason: "a fault".to_owned(),
                not_before,
            }))
            .unwrap()
        };
        let site = later(None);
        assert!(!permits(&site, "/"));
        assert!(site.is_current());
        tokio::time::advance(UNREACHABLE).await;
        assert!(!site.is_current());
        let site = later(Some(Duration::from_hours(1)));
        let Err(Error::Later { not_before, reason }) =
            site.permit(&Url::parse("https://example.com/").unwrap())
        else {
            panic!()
        };
        assert_eq!(not_before, Some(Duration::from_hours(1)));
        assert!(reason.ends_with("a fault"), "{reason}");
        assert!(Site::new(Err(Error::Refused(String::new()))).is_err());
    }

    #[tokio::test(start_paused = true)]
    async fn rules_are_believed_for_a_day() {
        let site = parsed("");
        tokio::time::advance(MEMORY.mul_f64(0.99)).await;
        assert!(site.is_current());
        tokio::time::advance(MEMORY.mul_f64(0.01)).await;
        assert!(!site.is_current());
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_remembered_is_bounded() {
        let robots = Robots::default();
        let heavy = parsed("#".repeat(LONGEST));
        for number in 0..40 {
            let url = Url::parse(&format!("https://{number}.example/cv")).unwrap();
            drop(robots.site(&url));
            robots.weigh(&url, &heavy);
            tokio::time::advance(Duration::from_secs(1)).await;
        }
        let sites = robots.0.lock().unwrap();
        assert!(sites.values().map(|remembered| remembered.weight).sum::<usize>() <= WEIGHT);
        assert!(sites.contains_key("https://39.example") && !sites.contains_key("https://0.example"));
    }

    #[test]
    fn the_rules_are_at_the_root_of_the_site() {
        let of = |url: &str| String::from(address(&Url::parse(url).unwrap()));
        assert_eq!(
            of("https://example.com:444/a/b?c"),
            "https://example.com:444/robots.txt"
        );
    }
}
