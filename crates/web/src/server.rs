//! HTTP over connections bounded in number and in patience: who sends half a request, reads nothing, or holds connections open, is
//! cut off and takes nobody else's place.

use crate::throttle::Network;
use axum::{Router, body::Body, extract::ConnectInfo, http::StatusCode};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use std::{
    collections::HashMap,
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{net::TcpListener, sync::Semaphore};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};

/// How much a sender may ask of a server.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The head of a request, or the next request of a connection, comes within this time.
    pub head: Duration,
    /// No pause within a body is longer, nor does a reader of the answer take nothing for longer.
    pub pause: Duration,
    /// From the head of the request to the head of the answer.
    pub exchange: Duration,
    /// Connections at once.
    pub connections: usize,
    /// Connections of one address at once.
    pub of_one: usize,
    /// Addresses to which `of_one` does not apply: proxies, behind which many people are.
    pub proxies: Vec<IpAddr>,
}
impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(15),
            pause: Duration::from_secs(20),
            exchange: Duration::from_secs(600),
            connections: 4096,
            of_one: 256,
            proxies: Vec::new(),
        }
    }
}

/// How long open requests are waited for at the end.
const FAREWELL: Duration = Duration::from_secs(10);
/// How long to wait when the system has no more connections to give.
const BREATH: Duration = Duration::from_millis(500);
/// The longest head of a request, all its fields together.
const LONGEST_HEAD: usize = 64 * 1024;

/// Serves until `end`; then takes no new connection and lets open requests finish for a while.
pub async fn serve(listener: TcpListener, router: Router, limits: Limits, end: impl Future<Output = ()>) {
    let router = router
        .layer(RequestBodyTimeoutLayer::new(limits.pause))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, limits.exchange));
    let (places, open) = (Arc::new(Semaphore::new(limits.connections)), Arc::new(Open::default()));
    let graceful = GracefulShutdown::new();
    let mut end = std::pin::pin!(end);
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            () = &mut end => break,
            next = next => next,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(problem) => {
                tracing::warn!(%problem, "no connection could be taken");
                tokio::time::sleep(BREATH).await;
                continue;
            }
        };
        let address = peer.ip().to_canonical();
        let most = if limits.proxies.contains(&address) { usize::MAX } else { limits.of_one };
        let Some(seat) = Open::take(&open, address, most) else {
            metrics::counter!("yangcai_connections_refused_total").increment(1);
            continue;
        };
        let router = router.clone();
        let service = service_fn(move |request: hyper::Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo::<SocketAddr>(peer));
            router.clone().oneshot(request)
        });
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(limits.pause));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.head)
            .max_buf_size(LONGEST_HEAD)
            .serve_connection(TokioIo::new(Box::pin(stream)), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            let _held = (place, seat);
            if let Err(problem) = connection.await {
                tracing::debug!(%problem, "a connection ended early");
            }
        });
    }
    if tokio::time::timeout(FAREWELL, graceful.shutdown()).await.is_err() {
        tracing::info!("requests still open were cut off");
    }
}

/// Open connections by address.
#[derive(Default)]
struct Open(Mutex<HashMap<Network, usize>>);
impl Open {
    fn take(open: &Arc<Self>, address: IpAddr, most: usize) -> Option<Seat> {
        let network = Network::from(address);
        let mut all = open.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = all.entry(network).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(Seat { open: Arc::clone(open), network })
    }
}

/// One connection's place among those of its address.
struct Seat {
    open: Arc<Open>,
    network: Network,
}
impl Drop for Seat {
    fn drop(&mut self) {
        let mut all = self.open.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = all.get_mut(&self.network) {
            *count -= 1;
            if *count == 0 {
                all.remove(&self.network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::{get, post};
    use std::time::Instant;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpStream,
        sync::oneshot,
    };

    async fn server(limits: Limits) -> (SocketAddr, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let router = Router::new()
            .route(
                "/",
                get(|ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.ip().to_string() }),
            )
            .route("/", post(|body: String| async move { body }))
            .route("/slow", get(std::future::pending::<String>))
            .route("/long", get(|| async { vec![b'a'; 64 << 20] }));
        let (end, ended) = oneshot::channel::<()>();
        let served = tokio::spawn(serve(listener, router, limits, async {
            let _ = ended.await;
        }));
        (address, end, served)
    }
    fn hasty() -> Limits {
        let short = Duration::from_millis(300);
        Limits { head: short, pause: short, exchange: Duration::from_secs(2), ..Limits::default() }
    }
    /// What comes back until the other end closes.
    async fn say(address: SocketAddr, words: &str) -> String {
        let mut stream = TcpStream::connect(address).await.expect("connected");
        // The other end may hang up before everything is said.
        let _ = stream.write_all(words.as_bytes()).await;
        let mut answer = String::new();
        let _ = tokio::time::timeout(Duration::from_secs(5), stream.read_to_string(&mut answer))
            .await
            .expect("the server closes");
        answer
    }

    #[tokio::test]
    async fn half_a_request_is_cut_off() {
        let (address, _end, _) = server(hasty()).await;
        let begun = Instant::now();
        assert!(say(address, "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ").await.is_empty());
        let body = say(address, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf").await;
        assert!(!body.contains(" 200 "), "{body}");
        let idle = say(address, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").await;
        assert!(idle.contains(" 200 ") && idle.ends_with("127.0.0.1"), "{idle}");
        let slow = say(address, "GET /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await;
        assert!(slow.contains(" 408 "), "{slow}");
        assert!(begun.elapsed() < Duration::from_secs(10));
    }
    #[tokio::test]
    async fn who_reads_nothing_is_cut_off() {
        let (address, _end, _) = server(Limits { of_one: 1, ..hasty() }).await;
        let mut held = TcpStream::connect(address).await.expect("connected");
        held.write_all(b"GET /long HTTP/1.1\r\nHost: a\r\n\r\n").await.expect("asked");
        let ask = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        assert!(say(address, ask).await.is_empty(), "the place is taken while something may yet be read");
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert!(say(address, ask).await.contains(" 200 "), "its place is free");
        drop(held);
    }
    #[tokio::test]
    async fn one_address_does_not_take_every_place() {
        let (address, _end, _) = server(Limits { of_one: 3, ..Limits::default() }).await;
        let mut held = Vec::new();
        for _ in 0..3 {
            held.push(TcpStream::connect(address).await.expect("connected"));
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        let ask = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        assert!(say(address, ask).await.is_empty(), "one too many");
        held.pop();
        tokio::time::sleep(Duration::from_millis(100)).await;
        assert!(say(address, ask).await.contains(" 200 "), "a place is free again");
    }
    #[tokio::test]
    async fn an_endless_head_is_refused() {
        let (address, _end, _) = server(Limits::default()).await;
        let long = "a".repeat(8 * LONGEST_HEAD);
        let answer = say(address, &format!("GET / HTTP/1.1\r\nHost: a\r\nX-Long: {long}\r\n\r\n")).await;
        assert!(answer.is_empty() || answer.contains(" 431 "), "{answer}");
    }
    #[tokio::test]
    async fn the_end_waits_for_nobody_who_says_nothing() {
        let (address, end, served) = server(Limits::default()).await;
        let _held = TcpStream::connect(address).await.expect("connected");
        assert!(
            say(address, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await.contains(" 200 ")
        );
        end.send(()).expect("told");
        tokio::time::timeout(Duration::from_secs(5), served).await.expect("ended").expect("well");
    }
}
