//! What whole-system tests need: a demo of one's own, a browser, and people who click.

#![expect(clippy::expect_used, clippy::panic, reason = "a harness of tests: a failure ends the test")]

pub mod licences;
mod person;

pub use person::{PASSWORD, Person};

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    mem::ManuallyDrop,
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};
use thirtyfour::prelude::*;

/// A program that ends with the test.
pub struct Running(Child);
impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A demo on a folder and port of its own.
pub struct Demo {
    /// `http://127.0.0.1:…`
    pub address: String,
    /// Its data.
    pub folder: tempfile::TempDir,
    _server: Running,
}

/// The binary under test: `scripts/test` builds it before the tests run.
pub fn binary() -> PathBuf {
    program("yangcai")
}
/// A program of the workspace, as `scripts/test` builds it before the tests run.
pub fn program(name: &str) -> PathBuf {
    let target = std::env::current_exe().expect("a test has a path");
    let profile = target.ancestors().nth(2).expect("target/<profile>/deps/<test>");
    let binary = profile.join(name);
    assert!(binary.exists(), "{} is missing: scripts/test builds it", binary.display());
    binary
}

impl Demo {
    /// Fills and serves a demo of the smallest scale.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut server = Command::new(binary())
            .args(["demo", "--scale", "tiny", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder.path().join("data"))
            .stdout(Stdio::piped())
            .spawn()
            .expect("the demo starts");
        let output = BufReader::new(server.stdout.take().expect("piped"));
        let running = Running(server);
        let mut lines = output.lines();
        let address = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| {
                let at = line.find("http://127.0.0.1:")?;
                line[at..].split('/').take(3).collect::<Vec<_>>().join("/").into()
            })
            .expect("the demo prints its address");
        std::thread::spawn(move || lines.for_each(drop));
        Self { address, folder, _server: running }
    }
}

/// A party's own client on this computer, with a key folder of its own.
pub fn client(demo: &Demo, party: &str) -> Running {
    let child = Command::new(binary())
        .args(["client", "--server", &demo.address, "--keys"])
        .arg(demo.folder.path().join(format!("keys-{party}")))
        .stdout(Stdio::null())
        .spawn()
        .expect("the client starts");
    let running = Running(child);
    for _ in 0..100 {
        if TcpStream::connect(("127.0.0.1", platform::handover::CLIENT_PORT)).is_ok() {
            return running;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("the client does not listen")
}

/// A port that was free a moment ago.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port()
}

/// A ChromeDriver with one headless browser.
pub struct Browser {
    /// The session. Its own end would block the runtime of a failing test, so [`Browser`] ends it.
    pub driver: ManuallyDrop<WebDriver>,
    session: String,
    port: u16,
    shots: PathBuf,
    step: std::cell::Cell<u32>,
    _chromedriver: Running,
}
impl Drop for Browser {
    fn drop(&mut self) {
        let ended = TcpStream::connect(("127.0.0.1", self.port)).and_then(|mut stream| {
            stream.set_read_timeout(Some(Duration::from_secs(20)))?;
            write!(
                stream,
                "DELETE /session/{} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
                self.session
            )?;
            stream.read_to_end(&mut Vec::new())
        });
        if let Err(problem) = ended {
            eprintln!("the browser did not end: {problem}");
        }
    }
}

/// Widths that every step is looked at in.
const DESKTOP: (u32, u32) = (1280, 1000);
const PHONE: (u32, u32) = (390, 844);
/// No picture is taller; the frame of a window takes some of it.
const TALLEST: u32 = 6000;
const FRAME: u32 = 160;

impl Browser {
    /// Starts both; screenshots go to `build/screenshots/<name>/`.
    pub async fn start(name: &str) -> Self {
        let port = free_port();
        let chromedriver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed (scripts/test installs it)");
        let chromedriver = Running(chromedriver);
        let mut options = DesiredCapabilities::chrome();
        for argument in [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-quic",
            "--disable-extensions",
            "--lang=zh-CN",
            "--accept-lang=zh-CN",
        ] {
            options.add_arg(argument).expect("an argument");
        }
        let address = format!("http://127.0.0.1:{port}");
        let mut tries = 0;
        let driver = loop {
            match WebDriver::new(&address, options.clone()).await {
                Ok(driver) => break driver,
                Err(problem) if tries > 50 => panic!("no browser: {problem}"),
                Err(_) => tries += 1,
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        };
        let shots = Path::new(env!("CARGO_MANIFEST_DIR")).join("../build/screenshots").join(name);
        let _ = std::fs::remove_dir_all(&shots);
        std::fs::create_dir_all(&shots).expect("a folder for screenshots");
        driver.set_window_rect(0, 0, DESKTOP.0, DESKTOP.1).await.expect("a window");
        let session = driver.session_id().to_string();
        let driver = ManuallyDrop::new(driver);
        Self { driver, session, port, shots, step: std::cell::Cell::new(0), _chromedriver: chromedriver }
    }
    /// Takes a picture of the whole page at both widths.
    pub async fn shoot(&self, what: &str) -> WebDriverResult<()> {
        self.step.set(self.step.get() + 1);
        for (label, (width, height)) in [("phone", PHONE), ("desktop", DESKTOP)] {
            self.driver.set_window_rect(0, 0, width, height).await?;
            let full =
                self.driver.execute("return document.documentElement.scrollHeight", Vec::new()).await?;
            let full = full.json().as_u64().and_then(|full| u32::try_from(full).ok()).unwrap_or(height);
            self.driver.set_window_rect(0, 0, width, (full + FRAME).clamp(height, TALLEST)).await?;
            let file = self.shots.join(format!("{:03}-{what}-{label}.png", self.step.get()));
            self.driver.screenshot(&file).await?;
        }
        self.driver.set_window_rect(0, 0, DESKTOP.0, DESKTOP.1).await?;
        Ok(())
    }
}
