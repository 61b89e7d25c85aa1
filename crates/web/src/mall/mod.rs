//! Pages of the subsystem `mall`.

use crate::routes::Routes;

/// The subsystem's pages.
pub fn routes() -> Routes {
    Routes::new()
}
