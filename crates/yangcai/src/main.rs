//! 阳采: one binary that serves the platform, fills a demo, verifies a journal and gives commands.

mod client;
mod config;
mod demo;
mod give;
mod import;
mod import_goods;
mod screen;
mod serve;
mod simulate;
mod verify;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Government procurement from budget to payment, on a journal that anyone can check.
#[derive(Parser)]
#[command(name = "yangcai", version, about, propagate_version = true)]
struct Cli {
    /// Log as JSON lines instead of text.
    #[arg(long, global = true, env = "YANGCAI_LOG_JSON")]
    log_json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// A running platform filled by simulation; prints one account per role.
    Demo(demo::Args),
    /// Serve the platform.
    Serve(serve::Args),
    /// Make a history through the real commands, without serving it.
    Simulate(simulate::Args),
    /// Run the recording rules over a journal's history.
    Screen(screen::Args),
    /// Recompute everything in a journal; exit 1 at the first difference.
    Verify(verify::Args),
    /// Give a command for every row of a CSV file.
    Import(import::Args),
    /// Give one command to a journal that no server has open.
    Do(give::Args),
    /// A party's own client: keys, certificate, bids; pages on loopback only.
    Client(client::Args),
    /// Seal a file as an age file.
    Seal(client::SealArgs),
    /// Open a sealed file.
    Open(client::OpenArgs),
    /// Sign a file with the key of the key folder.
    Sign(client::SignArgs),
}

/// Why a command line ended without success.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// The words for the person at the terminal; exit code 1.
    #[error("{0}")]
    Said(String),
    /// The arguments or the configuration are wrong; exit code 2.
    #[error("{0}")]
    Usage(String),
}
impl Failure {
    fn code(&self) -> ExitCode {
        match self {
            Self::Said(_) => ExitCode::from(1),
            Self::Usage(_) => ExitCode::from(2),
        }
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    start_log(cli.log_json);
    let done = match cli.command {
        Command::Demo(args) => demo::run(args),
        Command::Serve(args) => serve::run(args),
        Command::Simulate(args) => simulate::run(args),
        Command::Screen(args) => screen::run(args),
        Command::Verify(args) => verify::run(args),
        Command::Import(args) => import::run(args),
        Command::Do(args) => give::run(args),
        Command::Client(args) => client::run(args),
        Command::Seal(args) => client::seal(args),
        Command::Open(args) => client::open(args),
        Command::Sign(args) => client::sign(args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("yangcai: {failure}");
            failure.code()
        }
    }
}

fn start_log(json: bool) {
    use tracing_subscriber::{EnvFilter, fmt};
    let filter = EnvFilter::try_from_env("YANGCAI_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let log = fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if json { log.json().init() } else { log.init() }
}
