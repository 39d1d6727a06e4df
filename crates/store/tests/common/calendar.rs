//! The calendar of the office, edited.

use super::{Script, order, submission, words};
use base::BeforeDay;
use model::Command;
use model::act::{register, task};
use model::state::CountsAs;
use store::Submission;

impl Script {
    /// Days off and the count of "before" in the calendar of the office, and a deadline that is counted again.
    pub fn calendar_edited() -> Submission {
        let days = register::change_days::ChangeDays {
            from_on: "2027-02-12".parse().unwrap(),
            until_on: Some("2027-02-13".parse().unwrap()),
            counts_as: CountsAs::Off,
            basis: words(8),
        };
        let before = register::count_before::CountBefore { before_day: BeforeDay::Excluded, basis: words(9) };
        let recount = task::recount::Recount {
            was_on: "2026-10-15".parse().unwrap(),
            due_on: "2026-10-16".parse().unwrap(),
            because: words(7),
        };
        let of_register = |command| order(Self::REGISTER, Command::Register(command));
        let orders = vec![
            of_register(register::Command::ChangeDays(days)),
            of_register(register::Command::CountBefore(before)),
            order(Self::TASKS + 700, Command::Task(task::Command::Recount(recount))),
        ];
        submission("calendar edited", orders)
    }
}
