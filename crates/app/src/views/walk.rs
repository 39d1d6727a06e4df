//! A page of a list that is looked through from a place on, because only what is seen counts.

use super::task_query::{given, unreadable};
use crate::error::Error;
use std::str::FromStr;

/// How many things a page of a list holds.
pub(super) const PAGE_LENGTH: usize = 50;

/// So many things are asked for at once.
pub(crate) const CHUNK: usize = 64;

/// So many are looked through for one page: it may hold fewer than there are, even none, and the list goes on.
const MOST_LOOKED_AT: usize = 1_000;

/// A piece of a list, and the place at which it goes on; `None` on the last page.
pub(crate) struct Piece<T, K> {
    pub found: Vec<T>,
    pub next: Option<K>,
}

/// Where a page begins, as the page before told it; the first one begins where the list does.
pub(crate) fn place<K: FromStr>(after: &str) -> Result<Option<K>, Error> {
    let read = |it: &str| it.parse().map_err(|_| Error::Refused(unreadable("after", it)));
    given(after).map(read).transpose()
}

/// The things after `after` that are seen. `ask` gives the next things of the list, `key` their place in it.
pub(crate) fn walk<T: Clone, K>(
    mut after: Option<K>,
    key: impl Fn(&T) -> K,
    ask: impl Fn(Option<K>, usize) -> Result<Vec<T>, Error>,
    seen: impl Fn(&[T]) -> Result<Vec<bool>, Error>,
) -> Result<Piece<T, K>, Error> {
    let (mut found, mut n_looked_at) = (Vec::new(), 0);
    loop {
        let things = ask(after, CHUNK)?;
        let is_last = things.len() < CHUNK;
        n_looked_at += things.len();
        after = things.last().map(&key);
        let is_seen = seen(&things)?;
        found.extend(things.into_iter().zip(is_seen).filter(|it| it.1).map(|it| it.0));
        if found.len() > PAGE_LENGTH {
            found.truncate(PAGE_LENGTH);
            let next = found.last().map(&key);
            return Ok(Piece { found, next });
        }
        if is_last || n_looked_at >= MOST_LOOKED_AT {
            return Ok(Piece { found, next: after.filter(|_| !is_last) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pages of the numbers from 0 to `n`, of which those are seen that `is_seen`.
    fn pages(n: usize, is_seen: fn(usize) -> bool) -> Vec<Vec<usize>> {
        let ask = |after: Option<usize>, limit: usize| {
            let from = after.map_or(0, |it| it + 1);
            Ok((from..n).take(limit).collect())
        };
        let (mut pages, mut after) = (Vec::new(), None);
        loop {
            let seen = |some: &[usize]| Ok(some.iter().map(|it| is_seen(*it)).collect());
            let Piece { found, next } = walk(after, |it| *it, ask, seen).unwrap();
            pages.push(found);
            after = next;
            if after.is_none() {
                return pages;
            }
        }
    }

    #[test]
    fn pages_hold_what_is_seen_once_and_in_order() {
        let check = |n: usize, is_seen: fn(usize) -> bool, lengths: &[usize]| {
            let pages = pages(n, is_seen);
            assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), lengths, "{n}");
            assert_eq!(pages.concat(), (0..n).filter(|it| is_seen(*it)).collect::<Vec<_>>(), "{n}");
        };
        check(0, |_| true, &[0]);
        check(50, |_| true, &[50]);
        check(51, |_| true, &[50, 1]);
        check(64, |_| true, &[50, 14]);
        check(500, |it| it % 7 == 0, &[50, 22]);
        check(2_500, |it| it == 2_400, &[0, 0, 1]);
    }
}
