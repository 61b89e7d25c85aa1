//! Pages of the subsystem `evaluation`.

use crate::routes::Routes;

/// The subsystem's pages.
pub fn routes() -> Routes {
    Routes::new()
}
