//! Configuration: one TOML file, every key also an environment variable `YANGCAI_…`; a wrong key is an error that names it.

use crate::Failure;
use journal::{Database, MasterKey};
use platform::{BusinessClock, OutsideCa, Platform, Setup, passwords::Cost};
use procurement::RuleBook;
use serde::Deserialize;
use std::{
    fs,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
    sync::Arc,
};

/// What a platform is served with.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Folder of the journal (SQLite), files and checkpoints.
    #[serde(default = "default_data")]
    pub data: PathBuf,
    /// `postgres://…`; without it the journal is a SQLite file in `data`.
    #[serde(default)]
    pub database_url: Option<String>,
    /// Address to listen on.
    #[serde(default = "default_listen")]
    pub listen: SocketAddr,
    /// File with the master key (64 hexadecimal digits), outside the data folder.
    #[serde(default)]
    pub master_key_file: Option<PathBuf>,
    /// Reached by https, through a proxy that ends TLS.
    #[serde(default)]
    pub https: bool,
    /// Proxies whose `X-Forwarded-For` is believed; in the environment separated by commas.
    #[serde(default)]
    pub trusted_proxies: Vec<IpAddr>,
    /// Bearer token for `/metrics`; without one only this machine is answered, and nobody behind a proxy.
    #[serde(default)]
    pub metrics_token: Option<String>,
    /// Root and intermediate certificates of outside certification authorities, PEM; read again when it changes.
    #[serde(default)]
    pub outside_ca_roots: Option<PathBuf>,
    /// Their revocation list, or a folder of them; somebody else fetches them there.
    #[serde(default)]
    pub outside_ca_lists: Option<PathBuf>,
    /// Files that nothing cites are removed after so many days; longer than the oldest backup that is kept.
    #[serde(default = "default_sweep")]
    pub sweep_after_days: u16,
    /// Folder of the models that read licences; by default `models` beside the data or `build/models`, where
    /// `scripts/models` puts them.
    #[serde(default)]
    pub models: Option<PathBuf>,
}

fn default_data() -> PathBuf {
    PathBuf::from("yangcai-data")
}
fn default_listen() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 8080))
}

const fn default_sweep() -> u16 {
    30
}

const KEYS: [&str; 11] = [
    "data",
    "database_url",
    "listen",
    "master_key_file",
    "https",
    "trusted_proxies",
    "metrics_token",
    "outside_ca_roots",
    "outside_ca_lists",
    "sweep_after_days",
    "models",
];

/// A value of the environment as the file would have it.
fn value(key: &str, text: String) -> toml::Value {
    let parsed = match key {
        "https" => text.parse().ok().map(toml::Value::Boolean),
        "sweep_after_days" => text.parse().ok().map(toml::Value::Integer),
        "trusted_proxies" => {
            let all = text.split(',').map(|one| one.trim().to_owned()).filter(|one| !one.is_empty());
            Some(toml::Value::Array(all.map(toml::Value::String).collect()))
        }
        _ => None,
    };
    parsed.unwrap_or(toml::Value::String(text))
}

