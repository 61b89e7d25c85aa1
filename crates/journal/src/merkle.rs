//! The growing edge of an RFC 6962 Merkle tree (SHA-256), §2.1: what is needed to append and to name the root.

use sha2::{Digest as _, Sha256};

/// A node.
pub(crate) type Hash = [u8; 32];

/// RFC 6962 §2.1: `SHA-256(0x00 ‖ entry)`.
pub(crate) fn leaf_hash(entry: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(entry).finalize().into()
}
fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The roots of the complete subtrees, largest first: one for each 1 bit of the size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Frontier {
    size: u64,
    nodes: Vec<Hash>,
}
impl Frontier {
    pub(crate) const fn size(&self) -> u64 {
        self.size
    }
    pub(crate) fn append(&mut self, entry: &[u8]) {
        let mut node = leaf_hash(entry);
        let mut merges = self.size.trailing_ones();
        while merges > 0 {
            if let Some(left) = self.nodes.pop() {
                node = node_hash(&left, &node);
            }
            merges -= 1;
        }
        self.nodes.push(node);
        self.size += 1;
    }
    pub(crate) fn root(&self) -> Hash {
        let mut nodes = self.nodes.iter().rev();
        let Some(last) = nodes.next() else { return Sha256::digest(b"").into() };
        nodes.fold(*last, |right, left| node_hash(left, &right))
    }
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.nodes.concat()
    }
    /// Reads what [`Frontier::bytes`] wrote; `None` if it cannot belong to `size`.
    pub(crate) fn parse(size: u64, bytes: &[u8]) -> Option<Self> {
        let (nodes, rest) = bytes.as_chunks::<32>();
        let fits = rest.is_empty() && u32::try_from(nodes.len()).is_ok_and(|n| n == size.count_ones());
        fits.then(|| Self { size, nodes: nodes.to_vec() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The test vectors of the Certificate Transparency reference implementation.
    #[test]
    fn roots_are_those_of_the_reference_implementation() {
        let entries = [
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f",
        ];
        let roots = [
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        let mut frontier = Frontier::default();
        assert_eq!(hex::encode(frontier.root()), roots[0]);
        for (entry, root) in entries.iter().zip(&roots[1..]) {
            frontier.append(&hex::decode(entry).unwrap());
            assert_eq!(hex::encode(frontier.root()), *root);
            assert_eq!(Frontier::parse(frontier.size(), &frontier.bytes()).as_ref(), Some(&frontier));
        }
        assert_eq!(Frontier::parse(7, &frontier.bytes()), None);
    }
}
