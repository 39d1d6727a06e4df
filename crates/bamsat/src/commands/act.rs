//! `bamsat act`: one JSON request a line in, one JSON answer a line out, each durable before it is answered.

use super::open;
use crate::args::Act;
use crate::console::{Console, Exit};
use app::Error;
use app::acting::{Answered, Response};
use app::office::refuse_blank_name;
use std::io::{self, BufRead, Write};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

pub fn run(console: &Console, asked: &Act) -> anyhow::Result<Exit> {
    let by = match &asked.by {
        Some(by) if !asked.list => by,
        _ => return Ok(list(console)),
    };
    refuse_blank_name(by).map_err(Error::Refused)?;
    let office = open(console, &asked.lies.location(), asked.rehearsal)?;
    let actor = office.account_or_first(by)?;
    let (sender, receiver) = sync_channel::<Vec<u8>>(usize::from(asked.writers));
    let lines = Mutex::new(receiver);
    let worst = Mutex::new(Exit::Done);
    thread::scope(|scope| {
        for _ in 0..asked.writers {
            scope.spawn(|| {
                while let Some(line) = next(&lines) {
                    let response = office.act(console.language, actor, &line);
                    let mut worst = worst.lock().unwrap_or_else(|it| it.into_inner());
                    *worst = (*worst).max(exit_of(&response));
                    answer(&response);
                }
            });
        }
        let sent = send_lines(&sender);
        drop(sender);
        sent
    })?;
    Ok(worst.into_inner().unwrap_or_else(|it| it.into_inner()))
}

/// Every act there is, with the fields of its body; those it can do without stand in brackets.
fn list(console: &Console) -> Exit {
    for act in app::forms::acts() {
        let field = |it: &app::forms::Field| if it.is_wanted { it.name.to_owned() } else { format!("[{}]", it.name) };
        let fields: Vec<String> = app::forms::fields_of(act).iter().map(field).collect();
        console.print(format!("{act:<26} {}", console.say(&app::sentences::act_key(act), &[])));
        if !fields.is_empty() {
            console.print(format!("{:<26} {}", "", fields.join(", ")));
        }
    }
    Exit::Done
}

/// Lines as bytes: one that is no text is answered like any other that cannot be understood, and the rest goes on.
fn send_lines(sender: &SyncSender<Vec<u8>>) -> io::Result<()> {
    for line in io::stdin().lock().split(b'\n') {
        let line = line?;
        if !line.trim_ascii().is_empty() && sender.send(line).is_err() {
            break;
        }
    }
    Ok(())
}

fn next(lines: &Mutex<Receiver<Vec<u8>>>) -> Option<Vec<u8>> {
    lines.lock().unwrap_or_else(|it| it.into_inner()).recv().ok()
}

/// One whole line at once; the lock that counts the worst answer also keeps lines apart.
fn answer(response: &Response) {
    let line = serde_json::to_string(response).expect("invariant: a response is plain data");
    let mut out = io::stdout().lock();
    if writeln!(out, "{line}").and_then(|()| out.flush()).is_err() {
        std::process::exit(Exit::Done as i32);
    }
}

fn exit_of(response: &Response) -> Exit {
    match response.answer {
        Answered::Ok { .. } => Exit::Done,
        Answered::Refused { .. } => Exit::Refused,
        Answered::Failed { .. } => Exit::Store,
    }
}
