//! A task that begins with a line of the minutes of a session: what the reader finds in it is typed already.

use super::{TypedSource, TypedTask};
use crate::access::Viewer;
use crate::error::{Error, NotFound};
use crate::messages::{Language, say};
use crate::office::Office;
use crate::views::words;
use model::act::matter::{self, link_task::LinkTask};
use model::state::{LineKind, Session, Telling};
use model::{Command, Field, StreamId, TaskId};
use reader::reading::Directive;
use reader::{Text, Voice};
use store::Order;

impl Office {
    /// The form as a line of the minutes fills it. Only whoever keeps the session reads its lines.
    pub(super) fn typed_from_line(
        &self,
        viewer: &Viewer,
        session: &Session,
        n: u32,
        source: TypedSource,
    ) -> Result<TypedTask, Error> {
        let missing = || Error::NotFound(NotFound::Object { noun: "session", id: session.id.to_string() });
        let keeps = viewer.may("session.close", &session.host.into_iter().collect::<Vec<_>>());
        let line = (n as usize).checked_sub(1).and_then(|at| session.minutes.get(at)).filter(|_| keeps);
        let line = line.ok_or_else(missing)?;
        let texts = self.texts_of(std::iter::once(&line.words))?;
        let told = line.words.seal().and_then(|it| words(texts.get(it)?.clone())).unwrap_or_default();
        let reading = reader::read_line(&Text::new(&told), Voice::Orders);
        let ordered = reading.directives.first();
        let named = ordered.map_or(&[][..], |it| it.lead.as_slice());
        let guests = session.guests.iter().filter(|it| viewer.may("task.assign", &[**it]));
        let guests: Vec<String> = guests.filter_map(|it| viewer.unit_name(*it)).collect();
        let of_guests = if line.kind == LineKind::Petition { Vec::new() } else { guests };
        let leads = if named.is_empty() { of_guests } else { named.to_vec() };
        Ok(TypedTask {
            words: task_words(line.kind, &told, ordered),
            leads: leads.join("; "),
            coordinating: ordered.map_or_else(String::new, |it| it.with.join("; ")),
            deadline: ordered.and_then(|it| it.due_text.clone()).unwrap_or_default(),
            deliverable: ordered.and_then(|it| it.deliverable.clone()).unwrap_or_default(),
            field: ordered
                .map(|it| it.field)
                .filter(|it| *it != Field::Other)
                .map_or_else(String::new, |it| it.name().to_owned()),
            source,
            ..TypedTask::default()
        })
    }

    /// What is written besides: the task is linked to the limitation or the petition that the line tells, where that is
    /// followed.
    pub(super) fn orders_of_line(
        &self,
        viewer: &Viewer,
        source: &TypedSource,
        tasks: &[StreamId],
    ) -> Result<Vec<Order>, Error> {
        let (Some(session), Ok(line)) = (source.session_id(), source.line.parse()) else { return Ok(Vec::new()) };
        let all = self.matters(viewer)?;
        let told = all.told_at(&Telling { by: session.into(), span: None, line: Some(line) });
        let told = told.filter(|it| it.closed.is_none() && viewer.may("matter.link_task", &[it.unit]));
        let link = |matter: &store::MatterRow, task: &StreamId| Order {
            stream: matter.id.into(),
            seen: None,
            command: Command::Matter(matter::Command::LinkTask(LinkTask { task: TaskId(*task) })),
        };
        Ok(told.iter().flat_map(|it| tasks.iter().map(move |task| link(it, task))).collect())
    }
}

/// An order stands as it was given; a limitation is to be cured, a petition to be answered. Tasks are worded in Vietnamese,
/// whoever types them.
fn task_words(kind: LineKind, told: &str, ordered: Option<&Directive>) -> String {
    if let Some(it) = ordered {
        return it.alone(&it.text);
    }
    let key = match kind {
        LineKind::Limitation => "assign-cure",
        LineKind::Petition => "assign-answer",
        _ => return told.to_owned(),
    };
    say(Language::Vietnamese, key, &[("words", told.trim_end_matches(['.', ';']).into())])
}
