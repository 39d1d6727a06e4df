//! The register goes on where a page of it ended, and nowhere else.

use app::views::TaskQuery;
use app::{Error, Location, Office, Role};
use model::Refusal;

#[test]
fn a_place_of_another_list_is_refused_and_not_taken_for_the_beginning() {
    let data = std::env::temp_dir().join(format!("app-leafing-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&data);
    let office = Office::open(&Location { data: data.clone(), database: None }, None, "root").unwrap();
    let actor = office.account_or_first("office").unwrap();
    office.grant(actor, "office", Role::Clerk, None).unwrap();
    let viewer = office.viewer(actor).unwrap();
    let cases = [
        ("open", "c2026-0001", true),
        ("overdue", "l2026-01-01.2026-0001", true),
        ("overdue", "c2026-0001", false),
        ("open", "l2026-01-01.2026-0001", false),
        ("open", "f77", false),
        ("open", "f9223372036854775807", false),
    ];
    for (state, after, fits) in cases {
        let query = TaskQuery { state: state.to_owned(), after: after.to_owned(), ..TaskQuery::default() };
        let answer = office.task_register(&viewer, &query).map(drop);
        let refused =
            matches!(&answer, Err(Error::Refused(Refusal::FilterUnreadable { field, .. })) if field == "after");
        assert_eq!((answer.is_ok(), refused), (fits, !fits), "{state} after {after}: {answer:?}");
    }
    std::fs::remove_dir_all(&data).unwrap();
}
