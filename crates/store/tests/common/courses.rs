//! What happens to tasks on their way: extensions, tasks that come back, that rest, that are opened again.

use super::{Script, id, order, submission, words};
use model::act::task;
use model::state::Source;
use model::{AccountId, Command};
use store::{Order, Submission};

impl Script {
    /// Extensions that are asked for: one of a task without a word on it, one of a task that is late.
    pub fn extended() -> Submission {
        let ask = |i: u64, until_on: &str| {
            let ask = task::ask_extension::AskExtension { until_on: until_on.parse().unwrap(), because: words(6) };
            order(Self::TASKS + i, Command::Task(task::Command::AskExtension(ask)))
        };
        let assign = |i| Self::assign(i, Source::default());
        let orders =
            vec![assign(700), assign(704), ask(700, "2026-10-31"), ask(704, "2026-11-30"), ask(601, "2026-04-30")];
        submission("extended", orders)
    }

    /// One granted with another day, one refused, one that waits; by another account than the one that asked.
    pub fn extension_decided() -> Submission {
        let seen = |i: u64, command| Order { seen: Some(2), ..order(Self::TASKS + i, Command::Task(command)) };
        let grant = task::grant_extension::GrantExtension {
            until_on: Some("2026-10-15".parse().unwrap()),
            words: Some(words(5)),
        };
        let refuse = task::refuse_extension::RefuseExtension { because: words(7) };
        let orders =
            vec![seen(700, task::Command::GrantExtension(grant)), seen(704, task::Command::RefuseExtension(refuse))];
        Submission { actor: AccountId(id(Self::ACCOUNT + 1)), ..submission("extension decided", orders) }
    }

    /// Tasks that are declined, suspended, urged: one each whose course goes on, and one that stays so.
    pub fn courses() -> Submission {
        let of = |i: u64, command| order(Self::TASKS + i, Command::Task(command));
        let decline =
            |proposed_lead| task::Command::Decline(task::decline::Decline { because: words(6), proposed_lead });
        let suspend = || {
            let suspend = task::suspend::Suspend { because: words(7), basis: Some(words(9)) };
            Order { seen: Some(1), ..of(712, task::Command::Suspend(suspend)) }
        };
        let assigned = [708, 709, 710, 712, 713].map(|i| Self::assign(i, Source::default()));
        let orders = vec![
            of(708, decline(Some(words(4)))),
            of(709, decline(None)),
            of(710, decline(None)),
            suspend(),
            of(713, task::Command::Remind(task::remind::Remind {})),
            of(713, task::Command::Urge(task::urge::Urge { words: words(8) })),
            of(713, task::Command::Commend(task::commend::Commend { words: words(5) })),
            of(713, task::Command::Criticise(task::criticise::Criticise { words: words(6) })),
        ];
        submission("courses", assigned.into_iter().chain(orders).collect())
    }

    /// By another account: one goes to another lead, one stays, one that rested goes on.
    pub fn courses_decided() -> Submission {
        let seen = |i: u64, command| Order { seen: Some(2), ..order(Self::TASKS + i, Command::Task(command)) };
        let reassign = task::reassign::Reassign { lead: Self::unit(3), words: Some(words(5)) };
        let orders = vec![
            seen(708, task::Command::Reassign(reassign)),
            seen(709, task::Command::KeepLead(task::keep_lead::KeepLead { because: words(7) })),
            seen(712, task::Command::Resume(task::resume::Resume { words: Some(words(4)) })),
        ];
        Submission { actor: AccountId(id(Self::ACCOUNT + 1)), ..submission("courses decided", orders) }
    }

    /// The first task of all was confirmed, and is owed again.
    pub fn reopened() -> Submission {
        let reopen = task::Command::Reopen(task::reopen::Reopen { because: words(6) });
        let reopen = Order { seen: Some(7), ..order(Self::TASKS, Command::Task(reopen)) };
        submission("reopened", vec![reopen])
    }
}
