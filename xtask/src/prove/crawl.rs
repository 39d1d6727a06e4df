//! The pages that somebody who signed in can reach by links.

use super::http::{Answer, Client};
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// So many pages of one kind are looked at: tasks, documents and sessions are not all alike.
const PAGES_A_KIND: usize = 3;

#[derive(Clone)]
pub struct Page {
    pub address: String,
    /// The address with the names of things replaced: `/tasks/{id}?state&unit`.
    pub kind: String,
    pub html: String,
    /// Whether it answers a form: nobody can go there.
    pub is_sent: bool,
}

impl Page {
    /// One that nobody has looked at yet.
    pub fn at(address: &str) -> Page {
        Page { address: address.to_owned(), kind: kind_of(address), html: String::new(), is_sent: false }
    }
}

/// Follows links and buttons from `/`; every address that a page names must be answered. The pages of `also` are looked at
/// whether links lead to them or not.
pub fn crawl(client: &mut Client, also: &[String], faults: &mut BTreeSet<String>) -> Result<Vec<Page>> {
    // An address, and the page that names it.
    let mut waiting: VecDeque<(String, String)> = also.iter().map(|it| (it.clone(), String::new())).collect();
    waiting.push_back(("/".to_owned(), String::new()));
    let mut known: BTreeSet<String> = waiting.iter().map(|it| it.0.clone()).collect();
    let mut buttons = BTreeSet::new();
    let mut n_of_kind: BTreeMap<String, usize> = BTreeMap::new();
    let mut pages = Vec::new();
    while let Some((address, from)) = waiting.pop_front() {
        let kind = kind_of(&address);
        let n = n_of_kind.entry(kind.clone()).or_default();
        let is_wanted = also.contains(&address);
        if !is_wanted && (*n == PAGES_A_KIND || kind.contains('?') && *n == 1) {
            continue;
        }
        *n += usize::from(!is_wanted);
        let answer = client.get(&address)?;
        // A button may send its form only.
        let is_answered = answer.status < 400 || answer.status == 405 && buttons.contains(&address);
        if !is_answered {
            faults.insert(format!("{from} names {address}, which answers {}", answer.status));
        }
        // The same page in another language is looked at in its turn.
        if answer.status != 200 || !is_html(&answer) || kind.contains("lang") {
            continue;
        }
        let html = answer.text();
        let sent = named(&html, "formaction");
        buttons.extend(sent.iter().cloned());
        let new = named(&html, "href").into_iter().chain(sent).filter(|it| known.insert(it.clone()));
        waiting.extend(new.map(|it| (it, address.clone())));
        pages.push(Page { address, kind, html, is_sent: false });
    }
    Ok(pages)
}

/// The pages that the interface describes, but the first: `/tasks/{id}`.
pub fn described(client: &mut Client) -> Result<Vec<String>> {
    let described = client.get("/api/openapi.json")?.json()?;
    let paths = described["paths"].as_object().context("reading the paths of the interface")?;
    let of_pages = paths.iter().filter(|it| it.1["get"].is_object()).filter_map(|it| it.0.strip_prefix("/api"));
    Ok(of_pages.filter(|it| !it.is_empty() && !it.contains('.')).map(str::to_owned).collect())
}

fn is_html(answer: &Answer) -> bool {
    answer.header("content-type").is_some_and(|it| it.starts_with("text/html"))
}

/// The addresses on our own server that attributes of a page name.
fn named(html: &str, attribute: &str) -> Vec<String> {
    let opening = format!(" {attribute}=\"");
    let values = html.split(&opening).skip(1).filter_map(|it| it.split_once('"')).map(|it| it.0);
    let own = values.filter(|it| it.starts_with('/') && !it.starts_with("/static/"));
    own.map(|it| it.split('#').next().unwrap_or_default().replace("&amp;", "&").replace("&#38;", "&")).collect()
}

/// What kind of page an address leads to: parts with a digit name one thing, values of a query one choice.
pub fn kind_of(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let is_name = |part: &str| part.len() > 2 && part.bytes().any(|it| it.is_ascii_digit());
    let parts = path.split('/').map(|it| if is_name(it) { "{id}" } else { it });
    let path = parts.collect::<Vec<_>>().join("/");
    let names: BTreeSet<&str> = query.split('&').filter_map(|it| it.split('=').next()).collect();
    let names = names.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("&");
    if names.is_empty() { path } else { format!("{path}?{names}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_without_names_of_things() {
        let cases = [
            ("/", "/"),
            ("/tasks/2026-0012", "/tasks/{id}"),
            ("/units/01720000-0000-7000-8000-000000000001/people", "/units/{id}/people"),
            ("/tasks?unit=0172&state=all&unit=0173", "/tasks?state&unit"),
        ];
        for (address, kind) in cases {
            assert_eq!(kind_of(address), kind);
        }
    }

    #[test]
    fn links_are_those_of_our_own_pages() {
        let html = r##"<a href="/tasks?a=1&amp;b=2#x">a</a> <link href="/static/a.css"> <a href="https://b">b</a>"##;
        assert_eq!(named(html, "href"), ["/tasks?a=1&b=2"]);
    }
}
