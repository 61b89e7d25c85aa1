//! Pages of the subsystem `tender`.

use crate::routes::Routes;

/// The subsystem's pages.
pub fn routes() -> Routes {
    Routes::new()
}
