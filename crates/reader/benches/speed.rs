//! Bytes a second of the whole reading, beside what any reading of bytes costs:
//! `cargo bench -p reader --bench speed -- FILES`; without files the cases of the suite are read.
//!
//! On one core: the texts one after the other until 20 MB are through; over the same bytes memchr for three bytes, and
//! the check that they are UTF-8; then one text of 1 KB to 100 MB, of which the same texts are the parts. All in time of
//! the processor, so that others at work on the machine do not count. With `--cores` instead: the same 20 MB by one
//! thread and by two, in time of the clock. The last line is JSON.

use std::hint::black_box;
use std::time::Instant;

/// As the binary has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const N_BYTES: usize = 20_000_000;
const N_RUNS: usize = 5;
const LENGTHS: [usize; 6] = [1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
/// So much is read of a length, in as many texts as that takes.
const N_BYTES_A_LENGTH: usize = 5_000_000;

fn main() {
    if std::env::args().any(|it| it == "--list") {
        return;
    }
    let texts = texts();
    let n_all: usize = texts.iter().map(String::len).sum();
    println!("{} texts of {n_all} bytes", texts.len());
    read_all(&texts, 1);
    let n_rounds = N_BYTES.div_ceil(n_all);
    if std::env::args().any(|it| it == "--cores") { cores(&texts, n_rounds) } else { one_core(&texts, n_rounds) }
}

fn one_core(texts: &[String], n_rounds: usize) {
    let all: String = texts.concat().repeat(n_rounds);
    let mut rates = [const { Vec::new() }; 3];
    for _ in 0..N_RUNS {
        rates[0].push(rate(all.len(), processor_seconds, || read_all(texts, n_rounds)));
        rates[1].push(rate(all.len(), clock_seconds, || {
            black_box(memchr::memchr3_iter(b'\n', b'.', b';', black_box(all.as_bytes())).count());
        }));
        rates[2].push(rate(all.len(), clock_seconds, || {
            black_box(std::str::from_utf8(black_box(all.as_bytes())).is_ok());
        }));
    }
    let [one, memchr3, utf8] = rates.map(median);
    println!("one core {one:.1} MB/s; over the same bytes memchr3 {memchr3:.0} MB/s, check of UTF-8 {utf8:.0} MB/s");
    let costs: Vec<String> = LENGTHS.iter().map(|it| format!("[{it},{:.2}]", cost(&all, *it))).collect();
    println!(r#"{{"one":{one:.2},"memchr3":{memchr3:.0},"utf8":{utf8:.0},"costs":[{}]}}"#, costs.join(","));
}

fn cores(texts: &[String], n_rounds: usize) {
    let bytes = n_rounds * texts.iter().map(String::len).sum::<usize>();
    let mut rates = [const { Vec::new() }; 2];
    for _ in 0..N_RUNS {
        rates[0].push(rate(bytes, clock_seconds, || read_all(texts, n_rounds)));
        rates[1].push(rate(bytes, clock_seconds, || {
            std::thread::scope(|scope| {
                scope.spawn(|| read_all(texts, n_rounds / 2));
                read_all(texts, n_rounds - n_rounds / 2);
            });
        }));
    }
    let [one, two] = rates.map(median);
    println!("one core {one:.1} MB/s, two cores {two:.1} MB/s: {:.2} times as fast", two / one);
    println!(r#"{{"one":{one:.2},"two":{two:.2}}}"#);
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
    text.truncate(text.floor_char_boundary(length));
    let n_times = (N_BYTES_A_LENGTH / length).max(1);
    let megabytes_a_second = rate(n_times * text.len(), processor_seconds, || {
        for _ in 0..n_times {
            black_box(reader::read(&reader::Text::new(black_box(&text))));
        }
    });
    let cost = 1e3 / megabytes_a_second;
    println!("one text of {length} bytes: {cost:.1} ns a byte");
    cost
}

/// Megabytes a second by `now`.
fn rate(bytes: usize, now: fn() -> f64, run: impl FnOnce()) -> f64 {
    let began = now();
    run();
    bytes as f64 / 1e6 / (now() - began).max(1e-9)
}

fn clock_seconds() -> f64 {
    static BEGAN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    BEGAN.get_or_init(Instant::now).elapsed().as_secs_f64()
}

/// What this process has used in user and in system mode, in hundredths; by the clock where Linux does not tell.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let Some((_, fields)) = stat.rsplit_once(')') else { return clock_seconds() };
    let ticks = fields.split_whitespace().skip(11).take(2).filter_map(|it| it.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

fn median(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates[rates.len() / 2]
}
