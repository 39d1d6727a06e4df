//! `bamsat outbox`: which letters are due today, to whom, and what became of them.

use crate::args::Outbox;
use crate::console::{Console, Exit};
use crate::sheet::Sheet;
use app::Office;
use app::messages::text;
use app::outbox::{LetterState, LetterView, kind_word, state_word};

pub fn run(console: &Console, asked: &Outbox) -> anyhow::Result<Exit> {
    let office = Office::open_existing(&asked.lies.location(), None)?;
    let view = office.whole_outbox()?;
    if asked.json {
        console.print_json(&view)?;
        return Ok(Exit::Done);
    }
    if view.letters.is_empty() {
        console.tell("outbox-none", &[]);
        return Ok(Exit::Done);
    }
    let mut sheet = Sheet::new(&["name", "mail", "mail-count", "mail-state"]);
    view.letters.iter().for_each(|it| sheet.add(row(console, it)));
    sheet.print(console);
    Ok(Exit::Done)
}

fn row(console: &Console, it: &LetterView) -> Vec<String> {
    let state = text(console.language, state_word(&it.state));
    let state = match &it.state {
        LetterState::Failed { because, .. } => format!("{state}: {because}"),
        LetterState::HeldBack { because } => format!("{state}: {}", console.words(because.as_deref())),
        _ => state.to_owned(),
    };
    vec![
        console.words(it.name.as_deref()),
        text(console.language, kind_word(it.kind)).to_owned(),
        it.n_tasks.to_string(),
        state,
    ]
}
