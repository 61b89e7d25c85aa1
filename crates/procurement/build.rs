//! Rebuilds the crate when a rule file is added or taken away (the files are compiled in).

fn main() {
    println!("cargo::rerun-if-changed=../../rules");
}
