//! What this process keeps in memory so that it need not ask or count again, all limits in one place: how many things at
//! most, and about how many bytes each of them takes. What is as large as the register itself (its units, its accounts, the
//! columns of the rates) is not told here, nor what the store keeps.

/// All of it together is no more than so many bytes.
const MOST_BYTES: usize = 73_000_000;

/// Each line: its name, how many, and about how many bytes of each.
macro_rules! budget {
    ($($(#[$doc:meta])* $name:ident: $n:literal of $bytes:literal;)*) => {
        $($(#[$doc])* pub(crate) const $name: usize = $n;)*

        const _: () = assert!(0 $(+ $n * $bytes)* <= MOST_BYTES, "more is kept than may be");
    };
}

budget! {
    /// Places in the tree of the units that a document or a session concerns.
    CONCERNS: 400_000 of 8;
    /// Documents, and sessions, as lists show them.
    DOCUMENTS_LISTED: 2_000 of 1_000;
    SESSIONS_LISTED: 2_000 of 1_000;
    /// Drafts that wait in documents.
    DRAFTS: 4_000 of 1_000;
    /// Conclusions of sessions, and the tasks that follow from them.
    CONCLUSIONS: 4_000 of 600;
    SESSION_TASKS: 20_000 of 200;
    /// How documents and sessions are called where tasks mention them.
    DOCUMENTS_CALLED: 8_000 of 300;
    SESSION_DAYS: 8_000 of 50;
    SESSION_POINTS: 4_000 of 600;
    /// What holds until something is appended. Pieces of the lists of documents and of those of sessions.
    DOCUMENT_PIECES: 32 of 10_000;
    SESSION_PIECES: 32 of 10_000;
    NEXT_SESSIONS: 64 of 200;
    SESSION_FACTS: 12 of 50_000;
    GATHERED: 16 of 50_000;
    BRIEFINGS: 6 of 150_000;
    /// Files of tasks as lists of limitations.
    LISTS: 4 of 60_000;
    LIST_ROWS: 4 of 80_000;
    /// What is said in sessions, and what their pages show of it.
    SESSIONS_TOLD: 8 of 80_000;
    MEETINGS: 8 of 40_000;
    SAID_SHOWN: 8 of 30_000;
    /// The limitations and petitions that sessions and documents tell, counted in bytes; in how many in a row each is told.
    TOLD: 2_000_000 of 1;
    RUNS: 8_000 of 60;
    /// Units as the form of a session offers them.
    PLANS: 3 of 250_000;
    /// Tasks that wait for an answer, of each kind of waiting.
    WAITING_TASKS: 20_000 of 250;
    /// Units as forms offer them, to whoever sees one part of the tree.
    UNITS_OFFERED: 16 of 100_000;
    /// Tables of rates, and lists of the tasks behind a number.
    RATE_TABLES: 12 of 1_000_000;
    RATE_PLACES: 3 of 1_200_000;
    /// Texts with what was found in them, counted in bytes.
    TEXTS_READ: 7_100_000 of 1;
    /// What documents could become, and desks as they were seen last.
    PROPOSED: 4 of 1_000_000;
    DESKS: 4 of 2_000_000;
}
