//! The routes of the server: each that answers a page has to be looked at, each that takes a form has to be sent one.

use crate::prove::crawl;
use crate::prove::http::Client;
use crate::shell;
use anyhow::{Context, Result};

const ROUTER: &str = "crates/web/src/router.rs";
/// What they answer is no page.
const FILES: [&str; 10] = [
    "/feed",
    "/feeds/{file}",
    "/limitations.csv",
    "/petitions.csv",
    "/tasks.csv",
    "/tasks.xlsx",
    "/documents/{id}/file",
    "/tasks/{id}/evidence/{n}",
    "/sessions/{id}/evidence/{n}",
    "/static/{name}",
];

/// What nobody looked at and what nobody sent.
pub fn missing(client: &mut Client, looked_at: &[&str], sent: &[&str]) -> Result<Vec<String>> {
    let router = std::fs::read_to_string(shell::root().join(ROUTER)).context("reading the routes")?;
    let mut missing = Vec::new();
    let described = crawl::described(client)?.into_iter().map(|it| (it, "get(".to_owned()));
    for (route, ways) in routes(&router).into_iter().chain(described) {
        let is_in = |paths: &[&str]| paths.iter().any(|it| is_of(&route, it));
        if ways.contains("get(") && !is_in(looked_at) {
            missing.push(format!("nobody looks at {route}"));
        }
        if ways.contains("post(") && !is_in(sent) {
            missing.push(format!("nobody sends a form to {route}"));
        }
    }
    Ok(missing)
}

/// The routes of pages and forms, each with what it takes.
fn routes(router: &str) -> Vec<(String, String)> {
    let lines = router.lines().filter_map(|it| it.trim().strip_prefix(".route(\"")?.split_once("\", "));
    let is_page = |it: &(&str, &str)| !it.0.starts_with("/api/") && !FILES.contains(&it.0);
    lines.filter(is_page).map(|it| (it.0.to_owned(), it.1.to_owned())).collect()
}

/// Whether an address is one of a route.
fn is_of(route: &str, address: &str) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    let mut parts = route.split('/').zip(path.split('/'));
    route.split('/').count() == path.split('/').count() && parts.all(|(of, it)| of.starts_with('{') || of == it)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_of_its_route() {
        let router = ".route(\"/l/{token}\", get(links::page).post(links::report))\n.route(\"/api/acts\", post(it))";
        assert_eq!(routes(router), [("/l/{token}".to_owned(), "get(links::page).post(links::report))".to_owned())]);
        assert!(is_of("/tasks/{id}/below", "/tasks/2026-0001/below?a=b"));
        assert!(!is_of("/tasks/{id}/below", "/tasks/2026-0001"));
        assert!(!is_of("/tasks/{id}", "/tasks/2026-0001/below"));
    }
}
