//! Three replicas of the program on one PostgreSQL and one Meilisearch, under load, while they are restarted one after
//! the other.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use sea_orm::{ConnectionTrait as _, Database, DatabaseBackend, Statement};
use serde_json::Value;

use crate::support::keep_alive::{Answer, Connection};
use crate::support::program::{Desk, Server};
use crate::support::{meilisearch, postgres};

const REPLICAS: usize = 3;

const CLIENTS: usize = 4;

/// How often one of them writes; from then on it searches only.
const MOST_ROUNDS: usize = 50;

/// How long the clients go on after the last restart.
const AFTERWARDS: Duration = Duration::from_secs(1);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn replicas_lose_nothing_double_nothing_and_are_restarted_unnoticed() {
    let (Some(url), Some(engine)) = (postgres::empty_database(), meilisearch::empty_directory_file()) else {
        return;
    };
    let desk = Desk::new();
    desk.write(
        "muster.toml",
        // Nobody reads the log while the server runs: it must not fill the pipe.
        format!("[store]\nurl = '{url}'\n[web]\ndrain = '1s'\n[log]\nlevel = 'warn'\n{engine}"),
    );
    let town = Arc::new(Town::open(&desk));
    let clients: Vec<_> = (0..CLIENTS)
        .map(|number| {
            let town = Arc::clone(&town);
            std::thread::spawn(move || Client::new(number, &town).live())
        })
        .collect();
    tokio::task::block_in_place(|| town.restart_all(&desk));
    tokio::time::sleep(AFTERWARDS).await;
    town.closing.store(true, Ordering::SeqCst);
    let lives: Vec<_> = clients.into_iter().map(|client| client.join().unwrap()).collect();

    let written: usize = lives.iter().map(|life| life.writes).sum();
    assert!(written >= 100, "only {written} writes: that is no load");
    let expected: BTreeMap<_, _> = lives.iter().flat_map(|life| life.texts.clone()).collect();
    let shared: BTreeSet<_> = (0..SHARED).map(shared_source).collect();
    let mut stored = stored_texts(&url).await;
    for source in &shared {
        assert!(stored.remove(source).is_some(), "{source} is lost");
    }
    assert_eq!(stored, expected, "what was acknowledged is what is there");

    let people = expected.len() + shared.len();
    assert_eq!(
        desk.run(&["export"]).out.lines().count(),
        people,
        "no text has two people"
    );
    for replica in 0..REPLICAS {
        town.eventually_finds(replica, "", people);
        for source in expected.keys() {
            town.eventually_finds(replica, &exactly(source), 1);
        }
        for life in &lives {
            for source in &life.erased {
                town.eventually_finds(replica, &exactly(source), 0);
            }
        }
    }
}

/// Which texts the database holds: what is after the first line break of each, by its source.
async fn stored_texts(url: &str) -> BTreeMap<String, String> {
    let db = Database::connect(url).await.unwrap();
    let asked = Statement::from_string(DatabaseBackend::Postgres, "SELECT locator, text FROM documents");
    let rows = db.query_all_raw(asked).await.unwrap();
    rows.iter()
        .map(|row| (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap()))
        .collect()
}

/// Sources that all clients write to.
const SHARED: usize = 3;

fn shared_source(number: usize) -> String {
    format!("https://example.com/shared/{number}")
}

/// A name that only the text of this source has.
fn token(source: &str) -> String {
    const SYLLABLES: [&str; 10] = ["ba", "do", "fi", "gu", "ke", "la", "mo", "nu", "re", "ti"];
    let end = source.strip_prefix("https://example.com/").unwrap();
    let syllables = end.chars().map(|sign| match sign.to_digit(10) {
        Some(digit) => SYLLABLES[digit as usize].to_owned(),
        None => sign.to_string().replace('/', "xo"),
    });
    format!("Zed{}", syllables.collect::<String>())
}

/// Finds nobody with a name that is only like it.
fn exactly(source: &str) -> String {
    format!("%22{}%22", token(source))
}

fn text(source: &str, version: usize) -> String {
    format!(
        "# Ada {}\n\nBackend engineer in Lisbon, version {version}.\n\n## Skills\n\nRust, PostgreSQL, Kafka\n",
        token(source)
    )
}

/// The replicas, and which of them a balancer would send anybody to.
struct Town {
    replicas: Vec<Replica>,
    next: AtomicUsize,
    closing: AtomicBool,
}

struct Replica {
    server: Mutex<Option<Server>>,
    address: Mutex<SocketAddr>,
    is_ready: AtomicBool,
}

impl Town {
    fn open(desk: &Desk) -> Self {
        let replicas = (0..REPLICAS).map(|_| {
            let server = desk.serve(&[]);
            Replica {
                address: Mutex::new(server.address),
                server: Mutex::new(Some(server)),
                is_ready: AtomicBool::new(true),
            }
        });
        Self {
            replicas: replicas.collect(),
            next: AtomicUsize::new(0),
            closing: AtomicBool::new(false),
        }
    }

