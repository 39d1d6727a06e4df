//! Requests and what their answers must hold, as data, through the whole router.

use app::intake::read_file;
use app::messages::Language;
use app::sign_in::Knock;
use app::{Location, Office, Role};
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use futures_util::StreamExt;
use model::act::task::give_link::GiveLink;
use std::collections::HashMap;
use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tower::ServiceExt;
use web::{Shared, router};

const EXAMPLE: &str = include_str!("../../../examples/02-notice-khuoi-leng-reservoir-2020-05-12.txt");
const PASSWORD: &str = "long enough";

/// A register of its own, removed at the end.
struct Home {
    folder: PathBuf,
    office: Arc<Office>,
    shared: Arc<Shared>,
    names: HashMap<String, String>,
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn knock(name: &str) -> Knock<'_> {
    Knock { name, password: PASSWORD, address: "test", label: "test" }
}

impl Home {
    fn new(name: &str) -> Home {
        let folder = std::env::temp_dir().join(format!("bamsat-web-{name}-{}", std::process::id()));
        let location = Location { data: folder.clone(), database: None };
        let office = Arc::new(Office::open(&location, None, "Root").unwrap());
        let shared = Shared::new(Arc::clone(&office), Language::Vietnamese, Box::new(|_| ()));
        Home { folder, office, shared, names: HashMap::new() }
    }

    /// With two people and a document.
    fn filled(name: &str) -> Home {
        let mut home = Home::new(name);
        let office = Arc::clone(&home.office);
        let first = office.sign_in_first(&office.first_code(), knock("Office")).unwrap();
        let file = read_file("notice.txt", EXAMPLE.as_bytes().to_vec()).unwrap();
        office.accept(&file, "Office", false).unwrap();
        let officer = office.open_account(first.account, "Officer").unwrap();
        office.grant(first.account, "Officer", Role::UnitOfficer, None).unwrap();
        let second = office.sign_in_first(&office.account_code(officer).unwrap(), knock("Officer")).unwrap();
        let task = office.tasks().unwrap().tasks.remove(0);
        let names = [
            ("{office session}", blake3::hash(first.token.as_bytes()).to_string()),
            ("office", first.token),
            ("officer", second.token),
            ("{office}", first.account.to_string()),
            ("{officer}", officer.to_string()),
            ("{task}", task.code),
            ("{today}", office.today().to_string()),
            ("{last_on}", office.today().tomorrow().unwrap().strftime("%d/%m/%Y").to_string()),
            ("{task id}", task.id.to_string()),
            ("{root}", office.units().unwrap().units[0].id.to_string()),
        ];
        home.names = names.map(|(name, value)| (name.to_owned(), value)).into();
        home
    }

    fn filled_in(&self, text: &str) -> String {
        let named = self.names.iter().filter(|it| it.0.starts_with('{'));
        named.fold(text.to_owned(), |text, (name, value)| text.replace(name, value))
    }

    async fn answer(&self, request: Request<Body>) -> (StatusCode, HeaderMap, String) {
        let response = router(&self.shared).oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        (parts.status, parts.headers, String::from_utf8_lossy(&body).into_owned())
    }
}

const FORMATS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../app/tests/formats");

/// One part of a form.
fn part(named: &str, value: &[u8]) -> Vec<u8> {
    let head = format!("--b\r\nContent-Disposition: form-data; {named}\r\n\r\n");
    [head.as_bytes(), value, b"\r\n"].concat()
}

