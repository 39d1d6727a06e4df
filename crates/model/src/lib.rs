//! The words and rules of the register: `decide` and `fold`, without a clock, without storage.

pub mod access;
pub mod act;
pub mod deadline;
pub mod id;
pub mod passage;
pub mod refusal;
pub mod scene;
pub mod state;
pub mod tree;
pub mod words;

pub use access::{Grant, Role};
pub use act::{ActInfo, Command, Concurrency, Event, act_info, registry};
pub use base::Field;
pub use deadline::{CLOCK_MARKS, Clock, Deadline};
pub use id::{
    AccountId, DocumentId, ErasureId, IdMap, MailId, MatterId, RegisterId, SessionId, StreamId, TaskId, UnitId,
};
pub use passage::Passage;
pub use refusal::Refusal;
pub use scene::{Needs, Scene, Stamp, day_in_vietnam, time_in_vietnam};
pub use state::State;
pub use tree::Tree;
pub use words::{Seal, Words};
