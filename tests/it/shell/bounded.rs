//! Whatever places answer, the program that reads them stays small, and everybody stays as they were.

use std::fs;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::support::internet::{Blog, Entry, Fault, Internet, Page};
use crate::support::program::{Desk, Ran, profile};

/// The most memory that reading them may take, in KiB. Measured: 77 MiB where all places answer well, 185 MiB with all of
/// the below at once.
const MOST: u64 = 370 * 1024;

const FILE: &str = "/cv.md";
const FEED: &str = "/feed.xml";

/// A place on a host of its own, so that all are read at once.
struct Place {
    internet: Internet,
    path: &'static str,
    name: String,
}

impl Place {
    /// The one at `127.0.0.number`, which says something good of somebody.
    async fn new(number: usize, path: &'static str, name: &str) -> Self {
        let internet = Internet::at(&format!("127.0.0.{number}")).await;
        let name = format!("{name} Quorn");
        let place = Self { internet, path, name };
        let text = profile(&place.name);
        if path == FEED {
            let post = Entry {
                title: "Looms that never stop".to_owned(),
                url: place.url(),
                published: "Tue, 04 Nov 2025 10:00:00 GMT".to_owned(),
                tags: vec!["kafka".to_owned()],
                text: String::new(),
            };
            let blog = Blog {
                title: format!("Stories by {} on Medium", place.name),
                author: place.name.clone(),
                page: place.url(),
                entries: vec![post],
            };
            place.internet.change(|world| {
                world.blogs.insert(place.key(), blog);
            });
        } else if path == FILE {
            place.say("text/markdown", &text);
        } else {
            let html = format!(
                "<main><h1>{}</h1><h2>Skills</h2><p>Rust, PostgreSQL</p></main>",
                place.name
            );
            place.say("text/html", &html);
        }
        place
    }

    fn url(&self) -> String {
        format!("http://{}{}", self.internet.address(), self.path)
    }

    /// Under what the simulated internet knows it.
    fn key(&self) -> String {
        format!("http://{}{}", self.internet.address().ip(), self.path)
    }

    fn say(&self, media_type: &str, text: &str) {
        self.internet.change(|world| {
            world
                .pages
                .insert(self.key(), Page::of(media_type, text.as_bytes()));
        });
    }

    /// Has something new to say, and says it so.
    fn fail(&self, fault: Fault) {
        let text = profile(&self.name).replace("Kubernetes", "Elixir");
        self.say(
            "text/markdown",
            &[text, "\nAnd much more of it.".repeat(100)].concat(),
        );
        self.internet.fail(&self.key(), fault);
    }
}

/// Waits for the end of a process; returns the most memory that it took, in KiB.
fn watch(mut child: Child) -> (Ran, u64) {
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let told = fs::read_to_string(&status).unwrap_or_default();
        let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let size = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok());
        most = size.unwrap_or(0).max(most);
        sleep(Duration::from_millis(20));
    }
    (Ran::from(child.wait_with_output().unwrap()), most)
}

/// As much of a piece as a place may say, and some more.
fn long(piece: &str, mebibytes: usize) -> String {
    piece.repeat(mebibytes * 1024 * 1024 / piece.len() + 1)
}

async fn places() -> Vec<Place> {
    let mut places = Vec::new();
    let written = [
        (FILE, "Abe"),
        (FILE, "Bea"),
        (FILE, "Cid"),
        (FEED, "Dot"),
        (FEED, "Eve"),
        ("/", "Fay"),
        ("/about", "Gus"),
        (FILE, "Hal"),
        (FILE, "Ida"),
    ];
    for (number, (path, name)) in written.into_iter().enumerate() {
        places.push(Place::new(number + 2, path, name).await);
    }
    places
}

/// Lets all of them answer as badly as they can, each in another way; the last one has something new to say.
fn turn_hostile(places: &[Place]) {
    let [endless, bomb, drip, doctype, feed, deep, attributes, json, good] = places else {
        panic!("{} places", places.len())
    };
    endless.fail(Fault::Endless);
    bomb.fail(Fault::GzipBomb);
    drip.fail(Fault::SlowDrip);
    let entities = "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">";
    let text = format!("<!DOCTYPE rss [<!ENTITY a \"boom\">{}]><rss/>", long(entities, 3));
    doctype.say("application/rss+xml", &text);
    let items = long("<item><title>a</title></item>", 3);
    feed.say(
        "application/rss+xml",
        &format!("<rss version=\"2.0\"><channel>{items}</channel></rss>"),
    );
    // What they are is said at the beginning, so that both go on being who they are.
    let open = |place: &Place| {
        format!(
            "<main><h1>{}</h1><h2>Skills</h2><p>Rust, PostgreSQL</p>",
            place.name
        )
    };
    deep.say(
        "text/html",
        &(open(deep) + long("<b a=1><div><a rel=me href=x>", 1).get(..1_000_000).unwrap()),
    );
    let names: Vec<_> = (0..120_000).map(|number| format!("a{number}")).collect();
    let names = names.join(" ");
    attributes.say("text/html", &format!("{}<p {names}>", open(attributes)));
    json.say("application/json", &long("[{\"a\":", 7));
    good.say(
        "text/markdown",
        &profile(&good.name).replace("Kubernetes", "Haskell"),
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_answers_take_little_memory_and_nobody_away() {
    if !cfg!(target_os = "linux") {
        eprintln!("skipped: only Linux says how much memory a process has taken");
        return;
    }
    let places = places().await;
    let desk = Desk::new();
    let hosts: Vec<_> = places
        .iter()
        .map(|place| place.internet.address().to_string())
        .collect();
    let settings = format!(
        "[sources]\nprivate_hosts = '{}'\npace = '0s'\n[refresh]\nat_once = 16\n",
        hosts.join(", ")
    );
    desk.write("muster.toml", settings);
    for place in &places {
        let added = desk.run(&["add", "--from", &place.url()]);
        assert_eq!(added.code, Some(0), "{added:?}");
    }
    let refresh = || {
        desk.command(&["refresh", "--all"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
    };
    let (well, usual) = watch(refresh().unwrap());
    assert_eq!(well.code, Some(0), "{well:?}");

    turn_hostile(&places);
    let (read, most) = watch(refresh().unwrap());
    eprintln!(
        "{} MiB at most where all is well, {} MiB here\n{}",
        usual / 1024,
        most / 1024,
        read.out
    );
    assert!(usual > 0 && most < MOST, "{most} KiB");

    let told = |place: &Place| {
        let mut lines = read.out.lines().filter(|line| line.contains(&place.url()));
        lines.next().unwrap_or_default().to_owned()
    };
    for (place, expected) in places.iter().zip([
        "failed", "failed", "failed", "failed", "failed", "changed", "changed", "failed", "changed",
    ]) {
        assert!(
            told(place).starts_with(expected),
            "{}: {}",
            place.name,
            told(place)
        );
    }
    assert_eq!(desk.searchable(), places.len() as u64);
    for place in &places {
        let found = desk.run(&["search", &place.name]);
        assert!(found.out.contains(&place.name), "{}: {found:?}", place.name);
    }
    let changed = desk.run(&["search", "haskell"]);
    assert!(changed.out.contains("Ida Quorn"), "{changed:?}");
}
