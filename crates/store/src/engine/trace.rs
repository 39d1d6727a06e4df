//! What an engine is asked, statement by statement: for a bench whose rival does exactly the same. Off in service.

use super::Value;
use std::borrow::Borrow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// One statement with its parameters.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub sql: &'static str,
    pub values: Vec<Value>,
}

static IS_ON: AtomicBool = AtomicBool::new(false);
static STEPS: Mutex<Vec<Step>> = Mutex::new(Vec::new());

/// Costs one look at a flag while tracing is off.
pub(super) fn note<V: Borrow<Value>>(sql: &'static str, values: &[V]) {
    if IS_ON.load(Ordering::Relaxed) {
        let step = Step { sql, values: values.iter().map(|it| it.borrow().clone()).collect() };
        STEPS.lock().unwrap_or_else(PoisonError::into_inner).push(step);
    }
}

/// Traces every connection of this process from now on.
pub(crate) fn begin() {
    IS_ON.store(true, Ordering::SeqCst);
}

/// Stops, and gives what was asked meanwhile.
pub(crate) fn end() -> Vec<Step> {
    IS_ON.store(false, Ordering::SeqCst);
    std::mem::take(&mut *STEPS.lock().unwrap_or_else(PoisonError::into_inner))
}
