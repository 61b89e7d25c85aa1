//! Pages of the subsystem `contract`.

use crate::routes::Routes;

/// The subsystem's pages.
pub fn routes() -> Routes {
    Routes::new()
}
