//! `yangcai screen`: the rules that record, over a journal's whole history; what they find becomes alerts.

use crate::{Failure, config::Config};
use platform::{BusinessClock, passwords::Cost, supervision::screen_history};
use std::{path::PathBuf, sync::Arc};

/// Run the recording rules over a journal that no server has open; an alert is never raised twice.
#[derive(clap::Args)]
pub struct Args {
    /// Over the journal's history.
    #[arg(long, required = true)]
    history: bool,
    /// Folder of the data.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Configuration file.
    #[arg(long)]
    config: Option<PathBuf>,
}

pub fn run(args: Args) -> Result<(), Failure> {
    let mut config = Config::read(args.config.as_deref())?;
    config.data = args.data.unwrap_or(config.data);
    let platform = config.open(Arc::new(BusinessClock::real()), Cost::Real)?;
    let screened = screen_history(&platform).map_err(|problem| Failure::Said(problem.to_string()))?;
    println!("{} events screened, {} new alerts", screened.events, screened.alerts);
    platform.journal().close();
    Ok(())
}
