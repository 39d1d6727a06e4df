//! The last texts that were read, with what was found in them: a desk asks for the same text at every step.
//!
//! It knows texts by their hash and nothing of rights: whoever asks has looked whether the document is seen. Nothing is
//! kept longer than this program runs, so every reading is of this version of the reader.

use crate::Error;
use crate::budget::TEXTS_READ;
use crate::office::Office;
use crate::views::DocumentView;
use reader::Reading;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// So much memory all of them take, bytes.
const MOST_BYTES: usize = TEXTS_READ;
/// What a reading takes beside its text, in lengths of the text: as JSON it is two to three and a half of them, in memory at
/// most twice that.
const READING_TEXTS: usize = 7;

/// A text and what was found in it.
#[derive(Clone, Debug)]
pub(crate) struct TextFound {
    pub text: Arc<str>,
    pub reading: Arc<Reading>,
}

impl TextFound {
    fn read(text: String) -> TextFound {
        let reading = Arc::new(reader::read(&reader::Text::new(&text)));
        TextFound { text: text.into(), reading }
    }

    fn n_bytes(&self) -> usize {
        self.text.len() * (1 + READING_TEXTS)
    }
}

/// The last ones, the newest at the end, by the hash of their text.
#[derive(Default)]
pub(crate) struct LastRead(Mutex<VecDeque<(String, TextFound)>>);

impl LastRead {
    fn get(&self, hash: &str) -> Option<TextFound> {
        let mut kept = self.lock();
        let at = kept.iter().position(|it| it.0 == hash)?;
        let found = kept.remove(at)?;
        kept.push_back(found.clone());
        Some(found.1)
    }

    fn put(&self, hash: &str, found: &TextFound) {
        // One that is longer than all that is kept would only drive the others out.
        if found.n_bytes() > MOST_BYTES {
            return;
        }
        let mut kept = self.lock();
        kept.retain(|it| it.0 != hash);
        kept.push_back((hash.to_owned(), found.clone()));
        while kept.iter().map(|it| it.1.n_bytes()).sum::<usize>() > MOST_BYTES {
            kept.pop_front();
        }
    }

    /// Forgets texts that were erased.
    pub fn forget(&self, hashes: &[String]) {
        self.lock().retain(|it| !hashes.contains(&it.0));
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<(String, TextFound)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Office {
    /// The text that passages of `document` lead into, with what the reader finds in it; `None` once it is erased or
    /// missing.
    pub(crate) fn text_found(&self, document: &DocumentView) -> Result<Option<TextFound>, Error> {
        let Some(hash) = document.text_hash() else { return Ok(None) };
        if let Some(found) = self.read_lately(hash)? {
            return Ok(Some(found));
        }
        let Some(text) = self.text_of(document)? else { return Ok(None) };
        let found = TextFound::read(text);
        self.last_read.put(hash, &found);
        Ok(Some(found))
    }

    /// The text alone; it is only read where that was not done lately.
    pub(crate) fn text_shared(&self, document: &DocumentView) -> Result<Option<Arc<str>>, Error> {
        let Some(hash) = document.text_hash() else { return Ok(None) };
        match self.read_lately(hash)? {
            Some(found) => Ok(Some(found.text)),
            None => Ok(self.text_of(document)?.map(Arc::from)),
        }
    }

    fn read_lately(&self, hash: &str) -> Result<Option<TextFound>, Error> {
        let found = self.last_read.get(hash);
        // Another program may have removed it since.
        Ok(if found.is_some() && self.files.is_there(hash)? { found } else { None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_bounded_and_the_oldest_goes_first() {
        let last = LastRead::default();
        let found = |n: usize| TextFound { text: "x".repeat(n).into(), reading: Arc::default() };
        let third = MOST_BYTES / (1 + READING_TEXTS) / 3;
        for hash in ["a", "b", "c"] {
            last.put(hash, &found(third));
        }
        assert!(last.get("a").is_some());
        last.put("d", &found(third));
        assert_eq!(["a", "b", "c", "d"].map(|it| last.get(it).is_some()), [true, false, true, true]);
        last.put("e", &found(MOST_BYTES));
        let longest = "what is longer than all is not kept, and drives nothing out";
        assert_eq!(["d", "e"].map(|it| last.get(it).is_some()), [true, false], "{longest}");
        last.put("f", &found(1));
        last.forget(&["f".to_owned()]);
        assert!(last.get("f").is_none());
    }
}
