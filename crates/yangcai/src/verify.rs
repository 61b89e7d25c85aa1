//! `yangcai verify`: recompute state, views, commitments and the Merkle root from the first event.

use crate::{Failure, config::Config};
use indicatif::{ProgressBar, ProgressStyle};
use std::path::PathBuf;

/// Recompute everything in a journal; exit 1 at the first difference, and say where.
#[derive(clap::Args)]
pub struct Args {
    /// Folder of the data.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Configuration file.
    #[arg(long)]
    config: Option<PathBuf>,
}

pub fn run(args: Args) -> Result<(), Failure> {
    let mut config = Config::read(args.config.as_deref())?;
    if let Some(data) = args.data {
        config.data = data;
    }
    let bar = progress_bar("events");
    let master = config.master_key()?;
    let verified = journal::verify(
        &config.database(),
        &platform::streams(),
        &platform::views(),
        Some(&master),
        &mut |done, all| {
            bar.set_length(all);
            bar.set_position(done);
        },
    );
    bar.finish_and_clear();
    match verified {
        Ok(report) => {
            println!(
                "verified {} events, {} streams, {} view rows",
                report.events, report.streams, report.rows
            );
            println!("private values: {} match, {} erased", report.sealed, report.erased);
            println!("root {}", report.root);
            Ok(())
        }
        Err(difference) => Err(Failure::Said(format!("the journal does not verify: {difference}"))),
    }
}

/// A bar on standard error, with rate and remaining time.
pub fn progress_bar(unit: &str) -> ProgressBar {
    let bar = ProgressBar::new(0);
    let template = format!("{{bar:40}} {{pos}}/{{len}} {unit} ({{per_sec}}, {{eta}} left) {{msg}}");
    if let Ok(style) = ProgressStyle::with_template(&template) {
        bar.set_style(style);
    }
    bar
}
