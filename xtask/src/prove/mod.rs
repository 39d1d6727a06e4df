//! Runs the product's promises by their names: figures, then PASS, FAIL or SKIPPED.

mod append;
mod axe;
mod badinput;
mod binary;
mod book;
mod brief;
mod calendar;
mod crash;
mod crawl;
mod dates;
mod desk;
mod fresh;
mod general;
mod hall;
mod http;
mod intaking;
mod letters;
mod light;
mod links;
mod mail;
mod manual;
mod meetings;
mod never;
mod newact;
mod noise;
mod npm;
mod rates;
mod register;
mod rights;
mod samples;
mod score;
mod seed;
mod seeded;
mod server;
mod sheets;
mod silence;
mod speed;
mod speedpages;
mod stage;
mod store;
mod stories;
mod twice;
mod twoscreens;
mod webdriver;
mod writers;
mod wrk;
mod year;

use anyhow::{Result, bail};
use std::time::Instant;

pub use crash::short as few_kills;
pub use manual::keep as keep_pictures;
pub use never::short as few_hostile_files;

struct Proof {
    name: &'static str,
    promise: &'static str,
    run: fn() -> Result<Verdict>,
}

/// A broken promise is the error of the run.
enum Verdict {
    Pass,
    /// What was missing.
    Skipped(String),
}

const PROOFS: &[Proof] = &[
    Proof {
        name: "fresh",
        promise: "each command of the README works alone in an empty folder, in time",
        run: fresh::run,
    },
    Proof {
        name: "seed",
        promise: "the first report becomes tasks, on both engines with the same head",
        run: seed::run,
    },
    Proof {
        name: "score",
        promise: "what is found in the samples is what people found, by the rules of the scorer",
        run: score::run,
    },
    Proof {
        name: "general",
        promise: "the reading does not hang on the proper names of the samples",
        run: general::run,
    },
    Proof {
        name: "noise",
        promise: "noise in a document costs the reading little, and no place is lost",
        run: noise::run,
    },
    Proof {
        name: "calendar",
        promise: "phrases of deadlines give the days counted by hand, and an edit of the calendar proposes",
        run: calendar::run,
    },
    Proof {
        name: "rates",
        promise: "the rules in use give the recomputed rates, what does not add up is told, and DuckDB counts no faster",
        run: rates::run,
    },
    Proof {
        name: "mail",
        promise: "each gets one letter a day, whatever falls in between, and calendars read the feed",
        run: mail::run,
    },
    Proof {
        name: "letters",
        promise: "the letters of a day are found as quickly as their tasks are read, and after an entry at once",
        run: letters::run,
    },
    Proof { name: "engines", promise: "both engines give the same rows and hashes", run: store::engines },
    Proof {
        name: "tamper",
        promise: "whatever is altered in the tables is found, in the right place",
        run: store::tamper,
    },
    Proof {
        name: "crash",
        promise: "what was answered with success survives every kill, once and whole",
        run: crash::run,
    },
    Proof { name: "twice", promise: "a command sent many times is applied once", run: twice::run },
    Proof { name: "append", promise: "durable appends of many callers are near raw SQLite", run: append::run },
    Proof {
        name: "register",
        promise: "the register page and its search stay quick with a million tasks, signed in, rights applied",
        run: register::run,
    },
    Proof {
        name: "light",
        promise: "a first answer at once, little memory, five hundred live connections on half a core",
        run: light::run,
    },
    Proof {
        name: "badinput",
        promise: "bad input gets a clear message at every door, nothing is lost and nothing half done",
        run: badinput::run,
    },
    Proof {
        name: "newact",
        promise: "a new act costs one file, two lines, a story, a golden line and its messages",
        run: newact::run,
    },
    Proof {
        name: "hall",
        promise: "a whole session by two typists, a hall and a telephone; no word is lost with a tab or a connection",
        run: hall::run,
    },
    Proof {
        name: "twoscreens",
        promise: "two people work on one task at two screens in a real browser, with script and without",
        run: twoscreens::run,
    },
    Proof {
        name: "effort",
        promise: "twenty clear tasks of a DOCX are assigned by at most 25 keys and clicks, with no character typed",
        run: desk::effort,
    },
    Proof {
        name: "walk",
        promise: "from an empty folder to a printed sheet by keyboard alone, a report from a telephone shown at the desk by itself",
        run: desk::walk,
    },
    Proof {
        name: "axe",
        promise: "every page is whole for a screen reader, in both languages and schemes, zoomed and without script",
        run: axe::run,
    },
    Proof {
        name: "silence",
        promise: "nothing is measured, blamed or ordered in texts that no office wrote",
        run: silence::run,
    },
    Proof {
        name: "dates",
        promise: "deadlines and periods in words become rules and days, also where other readers of dates fail",
        run: dates::run,
    },
    Proof {
        name: "never",
        promise: "no file, however made, breaks the reading, holds it up or floods the memory",
        run: never::run,
    },
    Proof {
        name: "speed-reader",
        promise: "the whole reading keeps a pace that grows with the cores and not with the length",
        run: speed::run,
    },
    Proof {
        name: "links",
        promise: "a link shows one task and takes reports on it: nothing else is seen, whoever guesses, repeats or comes too late",
        run: links::run,
    },
    Proof {
        name: "speed-pages",
        promise: "each page of a province is quick beside a static answer, and light",
        run: speedpages::run,
    },
    Proof {
        name: "sheets",
        promise: "the sheets an office kept are taken in: unit, deadline and state of every task right or asked",
        run: sheets::run,
    },
    Proof {
        name: "brief",
        promise: "a briefing over five thousand tasks is one A4 page, quick, and every number on it is counted twice",
        run: brief::run,
    },
    Proof {
        name: "stories",
        promise: "every act and refusal has its stories, says why and what to do in both languages, and leads on",
        run: stories::run,
    },
    Proof {
        name: "year",
        promise: "a year of a province, played over the interface, gives the figures that its script gives by itself",
        run: year::run,
    },
    Proof { name: "rights", promise: "every role does and sees what the table says, on every route", run: rights::run },
];