    /// Restarts one after the other, as a new version is brought out, and looks after them as a balancer does.
    fn restart_all(&self, desk: &Desk) {
        for replica in &self.replicas {
            std::thread::sleep(Duration::from_millis(500));
            let server = replica.server.lock().unwrap().take().unwrap();
            server.signal("TERM");
            while server.get("/readyz").0 == 200 {
                std::thread::sleep(Duration::from_millis(20));
            }
            replica.is_ready.store(false, Ordering::SeqCst);
            let ran = server.wait();
            assert_eq!(ran.code, Some(0), "{ran:?}");
            let server = desk.serve(&[]);
            *replica.address.lock().unwrap() = server.address;
            *replica.server.lock().unwrap() = Some(server);
            replica.is_ready.store(true, Ordering::SeqCst);
        }
    }

    /// Opens a connection to the next replica that is ready; one that refuses is passed over.
    fn connect(&self) -> Connection {
        for _ in 0..10 * REPLICAS {
            let replica = &self.replicas[self.next.fetch_add(1, Ordering::SeqCst) % REPLICAS];
            if replica.is_ready.load(Ordering::SeqCst) {
                match Connection::open(*replica.address.lock().unwrap()) {
                    Err(error) if error.kind() == ErrorKind::ConnectionRefused => (),
                    opened => return opened.unwrap(),
                }
            }
        }
        panic!("no replica is ready");
    }

    fn eventually_finds(&self, replica: usize, words: &str, people: usize) {
        let mut connection = Connection::open(*self.replicas[replica].address.lock().unwrap()).unwrap();
        let begun = Instant::now();
        loop {
            let answer = connection.get(&format!("/api/v1/search?q={words}")).unwrap();
            let total = json(&answer)["total"].as_u64();
            if total == Some(people as u64) {
                return;
            }
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "replica {replica} finds {total:?} people for `{words}` and not {people}"
            );
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

fn json(answer: &Answer) -> Value {
    assert!(answer.status < 300, "{answer:?}");
    serde_json::from_str(&answer.body).unwrap()
}

/// Somebody who writes and searches without a pause, and remembers what was acknowledged.
struct Client<'t> {
    town: &'t Town,
    number: usize,
    connection: Option<Connection>,
    life: Life,
}

#[derive(Default)]
struct Life {
    writes: usize,
    /// What the sources of this client said last.
    texts: BTreeMap<String, String>,
    erased: BTreeSet<String>,
}

impl<'t> Client<'t> {
    fn new(number: usize, town: &'t Town) -> Self {
        Self {
            town,
            number,
            connection: None,
            life: Life::default(),
        }
    }

    fn live(mut self) -> Life {
        for round in 0.. {
            if self.town.closing.load(Ordering::SeqCst) {
                break;
            }
            let own = format!("https://example.com/{}/{round}", self.number);
            std::thread::sleep(Duration::from_millis(150));
            if round >= MOST_ROUNDS {
                self.search(&own);
                continue;
            }
            self.submit(&own, round);
            let shared = shared_source(round % SHARED);
            self.write("POST", &submission(&shared), &text(&shared, self.number));
            match round % 4 {
                0 => self.erase(&own),
                1 => self.submit(&own, round + 1),
                _ => self.search(&own),
            }
        }
        self.life
    }

    fn submit(&mut self, source: &str, version: usize) {
        let text = text(source, version);
        let answer = self.write("POST", &submission(source), &text);
        assert!(json(&answer)["outcome"] != "unchanged", "{answer:?}");
        self.life.texts.insert(source.to_owned(), text);
    }

    fn erase(&mut self, source: &str) {
        let again = self.write("POST", &submission(source), &self.life.texts[source].clone());
        let id = json(&again)["id"].as_str().unwrap().to_owned();
        self.write("DELETE", &format!("/api/v1/profiles/{id}"), "");
        let gone = self.ask("GET", &format!("/api/v1/profiles/{id}"), "");
        assert_eq!(gone.status, 404, "erased, whoever is asked: {gone:?}");
        self.life.texts.remove(source);
        self.life.erased.insert(source.to_owned());
    }

    fn search(&mut self, source: &str) {
        for path in [
            format!("/api/v1/search?q={}", token(source)),
            "/search?q=kafka".to_owned(),
            "/readyz".to_owned(),
        ] {
            let answer = self.ask("GET", &path, "");
            let leaving = path == "/readyz" && answer.status == 503 && answer.is_last;
            assert!(answer.status == 200 || leaving, "{path}: {answer:?}");
        }
    }

    fn write(&mut self, method: &str, path: &str, text: &str) -> Answer {
        let answer = self.ask(method, path, text);
        assert!(answer.status < 300, "{method} {path}: {answer:?}");
        self.life.writes += 1;
        answer
    }

    fn ask(&mut self, method: &str, path: &str, text: &str) -> Answer {
        let connection = self.connection.get_or_insert_with(|| self.town.connect());
        let answer = connection
            .ask(method, path, text)
            .unwrap_or_else(|error| panic!("{method} {path} was sent and not answered: {error}"));
        if answer.is_last {
            self.connection = None;
        }
        answer
    }
}

fn submission(source: &str) -> String {
    format!("/api/v1/profiles?source={source}")
}
