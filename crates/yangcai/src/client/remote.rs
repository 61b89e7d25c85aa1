//! The two addresses of the platform that the client uses.

use kernel::Digest;
use platform::{
    handover::{Answer, HandOver, Outcome},
    texts::Lang,
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::time::Duration;

/// Why the platform did not answer as wished.
#[derive(Clone, Debug)]
pub enum RemoteError {
    /// It cannot be reached, or answers nonsense.
    Unreachable(String),
    /// It refused, in its own words.
    Refused(String),
}

/// The platform as the client reaches it.
#[derive(Clone, Debug)]
pub struct Remote {
    server: String,
    agent: ureq::Agent,
}

impl Remote {
    /// A platform at `server`, `https://…`.
    pub fn new(server: &str) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(120)))
            .build();
        Self { server: server.trim_end_matches('/').to_owned(), agent: config.into() }
    }
    /// Its address.
    pub fn server(&self) -> &str {
        &self.server
    }
    /// Fetches a request.
    pub fn fetch(&self, id: &str, lang: Lang) -> Result<HandOver, RemoteError> {
        let url = format!("{}/api/v1/client/requests/{id}", self.server);
        let answer = self.agent.get(&url).header("accept-language", lang.tag()).call();
        read(answer)
    }
    /// Answers a request.
    pub fn answer(&self, id: &str, answer: &Answer, lang: Lang) -> Result<Outcome, RemoteError> {
        let url = format!("{}/api/v1/client/requests/{id}/answer", self.server);
        let body = serde_json::to_string(answer).map_err(unreachable)?;
        let sent = self
            .agent
            .post(&url)
            .header("content-type", "application/json")
            .header("accept-language", lang.tag())
            .send(body);
        read(sent)
    }
}

fn unreachable(problem: impl ToString) -> RemoteError {
    RemoteError::Unreachable(problem.to_string())
}

fn read<T: DeserializeOwned>(
    answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
) -> Result<T, RemoteError> {
    let mut answer = answer.map_err(unreachable)?;
    let good = answer.status().is_success();
    let text = answer.body_mut().read_to_string().map_err(unreachable)?;
    if good {
        return serde_json::from_str(&text).map_err(unreachable);
    }
    let problem: Value = serde_json::from_str(&text).unwrap_or_default();
    let words = |name: &str| problem.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (title, remedy) = (words("title"), words("remedy"));
    if title.is_empty() {
        return Err(unreachable(answer.status()));
    }
    Err(RemoteError::Refused(format!("{title} {remedy}")))
}

/// Is this the form of a request's id? Nothing else is put into an address.
pub fn is_request_id(id: &str) -> bool {
    (16..=128).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The digest of a text as the platform counts it.
pub fn digest_of(text: &str) -> Digest {
    Digest::of(text.as_bytes())
}
