//! `yangcai import goods`: a file of standard goods into the library.

use crate::{
    Failure,
    give::explained,
    import::{Args, open},
    verify::progress_bar,
};
use kernel::{Digest, GoodsImportId, Refusal};
use platform::{Envelope, Platform, goods};
use procurement::goods::Import;
use serde_json::json;
use std::time::Instant;
use uuid::Uuid;

const OPEN: &str = "goods.open_import";

pub fn run(args: Args) -> Result<(), Failure> {
    let broken =
        |problem: &dyn std::fmt::Display| Failure::Usage(format!("{}: {problem}", args.file.display()));
    let bytes = std::fs::read(&args.file).map_err(|problem| broken(&problem))?;
    let name = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let platform = open(&args)?;
    let said = |refusal: Refusal| Failure::Said(explained(&refusal));
    let import = opened(&platform, &bytes, &name).map_err(said)?;
    let bar = progress_bar("rows");
    let started = Instant::now();
    let done = goods::carry_out(&platform, import, &mut |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    let tally = done.map_err(said)?;
    println!(
        "{} rows in {} ms: {} added, {} already there, {} refused, {} perhaps duplicates",
        tally.rows,
        started.elapsed().as_millis(),
        tally.added,
        tally.same,
        tally.refused,
        tally.suspects
    );
    let report = platform.state::<Import>(import).ok().flatten();
    let report = report.as_ref().and_then(|state| state.opened().ok()?.report);
    let Some(report) = report.and_then(|digest| platform.document(&digest)) else { return Ok(()) };
    let errors = args.errors.clone().unwrap_or_else(|| args.file.with_extension("errors.csv"));
    std::fs::write(&errors, report)
        .map_err(|problem| Failure::Said(format!("{}: {problem}", errors.display())))?;
    let told = format!("the rows to look at are in {}, each with its reason", errors.display());
    if tally.refused > 0 {
        return Err(Failure::Said(told));
    }
    println!("{told}");
    Ok(())
}

/// The import of this file: one that was interrupted goes on, else a new one is opened.
fn opened(platform: &Platform, bytes: &[u8], name: &str) -> Result<GoodsImportId, Refusal> {
    let file = platform.outside().put(bytes)?;
    let seed = Digest::of_parts(&[OPEN.as_bytes(), file.bytes(), name.as_bytes()]);
    let mut id = [0; 16];
    id.copy_from_slice(&seed.bytes()[..16]);
    let open = |id: Uuid| {
        let input = json!({ "file": file, "name": name });
        let accepted = platform.submit_as_system(Envelope::new(id, OPEN, input), journal::Lane::Low)?;
        let import = accepted.streams.first().and_then(kernel::StreamName::id::<GoodsImportId>);
        import.ok_or_else(|| Refusal::new("E_INTERNAL"))
    };
    let first = open(Uuid::from_bytes(id))?;
    let state = platform.state::<Import>(first).map_err(|_| Refusal::new("E_BUSY"))?.unwrap_or_default();
    if state.running().is_ok() { Ok(first) } else { open(Uuid::from_bytes(kernel::secret::bytes())) }
}
