//! The pages that are measured. Each route that the interface describes has a row, or the proof fails.

use crate::prove::crawl::{described, kind_of};
use crate::prove::http::{Client, encoded, start_of};
use crate::prove::links::world::{last_on, token_in};
use crate::prove::meetings::{self, Meeting};
use crate::prove::server::stream_id;
use crate::prove::want;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A page as somebody asks for it.
pub struct Asked {
    pub name: &'static str,
    pub path: String,
    /// What it has to show, and how often at least: an empty page is quick.
    pub shows: (&'static str, usize),
    pub way: Way,
}

/// How it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    AtOnce,
    /// A link that is asked for very often answers that it wants a pause.
    InTurn,
}

/// What whoever asks sees.
#[derive(Clone, Copy)]
pub enum Theirs<'a> {
    All,
    /// What the unit owes, and some others. Pages that answer that they are not theirs are left out.
    Part(&'a str),
}

/// Every page, for whoever sees so much.
pub fn pages(client: &mut Client, theirs: Theirs) -> Result<Vec<Asked>> {
    let mut pages = rows(client, theirs)?;
    match theirs {
        Theirs::All => {
            want_all(client, &pages)?;
            pages.extend(doors(client)?);
        }
        Theirs::Part(_) => {
            let mut seen = Vec::new();
            for page in pages {
                match client.get(&page.path)?.status {
                    403 | 404 => println!("not theirs: {}", page.name),
                    _ => seen.push(page),
                }
            }
            pages = seen;
        }
    }
    Ok(pages)
}

fn rows(client: &mut Client, theirs: Theirs) -> Result<Vec<Asked>> {
    let [task, unit] = [("tasks", "code"), ("units", "id")].map(|(list, field)| first(client, list, field));
    let (task, [session, document]) = (task?, told(client)?);
    let unit = match theirs {
        Theirs::All => unit?,
        Theirs::Part(unit) => unit.to_owned(),
    };
    let page = |name, path: &str, shows| Asked { name, path: path.to_owned(), shows, way: Way::AtOnce };
    let mut pages = vec![
        page("home", "/", ("<li", 1)),
        page("tasks", "/tasks", ("<tr", 50)),
        page("tasks late", "/tasks?state=overdue", ("<tr", 50)),
        page("tasks by unit", "/tasks?group=unit", ("<tr", 50)),
        page("tasks by field", "/tasks?group=field", ("<tr", 50)),
        page("tasks by source", "/tasks?group=source", ("<tr", 50)),
        page("tasks by month", "/tasks?group=month", ("<tr", 50)),
        page("search", &format!("/tasks?state=all&text={}", encoded("giai phong mat bang")), ("<tr", 50)),
        page("task by hand", "/tasks/new", ("<option", 100)),
        page("petitions", "/petitions", ("<h1", 1)),
        page("filters", "/tasks/filters", ("<form", 1)),
        page("sheet", "/tasks/sheet", ("<tr", 150)),
        page("task", &format!("/tasks/{task}"), ("<time", 2)),
        page("links", &format!("/tasks/{task}/links"), ("<form", 1)),
        page("below", &format!("/tasks/{task}/below"), ("<form", 1)),
        page("documents", "/documents", ("<tr", 50)),
        page("document", &format!("/documents/{document}"), ("<time", 2)),
        page("sessions", "/sessions", ("<tr", 50)),
        page("session", &format!("/sessions/{session}"), ("<blockquote", 10)),
        page("briefing of a session", &format!("/briefing/sessions/{session}"), ("<tr", 10)),
        page("briefing of a unit", &format!("/briefing/units/{unit}"), ("<tr", 10)),
        page("open", "/open", ("class=\"draft\"", 20)),
        page("units", "/units", ("<li", 50)),
        page("unit", &format!("/units/{unit}"), ("<li", 20)),
        page("calendar", "/calendar", ("<time", 10)),
        page("outbox rules", "/outbox/rules", ("<dl", 9)),
        page("recounts", "/calendar/recounts", ("<h1", 1)),
        page("try", "/try", ("<blockquote", 1)),
        page("components", "/components", ("<h2", 5)),
        page("me", "/me", ("<li", 1)),
        page("manual", "/manual", ("<li", 3)),
        page("chapter", &named(client, "/manual", "/manual/")?, ("<p", 3)),
        page("rates", "/rates", ("<tr", 2)),
        page("rate tasks", &named(client, "/rates", "/rates/tasks")?, ("<tr", 1)),
    ];
    if let Theirs::All = theirs {
        pages.extend(meeting(client)?.map(|(name, path, shows)| page(name, &path, shows)));
    }
    if client.get("/outbox")?.status == 200 {
        pages.push(page("outbox", "/outbox", ("<h2", 2)));
    }
    if client.get("/accounts")?.status == 200 {
        let account = first(client, "accounts", "id")?;
        pages.push(page("accounts", "/accounts", ("/accounts/", 50)));
        pages.push(page("account", &format!("/accounts/{account}"), ("<option", 1_000)));
    }
    if let Some(longest) = longest(client)? {
        pages.push(page("desk", &format!("/documents/{longest}/intake"), ("<blockquote", 20)));
        pages.push(page("long document", &format!("/documents/{longest}"), ("<mark", 20)));
    }
    Ok(pages)
}

