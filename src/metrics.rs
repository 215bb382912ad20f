//! How much of what has happened? Counted where it happens, read at `/metrics`.
//!
//! Labels have few values, all known beforehand: routes and not addresses, classes and not messages; nothing of a person.

use std::sync::atomic::AtomicU64;
use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

/// What the text that [`Metrics::render`] writes is, as HTTP names it.
pub const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The upper ends of classes of durations, in seconds.
const SECONDS: [f64; 12] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0,
];

/// What has been counted since the process started.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Request, Histogram>,
    texts: Family<Outcome, Counter>,
    places: Family<Outcome, Counter>,
    searches: Family<Outcome, Histogram>,
    engine_errors: Family<Operation, Counter>,
    people: Gauge,
    outbox: Gauge,
    set_aside: Gauge,
    origins: Family<Condition, Gauge>,
    outbox_age: Gauge<f64, AtomicU64>,
    memory: Gauge,
}

/// What is measured at the moment when somebody reads.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Reading {
    /// In the directory.
    pub people: u64,
    /// Of whom the index has not heard.
    pub pending: u64,
    /// Whom the engine refuses.
    pub set_aside: u64,
    /// How long the oldest of them has waited.
    pub oldest_pending: Duration,
    /// Places that people are read from, by how they are.
    pub places: [(&'static str, u64); 4],
    /// Of this process, in bytes; `None` where the system does not say.
    pub memory: Option<u64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    route: String,
    /// `2xx` and so on.
    status: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Condition {
    condition: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Operation {
    operation: &'static str,
}

fn durations() -> Histogram {
    Histogram::new(SECONDS)
}

impl Default for Metrics {
    fn default() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("muster"),
            requests: Family::new_with_constructor(durations),
            texts: Family::default(),
            places: Family::default(),
            searches: Family::new_with_constructor(durations),
            engine_errors: Family::default(),
            people: Gauge::default(),
            outbox: Gauge::default(),
            set_aside: Gauge::default(),
            origins: Family::default(),
            outbox_age: Gauge::default(),
            memory: Gauge::default(),
        };
        metrics.register();
        metrics
    }
}

impl Metrics {
    fn register(&mut self) {
        let registry = &mut self.registry;
        registry.register_with_unit(
            "http_request",
            "HTTP requests that were answered, by the pattern of their address and the class of the status",
            Unit::Seconds,
            self.requests.clone(),
        );
        registry.register("texts", "Texts that were handed in", self.texts.clone());
        registry.register("readings", "Places that were read", self.places.clone());
        registry.register(
            "places",
            "Places that people are read from, by how they are: a place may be due and failing",
            self.origins.clone(),
        );
        registry.register_with_unit("search", "Searches", Unit::Seconds, self.searches.clone());
        registry.register(
            "engine_errors",
            "What the search engine failed to do",
            self.engine_errors.clone(),
        );
        registry.register("people", "People in the directory", self.people.clone());
        registry.register(
            "outbox_pending",
            "People of whose last change the index has not heard",
            self.outbox.clone(),
        );
        registry.register(
            "outbox_set_aside",
            "People whom the search engine refuses",
            self.set_aside.clone(),
        );
        registry.register_with_unit(
            "outbox_oldest",
            "Since when the oldest of these changes waits",
            Unit::Seconds,
            self.outbox_age.clone(),
        );
        registry.register_with_unit(
            "resident_memory",
            "Memory of this process",
            Unit::Bytes,
            self.memory.clone(),
        );
    }

    /// Counts an answered request; `route` is the pattern that its address matched.
    pub fn request(&self, route: &str, status: u16, took: Duration) {
        let status = match status {
            0..200 => "1xx",
            200..300 => "2xx",
            300..400 => "3xx",
            400..500 => "4xx",
            _ => "5xx",
        };
        let request = Request {
            route: route.to_owned(),
            status,
        };
        self.requests.get_or_create(&request).observe(took.as_secs_f64());
    }

    /// Counts a text that was handed in.
    pub fn text(&self, outcome: &'static str) {
        self.texts.get_or_create(&Outcome { outcome }).inc();
    }

    /// Counts a place that was read.
    pub fn place(&self, outcome: &'static str) {
        self.places.get_or_create(&Outcome { outcome }).inc();
    }

    /// Counts a search.
    pub fn search(&self, outcome: &'static str, took: Duration) {
        let searches = self.searches.get_or_create(&Outcome { outcome });
        searches.observe(took.as_secs_f64());
    }

    /// Counts something that the search engine failed to do.
    pub fn engine_error(&self, operation: &'static str) {
        self.engine_errors.get_or_create(&Operation { operation }).inc();
    }

    /// Writes everything in the text form of `OpenMetrics`, which Prometheus reads.
    #[must_use]
    pub fn render(&self, reading: Reading) -> String {
        let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        self.people.set(whole(reading.people));
        self.outbox.set(whole(reading.pending));
        self.set_aside.set(whole(reading.set_aside));
        self.outbox_age.set(reading.oldest_pending.as_secs_f64());
        for (condition, places) in reading.places {
            self.origins
                .get_or_create(&Condition { condition })
                .set(whole(places));
        }
        self.memory.set(whole(reading.memory.unwrap_or_default()));
        let mut text = String::new();
        encode(&mut text, &self.registry).expect("a String takes everything");
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_is_written_for_prometheus() {
        let metrics = Metrics::default();
        metrics.request("/people/{who}", 200, Duration::from_millis(3));
        metrics.request("/people/{who}", 204, Duration::from_millis(30));
        metrics.request("/people/{who}", 404, Duration::from_millis(1));
        metrics.text("added");
        metrics.search("found", Duration::from_millis(7));
        metrics.engine_error("flush");
        metrics.place("changed");
        let text = metrics.render(Reading {
            people: 3,
            pending: 2,
            set_aside: 1,
            oldest_pending: Duration::from_millis(1_500),
            places: [("all", 9), ("due", 4), ("failing", 2), ("stopped", 1)],
            memory: Some(4_096),
        });
        for line in [
            "muster_http_request_seconds_count{route=\"/people/{who}\",status=\"2xx\"} 2",
            "muster_http_request_seconds_bucket{le=\"0.005\",route=\"/people/{who}\",status=\"2xx\"} 1",
            "muster_http_request_seconds_count{route=\"/people/{who}\",status=\"4xx\"} 1",
            "muster_texts_total{outcome=\"added\"} 1",
            "muster_search_seconds_count{outcome=\"found\"} 1",
            "muster_engine_errors_total{operation=\"flush\"} 1",
            "muster_people 3",
            "muster_outbox_pending 2",
            "muster_outbox_set_aside 1",
            "muster_outbox_oldest_seconds 1.5",
            "muster_readings_total{outcome=\"changed\"} 1",
            "muster_places{condition=\"failing\"} 2",
            "muster_resident_memory_bytes 4096",
            "# EOF",
        ] {
            assert!(
                text.lines().any(|known| known == line),
                "{line} is not in\n{text}"
            );
        }
    }
}
