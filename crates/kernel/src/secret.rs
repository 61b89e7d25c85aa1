//! Secrets (salts, keys, tokens, nonces) from the operating system, never derived from a recorded seed.

/// So many random bytes.
///
/// # Panics
/// If the operating system has no randomness to give: nothing secret can be made then.
#[expect(clippy::disallowed_methods, reason = "the one place that asks the operating system")]
#[expect(clippy::panic, reason = "without randomness no secret may be made")]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut out = [0; N];
    if let Err(error) = getrandom::fill(&mut out) {
        panic!("the operating system gives no randomness: {error}");
    }
    out
}
