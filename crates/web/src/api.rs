//! The interface for programs: the pages as JSON, acts as JSON, and its own description.

use crate::acts::{LONGEST_AT_DOOR, in_turn, taken, taken_of_known};
use crate::ask::Ask;
use crate::error::{Fault, answer};
use crate::pages::{PAGES, looked_up};
use crate::serve::Shared;
use app::acting::{ActRequest, Request as Acts};
use app::sign_in::Knock;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// `POST /api/acts`: one act or several, under one key.
pub async fn act(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let key = request.headers().get("idempotency-key").and_then(|it| it.to_str().ok()).map(str::to_owned);
    let (ask, bytes) = match taken_of_known(&shared, request).await {
        Ok(it) => it,
        Err(response) => return response,
    };
    let work = move |shared: &Shared, ask: &Ask| {
        let done = looked_up(&shared.office, ask).map_err(Fault::from).and_then(|(_, viewer)| {
            let acts = read(&bytes, key)?;
            let key = acts.key.clone();
            Ok((key, shared.office.carry_out_as(&viewer, acts)?))
        });
        match done {
            Ok((key, it)) => json_answer(&json!({
                "key": key,
                "ok": {
                    "position": it.position,
                    "n_entries": it.n_entries,
                    "replayed": it.replayed,
                    "head": it.head.to_string(),
                },
            })),
            Err(fault) => answer(shared, ask, fault),
        }
    };
    in_turn(&shared, &shared.writes, ask, work).await
}

/// Reads the two forms of a body; the header gives the key where the body has none.
fn read(bytes: &[u8], key: Option<String>) -> Result<Acts, Fault> {
    let unreadable = |cause: serde_json::Error| Fault::BadRequest(cause.to_string());
    let mut body: Map<String, Value> = serde_json::from_slice(bytes).map_err(unreadable)?;
    let own = body.remove("key").and_then(|it| it.as_str().map(str::to_owned));
    let key = own.or(key).ok_or_else(|| Fault::BadRequest("no Idempotency-Key and no field key".to_owned()))?;
    let orders = match body.remove("orders") {
        Some(orders) => serde_json::from_value::<Vec<ActRequest>>(orders).map_err(unreadable)?,
        None => vec![serde_json::from_value(Value::Object(body)).map_err(unreadable)?],
    };
    Ok(Acts { key, orders })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Credentials {
    name: String,
    password: String,
}

/// `POST /api/sign-in`: a token for `Authorization: Bearer`.
pub async fn sign_in(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (ask, bytes) = match taken(&shared, request, LONGEST_AT_DOOR).await {
        Ok(it) => it,
        Err(response) => return response,
    };
    let work = move |shared: &Shared, ask: &Ask| {
        let told = serde_json::from_slice::<Credentials>(&bytes).map_err(|it| Fault::BadRequest(it.to_string()));
        let opened = told.and_then(|it| {
            let knock = Knock { name: &it.name, password: &it.password, address: &ask.from, label: &ask.label };
            Ok(shared.office.sign_in(knock)?)
        });
        match opened {
            Ok(it) => json_answer(&json!({ "token": it.token, "expires_at": it.expires_at })),
            Err(fault) => answer(shared, ask, fault),
        }
    };
    in_turn(&shared, &shared.hashings, ask, work).await
}

fn json_answer(body: &Value) -> Response {
    (StatusCode::OK, [(CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

/// `GET /api/openapi.json`, from the tables of pages and acts.
pub async fn openapi() -> Response {
    json_answer(&description())
}

fn description() -> Value {
    let mut paths = Map::new();
    for page in PAGES.iter().filter(|it| it.path != "/") {
        let mut parameters: Vec<Value> = page.query.iter().map(|it| parameter(it, "query")).collect();
        if page.path.contains("{id}") {
            parameters.push(parameter("id", "path"));
        }
        let get = json!({
            "summary": page.summary, "parameters": parameters, "security": [{ "session": [] }, { "token": [] }],
            "responses": { "200": { "description": "The view.", "content": { "application/json": {} } }, "default": problem() },
        });
        paths.insert(format!("/api{}", page.path), json!({ "get": get }));
    }
    paths.insert(
        "/api/acts".to_owned(),
        json!({ "post": {
        "summary": "Does one act, or several under `orders`: all or none. The same key again gives the first answer.",
        "parameters": [parameter("Idempotency-Key", "header")], "security": [{ "session": [] }, { "token": [] }],
        "requestBody": { "required": true, "content": { "application/json": { "schema": act_schema() } } },
        "responses": { "200": { "description": "Durable." }, "default": problem() },
    } }),
    );
    paths.insert(
        "/api/sign-in".to_owned(),
        json!({ "post": {
        "summary": "Gives a token for `Authorization: Bearer`.",
        "requestBody": { "required": true, "content": { "application/json": { "schema": {
            "type": "object", "required": ["name", "password"],
            "properties": { "name": { "type": "string" }, "password": { "type": "string" } },
        } } } },
        "responses": { "200": { "description": "The token, and until when it holds." }, "default": problem() },
    } }),
    );
    json!({
        "openapi": "3.1.0",
        "info": { "title": "B\u{e1}m S\u{e1}t", "version": env!("CARGO_PKG_VERSION") },
        "paths": paths,
        "components": { "securitySchemes": {
            "session": { "type": "apiKey", "in": "cookie", "name": crate::ask::SESSION_COOKIE },
            "token": { "type": "http", "scheme": "bearer" },
        }, "schemas": { "Problem": {
            "type": "object", "required": ["type", "title", "status", "code"],
            "properties": {
                "type": { "type": "string" }, "title": { "type": "string" },
                "status": { "type": "integer" }, "code": { "type": "string" },
            },
        } } },
    })
}

fn parameter(name: &str, place: &str) -> Value {
    json!({ "name": name, "in": place, "required": place == "path", "schema": { "type": "string" } })
}

fn problem() -> Value {
    let schema = json!({ "$ref": "#/components/schemas/Problem" });
    json!({ "description": "Why not.", "content": { "application/problem+json": { "schema": schema } } })
}

fn act_schema() -> Value {
    let acts: Vec<&str> = model::registry().map(|it| it.act).collect();
    let order = json!({
        "type": "object", "required": ["act", "stream"],
        "properties": {
            "key": { "type": "string" }, "act": { "enum": acts }, "stream": { "type": "string", "format": "uuid" },
            "seen": { "type": "integer" }, "body": { "type": "object" },
        },
    });
    let orders = json!({ "type": "array", "items": order, "maxItems": 5000 });
    let several = json!({ "type": "object", "required": ["orders"], "properties": { "key": { "type": "string" }, "orders": orders } });
    json!({ "oneOf": [order, several] })
}