/// The name of a page, its address, and what has to stand in it so often.
type Named = (&'static str, String, (&'static str, usize));

/// The pages of a session with a long agenda, while it is planned and while it sits.
fn meeting(client: &mut Client) -> Result<[Named; 13]> {
    let home = client.get("/api")?.json()?;
    let (today, [host, guest]) = (text(&home["today"])?, two_units(client)?);
    let meeting = Meeting { host: &host, guest: &guest, held_on: &today, n_items: 40, n_lines: 120 };
    let [planned, sits, closed, matter, spoken] = [901, 902, 903, 904, 905].map(stream_id);
    meeting.bring(client, &planned, "open")?;
    meeting.bring(client, &sits, "in_progress")?;
    meeting.bring(client, &closed, "closed")?;
    let words = "bao cao giai phong mat bang";
    let begin = json!({ "matter_kind": "limitation", "words": words, "unit": guest, "tellings": [] });
    meetings::act(client, &matter, "matter.begin", None, begin)?;
    let duty = json!({ "words": words, "lead": guest, "deadline": { "kind": "unset" } });
    meetings::act(client, &spoken, "task.assign", None, duty)?;
    list(client, &spoken, &guest)?;
    let spoken = text(&client.get(&format!("/api/tasks/{spoken}"))?.json()?["task"]["code"])?;
    Ok([
        ("session to plan", "/sessions/new".to_owned(), ("<option", 500)),
        ("plan", format!("/sessions/{planned}/plan"), ("name=\"guests\"", 500)),
        ("agenda", format!("/sessions/{planned}"), ("<li", 40)),
        ("invitation", format!("/sessions/{planned}/invitation"), ("<li", 40)),
        ("minutes", format!("/sessions/{sits}/minutes"), ("data-id", 120)),
        ("hall", format!("/sessions/{sits}/hall"), ("<li", 5)),
        ("roll", format!("/sessions/{sits}/roll"), ("<tr", 2)),
        ("record", format!("/sessions/{closed}/record"), ("<li", 40)),
        ("closed session", format!("/sessions/{closed}"), ("<li", 40)),
        ("limitations", "/limitations".to_owned(), (words, 1)),
        ("limitation", format!("/matters/{matter}"), (words, 1)),
        ("source", format!("/tasks/{spoken}/source"), ("<form", 1)),
        ("list", format!("/tasks/{spoken}/list?n=1"), ("<blockquote", 60)),
    ])
}

