//! Registers with very many tasks, made by the store's seeder, and a clerk who sees a part of one.

use super::binary::{Binary, Place};
use super::http::Client;
use super::server::{self, Server};
use super::want;
use crate::shell::{self, Scratch};
use anyhow::{Context, Result};
use serde_json::Value;
use std::time::{Duration, Instant};

/// So many units are in each subtree that is asked for.
pub const N_UNITS_ASKED: usize = 12;
/// The clerk sees so many subtrees of that size.
const N_SUBTREES_SEEN: usize = 5;
pub const CLERK: &str = "Clerk of a part";

pub struct Seeded {
    pub folder: Scratch,
    /// The tops of the subtrees that the clerk sees.
    pub tops: Vec<String>,
}

impl Seeded {
    /// Makes a register with `n_tasks` on SQLite; one task in ten is overdue.
    pub fn make(binary: &Binary, n_tasks: u64) -> Result<Seeded> {
        Seeded::of_shape(binary, n_tasks, &[])
    }

    /// The same with a thousand units and five hundred documents.
    pub fn province(binary: &Binary, n_tasks: u64) -> Result<Seeded> {
        Seeded::of_shape(binary, n_tasks, &["province"])
    }

    fn of_shape(binary: &Binary, n_tasks: u64, shape: &[&str]) -> Result<Seeded> {
        let folder = Scratch::new("seeded")?;
        let start = Instant::now();
        let mut seeder = shell::cargo();
        seeder.args(["bench", "--quiet", "-p", "store", "--bench", "seed", "--"]);
        seeder.arg(folder.path()).arg(n_tasks.to_string()).args(shape);
        shell::output("the seeder", &mut seeder)?;
        let mut seeded = Seeded { folder, tops: Vec::new() };
        let units = binary.ask(&seeded.place(), &["show", "units", "--json"])?;
        let units = units["units"].as_array().context("looking for units in what bamsat shows")?;
        let of_size = |it: &&Value| n_below(units, it["id"].as_str().unwrap_or_default()) == N_UNITS_ASKED;
        let tops = units.iter().filter(of_size).filter_map(|it| it["id"].as_str());
        seeded.tops = tops.take(N_SUBTREES_SEEN).map(str::to_owned).collect();
        let n_tops = seeded.tops.len();
        want(n_tops == N_SUBTREES_SEEN, || format!("only {n_tops} subtrees have {N_UNITS_ASKED} units"))?;
        let grants: Vec<(&str, &str)> = seeded.tops.iter().map(|it| ("clerk", it.as_str())).collect();
        server::act(binary, &seeded.place(), &server::account(1, CLERK, &grants))?;
        println!("{n_tasks} tasks of {} units made in {:.0} s", units.len(), start.elapsed().as_secs_f64());
        Ok(seeded)
    }

    pub fn place(&self) -> Place {
        Place::sqlite(self.folder.path())
    }

    /// A server over this register, with the clerk signed in.
    pub fn serve(&self, binary: &Binary) -> Result<(Server, Client)> {
        let server = Server::start(binary, &self.place())?;
        let client = server.first_client(binary, &self.place(), CLERK)?;
        Ok((server, client))
    }

    /// Words that are nowhere are answered at once as soon as the search index has caught up; before, each task that the clerk
    /// sees is looked through.
    pub fn wait_for_index(&self, client: &mut Client) -> Result<()> {
        const LIMIT: Duration = Duration::from_secs(600);
        let path = format!("/tasks?state=all&text={}", super::http::encoded("qqzz xxkk"));
        let start = Instant::now();
        loop {
            let asked = Instant::now();
            client.get(&path)?;
            if asked.elapsed() < Duration::from_millis(25) {
                println!("the search index is there after {:.0} s", start.elapsed().as_secs_f64());
                return Ok(());
            }
            want(start.elapsed() < LIMIT, || "the search index does not come".to_owned())?;
            std::thread::sleep(Duration::from_millis(500));
        }
    }

    /// The register page of each subtree: what is open and overdue, and in it what `words` find.
    pub fn pages(&self, words: &[&str]) -> Vec<String> {
        let mut pages = Vec::new();
        for top in &self.tops {
            let page = format!("/tasks?unit={top}&subtree=1&state=overdue");
            if words.is_empty() {
                pages.push(page);
            } else {
                pages.extend(words.iter().map(|it| format!("{page}&text={}", super::http::encoded(it))));
            }
        }
        pages
    }
}

/// How many units the subtree of `top` has, itself included.
fn n_below(units: &[Value], top: &str) -> usize {
    let children = units.iter().filter(|it| parent_of(it) == Some(top));
    1 + children.filter_map(|it| it["id"].as_str()).map(|it| n_below(units, it)).sum::<usize>()
}

fn parent_of(unit: &Value) -> Option<&str> {
    unit["parent"].as_str().or_else(|| unit["parent"]["id"].as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_subtree_counts_its_top() {
        let units = [
            json!({ "id": "a" }),
            json!({ "id": "b", "parent": { "id": "a" } }),
            json!({ "id": "c", "parent": "b" }),
            json!({ "id": "d", "parent": "b" }),
        ];
        assert_eq!(["a", "b", "c"].map(|it| n_below(&units, it)), [4, 3, 1]);
    }
}
