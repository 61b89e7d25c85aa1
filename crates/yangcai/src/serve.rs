//! `yangcai serve`: the platform over HTTP, its timers, and an orderly end.

use crate::{Failure, config::Config};
use platform::{BusinessClock, Platform, passwords::Cost, sweep};
use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};
use web::server::Limits;

/// Serve the platform.
#[derive(clap::Args)]
pub struct Args {
    /// Configuration file.
    #[arg(long)]
    config: Option<PathBuf>,
    /// Folder of the data.
    #[arg(long)]
    data: Option<PathBuf>,
    /// PostgreSQL instead of a file.
    #[arg(long)]
    database_url: Option<String>,
    /// Address to listen on.
    #[arg(long)]
    listen: Option<SocketAddr>,
}

pub fn run(args: Args) -> Result<(), Failure> {
    let mut config = Config::read(args.config.as_deref())?;
    config.data = args.data.unwrap_or(config.data);
    config.database_url = args.database_url.or(config.database_url);
    config.listen = args.listen.unwrap_or(config.listen);
    let platform = config.open(Arc::new(BusinessClock::real()), Cost::Real)?;
    platform_over_http(&config, platform, false, |address| {
        tracing::info!(%address, "listening");
    })
}

/// Serves until interrupted; `ready` is told the address once it is bound.
pub fn platform_over_http(
    config: &Config,
    platform: Platform,
    training: bool,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), Failure> {
    let said = |problem: &dyn std::fmt::Display| Failure::Said(problem.to_string());
    let options = web::Options {
        folder: config.data.clone(),
        training,
        https: config.https,
        trusted_proxies: config.trusted_proxies.clone(),
        reader: config.reader(),
        metrics_token: config.metrics_token.clone(),
    };
    let app = web::App::new(platform.clone(), options);
    let runtime = tokio::runtime::Runtime::new().map_err(|problem| said(&problem))?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(config.listen)
            .await
            .map_err(|problem| Failure::Said(format!("{}: {problem}", config.listen)))?;
        let address = listener.local_addr().map_err(|problem| said(&problem))?;
        let timers = tokio::spawn(keep_timers(platform.clone()));
        let alerts = platform.start_followers();
        warm_search(platform.clone());
        ready(address);
        let sweeps = tokio::spawn(keep_swept(platform.clone(), config.sweep_after_days));
        let limits = Limits { proxies: config.trusted_proxies.clone(), ..Limits::default() };
        web::server::serve(listener, app.router(), limits, interrupted()).await;
        timers.abort();
        sweeps.abort();
        drop(alerts);
        Ok(())
    })?;
    platform.journal().close();
    Ok(())
}

/// Makes the search index of the statutes beside the first requests, so that neither the start nor a reader waits for it.
fn warm_search(platform: Platform) {
    let warm = move || match platform.laws() {
        Ok(laws) => laws.warm(),
        Err(problem) => tracing::error!(%problem, "the statutes cannot be read"),
    };
    if let Err(problem) = std::thread::Builder::new().name("search".to_owned()).spawn(warm) {
        tracing::error!(%problem, "the search index is made when it is first asked");
    }
}

/// Gives the commands whose time has come, every second.
async fn keep_timers(platform: Platform) {
    let mut tick = tokio::time::interval(Duration::from_secs(1));
    loop {
        tick.tick().await;
        let platform = platform.clone();
        let ran = tokio::task::spawn_blocking(move || platform.run_due_timers()).await;
        if let Ok(Err(problem)) = ran {
            tracing::error!(%problem, "timers could not run");
        }
    }
}

/// Sweeps the file store soon after the start and then once a day.
async fn keep_swept(platform: Platform, days: u16) {
    const DAY: Duration = Duration::from_secs(86_400);
    const SOON: Duration = Duration::from_secs(5 * 60);
    let mut tick = tokio::time::interval_at(tokio::time::Instant::now() + SOON, DAY);
    loop {
        tick.tick().await;
        let platform = platform.clone();
        let swept = tokio::task::spawn_blocking(move || sweep::sweep(&platform, DAY * u32::from(days))).await;
        match swept {
            Ok(Ok(swept)) => tracing::info!(?swept, "files that nothing cites were swept"),
            Ok(Err(problem)) => tracing::error!(%problem, "the file store could not be swept"),
            Err(problem) => tracing::error!(%problem, "the sweep broke off"),
        }
    }
}

async fn interrupted() {
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminate => {}
    }
}
