//! Statements that ask for several things at once: made in a few sizes, each filled up with the last thing.

use crate::engine::{Engine, Sql, Value};
use crate::error::Error;
use model::{RegisterId, StreamId};
use std::sync::LazyLock;

/// How many things a statement may ask for.
const SIZES: [usize; 2] = [1, 64];

/// One statement in all its sizes: ?1 register, then the things.
pub(crate) struct Several(Vec<(usize, Sql)>);

pub(crate) type Lazy = LazyLock<Several>;

impl Several {
    /// `statement` is given the places of the things, for a list in brackets.
    pub fn new(statement: impl Fn(&str) -> String) -> Several {
        let these = |n: usize| (0..n).map(|i| format!("?{}", i + 2)).collect::<Vec<_>>().join(", ");
        Several(SIZES.map(|n| (n, Sql::generated(statement(&these(n))))).into())
    }

    pub fn all(&self) -> impl Iterator<Item = Sql> {
        self.0.iter().map(|it| it.1)
    }

    /// The rows of `things`; none where there is none.
    pub fn ask(
        &self,
        engine: &mut Engine,
        register: RegisterId,
        things: &[StreamId],
    ) -> Result<Vec<Vec<Value>>, Error> {
        let mut rows = Vec::new();
        for some in things.chunks(SIZES[SIZES.len() - 1]) {
            let &(size, sql) = self
                .0
                .iter()
                .find(|(size, _)| *size >= some.len())
                .expect("invariant: a chunk is not longer than the longest statement");
            let filled = some.iter().chain(std::iter::repeat(&some[some.len() - 1])).take(size);
            let parameters: Vec<Value> =
                std::iter::once(Value::text(register)).chain(filled.map(Value::text)).collect();
            rows.extend(engine.query(sql, &parameters)?);
        }
        Ok(rows)
    }
}