const ALL: &str = "all";

pub fn list() {
    for proof in PROOFS {
        println!("{:<12} {}", proof.name, proof.promise);
    }
}

pub fn are_known(names: &[&str]) -> bool {
    names.iter().all(|name| *name == ALL || PROOFS.iter().any(|it| it.name == *name))
}

/// Runs the proofs named; fails if one of them failed.
pub fn run(names: &[&str]) -> Result<()> {
    let mut failed = Vec::new();
    for proof in PROOFS.iter().filter(|it| names.contains(&it.name) || names.contains(&ALL)) {
        println!("== {}: {}", proof.name, proof.promise);
        let start = Instant::now();
        let outcome = (proof.run)();
        let seconds = start.elapsed().as_secs_f64();
        match outcome {
            Ok(Verdict::Pass) => println!("PASS {} ({seconds:.1} s)", proof.name),
            Ok(Verdict::Skipped(missing)) => println!("SKIPPED {}: {missing}", proof.name),
            Err(error) => {
                println!("FAIL {}: {error:#}", proof.name);
                failed.push(proof.name);
            }
        }
    }
    if !failed.is_empty() {
        bail!("not proved: {}", failed.join(", "));
    }
    Ok(())
}

/// Measures some pages alone; their names stand between commas.
pub fn few_pages(names: &str) -> Result<()> {
    speedpages::only(names);
    run(&["speed-pages"])
}

/// Fails with `says` unless `holds`.
fn want(holds: bool, says: impl FnOnce() -> String) -> Result<()> {
    if holds { Ok(()) } else { bail!("{}", says()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_listed_names_are_known() {
        assert!(are_known(&["crash", "all"]));
        assert!(!are_known(&["crash", "crashes"]));
    }
}
