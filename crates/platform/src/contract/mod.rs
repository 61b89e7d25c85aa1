//! 电子合同.

mod award;
mod draft;
mod file;
mod lists;
mod publish;
mod sign;
mod terminate;
#[cfg(test)]
mod tests;
mod text;

pub use lists::{ContractRow, contracts, contracts_of_lot};
pub use text::last_four;

use crate::{engine::CommandSet, training::Moves};
use journal::{Streams, View};
use kernel::{ContractId, LotId};
use procurement::{contract::Contract, tender::Lot};
use serde_json::json;
use std::sync::Arc;

pub(crate) fn commands(set: &mut CommandSet) {
    set.add::<draft::Draft>();
    set.add::<file::File>();
    set.add::<publish::Publish>();
    set.add::<sign::Sign>();
    set.add::<terminate::Terminate>();
}

pub(crate) fn views() -> Vec<Arc<dyn View>> {
    vec![Arc::new(lists::Contracts)]
}

pub(crate) fn streams(streams: Streams) -> Streams {
    streams.with::<Contract>()
}

pub(crate) fn moves(moves: &mut Moves) {
    moves.teach("contract.draft", |scene| {
        let lot = scene.subject::<Lot>()?;
        let about = lot.about().ok()?;
        let number = scene.dice.between(1_000, 9_999);
        Some(json!({
            "lot": scene.id::<LotId>()?, "number": format!("{}-HT{number}", about.project_no),
            "name": format!("{}政府采购合同", about.name), "purchaser_address": "大同区学府街1号",
            "supplier_address": "高新区创业大道88号",
            "clauses": [{ "heading": "争议解决", "text": "协商不成的，向采购人所在地人民法院提起诉讼。" }],
        }))
    });
    moves.teach("contract.sign", |scene| {
        let text = scene.subject::<Contract>()?.terms().ok()?.text;
        let signature = scene.keys.sign(scene.platform, scene.actor, text.bytes())?;
        let serial = scene.keys.of(scene.platform, scene.actor)?.1.serial();
        Some(json!({
            "contract": scene.id::<ContractId>()?, "certificate": serial, "signature": signature.value,
            "user": signature.user,
        }))
    });
    moves.teach("contract.publish", |scene| Some(json!({ "contract": scene.id::<ContractId>()? })));
    moves.teach("contract.file", |scene| Some(json!({ "contract": scene.id::<ContractId>()? })));
}
