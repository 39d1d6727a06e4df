//! A limitation and a petition through two sessions: joined, parted, linked, closed, told again, answered.

use super::{Script, id, order, submission, words};
use base::{Field, Span};
use model::act::matter;
use model::state::{Listing, MatterEnding, MatterKind, Telling};
use model::{Command, TaskId};
use store::{Order, Submission};

impl Script {
    pub const MATTERS: u64 = 12_000;

    /// Session 0 must be there, with its document, and a task.
    pub fn matters() -> Submission {
        let at = |span: Option<[usize; 2]>| Telling {
            by: Self::session(0).into(),
            span: span.map(|[start, end]| Span::new(start, end)),
            line: None,
        };
        let begin = |kind, owed_by, tellings| matter::begin::Begin {
            matter_kind: kind,
            words: words(7),
            unit: Self::unit(2),
            owed_by,
            field: Some(Field::BudgetInvestment),
            told_on: None,
            tellings,
            listing: None,
        };
        let limitation = begin(MatterKind::Limitation, None, vec![at(Some([3, 9]))]);
        let petition = begin(MatterKind::Petition, Some(Self::unit(0)), vec![at(None)]);
        let task = TaskId(id(Self::TASKS));
        let close = |closing, basis| matter::Command::Close(matter::close::Close { closing, words: words(8), basis });
        let answer = matter::answer::Answer {
            unit: Self::unit(0),
            words: words(9),
            basis: Some(words(12)),
            answered_on: Some("2026-03-31".parse().unwrap()),
        };
        let join = |telling| matter::Command::Join(matter::join::Join { telling });
        let orders = vec![
            of(0, matter::Command::Begin(limitation)),
            of(0, join(at(Some([20, 29])))),
            of(0, matter::Command::TellApart(matter::tell_apart::TellApart { telling: at(Some([20, 29])) })),
            of(0, matter::Command::LinkTask(matter::link_task::LinkTask { task })),
            of(0, matter::Command::UnlinkTask(matter::unlink_task::UnlinkTask { task })),
            of(0, matter::Command::LinkTask(matter::link_task::LinkTask { task })),
            of(0, close(MatterEnding::Cured, None)),
            of(0, matter::Command::Reopen(matter::reopen::Reopen { because: words(6) })),
            of(0, close(MatterEnding::RuleChanged, Some(words(12)))),
            of(1, matter::Command::Begin(petition)),
            of(1, matter::Command::Answer(answer)),
        ];
        submission("matters", orders)
    }

    /// Rows of a list among the files of the task that has a link: one begins a limitation, one is joined and parted.
    pub fn listings() -> Submission {
        let at = |row| Listing { task: TaskId(id(Self::TASKS + 500)), file: 2, row };
        let begin = matter::begin::Begin {
            matter_kind: MatterKind::Limitation,
            words: words(7),
            unit: Self::unit(2),
            owed_by: None,
            field: None,
            told_on: None,
            tellings: Vec::new(),
            listing: Some(at(1)),
        };
        let orders = vec![
            of(2, matter::Command::Begin(begin)),
            of(2, matter::Command::JoinListing(matter::join_listing::JoinListing { listing: at(2) })),
            of(2, matter::Command::PartListing(matter::part_listing::PartListing { listing: at(2) })),
        ];
        submission("listings", orders)
    }

    /// A petition of a document that tells of no session, and one passage more that is joined, told apart and joined again.
    pub fn told_by_document(document: u64) -> Submission {
        let at = |[start, end]: [usize; 2]| Telling {
            by: Self::document(document).into(),
            span: Some(Span::new(start, end)),
            line: None,
        };
        let begin = matter::begin::Begin {
            matter_kind: MatterKind::Petition,
            words: words(7),
            unit: Self::unit(2),
            owed_by: Some(Self::unit(0)),
            field: None,
            told_on: None,
            tellings: vec![at([3, 9])],
            listing: None,
        };
        let join = || matter::Command::Join(matter::join::Join { telling: at([20, 29]) });
        let orders = vec![
            of(3, matter::Command::Begin(begin)),
            of(3, join()),
            of(3, matter::Command::TellApart(matter::tell_apart::TellApart { telling: at([20, 29]) })),
            of(3, join()),
        ];
        submission("told by a document", orders)
    }
}

fn of(i: u64, command: matter::Command) -> Order {
    order(Script::MATTERS + i, Command::Matter(command))
}
