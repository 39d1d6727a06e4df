//! Filters that somebody saves under a name and forgets again. What is saved is the query of the address it is sent to.

use crate::acts::{LONGEST_AT_DOOR, in_turn, led_to, taken};
use crate::ask::{Ask, Fields};
use crate::error::{answer, answer_at_the_door};
use crate::pages::looked_up;
use crate::serve::Shared;
use app::{Error, Office};
use axum::extract::{Request, State};
use axum::response::Response;
use model::AccountId;
use std::sync::Arc;

/// `POST /tasks/filters/save`
pub async fn save(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    change(shared, request, "/tasks", |office, account, name, query| office.save_filter(account, name, query)).await
}

/// `POST /tasks/filters/forget`
pub async fn forget(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    change(shared, request, "/tasks/filters", |office, account, name, _| office.forget_filter(account, name)).await
}

type Change = fn(&Office, AccountId, &str, &str) -> Result<(), Error>;

async fn change(shared: Arc<Shared>, request: Request, next: &'static str, change: Change) -> Response {
    let (ask, bytes) = match taken(&shared, request, LONGEST_AT_DOOR).await {
        Ok(taken) => taken,
        Err(response) => return response,
    };
    in_turn(&shared, &shared.writes, ask, move |shared: &Shared, ask: &Ask| {
        let account = match looked_up(&shared.office, ask) {
            Ok((_, viewer)) => viewer.account,
            Err(error) => return answer_at_the_door(shared, ask, error),
        };
        let (typed, query) = (Fields::read(&bytes), ask.query.with("pick", ""));
        match change(&shared.office, account, typed.raw("name"), &query) {
            Ok(()) => led_to(&format!("{next}?{query}")),
            Err(error) => answer(shared, ask, error),
        }
    })
    .await
}
