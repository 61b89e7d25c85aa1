//! `yangcai-ocr MODELS < PICTURE`: reads one picture and answers [`ocr::Answer`] as JSON.
//!
//! A program of its own because a picture is a stranger's: it gives up its own rights to memory, time and files before it
//! reads the first byte, and whatever happens to it does not happen to the server.

use ocr::{Answer, Engine, MAX_BYTES, Picture, Problem};
use std::{
    io::{Read, Write},
    path::PathBuf,
    process::ExitCode,
};

/// Address space: models, a 50-megapixel picture and the networks' intermediate values.
const MEMORY: u64 = 2 << 30;
/// Bytes of an answer, should it go to a file.
const ANSWER: u64 = 1 << 20;
/// Seconds of processor time.
const SECONDS: u64 = 60;

fn main() -> ExitCode {
    let Some(models) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("yangcai-ocr MODELS < PICTURE");
        return ExitCode::from(2);
    };
    if let Err(problem) = restrict() {
        eprintln!("yangcai-ocr: {problem}");
        return ExitCode::FAILURE;
    }
    let answer = answer(&models);
    let written = serde_json::to_vec(&answer)
        .map_err(std::io::Error::other)
        .and_then(|json| std::io::stdout().write_all(&json));
    if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn answer(models: &std::path::Path) -> Answer {
    let mut bytes = Vec::new();
    let limit = MAX_BYTES as u64 + 1;
    std::io::stdin().lock().take(limit).read_to_end(&mut bytes).map_err(|_| Problem::Damaged)?;
    // What cannot be decoded needs no models.
    let picture = Picture::decode(&bytes)?;
    Engine::load(models)?.read(&picture)
}

/// No more memory and time than a page needs, and no file larger than an answer may be written.
fn restrict() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        for (resource, most) in
            [(Resource::As, MEMORY), (Resource::Cpu, SECONDS), (Resource::Fsize, ANSWER), (Resource::Core, 0)]
        {
            setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
        }
    }
    Ok(())
}
