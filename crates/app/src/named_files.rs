//! The files that something of the register names: documents with their texts, the evidence of tasks, and
//! the reports of guests.

use crate::Error;
use crate::office::Office;
use crate::views::words;
use model::StreamId;
use std::collections::BTreeSet;

impl Office {
    /// Hashes of the files that documents, tasks and sessions name, without those of `except`.
    pub(crate) fn named_files(&self, except: Option<StreamId>) -> Result<BTreeSet<String>, Error> {
        let documents = self.documents()?.documents.into_iter().filter(|it| Some(it.id.0) != except);
        let evidence = self.store.evidence(self.register()?, None)?.into_iter().filter(|it| Some(it.task.0) != except);
        let evidence = evidence.filter_map(|it| words(it.content));
        let reports = self.store.session_evidence(self.register()?)?.into_iter().filter(|it| Some(it.0.0) != except);
        let reports = reports.filter_map(|it| words(it.1));
        Ok(documents.flat_map(|it| it.files()).chain(evidence).chain(reports).collect())
    }

    /// Removes those of `files` that nothing but `except` names: two documents may have the same text.
    pub(crate) fn remove_files(&self, files: &[String], except: Option<StreamId>) -> Result<(), Error> {
        for file in files {
            if self.named_files(except)?.contains(file) {
                continue;
            }
            let bytes = self.files.read(file)?;
            self.files.remove(file)?;
            // Something that names the same file may have come in meanwhile.
            if let Some(bytes) = bytes
                && self.named_files(except)?.contains(file)
            {
                self.files.keep(&bytes)?;
            }
        }
        Ok(())
    }
}
