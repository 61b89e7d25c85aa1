//! Cases through the engine.
