//! A register as it grows: founding, units, documents, sessions, tasks, an end, an erasure. Same clock, same salts.

use base::ColumnRole;
use model::act::reporting::Attach;
use model::act::task::carry_over::Carried;
use model::act::{account, document, erasure, register, session, task, unit};
use model::state::{
    ConclusionRef, Ending, Found, Level, Media, Mode, NamedColumn, Source, TextDoubt, TextDoubtKind, UnitKind,
};
use model::{AccountId, Command, Deadline, DocumentId, Passage, RegisterId, Role, SessionId, StreamId, UnitId};
use store::{Order, Submission};

/// The words of the tests, line by line.
pub fn words(i: usize) -> String {
    let all: Vec<&str> = include_str!("../words.txt").lines().collect();
    all[i % all.len()].to_owned()
}

/// The i-th identifier.
pub fn id(i: u64) -> StreamId {
    format!("01890000-0000-7000-8000-{i:012x}").parse().unwrap()
}

/// The numbers that stay the same in every script.
pub struct Script;

impl Script {
    pub const REGISTER: u64 = 1;
    pub const ACCOUNT: u64 = 2;
    pub const UNITS: u64 = 100;
    pub const DOCUMENTS: u64 = 1_000;
    pub const SESSIONS: u64 = 2_000;
    pub const TASKS: u64 = 10_000;

    pub fn register() -> RegisterId {
        RegisterId(id(Self::REGISTER))
    }

    pub fn unit(i: u64) -> UnitId {
        UnitId(id(Self::UNITS + i))
    }

    pub fn document(i: u64) -> DocumentId {
        DocumentId(id(Self::DOCUMENTS + i))
    }

    pub fn session(i: u64) -> SessionId {
        SessionId(id(Self::SESSIONS + i))
    }

    /// The submission that founds the register and opens the first account.
    pub fn founding() -> Submission {
        let found =
            Command::Register(register::Command::Found(register::found::Found { is_rehearsal: true, is_alone: false }));
        let open = Command::Account(account::Command::Open(account::open::Open { name: words(14) }));
        submission("found", vec![order(Self::REGISTER, found), order(Self::ACCOUNT, open)])
    }

    /// Five units, the first of them the root.
    pub fn units() -> Submission {
        let found = |i: u64| {
            let command = unit::found::Found {
                name: words(4 - i as usize),
                kind: if i < 2 { UnitKind::State } else { UnitKind::Area },
                level: if i < 2 { Level::Province } else { Level::Commune },
                parent: (i > 0).then(|| Self::unit(0)),
                valid_from_on: (i == 3).then(|| "2025-07-01".parse().unwrap()),
                passage: None,
            };
            order(Self::UNITS + i, Command::Unit(unit::Command::Found(command)))
        };
        submission("units", (0..5).map(found).collect())
    }

    pub fn receive(i: u64) -> Submission {
        let receive = document::receive::Receive {
            title: format!("{} {i}", words(12)),
            file_name: format!("{i}-{}", words(13)),
            content: format!("{i:064x}"),
            length_bytes: 4_000 + i,
            kind: i.is_multiple_of(2).then(|| "TB".to_owned()),
            number: i.is_multiple_of(2).then(|| format!("{i}/TB-UBND")),
            issuer: i.is_multiple_of(2).then(|| words(4)),
            issued_on: i.is_multiple_of(2).then(|| "2026-03-12".parse().unwrap()),
            reader: Some("1".to_owned()),
            extracted: None,
        };
        let command = Command::Document(document::Command::Receive(receive));
        submission(&format!("receive {i}"), vec![order(Self::DOCUMENTS + i, command)])
    }

    /// A document whose file is no plain text.
    pub fn receive_extracted(i: u64) -> Submission {
        let doubt = |kind, span, confidence| TextDoubt { kind, span, confidence };
        let extract = document::receive::Extract {
            text: format!("{:064x}", 0xabc + i),
            by: "paper-1".to_owned(),
            doubts: vec![
                doubt(TextDoubtKind::Recognised, None, Some(87)),
                doubt(TextDoubtKind::Unsure, Some(base::Span::new(7, 12)), Some(31)),
            ],
            columns: Vec::new(),
        };
        let mut receive = Self::receive(i);
        let Command::Document(document::Command::Receive(it)) = &mut receive.orders[0].command else { return receive };
        it.extracted = Some(extract);
        receive
    }

