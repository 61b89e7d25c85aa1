//! `yangcai demo`: a running platform with a history, and one account per role.

use crate::{Failure, config::Config, serve::platform_over_http, simulate};
use kernel::{Instant, Span};
use platform::{BusinessClock, passwords::Cost, testing::PASSWORD, training::City};
use std::{fs, net::SocketAddr, path::PathBuf, sync::Arc};

/// A running platform filled by simulation; prints one account per role.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    history: simulate::History,
    /// Folder of the data; an existing demo there is continued.
    #[arg(long, default_value = "yangcai-demo")]
    data: PathBuf,
    /// Address to listen on.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
}

/// Written last, so that an interrupted filling is not taken for a demo.
const COMPLETE: &str = "demo-complete";

pub fn run(args: Args) -> Result<(), Failure> {
    let mut config = Config::read(None)?;
    config.data = args.data;
    config.listen = args.listen;
    let marker = config.data.join(COMPLETE);
    let platform = if marker.exists() {
        continue_demo(&config)?
    } else {
        if config.data.exists() {
            fs::remove_dir_all(&config.data).map_err(|problem| Failure::Said(problem.to_string()))?;
        }
        let platform = simulate::open_before(&config, &args.history)?;
        simulate::fill(&platform, &args.history)?;
        fs::write(&marker, b"").map_err(|problem| Failure::Said(problem.to_string()))?;
        platform
    };
    let accounts = City::accounts(&platform).map_err(|problem| Failure::Said(problem.to_string()))?;
    platform_over_http(&config, platform.clone(), true, |address| {
        println!("\n阳采 is running at http://{address}/  (business time {})", platform.now());
        println!("Accounts (password for all: {PASSWORD}):\n");
        for account in &accounts {
            println!("  {:<18} {:<22} {}", account.login, account.role.id(), account.organisation);
        }
        println!("\nStop with Ctrl-C. The data stays in {}.", config.data.display());
    })
}

/// The clock goes on where the journal ended.
fn continue_demo(config: &Config) -> Result<platform::Platform, Failure> {
    let clock = Arc::new(BusinessClock::starting_at(Instant::from_millis(0)));
    let platform = config.open(Arc::clone(&clock), Cost::Light)?;
    clock.advance_to(platform.journal().head().at.plus(Span::millis(1)));
    Ok(platform)
}