/// One request of the file, and every line that must hold of its answer. What is kept of it can be named by later ones.
async fn check(home: &mut Home, case: &str) {
    let case = home.filled_in(case);
    let mut lines = case.lines().filter(|it| !it.is_empty());
    let title = lines.next().unwrap_or_default();
    let asked: Vec<&str> = lines.next().unwrap_or_default().split(' ').collect();
    let [method, path, "as", who] = asked[..] else { panic!("{title}: no request") };
    let mut request = Request::builder().method(method).uri(path).header("host", "register.test");
    if let Some(token) = home.names.get(who) {
        request = request.header("cookie", format!("bamsat={token}"));
    }
    let (mut body, mut parts, mut wanted) = (Vec::new(), Vec::new(), Vec::new());
    for line in lines {
        match line.split_once(' ').unwrap_or((line, "")) {
            ("+", header) => {
                let (name, value) = header.split_once(": ").unwrap();
                request = request.header(name, value);
            }
            ("body", text) => body = text.into(),
            ("part", field) => {
                let (name, value) = field.split_once('=').unwrap();
                parts.extend(part(&format!("name=\"{name}\""), value.as_bytes()));
            }
            ("file", file) => {
                let (name, text) = file.split_once(' ').unwrap_or((file, ""));
                parts
                    .extend(part(&format!("name=\"file\"; filename=\"{name}\""), text.replace("\\n", "\n").as_bytes()));
            }
            // One of the files of app/tests/formats.
            ("format", name) => {
                let bytes = fs::read(Path::new(FORMATS).join(name)).unwrap();
                parts.extend(part(&format!("name=\"file\"; filename=\"{name}\""), &bytes));
            }
            other => wanted.push(other),
        }
    }
    if !parts.is_empty() {
        request = request.header("content-type", FILE);
        body = [&parts[..], b"--b--\r\n"].concat();
    }
    let (status, headers, text) = home.answer(request.body(Body::from(body)).unwrap()).await;
    let mut ids: Vec<&str> = text.split(" id=\"").skip(1).filter_map(|it| it.split('"').next()).collect();
    ids.sort_unstable();
    assert!(ids.windows(2).all(|it| it[0] != it[1]), "{title}: an id stands twice: {ids:?}");
    for (word, rest) in wanted {
        let holds = match word {
            "->" => status.as_str() == rest,
            "has" => text.contains(rest),
            "no" => !text.contains(rest),
            "n" => {
                let (n, mark) = rest.split_once(' ').unwrap();
                text.matches(mark).count().to_string() == n
            }
            "keep" => {
                let (name, mark) = rest.split_once(' ').unwrap();
                let is_of_it = |it: char| it.is_ascii_alphanumeric() || it == '-';
                let after = text.split_once(mark).map(|it| it.1.split(|it| !is_of_it(it)).next().unwrap_or_default());
                let kept = after.unwrap_or_default().to_owned();
                let is_there = !kept.is_empty();
                home.names.insert(name.to_owned(), kept);
                is_there
            }
            "to" => headers.get("location").is_some_and(|it| it == rest),
            header => {
                let values = headers.get_all(header.trim_end_matches(':')).iter();
                values.filter_map(|it| it.to_str().ok()).any(|it| it.contains(rest))
            }
        };
        assert!(holds, "{title}: `{word} {rest}`\n{status} {headers:?}\n{text}");
    }
}

fn run(work: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(work);
}

#[test]
fn each_request_is_answered_as_its_lines_say() {
    let files = [
        ("requests", include_str!("requests.txt")),
        ("links", include_str!("links.txt")),
        ("kept", include_str!("kept.txt")),
    ];
    files.into_iter().for_each(answered);
}

#[test]
fn each_act_of_a_task_is_answered_as_its_lines_say() {
    answered(("acts", include_str!("acts.txt")));
}

#[test]
fn limitations_and_petitions_are_followed_as_the_lines_say() {
    answered(("matters", include_str!("matters.txt")));
}

#[test]
fn petitions_of_minutes_are_taken_up_and_answered_as_the_lines_say() {
    answered(("petitions", include_str!("petitions.txt")));
}

#[test]
fn what_a_report_tells_is_followed_as_the_lines_say() {
    answered(("reports", include_str!("reports.txt")));
}

#[test]
fn each_task_that_is_typed_by_hand_is_answered_as_its_lines_say() {
    answered(("assigning", include_str!("assigning.txt")));
}

#[test]
fn guests_are_invited_and_report_as_the_lines_say() {
    answered(("guests", include_str!("guests.txt")));
}

#[test]
fn the_plan_of_a_task_is_read_as_the_lines_say() {
    answered(("plans", include_str!("plans.txt")));
}

#[test]
fn the_list_of_a_task_is_read_as_the_lines_say() {
    answered(("lists", include_str!("lists.txt")));
}

#[test]
fn the_document_of_a_task_is_added_as_the_lines_say() {
    answered(("sourcing", include_str!("sourcing.txt")));
}

#[test]
fn a_notice_is_taken_out_of_its_session_as_the_lines_say() {
    answered(("notices", include_str!("notices.txt")));
}

/// Every request of a file, in a register of its own.
fn answered((name, text): (&str, &str)) {
    run(async {
        let mut home = Home::filled(name);
        for case in text.split("\n= ").skip(1) {
            check(&mut home, case).await;
        }
    });
}

