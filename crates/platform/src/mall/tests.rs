//! A mall order through the engine, and the ways round the rules.
