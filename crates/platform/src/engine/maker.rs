//! The maker of electronic seals 制章者: a key of this platform with a certificate of its trial CA, made when it is first needed.

use super::outside::Outside;
use documents::{Authority, Certificate, Key, Subject};
use kernel::Refusal;
use std::path::Path;

/// Signs the seals that this platform makes.
pub struct Maker {
    /// Its key.
    pub key: Key,
    /// Its certificate.
    pub certificate: Certificate,
}

impl Outside {
    /// The maker of this platform's seals.
    ///
    /// # Errors
    /// `E_STORE` if its files cannot be read or written.
    pub fn seal_maker(&self) -> Result<&Maker, Refusal> {
        if let Some(maker) = self.maker.get() {
            return Ok(maker);
        }
        let maker = open(&self.authority_folder, self.authority()?).map_err(|problem| {
            tracing::error!(%problem, "the maker of seals cannot be opened");
            Refusal::new("E_STORE")
        })?;
        Ok(self.maker.get_or_init(|| maker))
    }
}

/// The key's file is readable by its owner alone.
fn open(folder: &Path, authority: &Authority) -> Result<Maker, Box<dyn std::error::Error>> {
    let (key, certificate) = (folder.join("seal-maker-key.pem"), folder.join("seal-maker.pem"));
    if certificate.exists() {
        let key = Key::from_pem(&std::fs::read_to_string(key)?)?;
        let certificate = Certificate::from_pem(&std::fs::read_to_string(certificate)?)?;
        if certificate.public_key()? != key.public() {
            return Err("the key is not that of the certificate".into());
        }
        return Ok(Maker { key, certificate });
    }
    let (from, until) = authority.root().validity();
    let subject = Subject {
        common_name: "阳采电子印章制作".to_owned(),
        organisation: "阳采".to_owned(),
        uscc: String::new(),
    };
    let new = Key::generate();
    let issued = authority.issue(&subject, &new.public(), from, until)?;
    crate::private::write(&key, new.to_pem()?.as_bytes())?;
    std::fs::write(certificate, issued.to_pem()?)?;
    Ok(Maker { key: new, certificate: issued })
}
