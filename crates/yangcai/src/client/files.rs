//! `yangcai seal`, `open` and `sign`: the same without pages, on files.

use super::{
    keys::{KeyFolder, write_private},
    token::TokenArgs,
};
use crate::Failure;
use documents::{OpeningKey, Signer, USER};
use kernel::Digest;
use std::{path::PathBuf, sync::Arc};

/// Seal a file as an age file.
#[derive(clap::Args)]
pub struct SealArgs {
    /// The file.
    file: PathBuf,
    /// Where the sealed file goes; FILE.age if not given.
    #[arg(long)]
    out: Option<PathBuf>,
    /// To whom, age1…; without it a fresh key is made and kept beside, as FILE.key.
    #[arg(long)]
    recipient: Option<String>,
}

/// Open a sealed file.
#[derive(clap::Args)]
pub struct OpenArgs {
    /// The sealed file.
    file: PathBuf,
    /// The key's file (AGE-SECRET-KEY-1…).
    #[arg(long)]
    key: PathBuf,
    /// Where the content goes.
    #[arg(long)]
    out: PathBuf,
}

/// Sign a file with the SM2 key of the key folder or of a token; prints the signature as JSON.
#[derive(clap::Args)]
pub struct SignArgs {
    /// The file.
    file: PathBuf,
    /// Folder of the keys.
    #[arg(long, env = "YANGCAI_KEYS", default_value = "yangcai-keys")]
    keys: PathBuf,
    /// The passphrase; asked for on the terminal if it is not in the environment.
    #[arg(long, env = "YANGCAI_PASSPHRASE", hide_env_values = true)]
    passphrase: Option<String>,
    /// The token's PIN; asked for on the terminal if it is not in the environment.
    #[arg(long, env = "YANGCAI_PIN", hide_env_values = true)]
    pin: Option<String>,
    #[command(flatten)]
    token: TokenArgs,
}

fn said(problem: impl ToString) -> Failure {
    Failure::Said(problem.to_string())
}
fn read(path: &PathBuf) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| said(format!("{}: {error}", path.display())))
}

/// Seals a file.
///
/// # Errors
/// What the disk or the recipient refuses.
pub fn seal(args: SealArgs) -> Result<(), Failure> {
    let bytes = read(&args.file)?;
    let beside = |suffix: &str| {
        let mut name = args.file.clone().into_os_string();
        name.push(suffix);
        PathBuf::from(name)
    };
    let recipient = match &args.recipient {
        Some(recipient) => recipient.clone(),
        None => {
            let key = OpeningKey::generate();
            let path = beside(".key");
            write_private(&path, format!("{}\n", key.reveal()).as_bytes(), true).map_err(said)?;
            eprintln!("{}", path.display());
            key.recipient()
        }
    };
    let sealed = documents::seal(&bytes, &recipient).map_err(said)?;
    let out = args.out.clone().unwrap_or_else(|| beside(".age"));
    write_private(&out, &sealed, false).map_err(said)?;
    println!("{}  {}", Digest::of(&sealed), out.display());
    Ok(())
}

/// Opens a file.
///
/// # Errors
/// A wrong key, a damaged file, the disk.
pub fn open(args: OpenArgs) -> Result<(), Failure> {
    let key: OpeningKey = String::from_utf8_lossy(&read(&args.key)?).parse().map_err(said)?;
    let content = documents::open(&read(&args.file)?, &key).map_err(said)?;
    write_private(&args.out, &content, false).map_err(said)
}

/// What is given, or else typed at the terminal.
fn asked(given: Option<String>, what: &str) -> Result<String, Failure> {
    if let Some(given) = given {
        return Ok(given);
    }
    eprint!("{what}: ");
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).map_err(said)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Signs a file.
///
/// # Errors
/// A wrong passphrase, no certificate, the disk.
pub fn sign(args: SignArgs) -> Result<(), Failure> {
    let folder = KeyFolder::new(args.keys);
    let key = match args.token.reader().map_err(said)? {
        Some(reader) => reader.open(&asked(args.pin, "PIN")?).map_err(said)? as Arc<dyn Signer>,
        None => folder.unlock(&asked(args.passphrase, "passphrase")?, None).map_err(said)?.key,
    };
    let certificate = folder.certificate().ok_or_else(|| said("no certificate in the key folder"))?;
    let digest = Digest::of(&read(&args.file)?);
    let signature = key.sign(USER, digest.bytes(), certificate.fingerprint()).map_err(said)?;
    let json = serde_json::json!({
        "digest": digest, "serial": certificate.serial(), "signature": signature,
    });
    println!("{json}");
    Ok(())
}
