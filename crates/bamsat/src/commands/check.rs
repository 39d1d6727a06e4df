//! `bamsat check`: whether the register is what was written, and the first place where it is not.

use crate::args::Check;
use crate::console::{Console, Exit};
use app::checking::{CheckView, HeadView};
use app::{Error, Head, Office};

pub fn run(console: &Console, asked: &Check) -> anyhow::Result<Exit> {
    let location = asked.lies.location();
    let Some(expected) = expected(asked) else {
        eprintln!("{}", console.say("check-head-unreadable", &[]));
        return Ok(Exit::Usage);
    };
    let office = if asked.rebuild { Office::open_to_write } else { Office::open_existing };
    let view = check(&office(&location, None)?, asked, expected.as_ref())?;
    tell(console, asked, &view)
}

/// The printed head, if one was given; `None` where it cannot be read.
fn expected(asked: &Check) -> Option<Option<Head>> {
    match &asked.head {
        None => Some(None),
        Some(text) => text.trim().parse().ok().map(Some),
    }
}

fn check(office: &Office, asked: &Check, expected: Option<&Head>) -> Result<CheckView, Error> {
    if asked.rebuild {
        office.rebuild()?;
    }
    office.check(expected)
}

fn tell(console: &Console, asked: &Check, view: &CheckView) -> anyhow::Result<Exit> {
    if asked.json {
        console.print_json(view)?;
    } else if view.problems.is_empty() {
        tell_clean(console, asked, view);
    } else {
        tell_broken(console, view);
    }
    Ok(if view.problems.is_empty() { Exit::Done } else { Exit::Store })
}

fn tell_clean(console: &Console, asked: &Check, view: &CheckView) {
    if asked.rebuild {
        console.tell("check-rebuilt", &[("n_rows", view.n_rows.into())]);
    }
    let counts = [
        ("n_entries", view.n_entries),
        ("n_streams", view.n_streams),
        ("n_rows", view.n_rows),
        ("n_texts", view.n_texts),
        ("n_erased", view.n_erased),
        ("n_files", view.n_files),
    ];
    console.tell("check-clean", &counts.map(|(name, n)| (name, n.into())));
    if !view.strays.is_empty() {
        console.tell("check-strays", &[("n", view.strays.len().into())]);
        for stray in view.strays.iter().take(20) {
            console.print(format!("  {}", stray.sentence(console.language)));
        }
    }
    tell_head(console, view.head.as_ref());
}

/// The first place, then the others, each on its line.
fn tell_broken(console: &Console, view: &CheckView) {
    let mut sentences = view.problems.iter().map(|it| it.sentence(console.language));
    let first = sentences.next().unwrap_or_default();
    let n = view.problems.len();
    let n = if view.has_more { format!("{n}+").into() } else { n.into() };
    console.tell("check-broken", &[("n", n), ("first", first.into())]);
    for sentence in sentences.by_ref().take(20) {
        console.print(format!("  {sentence}"));
    }
    let n_more = sentences.count();
    if n_more > 0 {
        console.tell("check-more", &[("n", n_more.into())]);
    }
    tell_head(console, view.head.as_ref());
}

fn tell_head(console: &Console, head: Option<&HeadView>) {
    if let Some(it) = head {
        console.tell("head-line", &[("head", format!("{}:{}", it.position, it.hash).into())]);
    }
}