/// A desk of many rows is drawn page by page, and what is settled takes a line without forms.
#[test]
fn a_long_desk_has_pages() {
    run(async {
        let home = Home::filled("long-desk");
        let (head, row) = include_str!("../../app/tests/long_sheet.txt").trim_end().rsplit_once('\n').unwrap();
        let rows: String = (1..=70).map(|n| format!("{}\r\n", row.replace("{n}", &n.to_string()))).collect();
        let file = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"sheet.txt\"\r\n\r\n";
        let body = format!("{file}{head}\r\n{rows}\r\n--b--\r\n");
        let cookie = format!("bamsat={}", home.names["office"]);
        let request = |builder: axum::http::request::Builder, body: String| {
            builder.header("cookie", &cookie).body(Body::from(body)).unwrap()
        };
        let sent = Request::post("/documents").header("content-type", "multipart/form-data; boundary=b");
        let (_, headers, _) = home.answer(request(sent, body)).await;
        let mut desk = headers["location"].to_str().unwrap().to_owned();
        // A busy machine reads it on a page of its own.
        while desk.starts_with("/arrivals/") {
            let (_, headers, _) = home.answer(request(Request::get(&desk), String::new())).await;
            desk = headers.get("location").map_or(desk, |it| it.to_str().unwrap().to_owned());
            tokio::task::yield_now().await;
        }
        let get = async |address: String| home.answer(request(Request::get(address), String::new())).await.2;
        let (first, second) = (get(desk.clone()).await, get(format!("{desk}?at=d25")).await);
        assert_eq!([first.contains("id=\"d24\""), first.contains("id=\"d25\"")], [true, false]);
        assert_eq!([second.contains("id=\"d24\""), second.contains("id=\"d25\"")], [false, true]);
        assert!(first.contains("href=\"?at=d25#slips\"") && second.contains("href=\"?at=d1#slips\""));
        let form = Request::post(format!("{desk}/sure")).header("content-type", "application/x-www-form-urlencoded");
        assert_eq!(home.answer(request(form, String::new())).await.0, StatusCode::SEE_OTHER);
        let taken = get(format!("{desk}?at=finish")).await;
        assert_eq!(taken.matches("name=\"was-words\"").count(), 0);
        assert!(taken.contains("id=\"d24\"") && taken.len() * 3 < first.len(), "{} {}", taken.len(), first.len());
    });
}

#[test]
fn a_document_that_looks_known_is_asked_about() {
    run(async {
        let home = Home::filled("known");
        let send = async |another: &str| {
            let file = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"again.txt\"\r\n\r\n";
            let body = format!("{another}{file}{EXAMPLE}\n\r\n--b--\r\n");
            let request = Request::post("/documents").header("content-type", "multipart/form-data; boundary=b");
            let cookie = format!("bamsat={}", home.names["office"]);
            home.answer(request.header("cookie", cookie).body(Body::from(body)).unwrap()).await
        };
        let (status, _, text) = send("").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let known = home.office.documents().unwrap().documents[0].id;
        for wanted in [format!("href=\"/documents/{known}\""), "name=\"another\"".to_owned()] {
            assert!(text.contains(&wanted), "{wanted}: {text}");
        }
        assert!(!text.contains("--another"), "{text}");
        let (status, ..) = send("--b\r\nContent-Disposition: form-data; name=\"another\"\r\n\r\n1\r\n").await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert_eq!(home.office.documents().unwrap().documents.len(), 2);
    });
}

