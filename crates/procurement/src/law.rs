//! The law as data: parameters and time limits of a region on a date, with their legal basis.

mod cases;
mod count;
mod lookup;
mod parse;
mod rule;

pub use lookup::Law;
pub use parse::RuleError;
pub use rule::{
    Amount, Bound, Case, Control, Kind, Level, Limit, Rule, Threshold, Timing, Unit, Value, What,
};

use include_dir::{Dir, include_dir};
use kernel::{Date, Digest, Region};
use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../rules");

/// Every rule file, parsed: limits, parameters, risk points, each with region and validity.
#[derive(Debug)]
pub struct RuleBook {
    rules: BTreeMap<String, Rule>,
    digest: Digest,
}

impl RuleBook {
    /// The rules that come with the platform (`rules/`).
    ///
    /// # Panics
    /// Never in a released build: a test parses every file.
    #[expect(clippy::expect_used, reason = "data compiled in; a test parses it")]
    pub fn builtin() -> Arc<Self> {
        static BOOK: OnceLock<Arc<RuleBook>> = OnceLock::new();
        let book = BOOK
            .get_or_init(|| Arc::new(Self::parse(Self::builtin_files()).expect("the built-in rules parse")));
        Arc::clone(book)
    }
    /// The files of [`RuleBook::builtin`]: path under `rules/`, text.
    pub fn builtin_files() -> Vec<(&'static str, &'static str)> {
        let mut files: Vec<_> = FILES
            .dirs()
            .flat_map(Dir::files)
            .filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)))
            .collect();
        files.sort_unstable();
        files
    }
    /// Reads a rule set: pairs of a path (`budget/BUD-01.yaml`) and a text. Unknown keys are errors, and so is a regional
    /// value that is laxer than the national one it replaces.
    ///
    /// # Errors
    /// Everything that is wrong, each with file and field.
    pub fn parse<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Vec<RuleError>> {
        let mut files: Vec<_> = files.into_iter().collect();
        files.sort_unstable();
        let parts: Vec<&[u8]> =
            files.iter().flat_map(|(path, text)| [path.as_bytes(), b"\0", text.as_bytes(), b"\0"]).collect();
        let digest = Digest::of_parts(&parts);
        let mut rules = BTreeMap::<String, Rule>::new();
        let mut errors = Vec::new();
        for (path, text) in files {
            let Some(rule) = parse::rule(path, text, &mut errors) else { continue };
            if let Some(other) = rules.get(&rule.id) {
                let other = format!("already in {}/{}.yaml", other.subsystem, other.id);
                errors.push(RuleError { file: path.to_owned(), field: "id".to_owned(), problem: other });
            } else {
                rules.insert(rule.id.clone(), rule);
            }
        }
        if errors.is_empty() { Ok(Self { rules, digest }) } else { Err(errors) }
    }
    /// SM3 over all paths and texts: what a command's record names as the rule set it was decided under.
    pub fn digest(&self) -> Digest {
        self.digest
    }
    /// The rule with this id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.get(id)
    }
    /// All rules, by id.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.rules.values()
    }
    /// The law for `region` on `date`.
    pub fn law(self: &Arc<Self>, region: Region, date: Date) -> Law {
        Law::new(Arc::clone(self), region, date)
    }
    /// Runs the cases written beside the limits and parameters (those of risk points run beside their functions).
    ///
    /// # Errors
    /// Every case whose outcome is another one, and every rule in service without a case.
    pub fn check_cases(self: &Arc<Self>) -> Result<usize, Vec<RuleError>> {
        cases::check(self)
    }
}

#[cfg(test)]
mod tests;