impl Config {
    /// Reads the file, then the environment over it.
    pub fn read(file: Option<&Path>) -> Result<Self, Failure> {
        let environment = std::env::vars().filter_map(|(name, value)| {
            let key = name.strip_prefix("YANGCAI_")?.to_ascii_lowercase();
            KEYS.contains(&key.as_str()).then_some((key, value))
        });
        let text = match file {
            Some(file) => fs::read_to_string(file)
                .map_err(|problem| Failure::Usage(format!("{}: {problem}", file.display())))?,
            None => String::new(),
        };
        Self::from_parts(&text, environment)
    }
    fn from_parts(text: &str, environment: impl Iterator<Item = (String, String)>) -> Result<Self, Failure> {
        let mut table: toml::Table = text.parse().map_err(|problem| Failure::Usage(format!("{problem}")))?;
        for (key, text) in environment {
            let value = value(&key, text);
            table.insert(key, value);
        }
        table.try_into().map_err(|problem| Failure::Usage(format!("configuration: {problem}")))
    }
    /// What reads licences, if it is installed.
    pub fn reader(&self) -> Option<web::reader::Reader> {
        let usual = || vec![self.data.join("models"), PathBuf::from("build/models")];
        let folders = self.models.clone().map_or_else(usual, |folder| vec![folder]);
        web::reader::Reader::installed(&folders)
    }
    /// Where the journal lies.
    pub fn database(&self) -> Database {
        match &self.database_url {
            Some(url) => Database::Postgres(url.clone()),
            None => Database::Sqlite(self.data.join("journal.db")),
        }
    }
    /// Opens the platform.
    pub fn open(&self, clock: Arc<BusinessClock>, cost: Cost) -> Result<Platform, Failure> {
        private_folder(&self.data)
            .map_err(|problem| Failure::Said(format!("{}: {problem}", self.data.display())))?;
        let setup = Setup {
            database: self.database(),
            folder: self.data.clone(),
            master: self.master_key()?,
            clock,
            rules: RuleBook::builtin(),
            password_cost: cost,
            outside_ca: self.outside_ca()?,
        };
        Platform::open(setup).map_err(|problem| Failure::Said(problem.to_string()))
    }
    /// Roots are worth nothing without lists, and the other way round.
    fn outside_ca(&self) -> Result<Option<OutsideCa>, Failure> {
        match (&self.outside_ca_roots, &self.outside_ca_lists) {
            (Some(roots), Some(lists)) => Ok(Some(OutsideCa { roots: roots.clone(), lists: lists.clone() })),
            (None, None) => Ok(None),
            _ => {
                let told = "configuration: outside_ca_roots and outside_ca_lists belong together";
                Err(Failure::Usage(told.to_owned()))
            }
        }
    }
    /// The key that wraps the vault's keys: from its file; a demo makes one beside the data and says so.
    pub fn master_key(&self) -> Result<MasterKey, Failure> {
        let beside = self.data.join("master.key");
        let file = self.master_key_file.as_deref().unwrap_or(&beside);
        if !file.exists() {
            if self.master_key_file.is_none() {
                tracing::warn!(
                    "no master_key_file is set: a key is made beside the data, which protects nothing from who can read both"
                );
            }
            let key: [u8; 32] = kernel::secret::bytes();
            platform::private::write(file, hex::encode(key).as_bytes())
                .map_err(|problem| Failure::Said(format!("{}: {problem}", file.display())))?;
        }
        let text = fs::read_to_string(file)
            .map_err(|problem| Failure::Said(format!("{}: {problem}", file.display())))?;
        let mut key = [0; 32];
        hex::decode_to_slice(text.trim(), &mut key).map_err(|_| {
            Failure::Usage(format!("{}: a master key is 64 hexadecimal digits", file.display()))
        })?;
        Ok(MasterKey::from_bytes(key))
    }
}

/// Makes the folder, and keeps everybody but its owner out.
fn private_folder(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_speaks_of_switches_numbers_and_lists() {
        let environment =
            [("https", "true"), ("trusted_proxies", "10.0.0.1, ::1"), ("sweep_after_days", "7")];
        let environment = environment.map(|(key, text)| (key.to_owned(), text.to_owned()));
        let config = Config::from_parts("", environment.into_iter()).expect("read");
        assert!(config.https && config.trusted_proxies.len() == 2 && config.sweep_after_days == 7);
        let wrong = [("https".to_owned(), "perhaps".to_owned())];
        let error = Config::from_parts("", wrong.into_iter()).expect_err("refused");
        assert!(error.to_string().contains("https"), "{error}");
    }
    #[cfg(unix)]
    #[test]
    fn the_data_are_their_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().join("data");
        let text = format!("data = {:?}", data.display().to_string());
        let config = Config::from_parts(&text, std::iter::empty()).expect("read");
        let platform = config.open(Arc::new(BusinessClock::real()), Cost::Light).expect("opened");
        platform.outside().authority().expect("an authority");
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!(mode(&data), 0o700);
        assert_eq!(mode(&data.join("master.key")), 0o600);
        assert_eq!(mode(&data.join("trial-ca/key.pem")), 0o600);
        let checkpoint_keys = fs::read_dir(data.join("checkpoints")).expect("a folder").flatten();
        for file in checkpoint_keys.filter(|file| file.file_name().to_string_lossy().contains("key")) {
            assert_eq!(mode(&file.path()), 0o600, "{file:?}");
        }
    }

    #[test]
    fn a_wrong_key_is_an_error_that_names_it() {
        let error = Config::from_parts("lisen = \"127.0.0.1:1\"", std::iter::empty()).expect_err("refused");
        assert!(error.to_string().contains("lisen"), "{error}");
    }
    #[test]
    fn the_environment_goes_over_the_file() {
        let environment = [("listen".to_owned(), "127.0.0.1:9".to_owned())];
        let config = Config::from_parts("listen = \"127.0.0.1:1\"", environment.into_iter()).expect("read");
        assert_eq!(config.listen.port(), 9);
    }
}
