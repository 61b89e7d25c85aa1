//! 文书: documents beside contracts that a party may sign and seal: the letter of award 中标通知书 (87号令第69条) and the
//! acceptance report 验收书 (87号令第74条). Their text follows from what is on record, so everybody gets the same digest.

use crate::{
    Platform,
    engine::prelude::*,
    texts::{Lang, text},
};
use procurement::{
    acceptance::{Acceptance, AcceptanceStage},
    contract::Contract,
    tender::{AwardLetter, Lot, Project},
};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// Somebody whose signature place is on a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signatory {
    /// `purchaser`, `agency`, `supplier`.
    pub role: &'static str,
    /// Who.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// What it is called.
    pub title: String,
    /// What it says, in Chinese, the language in which it binds.
    pub text: String,
    /// Who may seal it.
    pub signatories: Vec<Signatory>,
}
impl Paper {
    /// SM3 of the text: what is signed.
    pub fn digest(&self) -> Digest {
        Digest::of(self.text.as_bytes())
    }
}

/// Where states and stored documents are read: at the desk, or for a page.
pub(super) trait Source {
    fn state<S: Stream>(&mut self, id: S::Id) -> Result<Arc<S>, Stop>;
    fn body<T: DeserializeOwned>(&mut self, digest: &Digest) -> Result<T, Stop>;
}
impl Source for Desk<'_, '_> {
    fn state<S: Stream>(&mut self, id: S::Id) -> Result<Arc<S>, Stop> {
        self.load::<S>(id)
    }
    fn body<T: DeserializeOwned>(&mut self, digest: &Digest) -> Result<T, Stop> {
        self.get(digest)
    }
}
impl Source for &Platform {
    fn state<S: Stream>(&mut self, id: S::Id) -> Result<Arc<S>, Stop> {
        let state = Platform::state::<S>(self, id)?;
        Ok(Arc::new(state.ok_or_else(|| Refusal::new("E_NOT_FOUND"))?))
    }
    fn body<T: DeserializeOwned>(&mut self, digest: &Digest) -> Result<T, Stop> {
        Ok(self
            .document_as(digest)
            .ok_or_else(|| Refusal::new("E_FILE_MISSING").arg("digest", digest.to_string()))?)
    }
}

/// The document that belongs to `about`, for a page.
///
/// # Errors
/// `E_NOT_FOUND` where there is none, `E_STATE` where it is not written yet; `E_BUSY`.
pub fn paper(platform: &Platform, about: &StreamName) -> Result<Paper, Refusal> {
    let mut source = platform;
    read(&mut source, about).map_err(|stop| match stop {
        Stop::Refused(refusal) => refusal,
        Stop::Broken(problem) => {
            tracing::error!(%problem, "a document cannot be read");
            Refusal::new("E_BUSY")
        }
    })
}

/// The document that belongs to `about`.
pub(super) fn read(source: &mut impl Source, about: &StreamName) -> Result<Paper, Stop> {
    if let Some(lot) = about.id::<LotId>() {
        award(source, lot)
    } else if let Some(acceptance) = about.id::<AcceptanceId>() {
        report(source, acceptance)
    } else {
        Err(Refusal::new("E_NOT_FOUND").into())
    }
}

/// 中标（成交）通知书
fn award(source: &mut impl Source, lot: LotId) -> Result<Paper, Stop> {
    let lot = source.state::<Lot>(lot)?;
    let digest = lot.awarded()?.letter;
    let letter: AwardLetter = source.body(&digest)?;
    let project = source.state::<Project>(letter.project)?;
    let project = project.about()?;
    let mut page = Page::default();
    page.say("award-title", []);
    page.say("award-to", [("supplier", letter.supplier_name.as_str().into())]);
    page.say(
        "award-text",
        [
            ("project", letter.project_name.as_str().into()),
            ("number", letter.project_no.as_str().into()),
            ("lot", letter.lot_name.as_str().into()),
            ("price", letter.price.into()),
            ("words", letter.price.in_words().into()),
        ],
    );
    page.say(
        "award-sign",
        [("purchaser", project.purchaser_name.as_str().into()), ("by", letter.sign_by.into())],
    );
    page.say("award-at", [("at", letter.at.into())]);
    page.say("award-letter", [("digest", digest.to_string().into())]);
    let signatory = |role, organisation, name: &str| Signatory { role, organisation, name: name.to_owned() };
    Ok(Paper {
        title: page.title("award-title", &letter.project_name),
        text: page.text(),
        signatories: vec![
            signatory("purchaser", project.purchaser, &project.purchaser_name),
            signatory("agency", project.agency, &project.agency_name),
        ],
    })
}

/// 政府采购履约验收书
fn report(source: &mut impl Source, id: AcceptanceId) -> Result<Paper, Stop> {
    let acceptance = source.state::<Acceptance>(id)?;
    let Acceptance::Open { matter, round, stage } = &*acceptance else {
        return Err(Refusal::new("E_STATE").into());
    };
    let (AcceptanceStage::Qualified(protocol) | AcceptanceStage::Unqualified(protocol)) = stage else {
        return Err(Refusal::new("E_STATE").into());
    };
    let contract = source.state::<Contract>(matter.contract)?;
    let terms = contract.terms()?;
    let mut page = Page::default();
    page.say("report-title", []);
    page.say(
        "report-contract",
        [("name", terms.name.as_str().into()), ("number", terms.number.as_str().into())],
    );
    page.say(
        "report-parties",
        [
            ("purchaser", terms.purchaser.name.as_str().into()),
            ("supplier", terms.supplier.name.as_str().into()),
        ],
    );
    page.say("report-round", [("round", i64::from(*round).into())]);
    for finding in &protocol.findings {
        let criterion = matter.criteria.get(usize::from(finding.no).saturating_sub(1));
        let verdict = if finding.passed { "paper-report-passed" } else { "paper-report-failed" };
        page.say(
            if finding.note.trim().is_empty() { "report-finding" } else { "report-finding-noted" },
            [
                ("no", i64::from(finding.no).into()),
                ("text", criterion.map_or("", |criterion| criterion.text.as_str()).into()),
                ("verdict", Arg::Key(verdict.to_owned())),
                ("note", finding.note.as_str().into()),
            ],
        );
    }
    page.say(if protocol.qualified { "report-qualified" } else { "report-unqualified" }, []);
    let signatory = |role, party: &procurement::contract::Party| Signatory {
        role,
        organisation: party.organisation,
        name: party.name.clone(),
    };
    Ok(Paper {
        title: page.title("report-title", &terms.name),
        text: page.text(),
        signatories: vec![signatory("purchaser", &terms.purchaser), signatory("supplier", &terms.supplier)],
    })
}

#[derive(Default)]
struct Page(Vec<String>);
impl Page {
    fn say<const N: usize>(&mut self, key: &str, args: [(&'static str, Arg); N]) {
        let args: Args = args.into_iter().map(|(name, value)| (name.into(), value)).collect();
        self.0.push(text(Lang::Zh, &format!("paper-{key}"), &args));
    }
    fn title(&self, key: &str, of: &str) -> String {
        format!("{} · {of}", text(Lang::Zh, &format!("paper-{key}"), &Args::new()))
    }
    fn text(self) -> String {
        self.0.join("\n")
    }
}
