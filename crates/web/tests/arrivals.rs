//! A long file through the whole router: its sender is answered at once, led to a page that goes on by itself, and from
//! there to the desk; nobody else sees it.

use app::messages::Language;
use app::sign_in::Knock;
use app::{Location, Office, Role};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use std::path::PathBuf;
use std::sync::Arc;
use tower::ServiceExt;
use web::{Shared, router};

const PASSWORD: &str = "a long password";
/// The first page is text, the second a picture.
const SCAN: &[u8] = include_bytes!("../../app/tests/formats/scan.pdf");

struct World {
    folder: PathBuf,
    router: Router,
    tokens: [String; 2],
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl World {
    /// With two clerks.
    fn new() -> World {
        let folder = std::env::temp_dir().join(format!("bamsat-arrivals-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let office = Office::open(&Location { data: folder.clone(), database: None }, None, "root").unwrap();
        let office = Arc::new(office);
        let first = office.account_or_first("first").unwrap();
        office.open_account(first, "other").unwrap();
        let tokens = ["first", "other"].map(|name| {
            office.grant(first, name, Role::Clerk, None).unwrap();
            office.give_password(office.account_or_first(name).unwrap(), PASSWORD).unwrap();
            let knock = Knock { name, password: PASSWORD, address: "10.0.0.1", label: "test" };
            office.sign_in(knock).unwrap().token
        });
        let shared = Shared::new(office, Language::English, Box::new(|_| {}));
        World { folder, router: router(&shared), tokens }
    }

    /// Status, where it leads, whether it asks again by itself, and the page.
    async fn ask(&self, request: Request<Body>) -> (StatusCode, String, bool, String) {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let header = |name| response.headers().get(name).map(|it| it.to_str().unwrap().to_owned());
        let (status, to, again) =
            (response.status(), header("location").unwrap_or_default(), header("refresh").is_some());
        let bytes = to_bytes(response.into_body(), 10_000_000).await.unwrap();
        (status, to, again, String::from_utf8_lossy(&bytes).into_owned())
    }

    async fn get(&self, who: usize, path: &str) -> (StatusCode, String, bool, String) {
        let cookie = format!("bamsat={}; bamsat_lang=en", self.tokens[who]);
        self.ask(Request::get(path).header("cookie", cookie).body(Body::empty()).unwrap()).await
    }

    async fn send(&self, bytes: &[u8]) -> (StatusCode, String, bool, String) {
        let head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"scan.pdf\"\r\n\r\n";
        let body = [head.as_bytes(), bytes, b"\r\n--b--\r\n"].concat();
        let request = Request::post("/documents").header("content-type", "multipart/form-data; boundary=b");
        let request = request.header("cookie", format!("bamsat={}; bamsat_lang=en", self.tokens[0]));
        self.ask(request.body(Body::from(body)).unwrap()).await
    }
}

#[tokio::test]
async fn a_long_file_has_a_page_of_its_own_until_it_is_at_its_desk() {
    let world = World::new();
    let (status, page, ..) = world.send(SCAN).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(page.starts_with("/arrivals/"), "{page}");
    assert_eq!(world.get(1, &page).await.0, StatusCode::NOT_FOUND, "nobody else's");
    let mut n_asked = 0;
    let desk = loop {
        n_asked += 1;
        let (status, to, is_again, text) = world.get(0, &page).await;
        if status == StatusCode::SEE_OTHER {
            break to;
        }
        assert!(is_again && text.contains("scan.pdf") && n_asked < 100_000, "{status} {text}");
    };
    assert!(desk.starts_with("/documents/") && desk.ends_with("/intake"), "{desk}");
    assert_eq!(world.get(0, &desk).await.0, StatusCode::OK);
    // The same file once more is known: it is led to what is there.
    let (_, again, ..) = world.send(SCAN).await;
    let mut to = again;
    while to.starts_with("/arrivals/") {
        let (status, next, ..) = world.get(0, &to).await;
        to = if status == StatusCode::SEE_OTHER { next } else { to };
    }
    assert!(to.ends_with("?note=known"), "{to}");
}
