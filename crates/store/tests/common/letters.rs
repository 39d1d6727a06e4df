//! Letters: how an account is written to, by which rule, and three letters of one day.

use super::{Script, id, order, submission, words};
use model::act::{account, mail, register};
use model::state::{MailKind, MailLanguage, MailReason, MailTold, MailWish};
use model::{AccountId, Command, TaskId};
use store::Submission;

impl Script {
    pub const MAILS: u64 = 11_000;

    /// An address and its wish, a rule of the office, and letters: one held back and let go, one held back, one sent.
    pub fn letters() -> Submission {
        let set_mail = account::set_mail::SetMail {
            address: Some("office@register.example".to_owned()),
            wish: MailWish::AtOnce,
            language: MailLanguage::En,
        };
        let rule = register::set_mail_rule::SetMailRule {
            reason: MailReason::DueSoon,
            days: 5,
            tells: MailTold::Both,
            up_after_days: Some(2),
            basis: words(9),
        };
        let write = |i: u64, kind| {
            let tasks = vec![TaskId(id(Self::TASKS + i))];
            let account = AccountId(id(Self::ACCOUNT));
            of(
                i,
                mail::Command::Write(mail::decide::Write {
                    account,
                    on: "2026-03-31".parse().unwrap(),
                    mail: kind,
                    tasks,
                    session: None,
                }),
            )
        };
        let of_account = |command| order(Self::ACCOUNT, Command::Account(command));
        let hold_back = |i| of(i, mail::Command::HoldBack(mail::hold_back::HoldBack { because: words(6) }));
        let orders = vec![
            of_account(account::Command::SetMail(set_mail)),
            order(Self::REGISTER, Command::Register(register::Command::SetMailRule(rule))),
            write(0, MailKind::Digest),
            write(1, MailKind::Urgent),
            write(2, MailKind::Urgent),
            hold_back(0),
            of(0, mail::Command::Release(mail::release::Release {})),
            hold_back(1),
            of(
                2,
                mail::Command::RecordSent(mail::record_sent::RecordSent { tasks: vec![TaskId(id(Self::TASKS + 2))] }),
            ),
        ];
        submission("letters", orders)
    }

    /// What somebody is told of a session to which their unit was invited.
    pub fn letter_of_session() -> Submission {
        let write = mail::decide::Write {
            account: AccountId(id(Self::ACCOUNT)),
            on: "2026-03-31".parse().unwrap(),
            mail: MailKind::Session,
            tasks: Vec::new(),
            session: Some(Script::session(0)),
        };
        submission("letter of a session", vec![of(3, mail::Command::Write(write))])
    }
}

fn of(i: u64, command: mail::Command) -> store::Order {
    order(Script::MAILS + i, Command::Mail(command))
}