    /// A sheet in which tasks were kept.
    pub fn receive_sheet(i: u64) -> Submission {
        let mut receive = Self::receive_extracted(i);
        let Command::Document(document::Command::Receive(it)) = &mut receive.orders[0].command else { return receive };
        let columns = vec![vec![ColumnRole::Content, ColumnRole::Lead], vec![ColumnRole::SourceDay]];
        it.extracted = it.extracted.take().map(|it| document::receive::Extract { columns, ..it });
        receive
    }

    /// Document i must be there.
    pub fn columns_named(i: u64) -> Submission {
        let named = |table, column, role| NamedColumn { table, column, role };
        let columns = vec![named(0, 1, ColumnRole::With), named(1, 0, ColumnRole::Assigned)];
        let name = document::name_columns::NameColumns { columns };
        submission("columns", vec![order(Self::DOCUMENTS + i, Command::Document(document::Command::NameColumns(name)))])
    }

    /// Document i must be there.
    pub fn hold(i: u64) -> Submission {
        let hold = session::hold::Hold {
            title: words(10),
            held_on: "2026-03-13".parse().unwrap(),
            mode: i.is_multiple_of(2).then_some(Mode::Online),
            host: Some(Self::unit(0)),
            guests: vec![Self::unit(3), Self::unit(2)],
            chair: i.is_multiple_of(2).then(|| words(11)),
            document: Some(Self::document(i)),
        };
        let command = Command::Session(session::Command::Hold(hold));
        submission(&format!("hold {i}"), vec![order(Self::SESSIONS + i, command)])
    }

    pub fn conclude(session: u64, n: u32, ending: Option<Ending>) -> Order {
        let conclusion = session::record_conclusion::RecordConclusion {
            n,
            point: None,
            words: words(5 + n as usize % 4),
            passage: Some(Passage {
                document: Self::document(session),
                span: base::Span::new(10 * n as usize, 10 * n as usize + 9),
                reader: Some("1".to_owned()),
            }),
            addressed_to: vec![Self::unit(2), Self::unit(3)],
            ending,
        };
        order(Self::SESSIONS + session, Command::Session(session::Command::RecordConclusion(conclusion)))
    }

    /// One that its document numbers.
    pub fn conclude_point(session: u64, n: u32, point: &str) -> Order {
        let mut order = Self::conclude(session, n, None);
        if let Command::Session(session::Command::RecordConclusion(it)) = &mut order.command {
            (it.point, it.passage) = (Some(point.to_owned()), None);
        }
        order
    }

    pub fn end(session: u64, n: u32, seen: u64) -> Submission {
        let end = session::end_conclusion::EndConclusion { n, ending: Ending::NoTask };
        let mut order = order(Self::SESSIONS + session, Command::Session(session::Command::EndConclusion(end)));
        order.seen = Some(seen);
        submission(&format!("end {session} {n}"), vec![order])
    }

    pub fn assign(i: u64, source: Source) -> Order {
        let deadlines = [
            Deadline::Fixed { due_on: "2026-09-30".parse().unwrap() },
            Deadline::Unset,
            Deadline::Periodic,
            Deadline::Standing,
        ];
        let assign = task::assign::Assign {
            words: words(5 + i as usize % 4),
            lead: Self::unit(1),
            coordinating: if i.is_multiple_of(2) { vec![Self::unit(2), Self::unit(3)] } else { Vec::new() },
            source,
            outside: None,
            deadline: deadlines[i as usize % 4],
            due_words: i.is_multiple_of(4).then(|| words(9)),
            deliverable: i.is_multiple_of(3).then(|| words(8)),
            field: None,
        };
        order(Self::TASKS + i, Command::Task(task::Command::Assign(assign)))
    }

