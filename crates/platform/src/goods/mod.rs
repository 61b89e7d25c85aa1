//! 标准商品库与需求标准库.

mod draft_demand_standard;
mod draft_standard;
mod entry;
mod finish_import;
mod import;
mod import_goods;
mod library;
mod lists;
mod moves;
mod open_import;
mod publish_demand_standard;
mod return_demand_standard;
mod review_standard;
mod revise_standard;
mod set_template;
mod submit_demand_standard;
mod submit_standard;
mod supersede_demand_standard;
#[cfg(test)]
mod tests;
mod withdraw_standard;

pub use entry::GoodsEntry;
pub use import::{Columns, blank_file, carry_out};
pub(crate) use library::{attributes, standard_in_force};
pub use library::{demand_standard, template_of};
pub(crate) use lists::by_key_sql;
pub use lists::{
    GoodsFilter, GoodsRow, ImportRow, StandardRow, by_key, counts, goods, imports, set_templates, standards,
};
pub use moves::SAMPLE_GOODS;

use crate::{
    engine::{CommandSet, Follower},
    training::Moves,
};
use journal::{Streams, View};
use procurement::goods::{DemandStandard, Import, StandardGood, Template};
use std::sync::Arc;

pub(crate) fn commands(set: &mut CommandSet) {
    set.add::<draft_demand_standard::DraftDemandStandard>();
    set.add::<draft_standard::DraftStandard>();
    set.add::<finish_import::FinishImport>();
    set.add::<import_goods::ImportGoods>();
    set.add::<open_import::OpenImport>();
    set.add::<publish_demand_standard::PublishDemandStandard>();
    set.add::<return_demand_standard::ReturnDemandStandard>();
    set.add::<review_standard::ReviewStandard>();
    set.add::<revise_standard::ReviseStandard>();
    set.add::<set_template::SetTemplate>();
    set.add::<submit_demand_standard::SubmitDemandStandard>();
    set.add::<submit_standard::SubmitStandard>();
    set.add::<supersede_demand_standard::SupersedeDemandStandard>();
    set.add::<withdraw_standard::WithdrawStandard>();
}

pub(crate) fn views() -> Vec<Arc<dyn View>> {
    vec![Arc::new(lists::Library)]
}

pub(crate) fn streams(streams: Streams) -> Streams {
    streams.with::<StandardGood>().with::<Template>().with::<Import>().with::<DemandStandard>()
}

pub(crate) fn followers() -> Vec<Box<dyn Follower>> {
    vec![Box::new(import::Importer)]
}

pub(crate) fn moves(moves: &mut Moves) {
    moves::teach(moves);
}
