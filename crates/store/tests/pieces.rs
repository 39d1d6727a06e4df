//! What is asked of one thing, or of some, is what all of them say of it.

#[expect(dead_code, reason = "uses a part")]
mod common;

use common::{Script, on_both};
use model::state::Ending;
use model::{DocumentId, SessionId, UnitId};
use std::collections::BTreeSet;

#[test]
fn a_piece_is_a_part_of_the_whole() {
    on_both(|home| {
        let store = home.open();
        for it in Script::all(70).into_iter().chain(Script::later()) {
            store.submit(it).unwrap();
        }
        let register = Script::register();
        let (documents, sessions) = (store.documents(register).unwrap(), store.sessions(register).unwrap());
        let (decisions, marks) =
            (store.decisions(register, None).unwrap(), store.drafts_marked(register, None).unwrap());
        assert_eq!((documents.len(), sessions.len(), marks.len()), (72, 75, 2));
        for it in documents.iter().step_by(23) {
            assert_eq!(store.document(register, it.id).unwrap().as_ref(), Some(it));
            let mut of_it = decisions.clone();
            of_it.retain(|decision| decision.document == it.id);
            assert_eq!(store.decisions(register, Some(it.id)).unwrap(), of_it);
            let mut endings: Vec<Option<Ending>> = of_it.iter().map(|it| it.ending).collect();
            endings.sort_by_key(|it| format!("{it:?}"));
            assert_eq!(endings, [None, Some(Ending::Guidance), Some(Ending::NoTask), Some(Ending::Tasks)]);
            let mut of_it = marks.clone();
            of_it.retain(|mark| mark.document == it.id);
            assert_eq!(store.drafts_marked(register, Some(it.id)).unwrap(), of_it);
            let held: Vec<_> = sessions.iter().filter(|session| session.document == Some(it.id)).cloned().collect();
            assert_eq!((store.sessions_of_document(register, it.id).unwrap(), held.len()), (held.clone(), 1));
            assert_eq!(store.session(register, held[0].id).unwrap().as_ref(), Some(&held[0]));
        }
        assert_eq!(store.document(register, Script::document(999)).unwrap(), None);
        assert_eq!(store.session(register, Script::session(999)).unwrap(), None);
    });
}

#[test]
fn the_units_of_many_are_those_of_each() {
    on_both(|home| {
        let store = home.open();
        for it in Script::all(70) {
            store.submit(it).unwrap();
        }
        let register = Script::register();
        // One that is not there, and more than one statement asks for.
        let documents: Vec<DocumentId> = (0..71).map(Script::document).collect();
        let sessions: Vec<SessionId> = (0..71).map(Script::session).collect();
        let of_documents = store.units_of_documents(register, &documents).unwrap();
        let of_sessions = store.units_of_sessions(register, &sessions).unwrap();
        assert_eq!((of_documents.len(), of_sessions.len()), (70, 70));
        let set = |units: &[UnitId]| units.iter().copied().collect::<BTreeSet<_>>();
        let units = |these: &[u64]| these.iter().map(|it| Script::unit(*it)).collect::<BTreeSet<_>>();
        for (document, session) in documents[..70].iter().zip(&sessions) {
            assert_eq!(set(&of_documents[document]), units(&[0, 1, 2, 3]));
            assert_eq!(set(&store.units_of_document(register, *document).unwrap()), units(&[0, 1, 2, 3]));
            assert_eq!(set(&of_sessions[session]), units(&[0, 2, 3]));
        }
        assert!(store.units_of_documents(register, &[]).unwrap().is_empty());
    });
}