    pub fn assign_alone(i: u64) -> Submission {
        submission(&format!("assign {i}"), vec![Self::assign(i, Source::default())])
    }

    /// A task whose field was told.
    pub fn assign_in_field(i: u64) -> Submission {
        let mut told = Self::assign_alone(i);
        if let Command::Task(task::Command::Assign(it)) = &mut told.orders[0].command {
            it.field = Some(base::Field::Health);
        }
        told
    }

    pub fn erase(i: u64, subject: StreamId, seals: Vec<model::Seal>) -> Submission {
        let erase = erasure::order::Order { subject, seals, because: words(15) };
        let command = Command::Erasure(erasure::Command::Order(erase));
        submission(&format!("erase {i}"), vec![order(900_000 + i, command)])
    }

    /// What follows the whole register: roles, drafts, and the lives of its first two tasks.
    pub fn later() -> Vec<Submission> {
        let account = |command| order(Self::ACCOUNT + 1, Command::Account(command));
        let document = |command| order(Self::DOCUMENTS, Command::Document(command));
        let task = |i, command| order(Self::TASKS + i, Command::Task(command));
        let (role, unit) = (Role::Clerk, Self::unit(0));
        let open = account::open::Open { name: words(11) };
        let amend = document::amend_draft::AmendDraft {
            span: base::Span::new(40, 49),
            words: Some(words(6)),
            leads: Some(vec![Self::unit(3), Self::unit(2)]),
            deadline: Some(Deadline::Fixed { due_on: "2026-06-30".parse().unwrap() }),
        };
        let set_aside =
            document::set_aside_draft::SetAsideDraft { span: base::Span::new(50, 59), because: Some(words(7)) };
        let done_on = "2026-03-31".parse().unwrap();
        let done = || task::report_done::ReportDone { words: words(8), done_on, ..Default::default() };
        let progress = task::report_progress::ReportProgress { words: words(5), ..Default::default() };
        let correct = task::correct::Correct {
            words: Some(words(9)),
            lead: Some(Self::unit(4)),
            coordinating: Some(vec![Self::unit(1)]),
            deadline: Some(Deadline::Fixed { due_on: "2026-03-30".parse().unwrap() }),
            deliverable: Some(words(6)),
            field: None,
            because: words(15),
        };
        let lives = vec![
            (task(0, task::Command::Receive(task::receive::Receive {})), 1),
            (task(0, task::Command::ReportProgress(progress)), 2),
            (task(0, task::Command::ReportDone(done())), 3),
            (task(0, task::Command::SendBack(task::send_back::SendBack { because: words(6) })), 4),
            (task(0, task::Command::ReportDone(done())), 5),
            (task(1, task::Command::Correct(correct)), 1),
            (task(1, task::Command::Terminate(task::terminate::Terminate { because: words(7), basis: None })), 2),
        ];
        let seen = |(order, seen): (Order, u64)| Order { seen: Some(seen), ..order };
        // What it names was never sent.
        let confirm = task::confirm::Confirm { words: Some(words(5)), waived_because: Some(words(6)) };
        let confirm = task(0, task::Command::Confirm(confirm));
        let confirm = submission("confirm", vec![Order { seen: Some(6), ..confirm }]);
        vec![
            submission(
                "roles",
                vec![
                    account(account::Command::Open(open)),
                    account(account::Command::Grant(account::grant::Grant { role, unit })),
                    account(account::Command::Grant(account::grant::Grant { role: Role::Leader, unit })),
                    account(account::Command::Withdraw(account::withdraw::Withdraw { role: Role::Leader, unit })),
                ],
            ),
            submission(
                "drafts",
                vec![
                    document(document::Command::AmendDraft(amend)),
                    document(document::Command::SetAsideDraft(set_aside)),
                ],
            ),
            submission("lives", lives.into_iter().map(seen).collect()),
            Submission { actor: AccountId(id(Self::ACCOUNT + 1)), ..confirm },
            Self::receive_extracted(900),
            Self::linked(),
            Self::assign_in_field(901),
            Self::units_changed(),
            Self::receive_sheet(902),
            Self::carried(),
            Self::limitation_answered(),
            Self::extended(),
            Self::extension_decided(),
            Self::courses(),
            Self::courses_decided(),
            Self::broken_down(),
            Self::columns_named(902),
            Self::calendar_edited(),
            Self::reopened(),
            submission("point", vec![Self::conclude_point(0, 5, "II.11")]),
            super::meetings::lived(),
            Self::contributions(),
            Self::letters(),
            Self::matters(),
            super::outside::assigned(),
            super::meetings::concluded(),
            super::meetings::called(),
            super::meetings::signed(),
            super::meetings::reported(),
            Self::letter_of_session(),
            super::outside::sourced(),
            super::outside::planned(),
            Self::listings(),
            super::meetings::dropped(),
            Self::told_by_document(902),
        ]
    }

