//! 清理: files that nothing cites – envelopes that were refused, uploads whose form was never sent – are removed after a
//! while. In two steps: what nothing cites is set aside, where nobody can cite it any more; what nothing has cited by the
//! next sweep is removed.

use crate::{Platform, engine::system_now};
use kernel::{Digest, ProposalId, StreamName};
use procurement::supervision::Proposal;
use std::{
    collections::BTreeSet,
    io::Read,
    time::{Duration, SystemTime},
};

/// What a sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Files set aside.
    pub aside: usize,
    /// Files cited after all, put back.
    pub back: usize,
    /// Files removed.
    pub removed: usize,
}

/// Why a sweep could not be finished; nothing is removed then.
#[derive(Debug, thiserror::Error)]
pub enum SweepError {
    /// The journal could not be read.
    #[error(transparent)]
    Store(#[from] journal::StoreError),
    /// A proposal's input is there but cannot be read: what it cites is unknown.
    #[error("{0} cannot be read")]
    Proposal(StreamName),
    /// The file store's.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Rows that one read takes, so that no read transaction is long.
const PAGE: i64 = 2000;

/// Sweeps files older than `age`, which must be longer than the oldest backup that is kept is old.
///
/// # Errors
/// [`SweepError`].
pub fn sweep(platform: &Platform, age: Duration) -> Result<Swept, SweepError> {
    let files = &platform.outside().files;
    let now = Duration::from_millis(u64::try_from(system_now().millis()).unwrap_or_default());
    let before = SystemTime::UNIX_EPOCH + now.saturating_sub(age);
    let set_aside = files.set_aside()?;
    let mut doubtful: BTreeSet<Digest> = files.older_than(before)?.into_iter().collect();
    doubtful.extend(&set_aside);
    if !doubtful.is_empty() {
        strike_cited(platform, &mut doubtful)?;
    }
    let mut swept = Swept::default();
    for digest in &set_aside {
        if doubtful.remove(digest) {
            files.discard(digest)?;
            swept.removed += 1;
        } else {
            files.put_back(digest)?;
            swept.back += 1;
        }
    }
    for digest in &doubtful {
        swept.aside += usize::from(files.put_aside(digest, before)?);
    }
    Ok(swept)
}

/// Strikes out what events, bodies, proposals that wait, or other stored documents cite.
fn strike_cited(platform: &Platform, doubtful: &mut BTreeSet<Digest>) -> Result<(), SweepError> {
    let journal = platform.journal();
    let mut last = 0;
    loop {
        let sql = "SELECT seq, public FROM event WHERE seq > $1 ORDER BY seq LIMIT $2";
        let rows = journal.read(|tx| tx.query(sql, &[last.into(), PAGE.into()]))?;
        let Some(newest) = rows.last() else { break };
        last = newest.int(0)?;
        for row in &rows {
            strike(row.text(1)?.as_bytes(), doubtful);
        }
    }
    let mut after = String::new();
    loop {
        let sql = "SELECT digest, bytes FROM body WHERE digest > $1 ORDER BY digest LIMIT $2";
        let rows = journal.read(|tx| tx.query(sql, &[after.as_str().into(), PAGE.into()]))?;
        let Some(newest) = rows.last() else { break };
        after = newest.text(0)?.to_owned();
        for row in &rows {
            strike(row.blob(1)?, doubtful);
        }
    }
    let sql = "SELECT stream FROM supervision_proposal WHERE state = 'pending'";
    for row in journal.read(|tx| tx.query(sql, &[]))? {
        let stream: StreamName = row.parse(0)?;
        let state = stream.id::<ProposalId>().map(|id| platform.state::<Proposal>(id)).transpose()?.flatten();
        if let Some(Proposal::Pending(proposed)) = state {
            let input = journal.unseal(&proposed.input)?.ok_or(SweepError::Proposal(stream))?;
            strike(input.to_string().as_bytes(), doubtful);
        }
    }
    let files = &platform.outside().files;
    for digest in files.all()? {
        // Of stored files only JSON documents cite others; a file that is gone meanwhile cites nothing.
        let Some(mut file) = files.get(&digest)? else { continue };
        let mut text = vec![0];
        if file.read(&mut text)? == 1 && matches!(text.first(), Some(b'{' | b'[')) {
            file.read_to_end(&mut text)?;
            strike(&text, doubtful);
        }
    }
    Ok(())
}

/// Strikes out every digest that stands in `text`.
fn strike(text: &[u8], doubtful: &mut BTreeSet<Digest>) {
    const LENGTH: usize = 64;
    let words = text.split(|byte| !byte.is_ascii_hexdigit()).filter(|word| word.len() == LENGTH);
    for digest in words.filter_map(|word| std::str::from_utf8(word).ok()?.parse().ok()) {
        doubtful.remove(&digest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Town;
    use serde_json::json;

    const MONTH: Duration = Duration::from_secs(30 * 86_400);

    fn stored(town: &Town, content: &str, old: bool) -> Digest {
        let files = &town.platform.outside().files;
        let digest = files.put(content.as_bytes()).unwrap().digest;
        if old {
            let file = std::fs::File::options().write(true).open(files.path(&digest)).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        }
        digest
    }

    #[test]
    fn only_what_is_old_and_cited_by_nothing_goes() {
        let town = Town::new();
        let orphan = stored(&town, "refused envelope", true);
        let young = stored(&town, "upload of today", false);
        let in_proposal = stored(&town, "evidence", true);
        let attachment = stored(&town, "attachment", true);
        let document = stored(&town, &format!("{{\"attachment\": \"{attachment}\"}}"), true);
        let in_event = stored(&town, "cited in an event", true);
        let who = |place: usize| town.experts[place].person;
        let reason = format!("附件 {in_proposal}");
        let disable = json!({ "person": who(0), "reason": reason });
        town.run(&town.operator, "registry.disable_person", disable).expect("proposed");
        let disable = json!({ "person": who(1), "reason": format!("{document} {in_event}") });
        town.run2(&town.operator, &town.operator2, "registry.disable_person", disable).expect("disabled");

        let swept = sweep(&town.platform, MONTH).expect("swept");
        assert_eq!(swept, Swept { aside: 1, ..Swept::default() });
        let files = &town.platform.outside().files;
        assert!(!files.contains(&orphan), "nobody can cite it any more");
        assert_eq!(sweep(&town.platform, MONTH).expect("swept"), Swept { removed: 1, ..Swept::default() });
        for kept in [young, in_proposal, attachment, document, in_event] {
            assert!(files.contains(&kept));
        }
        assert_eq!(sweep(&town.platform, MONTH).expect("swept"), Swept::default());
    }

    #[test]
    fn what_was_cited_while_it_was_set_aside_comes_back() {
        let town = Town::new();
        let late = stored(&town, "cited in the last moment", true);
        assert_eq!(sweep(&town.platform, MONTH).expect("swept").aside, 1);
        let disable = json!({ "person": town.experts[0].person, "reason": late.to_string() });
        town.run(&town.operator, "registry.disable_person", disable).expect("proposed");
        assert_eq!(sweep(&town.platform, MONTH).expect("swept").back, 1);
        assert!(town.platform.outside().files.contains(&late));
    }
}
