//! How long does reading a profile of about 5 KB take?

use std::hint::black_box;

use chrono::NaiveDate;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use muster::extract::{Document, extract};
use muster::profile::SourceId;
use muster::taxonomy::Taxonomy;

const PROFILE: &str = include_str!("profile.md");

fn read_a_profile(criterion: &mut Criterion) {
    let source = SourceId::new("bench");
    let taxonomy = Taxonomy::embedded();
    let today = NaiveDate::from_ymd_opt(2026, 6, 1).expect("a day");
    let mut group = criterion.benchmark_group("extract");
    group.throughput(Throughput::Bytes(PROFILE.len() as u64));
    group.bench_function("a profile of 5 KB", |bencher| {
        bencher.iter(|| {
            extract(
                black_box(Document {
                    source: &source,
                    text: PROFILE,
                }),
                taxonomy,
                today,
            )
        });
    });
    group.finish();
}

criterion_group!(benches, read_a_profile);
criterion_main!(benches);