    /// A unit that has another name from a day on, and one that stands elsewhere.
    pub fn units_changed() -> Submission {
        let basis = || Some(words(12));
        let rename = unit::rename::Rename { name: words(2), valid_from_on: "2026-03-01".parse().ok(), basis: basis() };
        let move_below = unit::move_below::MoveBelow {
            parent: Self::unit(1),
            valid_from_on: "2026-03-01".parse().ok(),
            basis: basis(),
        };
        let seen = |i: u64, command| Order { seen: Some(1), ..order(Self::UNITS + i, Command::Unit(command)) };
        let orders = vec![seen(3, unit::Command::Rename(rename)), seen(2, unit::Command::MoveBelow(move_below))];
        submission("units changed", orders)
    }

    /// Of a limitation of the document, what answers it.
    pub fn limitation_answered() -> Submission {
        let answer = document::answer_limitation::AnswerLimitation {
            span: base::Span::new(60, 69),
            answers: vec![base::Span::new(40, 49), base::Span::new(50, 59)],
            because: Some(words(7)),
        };
        let command = Command::Document(document::Command::AnswerLimitation(answer));
        submission("limitation", vec![order(Self::DOCUMENTS, command)])
    }

    /// Tasks of an older record: one that was done there, and one that goes on.
    pub fn carried() -> Submission {
        let carry = |i: u64, work, note| {
            let carry_over = task::carry_over::CarryOver {
                words: words(5),
                lead: Self::unit(1),
                coordinating: vec![Self::unit(2)],
                source: Source::default(),
                deadline: Deadline::Fixed { due_on: "2025-06-30".parse().unwrap() },
                due_words: Some(words(9)),
                deliverable: None,
                field: Some(base::Field::Health),
                assigned_on: Some("2025-02-03".parse().unwrap()),
                work,
                note,
            };
            order(Self::TASKS + i, Command::Task(task::Command::CarryOver(carry_over)))
        };
        let done = Carried::Completed { done_on: "2025-06-20".parse().unwrap() };
        submission("carried", vec![carry(600, done, Some(words(6))), carry(601, Carried::InProgress, None)])
    }

    /// A coordinating unit that was asked twice and answered once, and one that is asked for nothing more.
    pub fn contributions() -> Submission {
        let task = |command| order(Self::TASKS + 601, Command::Task(command));
        let ask = |due_on: &str| task::ask_contribution::AskContribution {
            unit: Self::unit(2),
            words: words(6),
            due_on: due_on.parse().unwrap(),
        };
        let attach = Attach {
            file_name: words(5),
            content: format!("{:064x}", 0xe10),
            length_bytes: 1_010,
            media: Media::Xlsx,
            found: Found::default(),
            kept_because: None,
            is_unread: false,
        };
        let contribute = task::contribute::Contribute { unit: Self::unit(2), words: words(7), evidence: vec![attach] };
        let withdraw = task::withdraw_contribution::WithdrawContribution { unit: Self::unit(2), because: words(8) };
        let done = task::report_done::ReportDone {
            words: words(9),
            done_on: "2026-03-30".parse().unwrap(),
            deliverable: Some("45/BC 30/3".to_owned()),
            ..Default::default()
        };
        submission(
            "contributions",
            vec![
                task(task::Command::AskContribution(ask("2026-04-10"))),
                task(task::Command::Contribute(contribute)),
                task(task::Command::WithdrawContribution(withdraw)),
                task(task::Command::AskContribution(ask("2026-04-20"))),
                task(task::Command::ReportDone(done)),
            ],
        )
    }

