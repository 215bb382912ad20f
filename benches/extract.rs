//! How long does reading profiles take? One of 5 KB, and all examples: on one core, on two, and beside the Markdown parser alone.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::thread;

use chrono::NaiveDate;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use muster::extract::{Document, extract};
use muster::profile::{Profile, SourceId};
use muster::taxonomy::Taxonomy;
use pulldown_cmark::Parser;

/// The allocator that the program has.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

const PROFILE: &str = include_str!("profile.md");

fn read(text: &str) -> Profile {
    let source = SourceId::new("bench");
    let today = NaiveDate::from_ymd_opt(2026, 6, 1).expect("a day");
    let document = Document {
        source: &source,
        text: black_box(text),
    };
    extract(document, Taxonomy::embedded(), today)
}

fn examples() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/profiles");
    let files = fs::read_dir(folder).expect("the examples are part of the repository");
    let mut paths: Vec<_> = files.flatten().map(|file| file.path()).collect();
    paths.sort();
    let texts = paths.iter().map(fs::read_to_string);
    texts.collect::<Result<_, _>>().expect("the examples are UTF-8")
}

fn read_all(texts: &[String]) {
    for text in texts {
        black_box(read(text));
    }
}

fn one_profile(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("extract");
    group.throughput(Throughput::Bytes(PROFILE.len() as u64));
    group.bench_function("a profile of 5 KB", |bencher| bencher.iter(|| read(PROFILE)));
    group.finish();
}

fn all_examples(criterion: &mut Criterion) {
    let texts = examples();
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut group = criterion.benchmark_group("examples");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("read", |bencher| bencher.iter(|| read_all(&texts)));
    group.bench_function("parsed as Markdown alone", |bencher| {
        bencher.iter(|| {
            texts
                .iter()
                .map(|text| Parser::new(black_box(text)).count())
                .sum::<usize>()
        });
    });
    group.throughput(Throughput::Elements(2 * texts.len() as u64));
    group.bench_function("documents on two cores", |bencher| {
        bencher.iter(|| {
            thread::scope(|scope| {
                let _other = scope.spawn(|| read_all(&texts));
                read_all(&texts);
            });
        });
    });
    group.finish();
}

criterion_group!(benches, one_profile, all_examples);
criterion_main!(benches);
