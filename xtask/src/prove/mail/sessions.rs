//! Letters of sessions, as they arrive: a guest is told once that one comes, that one is moved, that one is called off and
//! that it is struck off the list of another; and no more than once when the server falls and comes back.

use super::world::{SILENCE, World};
use crate::prove::server::stream_id;
use crate::prove::want;
use anyhow::{Context, Result};
use jiff::civil::Date;
use serde_json::{Value, json};

/// Title of each session, its place among the identifiers, and what its letter says in Vietnamese.
const SESSIONS: [(&str, u64, &str); 3] = [
    ("Session that is moved", 9_501, "chuy\u{1ec3}n sang"),
    ("Session that is called off", 9_502, "ho\u{e3}n, h\u{1ee7}y"),
    ("Session without a guest", 9_503, "\u{111}\u{1b0}\u{1ee3}c r\u{fa}t l\u{1ea1}i"),
];

pub fn arrive(world: &mut World) -> Result<()> {
    let day: Date = world.today()?.parse().context("reading the day")?;
    let day = day.tomorrow()?;
    let (host, other) = units(world)?;
    for (title, n, _) in SESSIONS {
        let guests = [&world.unit, &other];
        let plan = json!({ "title": title, "held_on": day, "hour": "08:30:00", "host": host, "guests": guests });
        done(world, n, [("plan", None, plan), ("add_item", None, json!({ "words": "roads", "why": "added" }))])?;
        done(world, n, [("open", Some(2), json!({}))])?;
    }
    let (_, address) = world.officer("digest")?;
    world.until("the letter of the day comes", |it| Ok(it.n_letters_to(&address)? > 0))?;
    let digest = told(world, &address, |_| true)?;
    let all = SESSIONS.iter().all(|it| digest.iter().any(|letter| letter.contains(it.0)));
    want(digest.len() == 1 && all, || format!("the letter of the day does not tell of the sessions: {digest:?}"))?;
    let because = "another meeting";
    let [moved, off, struck] = SESSIONS.map(|it| it.1);
    done(world, moved, [("amend_plan", Some(3), json!({ "hour": "14:00:00", "because": because }))])?;
    done(world, off, [("call_off", Some(3), json!({ "because": because }))])?;
    done(world, struck, [("amend_plan", Some(3), json!({ "guests": [&other] }))])?;
    world.until("three letters come", |it| Ok(it.n_letters_to(&address)? > 3))?;
    each_once(world, &address)?;
    world.fell();
    world.serve()?;
    each_once(world, &address)?;
    println!(
        "of sessions: three that come in the letter of the day; moved, called off and struck off, one letter each, and none \
         again after a restart"
    );
    Ok(())
}

/// One letter of the day and one of each session, also after whoever sends has looked several times more.
fn each_once(world: &World, address: &str) -> Result<()> {
    std::thread::sleep(SILENCE);
    for (title, _, says) in SESSIONS {
        let found = told(world, address, |plain| plain.contains(title) && plain.contains(says))?;
        want(found.len() == 1, || format!("{title}: {} letters instead of one", found.len()))?;
    }
    let n = world.n_letters_to(address)?;
    want(n == 1 + SESSIONS.len(), || format!("{n} letters instead of {}", 1 + SESSIONS.len()))
}

/// What stands in the letters to somebody.
fn told(world: &World, address: &str, is_one: impl Fn(&str) -> bool) -> Result<Vec<String>> {
    let letters = world.letters()?;
    let to = letters.iter().filter(|it| it["rcpt"] == address);
    Ok(to.filter_map(|it| it["plain"].as_str()).filter(|it| is_one(it)).map(str::to_owned).collect())
}

/// Acts on one session, each with the version that was seen.
fn done<const N: usize>(world: &World, session: u64, acts: [(&str, Option<u64>, Value); N]) -> Result<()> {
    let order = |(act, seen, body)| json!({ "act": format!("session.{act}"), "stream": stream_id(session), "seen": seen, "body": body });
    world.act(&acts.map(order))
}

/// The host, and a guest for which nobody is written to.
fn units(world: &World) -> Result<(String, String)> {
    let units = world.binary.ask(&world.place, &["show", "units", "--json"])?;
    let ids: Vec<&str> = units["units"].as_array().into_iter().flatten().filter_map(|it| it["id"].as_str()).collect();
    let mut others = ids.into_iter().filter(|it| *it != world.unit).map(str::to_owned);
    let host = others.next().context("finding a host")?;
    Ok((host, others.next().context("finding another guest")?))
}