#[test]
fn a_file_of_every_format_is_taken_in_or_answered_with_what_to_do() {
    run(async {
        let home = Home::filled("formats");
        let cookie = format!("bamsat={}", home.names["office"]);
        for case in include_str!("formats.txt").lines().filter(|it| !it.starts_with('#')) {
            let [name, from, wanted, has, no] = case.split(" | ").collect::<Vec<_>>()[..] else { panic!("{case}") };
            let bytes = fs::read(Path::new(FORMATS).join(from)).unwrap_or_else(|_| from.into());
            let head = "--b\r\nContent-Disposition: form-data; name=\"another\"\r\n\r\n1\r\n--b\r\n";
            let file = format!("Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
            let body = [head.as_bytes(), file.as_bytes(), &bytes, b"\r\n--b--\r\n"].concat();
            let request = Request::post("/documents").header("content-type", FILE).header("cookie", &cookie);
            let (status, headers, mut text) = home.answer(request.body(Body::from(body)).unwrap()).await;
            assert_eq!(status.as_str(), wanted, "{name}: {text}");
            if let Some(page) = headers.get("location") {
                let request = Request::get(page.to_str().unwrap()).header("cookie", &cookie);
                text = home.answer(request.body(Body::empty()).unwrap()).await.2;
            }
            assert!(text.contains(has) && !text.contains(no), "{case}: {text}");
        }
    });
}

#[test]
fn tries_run_out_and_the_wait_is_told() {
    run(async {
        let home = Home::filled("tries");
        let mut statuses = Vec::new();
        for _ in 0..12 {
            let body = Body::from("name=Office&password=wrong-password");
            let request = Request::post("/sign-in").header("host", "register.test").body(body).unwrap();
            let (status, headers, _) = home.answer(request).await;
            statuses.push((status, headers.get("retry-after").is_some()));
        }
        assert_eq!(statuses.first(), Some(&(StatusCode::FORBIDDEN, false)));
        assert_eq!(statuses.last(), Some(&(StatusCode::TOO_MANY_REQUESTS, true)));
    });
}

#[test]
fn a_new_register_begins_with_the_code_of_the_console() {
    run(async {
        let home = Home::new("first");
        let post = |body: String| Request::post("/first").header("host", "r.test").body(Body::from(body)).unwrap();
        let door = Request::get("/sign-in").body(Body::empty()).unwrap();
        let (status, headers, _) = home.answer(door).await;
        assert_eq!((status, headers["location"].to_str().unwrap()), (StatusCode::SEE_OTHER, "/first"));
        let code = home.office.first_code();
        let (status, ..) = home.answer(post("code=AAAAA-AAAAA&name=Office&password=long+enough".to_owned())).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        let (status, ..) = home.answer(post(format!("code={code}&name=Office&password=short"))).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let (status, headers, _) = home.answer(post(format!("code={code}&name=Office&password=long+enough"))).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let cookie = headers["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        let page = Request::get("/tasks").header("cookie", &cookie).body(Body::empty()).unwrap();
        assert_eq!(home.answer(page).await.0, StatusCode::OK);
        // The code was used: it opens no second account.
        let (status, ..) = home.answer(post(format!("code={code}&name=Other&password=long+enough"))).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        let out = Request::post("/sign-out").header("cookie", &cookie).body(Body::empty()).unwrap();
        assert_eq!(home.answer(out).await.0, StatusCode::SEE_OTHER);
        let page = Request::get("/tasks").header("cookie", &cookie).body(Body::empty()).unwrap();
        assert_eq!(home.answer(page).await.0, StatusCode::SEE_OTHER);
    });
}

/// A body of so many blanks in pieces, and how many of them were asked for.
fn blanks(n: usize) -> (Body, Arc<AtomicUsize>) {
    const PIECE: usize = 10_000;
    let n_read = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&n_read);
    let piece = move |at| {
        counted.fetch_add(PIECE.min(n - at), Ordering::Relaxed);
        Ok::<_, Infallible>(vec![b' '; PIECE.min(n - at)])
    };
    (Body::from_stream(futures_util::stream::iter((0..n).step_by(PIECE)).map(piece)), n_read)
}

/// A form with a file, as far as its head.
const FILE: &str = "multipart/form-data; boundary=b";

#[test]
fn a_body_is_read_as_far_as_whoever_sends_it_may() {
    run(async {
        let home = Home::filled("long");
        let cases = [
            ("/sign-in", "nobody", 65_000, StatusCode::PAYLOAD_TOO_LARGE, 80_000),
            ("/first", "nobody", 65_000, StatusCode::PAYLOAD_TOO_LARGE, 80_000),
            ("/me/password", "office", 65_000, StatusCode::PAYLOAD_TOO_LARGE, 80_000),
            ("/api/sign-in", "nobody", 65_000, StatusCode::PAYLOAD_TOO_LARGE, 80_000),
            ("/api/acts", "nobody", 65_000, StatusCode::UNAUTHORIZED, 0),
            ("/api/acts", "office", 65_000, StatusCode::BAD_REQUEST, 65_000),
            ("/api/acts", "office", 3_000_000, StatusCode::PAYLOAD_TOO_LARGE, 2_020_000),
            ("/tasks/{task}/acts/receive", "nobody", 65_000, StatusCode::UNAUTHORIZED, 0),
            ("/tasks/{task}/acts/receive", "office", 3_000_000, StatusCode::PAYLOAD_TOO_LARGE, 2_020_000),
            ("/tasks/{task}/acts/report_done", "nobody", 3_000_000, StatusCode::UNAUTHORIZED, 0),
            ("/tasks/{task}/acts/report_done", "office", 101_000_000, StatusCode::PAYLOAD_TOO_LARGE, 100_100_000),
            ("/api/tasks/{task}/uploads/a", "nobody", 3_000_000, StatusCode::UNAUTHORIZED, 0),
            ("/api/tasks/{task}/uploads/a", "office", 3_000_000, StatusCode::PAYLOAD_TOO_LARGE, 1_020_000),
            ("/l/guess", "nobody", 3_000_000, StatusCode::NOT_FOUND, 0),
            ("/api/l/guess/uploads/a", "nobody", 3_000_000, StatusCode::NOT_FOUND, 0),
            ("/documents", "nobody", 3_000_000, StatusCode::UNAUTHORIZED, 0),
            ("/documents", "officer", 3_000_000, StatusCode::FORBIDDEN, 0),
            ("/api/documents", "office", 3_000_000, StatusCode::BAD_REQUEST, 3_000_000),
            ("/api/documents", "office", 101_000_000, StatusCode::PAYLOAD_TOO_LARGE, 100_100_000),
        ];
        for (path, who, n, wanted, most_read) in cases {
            let (body, n_read) = blanks(n);
            let mut request = Request::post(home.filled_in(path)).header("content-type", FILE);
            if let Some(token) = home.names.get(who) {
                request = request.header("cookie", format!("bamsat={token}"));
            }
            let (status, _, text) = home.answer(request.body(body).unwrap()).await;
            let n_read = n_read.load(Ordering::Relaxed);
            assert_eq!(status, wanted, "{n} bytes to {path} as {who}: {text}");
            assert!(n_read <= most_read, "{n} bytes to {path} as {who}: {n_read} were read");
        }
    });
}

/// A form with files that was announced as the longest there may be, and of which a few bytes came.
fn begun(path: &str, cookie: &str) -> Request<Body> {
    let first = futures_util::stream::once(async { Ok::<_, Infallible>(b"--b\r\n".to_vec()) });
    let body = Body::from_stream(first.chain(futures_util::stream::pending()));
    let request = Request::post(path).header("content-type", FILE).header("content-length", "99999000");
    request.header("cookie", cookie).body(body).unwrap()
}

#[test]
fn forms_that_do_not_come_keep_nobody_out() {
    run(async {
        let home = Home::filled("begun");
        let viewer = home.office.viewer(home.names["{officer}"].parse().unwrap()).unwrap();
        let give = GiveLink { to: "somebody".to_owned(), last_on: home.office.today() };
        let link = home.office.give_link(&viewer, &home.names["{task}"], give, "link".to_owned()).unwrap();
        let cookie = format!("bamsat={}", home.names["officer"]);
        let (door, report) = (format!("/l/{}", link.token), home.filled_in("/tasks/{task}/acts/report_progress"));
        let under_way: Vec<_> = [(&door, ""), (&door, ""), (&report, cookie.as_str()), (&report, &cookie)]
            .map(|(path, cookie)| tokio::spawn(router(&home.shared).oneshot(begun(path, cookie))))
            .into();
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        let form = |act: &str| {
            let part = |name: &str, value: &str| {
                format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
            };
            let file =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nwords\r\n--b--\r\n";
            Body::from(part("key", "k") + &part("act", act) + &part("words", "words") + file)
        };
        for (path, cookie) in [(&report, cookie.as_str()), (&door, "")] {
            let request = Request::post(path).header("content-type", FILE).header("cookie", cookie);
            let (status, _, text) = home.answer(request.body(form("report_progress")).unwrap()).await;
            assert_eq!(status, StatusCode::SEE_OTHER, "{path}: {text}");
        }
        under_way.iter().for_each(tokio::task::JoinHandle::abort);
    });
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let home = Home::filled("slow");
    for (path, who) in [("/sign-in", "nobody"), ("/api/acts", "office"), ("/documents", "office")] {
        let body = Body::from_stream(futures_util::stream::pending::<Result<Vec<u8>, Infallible>>());
        let mut request = Request::post(path).header("content-type", FILE);
        if let Some(token) = home.names.get(who) {
            request = request.header("cookie", format!("bamsat={token}"));
        }
        let an_hour = std::time::Duration::from_secs(3_600);
        let answer = tokio::time::timeout(an_hour, home.answer(request.body(body).unwrap())).await;
        let (status, _, text) = answer.unwrap_or_else(|_| panic!("{path} waits"));
        assert_eq!(status, StatusCode::REQUEST_TIMEOUT, "{path}: {text}");
    }
}