    /// A part of a task, and who does it.
    pub fn broken_down() -> Submission {
        let source = Source { above: Some(model::TaskId(id(Self::TASKS + 713))), ..Source::default() };
        let forward = task::Command::Forward(task::forward::Forward { to: words(3) });
        let orders = vec![Self::assign(715, source), order(Self::TASKS + 715, Command::Task(forward))];
        submission("broken down", orders)
    }

    /// A task with a link: what came by it and by telephone, with files.
    pub fn linked() -> Submission {
        const I: u64 = 500;
        let task = |command| order(Self::TASKS + I, Command::Task(command));
        let attach = |n: u64, media, found, kept_because| Attach {
            file_name: format!("{}.{n}", words(5)),
            content: format!("{:064x}", 0xe00 + n),
            length_bytes: 1_000 + n,
            media,
            found,
            kept_because,
            is_unread: media == Media::Jpeg,
        };
        let found = Found { n_identity_numbers: 2, n_phones: 0, n_birth_dates: 1 };
        let by_link = task::report_progress::ReportProgress {
            words: words(6),
            evidence: vec![
                attach(1, Media::Jpeg, Found::default(), None),
                attach(2, Media::Xlsx, found, Some(words(4))),
            ],
            by_link: Some(1),
            ..Default::default()
        };
        let by_phone = task::report_done::ReportDone {
            words: words(7),
            done_on: "2026-03-31".parse().unwrap(),
            evidence: vec![attach(3, Media::Pdf, Found::default(), None)],
            by_phone_from: Some(words(3)),
            ..Default::default()
        };
        let give = task::give_link::GiveLink { to: words(3), last_on: "2026-04-30".parse().unwrap() };
        submission(
            "linked",
            vec![
                Self::assign(I, Source::default()),
                task(task::Command::GiveLink(give)),
                task(task::Command::ReportProgress(by_link)),
                task(task::Command::RevokeLink(task::revoke_link::RevokeLink { n: 1 })),
                task(task::Command::ReportDone(by_phone)),
            ],
        )
    }

    /// The whole register, with `n` sessions of three conclusions and two tasks each.
    pub fn all(n: u64) -> Vec<Submission> {
        let mut all = vec![Self::founding(), Self::units()];
        for i in 0..n {
            all.extend([Self::receive(i), Self::hold(i)]);
            let concluded = vec![
                Self::conclude(i, 1, Some(Ending::Tasks)),
                Self::conclude(i, 2, Some(Ending::Guidance)),
                Self::conclude(i, 3, None),
            ];
            all.push(submission(&format!("conclude {i}"), concluded));
            all.push(Self::end(i, 3, 4));
            let source = |n| Source {
                passage: Some(Passage { document: Self::document(i), span: base::Span::new(3, 9), reader: None }),
                conclusion: Some(ConclusionRef { session: Self::session(i), n }),
                ..Source::default()
            };
            let tasks = vec![Self::assign(2 * i, source(1)), Self::assign(2 * i + 1, Source::default())];
            all.push(submission(&format!("assign of {i}"), tasks));
        }
        all
    }
}

pub fn order(stream: u64, command: Command) -> Order {
    Order { stream: id(stream), seen: None, command }
}

/// The salts follow from the key, so that the same script gives the same bytes.
pub fn submission(key: &str, orders: Vec<Order>) -> Submission {
    Submission {
        register: Script::register(),
        actor: AccountId(id(Script::ACCOUNT)),
        at: "2026-03-31T08:00:00.123456Z".parse().unwrap(),
        key: key.to_owned(),
        drawn_from: None,
        following: Vec::new(),
        hidden: Default::default(),
        salt_seed: *blake3::hash(key.as_bytes()).as_bytes(),
        orders,
    }
}
