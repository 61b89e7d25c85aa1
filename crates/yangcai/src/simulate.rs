//! `yangcai simulate`: a history made by the real commands, with a progress bar.

use crate::{Failure, config::Config, verify::progress_bar};
use kernel::{Date, Instant};
use platform::{
    BusinessClock, Platform,
    passwords::Cost,
    training::{City, Scale},
};
use std::{path::PathBuf, sync::Arc};

/// How much, from when, with which chance.
#[derive(Clone, clap::Args)]
pub struct History {
    /// Size of the simulated place.
    #[arg(long, value_parser = scale, default_value = "city")]
    pub scale: Scale,
    /// Chooses who plans and answers what; identifiers and the draws of experts are real chance and differ every time.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// The business date at which the history ends.
    #[arg(long, default_value = "2026-03-02")]
    pub today: Date,
}

fn scale(text: &str) -> Result<Scale, String> {
    text.parse().map_err(|()| format!("one of {}", Scale::IDS.join(", ")))
}

/// Make a history through the real commands, without serving it.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    history: History,
    /// Folder of the data.
    #[arg(long, default_value = "yangcai-data")]
    data: PathBuf,
}

pub fn run(args: Args) -> Result<(), Failure> {
    let mut config = Config::read(None)?;
    config.data = args.data;
    let platform = open_before(&config, &args.history)?;
    fill(&platform, &args.history)?;
    platform.journal().close();
    Ok(())
}

/// Opens a platform whose business clock stands before the history.
pub fn open_before(config: &Config, history: &History) -> Result<Platform, Failure> {
    let start = City::starts(history.scale, history.today);
    config.open(Arc::new(BusinessClock::starting_at(start)), Cost::Light)
}

/// Fills an empty platform up to the history's date.
pub fn fill(platform: &Platform, history: &History) -> Result<(), Failure> {
    if platform.journal().head().seq > 0 {
        return Err(Failure::Usage(
            "the data folder already holds a journal; choose another with --data".to_owned(),
        ));
    }
    let bar = progress_bar("days");
    let city = City::new(platform.clone(), history.scale, history.seed);
    let filled = city.and_then(|mut city| {
        city.live_until(Instant::at(history.today, 9, 0), &mut |done, all, commands| {
            bar.set_length(all);
            bar.set_position(done);
            bar.set_message(format!("{commands} commands"));
        })
    });
    bar.finish_and_clear();
    filled.map_err(|problem| Failure::Said(problem.to_string()))
}
