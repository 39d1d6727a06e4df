//! stub
pub(crate) mod place;
use crate::error::Error;
use crate::read::task_filter::*;
use model::RegisterId;
pub struct Search;
impl Search {
    pub(crate) fn serves(&self, _register: RegisterId) -> bool {
        false
    }
    pub(crate) fn places(
        &self,
        _filter: &TaskFilter,
        _wanted: &Wanted,
        _after: Option<TaskKey>,
        _n: usize,
    ) -> Result<(Vec<TaskKey>, Option<TaskKey>), Error> {
        unreachable!()
    }
}
