//! Identifiers with check digits: 统一社会信用代码 (GB 32100-2015), 居民身份证 (GB 11643-1999).

/// Why an identifier is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// Wrong length.
    #[error("wrong length")]
    Length,
}
/// 统一社会信用代码
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uscc(String);
/// 居民身份证号
#[derive(Clone, PartialEq, Eq)]
pub struct CitizenId(String);
