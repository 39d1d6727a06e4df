//! The server: its runtime, what all requests share, and its end.

use crate::arrivals;
use crate::feed::Feed;
use crate::router::router;
use app::Office;
use app::messages::Language;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// Requests that read or write at once; the others wait without holding a thread.
const MOST_READS: usize = 8;
const WRITES: usize = 12;
/// Hashing a password takes 19 MB and a whole core.
const HASHINGS: usize = 2;
/// A file of tasks is written as fast as whoever takes it reads.
const DOWNLOADS: usize = 2;
/// A file of 100 MB is read in memory.
const UPLOADS: usize = 1;
/// All forms with files that come in at once, in kilobytes of memory: so many from those who sign in, so many by links.
const FORMS_KILOBYTES: usize = 100_100;
/// Files that are looked through at once: recognising letters takes a whole core.
const LOOKS: usize = 2;
/// Threads beside those of the readers: one for each of the seven long ones above, and five for writes, which wait for each
/// other anyway, and for live connections that look who listens. Each thread keeps memory of its own.
const MORE_THREADS: usize = 12;
/// How long requests that are under way may take once the server is to end.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

/// More readers than twice the cores only wait for each other, each with a connection and its memory.
fn reads() -> usize {
    std::thread::available_parallelism().map_or(MOST_READS, |it| (2 * it.get()).min(MOST_READS))
}

/// How a server is started.
pub struct Options {
    pub listen: SocketAddr,
    /// How others reach it, `https://so.example`; `None` where it is what the browser asked for.
    pub public_address: Option<String>,
    /// The language of whoever asks for none.
    pub language: Language,
    /// Told once it listens, with the address.
    pub on_listening: Box<dyn FnOnce(SocketAddr) + Send>,
    /// Told what went wrong, for whoever runs the machine.
    pub tell_fault: Box<dyn Fn(&str) + Send + Sync>,
}

/// What all requests share.
pub struct Shared {
    pub office: Arc<Office>,
    pub(crate) public_address: Option<String>,
    pub(crate) language: Language,
    pub(crate) reads: Arc<Semaphore>,
    pub(crate) writes: Arc<Semaphore>,
    pub(crate) hashings: Arc<Semaphore>,
    pub(crate) uploads: Arc<Semaphore>,
    pub(crate) downloads: Arc<Semaphore>,
    pub(crate) forms: Arc<Semaphore>,
    pub(crate) link_forms: Arc<Semaphore>,
    pub(crate) looks: Arc<Semaphore>,
    pub(crate) feed: Feed,
    pub(crate) tell_fault: Box<dyn Fn(&str) + Send + Sync>,
}

impl Shared {
    pub fn new(office: Arc<Office>, language: Language, tell_fault: Box<dyn Fn(&str) + Send + Sync>) -> Arc<Shared> {
        Shared::at(None, office, language, tell_fault)
    }

    /// The same with the address by which others reach it.
    pub fn at(
        public_address: Option<String>,
        office: Arc<Office>,
        language: Language,
        tell_fault: Box<dyn Fn(&str) + Send + Sync>,
    ) -> Arc<Shared> {
        let turns = |n| Arc::new(Semaphore::new(n));
        Arc::new(Shared {
            office,
            public_address,
            language,
            reads: turns(reads()),
            writes: turns(WRITES),
            hashings: turns(HASHINGS),
            uploads: turns(UPLOADS),
            downloads: turns(DOWNLOADS),
            forms: turns(FORMS_KILOBYTES),
            link_forms: turns(FORMS_KILOBYTES),
            looks: turns(LOOKS),
            feed: Feed::default(),
            tell_fault,
        })
    }
}

/// Serves until the process is asked to end; requests under way are answered first.
///
/// # Errors
/// When it cannot listen.
pub fn serve(office: Arc<Office>, options: Options) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(reads() + MORE_THREADS)
        .build()?;
    let served = runtime.block_on(run(office, options));
    // What still waits for a browser that went away is not waited for.
    runtime.shutdown_timeout(Duration::from_secs(1));
    served
}

async fn run(office: Arc<Office>, options: Options) -> io::Result<()> {
    let Options { listen, public_address, language, on_listening, tell_fault } = options;
    let shared = Shared::at(public_address, office, language, tell_fault);
    let listener = TcpListener::bind(listen).await?;
    on_listening(listener.local_addr()?);
    let counting = Arc::clone(&shared);
    tokio::task::spawn_blocking(move || {
        if let Err(error) = counting.office.count_waiting() {
            (counting.tell_fault)(&format!("counting what waits: {error}"));
        }
    });
    let resuming = Arc::clone(&shared);
    let resume = move || match resuming.office.resume_arrivals() {
        Ok(()) => arrivals::read_waiting(&resuming),
        Err(error) => (resuming.tell_fault)(&format!("taking up what waits: {error}")),
    };
    // Before the first request: what is sent from then on is not known to it. A fault in it keeps nobody out.
    let _ = tokio::task::spawn_blocking(resume).await;
    let service = router(&shared).into_make_service_with_connect_info::<SocketAddr>();
    let (ended, end) = tokio::sync::oneshot::channel();
    let server = axum::serve(listener, service).with_graceful_shutdown({
        let shared = Arc::clone(&shared);
        async move {
            asked_to_end().await;
            shared.feed.end();
            let _ = ended.send(());
        }
    });
    let too_long = async {
        let _ = end.await;
        tokio::time::sleep(LAST_REQUESTS).await;
    };
    tokio::select! {
        served = server => served,
        () = too_long => Ok(()),
    }
}

/// Ctrl-C, or the signal by which a service manager ends a service.
async fn asked_to_end() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else {
            let _ = interrupt.await;
            return;
        };
        tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
}
