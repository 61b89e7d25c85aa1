//! `yangcai import`: a command for every row of a CSV file. Good rows are kept, bad ones come back with reasons.

use crate::{Failure, config::Config, give, verify::progress_bar};
use kernel::{Actor, Digest, Uscc};
use platform::{BusinessClock, Envelope, Field, Kind, Platform, engine::input, passwords::Cost};
use std::{path::PathBuf, sync::Arc};
use uuid::Uuid;

/// Give a command for every row of a CSV file whose columns are the command's fields.
#[derive(clap::Args)]
pub struct Args {
    /// `goods` for a file of standard goods; else the command: `budget.import_indicator`, `registry.set_up_organisation`, …
    command: String,
    /// The file; goods: CSV or XLSX with the columns of the import page. A command's: UTF-8, first line the names of the fields (`lots[0].name` for repeated ones). An organisation may be
    /// named by its unified social credit code.
    pub(crate) file: PathBuf,
    /// Where the bad rows go, with a column of reasons; beside the file, if not said.
    #[arg(long)]
    pub(crate) errors: Option<PathBuf>,
    /// Sign-in name of the person who gives the commands; without one they are given by the system.
    #[arg(long)]
    login: Option<String>,
    /// Folder of the data.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Configuration file.
    #[arg(long)]
    config: Option<PathBuf>,
}

/// The platform on the data that the arguments name.
pub(crate) fn open(args: &Args) -> Result<Platform, Failure> {
    let mut config = Config::read(args.config.as_deref())?;
    if let Some(data) = &args.data {
        config.data.clone_from(data);
    }
    config.open(Arc::new(BusinessClock::real()), Cost::Real)
}

pub fn run(args: Args) -> Result<(), Failure> {
    if args.command == "goods" {
        return crate::import_goods::run(args);
    }
    let broken =
        |problem: &dyn std::fmt::Display| Failure::Usage(format!("{}: {problem}", args.file.display()));
    let bytes = std::fs::read(&args.file).map_err(|problem| broken(&problem))?;
    let text = std::str::from_utf8(&bytes).map_err(|_| broken(&"not UTF-8"))?;
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let names = reader.headers().map_err(|problem| broken(&problem))?.clone();
    let rows: Vec<_> = reader.records().collect();

    let platform = open(&args)?;
    let actor = give::actor(&platform, args.login.as_deref())?;
    let job = Job { platform: &platform, actor, command: &args.command, file: Digest::of(&bytes) };
    if platform.commands().get(&args.command).is_none() {
        return Err(Failure::Usage(format!("there is no command {}", args.command)));
    }
    let bar = progress_bar("rows");
    bar.set_length(rows.len() as u64);
    let mut bad = Vec::new();
    for (number, row) in rows.into_iter().enumerate() {
        let told = match &row {
            Ok(row) => {
                job.row(number, names.iter().zip(row.iter())).map_err(|refusal| give::explained(&refusal))
            }
            Err(problem) => Err(problem.to_string()),
        };
        if let Err(why) = told {
            bad.push((row.unwrap_or_default(), why));
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    println!(
        "{} rows, {} accepted, {} refused",
        bar.position(),
        bar.position() - bad.len() as u64,
        bad.len()
    );
    if bad.is_empty() {
        return Ok(());
    }
    let errors = args.errors.clone().unwrap_or_else(|| args.file.with_extension("errors.csv"));
    write_errors(&errors, &names, &bad)
        .map_err(|problem| Failure::Said(format!("{}: {problem}", errors.display())))?;
    Err(Failure::Said(format!("the refused rows are in {}, each with its reason", errors.display())))
}

fn write_errors(
    file: &std::path::Path,
    names: &csv::StringRecord,
    bad: &[(csv::StringRecord, String)],
) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_path(file)?;
    writer.write_record(names.iter().chain(["reason"]))?;
    for (row, why) in bad {
        writer.write_record(row.iter().chain([why.as_str()]))?;
    }
    writer.flush()?;
    Ok(())
}

struct Job<'a> {
    platform: &'a Platform,
    actor: Actor,
    command: &'a str,
    file: Digest,
}
impl Job<'_> {
    /// The same file's same row has the same command id: a file that was cut off may be imported again.
    fn row<'r>(
        &self,
        number: usize,
        cells: impl Iterator<Item = (&'r str, &'r str)>,
    ) -> Result<(), kernel::Refusal> {
        let mut id = [0; 16];
        let seed = Digest::of_parts(&[self.file.bytes(), self.command.as_bytes(), &number.to_be_bytes()]);
        id.copy_from_slice(&seed.bytes()[..16]);
        let fields = self.platform.commands().get(self.command).map(|def| def.fields).unwrap_or_default();
        let cells: Vec<_> = cells.map(|(name, text)| (name, self.resolved(fields, name, text))).collect();
        let input = input::from_form(cells.iter().map(|(name, text)| (*name, text.as_str())));
        self.platform
            .submit(&self.actor, Envelope::new(Uuid::from_bytes(id), self.command, input))
            .map(|_| ())
    }
    /// An organisation's code stands for its id.
    fn resolved(&self, fields: &[Field], name: &str, text: &str) -> String {
        let organisation = fields
            .iter()
            .any(|field| field.name == name && matches!(field.kind, Kind::Id("registry.organisation")));
        let Some(code) = organisation.then(|| text.parse::<Uscc>().ok()).flatten() else {
            return text.to_owned();
        };
        let sql = "SELECT id FROM registry_organisation WHERE uscc = $1";
        let found = self.platform.journal().read(|tx| tx.query(sql, &[code.as_str().into()]));
        let id = found.ok().and_then(|rows| rows.first().and_then(|row| row.text(0).ok().map(str::to_owned)));
        id.unwrap_or_else(|| text.to_owned())
    }
}
