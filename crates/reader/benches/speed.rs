//! Bytes a second of the whole reading on one core, beside what any reading of bytes costs:
//! `cargo bench -p reader --bench speed -- FILES`; without files the cases of the suite are read.
//!
//! The texts are read one after the other until 20 MB are through; then on two cores; then one text of 1 KB to
//! 100 MB (of which the same texts are the parts), whose time must grow with its length. Beside them, over the same
//! bytes: memchr for three bytes, and the check that they are UTF-8. The last line is JSON.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// As the binary has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const N_BYTES: usize = 20_000_000;
const N_RUNS: usize = 3;
const LENGTHS: [usize; 6] = [1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

fn main() {
    if std::env::args().any(|it| it == "--list") {
        return;
    }
    let texts = texts();
    let n_all: usize = texts.iter().map(String::len).sum();
    println!("{} texts of {n_all} bytes", texts.len());
    let n_rounds = N_BYTES.div_ceil(n_all);
    let bytes = n_rounds * n_all;
    let all: String = texts.concat().repeat(n_rounds);
    read_all(&texts, 1);
    let mut rates = [const { Vec::new() }; 4];
    for _ in 0..N_RUNS {
        rates[0].push(rate(bytes, || read_all(&texts, n_rounds)));
        rates[1].push(rate(bytes, || {
            std::thread::scope(|scope| {
                scope.spawn(|| read_all(&texts, n_rounds / 2));
                read_all(&texts, n_rounds - n_rounds / 2);
            });
        }));
        rates[2].push(rate(bytes, || {
            black_box(memchr::memchr3_iter(b'\n', b'.', b';', black_box(all.as_bytes())).count());
        }));
        rates[3].push(rate(bytes, || {
            black_box(std::str::from_utf8(black_box(all.as_bytes())).is_ok());
        }));
    }
    let [one, two, memchr3, utf8] = rates.map(median);
    println!("one core {one:.1} MB/s, two cores {two:.1} MB/s: {:.2} times as fast", two / one);
    println!("over the same bytes: memchr3 {memchr3:.0} MB/s, check of UTF-8 {utf8:.0} MB/s");
    let costs: Vec<f64> = LENGTHS.iter().map(|it| cost(&all, *it)).collect();
    let dearest = costs[1..].iter().copied().fold(0.0, f64::max) / costs[1];
    println!(
        r#"{{"one":{one:.2},"two":{two:.2},"memchr3":{memchr3:.0},"utf8":{utf8:.0},"dearest_byte":{dearest:.2}}}"#
    );
}

fn texts() -> Vec<String> {
    let files: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with("--")).collect();
    if !files.is_empty() {
        return files.iter().map(|it| std::fs::read_to_string(it).expect("a text is UTF-8")).collect();
    }
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the suite is a folder").flatten().map(|it| it.path()).collect();
    paths.sort();
    let suites = paths.iter().map(|it| std::fs::read_to_string(it).expect("a suite is a text"));
    let cases =
        |suite: String| suite.split("\n=== ").map(|it| it.split("\n---\n").next().unwrap_or("").to_owned()).collect();
    suites.flat_map::<Vec<String>, _>(cases).collect()
}

fn read_all(texts: &[String], n_rounds: usize) {
    for _ in 0..n_rounds {
        for text in texts {
            black_box(reader::read(&reader::Text::new(black_box(text))));
        }
    }
}

/// Nanoseconds a byte of one text of this length.
fn cost(all: &str, length: usize) -> f64 {
    let mut text = all.repeat(length.div_ceil(all.len()));
    let end = (0..=length).rev().find(|it| text.is_char_boundary(*it)).unwrap_or(0);
    text.truncate(end);
    let n_times = (1_000_000 / length).max(1);
    let began = Instant::now();
    for _ in 0..n_times {
        black_box(reader::read(&reader::Text::new(black_box(&text))));
    }
    let cost = began.elapsed().as_secs_f64() * 1e9 / (n_times * text.len()) as f64;
    println!("one text of {length} bytes: {cost:.1} ns a byte");
    cost
}

/// Megabytes a second.
fn rate(bytes: usize, run: impl FnOnce()) -> f64 {
    let began = Instant::now();
    run();
    bytes as f64 / 1e6 / began.elapsed().max(Duration::from_nanos(1)).as_secs_f64()
}

fn median(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates[rates.len() / 2]
}
