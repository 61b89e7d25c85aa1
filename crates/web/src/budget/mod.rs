//! Pages of the subsystem `budget`.

use crate::routes::Routes;

/// The subsystem's pages.
pub fn routes() -> Routes {
    Routes::new()
}
