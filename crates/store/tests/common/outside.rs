//! Tasks that come from what the register does not hold, one from a document as a whole, and a document that is the plan of
//! one.

use super::{Script, id, order, submission, words};
use model::act::{document, task};
use model::state::{Outside, Source};
use model::{Command, Deadline, TaskId};
use store::{Order, Submission};

pub fn assigned() -> Submission {
    let on = "2026-03-30".parse().unwrap();
    let spoken = Outside::Spoken { speaker: words(4), on, venue: Some(words(3)) };
    let document = Outside::Document { number: words(2), issued_on: on, issuer: Some(words(5)) };
    let whole = Source { document: Some(Script::document(0)), ..Source::default() };
    let task = |command| order(Script::TASKS + 721, Command::Task(command));
    let add = |i, address| task::add_external_ref::AddExternalRef { system: words(i), id: words(i + 1), address };
    let address = Some("https://tracker.example/412".to_owned());
    let remove = task::remove_external_ref::RemoveExternalRef { n: 1 };
    let orders = vec![
        assign(720, Source::default(), Some(spoken)),
        assign(721, Source::default(), Some(document)),
        assign(722, whole, None),
        task(task::Command::AddExternalRef(add(3, None))),
        task(task::Command::AddExternalRef(add(4, address))),
        task(task::Command::RemoveExternalRef(remove)),
    ];
    submission("by hand", orders)
}

fn assign(i: u64, source: Source, outside: Option<Outside<String>>) -> Order {
    let assign = task::assign::Assign {
        words: words(6),
        lead: Script::unit(1),
        coordinating: Vec::new(),
        source,
        outside,
        deadline: Deadline::Unset,
        due_words: None,
        deliverable: None,
        field: None,
    };
    order(Script::TASKS + i, Command::Task(task::Command::Assign(assign)))
}

/// The document of a spoken order comes later, and is taken back.
pub fn sourced() -> Submission {
    let span = Some(base::Span::new(60, 69));
    let add = task::add_source::AddSource { document: Script::document(0), span };
    let remove = task::remove_source::RemoveSource { because: words(7) };
    let acts = [task::Command::AddSource(add), task::Command::RemoveSource(remove)];
    let orders = acts.into_iter().map(|it| order(Script::TASKS + 720, Command::Task(it)));
    submission("source added", orders.collect())
}

/// A document is called the plan of one task, then of another, then of none.
pub fn planned() -> Submission {
    let tasks = [Some(720), Some(721), None].into_iter();
    let name = |task: Option<u64>| {
        let task = task.map(|it| TaskId(id(Script::TASKS + it)));
        let name = document::name_plan::NamePlan { task };
        order(Script::DOCUMENTS + 902, Command::Document(document::Command::NamePlan(name)))
    };
    let again = std::iter::once(Some(721));
    submission("plan named", tasks.chain(again).map(name).collect())
}
