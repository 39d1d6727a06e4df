//! Evidence: files that come with reports. Each waits in memory, is looked through, and is kept only with its report.

mod keeping;
mod look;
mod room;

pub use keeping::EvidenceFile;
pub use look::{FoundPlace, Looked, extensions};
pub use model::act::reporting::{Attach, LONGEST_FILE_BYTES, MOST_FILES};
pub use room::{Owner, Sender, UploadView};

pub(crate) use keeping::refuse_by_link;
pub(crate) use room::Room;
