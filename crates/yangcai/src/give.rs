//! `yangcai do`: one command, given as a person of the registry, to a journal that no server has open.

use crate::{Failure, config::Config};
use kernel::Actor;
use platform::{BusinessClock, Envelope, Platform, passwords::Cost, registry, texts};
use std::{io::Read as _, path::PathBuf, sync::Arc};
use uuid::Uuid;

/// Give one command to a journal that no server has open.
#[derive(clap::Args)]
pub struct Args {
    /// The command: `tender.publish_notice`.
    name: String,
    /// File with the input as JSON; `-` is standard input.
    #[arg(long)]
    json: PathBuf,
    /// Sign-in name of the person who gives it; without one it is given by the system.
    #[arg(long)]
    login: Option<String>,
    /// The command's id; a repeated one gives the first answer.
    #[arg(long)]
    id: Option<Uuid>,
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
    let text = if args.json.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(&args.json)
    };
    let text = text.map_err(|problem| Failure::Usage(format!("{}: {problem}", args.json.display())))?;
    let input =
        serde_json::from_str(&text).map_err(|problem| Failure::Usage(format!("not JSON: {problem}")))?;
    let platform = config.open(Arc::new(BusinessClock::real()), Cost::Real)?;
    let actor = actor(&platform, args.login.as_deref())?;
    let id = args.id.unwrap_or_else(|| Uuid::from_bytes(kernel::secret::bytes()));
    match platform.submit(&actor, Envelope::new(id, args.name, input)) {
        Ok(accepted) => {
            let streams: Vec<_> = accepted.streams.iter().map(ToString::to_string).collect();
            println!(
                "{}",
                serde_json::json!({ "command": id, "first": accepted.first, "last": accepted.last, "streams": streams, "repeated": accepted.repeated })
            );
            Ok(())
        }
        Err(refusal) => Err(Failure::Said(explained(&refusal))),
    }
}

/// The person who signs in as `login`; the system without one.
pub fn actor(platform: &Platform, login: Option<&str>) -> Result<Actor, Failure> {
    let Some(login) = login else { return Ok(platform::system_actor()) };
    let person = platform
        .journal()
        .read(|tx| registry::person_by_login(tx, login))
        .map_err(|problem| Failure::Said(problem.to_string()))?
        .ok_or_else(|| Failure::Usage(format!("nobody signs in as {login}")))?;
    platform.actor(person).map_err(|refusal| Failure::Said(refusal.to_string()))
}

/// A refusal in words, with its fields, law and remedy.
pub fn explained(refusal: &kernel::Refusal) -> String {
    let told = texts::refusal(texts::Lang::Zh, refusal);
    let mut lines = vec![format!("{} ({})", told.message, refusal.code)];
    lines.extend(told.fields.into_iter().map(|(path, message)| format!("  {path}: {message}")));
    lines.extend(refusal.basis.as_ref().map(|basis| format!("  {basis}")));
    lines.extend(told.remedy.map(|remedy| format!("  {remedy}")));
    lines.join("\n")
}
