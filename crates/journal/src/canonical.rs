//! RFC 8785 canonical JSON.

use crate::StoreError;
use serde::Serialize;

/// The canonical text of `value`. Whole numbers beyond 2^53 are refused: RFC 8785 would round them.
pub(crate) fn text(value: &impl Serialize) -> Result<String, StoreError> {
    let text = serde_json_canonicalizer::to_string(value)
        .map_err(|error| StoreError::encoding(std::any::type_name_of_val(value), error))?;
    if has_long_number(text.as_bytes()) {
        let what = std::any::type_name_of_val(value);
        return Err(StoreError::encoding(what, "a number beyond 2^53 must be text"));
    }
    Ok(text)
}

/// Whether a number of 16 digits or more stands outside the strings.
fn has_long_number(text: &[u8]) -> bool {
    let (mut inside, mut escaped, mut digits) = (false, false, 0_u32);
    for &byte in text {
        if inside {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => inside = false,
                _ => {}
            }
        } else {
            digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
            inside = byte == b'"';
            if digits >= 16 {
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_and_long_numbers_refused() {
        let value =
            serde_json::json!({"b": [1, "9007199254740993"], "a": {"z": null, "y": "\"12345678901234567"}});
        let expected = r#"{"a":{"y":"\"12345678901234567","z":null},"b":[1,"9007199254740993"]}"#;
        assert_eq!(text(&value).unwrap(), expected);
        assert!(text(&9_007_199_254_740_993_i64).is_err());
        assert!(text(&kernel::Money::MAX).is_ok());
    }
}
