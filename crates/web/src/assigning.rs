//! `POST /tasks/new`: a task that is typed by hand is told back, and then assigned; what is refused is drawn again as it was.

use crate::acts::{led_to, typed_form};
use crate::ask::{Ask, Fields};
use crate::error::{Fault, Ways, answer_in, drawn};
use crate::render::Frame;
use crate::serve::Shared;
use crate::shown::{AssignPage, AssignShown, LookPage, LookShown};
use app::Error;
use app::access::Viewer;
use app::assigning::{Asked, TypedSource, TypedTask};
use app::error::Forbidden;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use std::sync::Arc;

const ASSIGN: &str = "task.assign";

pub async fn form(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    typed_form(shared, request, |shared, ask, viewer, typed| {
        let aside = Frame::aside(&shared.office, ask, viewer);
        let frame = Frame { nav: "tasks", address: "/tasks/new".to_owned(), ..aside };
        let step = Step { shared, ask, viewer, typed, frame: &frame };
        step.answered().unwrap_or_else(|fault| answer_in(shared, ask, &frame, fault, Ways::default()))
    })
    .await
}

struct Step<'a> {
    shared: &'a Shared,
    ask: &'a Ask,
    viewer: &'a Viewer,
    typed: &'a Fields,
    frame: &'a Frame,
}

impl Step<'_> {
    fn answered(&self) -> Result<Response, Fault> {
        let (office, task) = (&self.shared.office, task_of(self.typed));
        if !self.viewer.may_somewhere(ASSIGN) {
            return Err(Error::Forbidden(Forbidden::Act { act: ASSIGN }).into());
        }
        let key = self.typed.raw("key").to_owned();
        if self.typed.raw("do") == "mend" {
            return self.form_again(task, key, &[], StatusCode::OK);
        }
        let understood = office.understood(self.viewer, &task)?;
        if !understood.asked.is_empty() {
            return self.form_again(task, key, &understood.asked, StatusCode::UNPROCESSABLE_ENTITY);
        }
        if self.typed.raw("do") != "assign" {
            let shown = LookShown::new(self.ask, self.typed, understood, key, None);
            return drawn(StatusCode::OK, &LookPage { f: self.frame, v: &shown });
        }
        match office.assign_by_hand(self.viewer, key.clone(), &task, &understood).map_err(Fault::from) {
            Ok(done) => {
                let (code, n, position) = (done.code, done.n, done.position);
                Ok(led_to(&format!("/tasks/new?like={code}&done={n}&position={position}")))
            }
            Err(fault @ Fault::App(Error::Refused(_) | Error::Store(_) | Error::Forbidden(_))) => {
                let key = if fault.may_be_written() { key } else { office.new_id().to_string() };
                let sentence = Some(fault.sentence(self.ask.language));
                let shown = LookShown::new(self.ask, self.typed, understood, key, sentence);
                drawn(fault.status(), &LookPage { f: self.frame, v: &shown })
            }
            Err(fault) => Err(fault),
        }
    }

    fn form_again(
        &self,
        task: TypedTask,
        key: String,
        asked: &[(&'static str, Asked)],
        status: StatusCode,
    ) -> Result<Response, Fault> {
        let view = self.shared.office.assigning_again(self.viewer, TypedTask { picked: None, ..task }, None)?;
        let shown = AssignShown::new(self.ask, view, key, asked);
        drawn(status, &AssignPage { f: self.frame, v: &shown })
    }
}

/// A task as the form sent it.
fn task_of(typed: &Fields) -> TypedTask {
    let text = |name: &str| typed.raw(name).to_owned();
    let picked = || typed.all("lead").filter_map(|it| it.parse().ok()).collect();
    TypedTask {
        words: text("words"),
        leads: text("leads"),
        picked: typed.get("picks").map(|_| picked()),
        coordinating: text("coordinating"),
        deadline: text("deadline"),
        deliverable: text("deliverable"),
        field: text("field"),
        source: TypedSource {
            from: text("from"),
            speaker: text("speaker"),
            on: text("on"),
            venue: text("venue"),
            number: text("number"),
            issued_on: text("issued_on"),
            issuer: text("issuer"),
            document: text("document"),
            session: text("session"),
            n: text("n"),
            line: text("line"),
        },
    }
}
