//! Rebuilds the platform when a text changes: `include_dir!` alone does not see new files.
fn main() {
    println!("cargo:rerun-if-changed=../../locales");
}