/// Sends a list of sixty limitations with a report on a task, as its first file.
fn list(client: &mut Client, task: &str, unit: &str) -> Result<()> {
    let unit = text(&client.get(&format!("/api/units/{unit}"))?.json()?["unit"]["name"])?;
    let row = |n: u32| format!("{n} | Work {n} | {unit} | hand over the land of part {n} is late | no money\n");
    let rows: String = (1..=60).map(row).collect();
    let head = "TT | Cong trinh | Don vi | Vuong mac | Nguyen nhan\n";
    let path = format!("/tasks/{task}/acts/report_progress");
    let sent =
        client.post_file(&path, &[("key", "list"), ("words", "w")], "list.txt", format!("{head}{rows}").as_bytes())?;
    want(sent.status == 303, || format!("a list is answered {}: {}", sent.status, start_of(&sent.text())))?;
    Ok(())
}

/// The root and a unit below it.
fn two_units(client: &mut Client) -> Result<[String; 2]> {
    let json = client.get("/api/units")?.json()?;
    let units = json["units"].as_array().context("finding the units")?;
    let [top, other, ..] = units.as_slice() else { bail!("finding two units") };
    Ok([text(&top["id"])?, text(&other["id"])?])
}

/// Pages for whoever does not sign in.
fn doors(client: &mut Client) -> Result<[Asked; 2]> {
    let task = first(client, "tasks", "code")?;
    let links = format!("/tasks/{task}/links");
    let day = last_on(&client.get(&links)?.text())?;
    let given = client.post_form(&links, &[("key", "link"), ("to", "Whoever does it"), ("last_on", &day)])?;
    want(given.status < 400, || format!("{links} answers {}: {}", given.status, start_of(&given.text())))?;
    let link = format!("/l/{}", token_in(&given)?);
    let sign_in = Asked { name: "sign-in", path: "/sign-in".to_owned(), shows: ("<form", 1), way: Way::AtOnce };
    Ok([sign_in, Asked { name: "link", path: link, shows: ("<form", 1), way: Way::InTurn }])
}

/// Each route that is described has a row.
fn want_all(client: &mut Client, pages: &[Asked]) -> Result<()> {
    let known: BTreeSet<String> =
        pages.iter().map(|it| kind_of(it.path.split('?').next().unwrap_or_default())).collect();
    let missing: Vec<String> = described(client)?.into_iter().filter(|it| !known.contains(it)).collect();
    want(missing.is_empty(), || format!("nobody measures {}", missing.join(", ")))
}

/// The newest session that a document tells, and that document.
fn told(client: &mut Client) -> Result<[String; 2]> {
    let json = client.get("/api/sessions")?.json()?;
    let sessions = json["sessions"].as_array().context("finding the sessions")?;
    let told = sessions.iter().find(|it| it["document"].is_string()).context("finding a session of a document")?;
    Ok([text(&told["id"])?, text(&told["document"])?])
}

/// The field of the first thing of a list.
fn first(client: &mut Client, list: &str, field: &str) -> Result<String> {
    let json = client.get(&format!("/api/{list}"))?.json()?;
    let first = json[list].as_array().and_then(|it| it.first()).with_context(|| format!("finding one of {list}"))?;
    text(&first[field]).with_context(|| format!("finding the {field} of one of {list}"))
}

fn text(value: &Value) -> Result<String> {
    value.as_str().map(str::to_owned).context("finding a text")
}

/// The document in which most waits.
fn longest(client: &mut Client) -> Result<Option<String>> {
    let json = client.get("/api?list=drafts")?.json()?;
    let sections = json["sections"].as_array().context("finding the sections of the home page")?;
    let rows = sections.iter().filter(|it| it["about"] == "drafts").filter_map(|it| it["rows"].as_array()).flatten();
    let longest = rows.max_by_key(|it| it["n_open"].as_u64());
    longest.map(|it| text(&it["id"])).transpose()
}

/// The first address below `below` that a page names.
fn named(client: &mut Client, page: &str, below: &str) -> Result<String> {
    let html = client.get(page)?.text();
    let addresses = html.split("href=\"").skip(1).filter_map(|it| it.split('"').next());
    let mut named =
        addresses.map(|it| it.replace("&amp;", "&").replace("&#38;", "&")).filter(|it| it.starts_with(below));
    named.next().with_context(|| format!("finding {below} on {page}"))
}
