//! What a simulated finance department imports.

use kernel::OrganisationId;
use serde_json::{Value, json};

/// An indicator of `yuan` for one unit's project.
pub fn sample_import_indicator(
    organisation: OrganisationId,
    number: &str,
    year: i16,
    project: &str,
    catalogue: &str,
    yuan: i64,
) -> Value {
    json!({
        "number": number, "organisation": organisation, "year": year, "project": project, "fund": "general_public",
        "economic_class": if catalogue.starts_with('C') { "30227" } else { "31003" }, "catalogue": catalogue,
        "amount": yuan * 100,
    })
}
