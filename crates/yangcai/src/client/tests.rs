//! Cases of the client.
