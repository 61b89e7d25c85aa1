//! What people of a simulated town list, order and answer.

use crate::{
    acceptance::all_passed,
    training::{Dice, Moves},
};
use kernel::{IndicatorId, ListingId, OrderId};
use procurement::mall::Order;
use serde_json::{Value, json};

/// Office goods as they are sold: name, brand, model, specification, unit, end item, yuan.
const GOODS: &[(&str, &str, &str, &str, &str, &str, i64)] = &[
    (
        "台式计算机",
        "联想",
        "启天 M650",
        "i5-13500，16GB 内存，512GB 固态硬盘，23.8 英寸显示器",
        "台",
        "A02010105",
        4_899,
    ),
    (
        "便携式计算机",
        "华为",
        "擎云 L540x",
        "麒麟处理器，16GB 内存，512GB 固态硬盘，14 英寸",
        "台",
        "A02010108",
        6_980,
    ),
    ("A4 黑白打印机", "奔图", "P3370DN", "A4，33 页/分，自动双面，网络打印", "台", "A02021003", 1_599),
    ("多功能一体机", "理光", "M 2701", "A3 复印、打印、扫描，27 页/分", "台", "A02020400", 9_800),
    ("投影仪", "爱普生", "CB-X51", "3800 流明，XGA，3LCD", "台", "A02020200", 3_899),
    ("碎纸机", "得力", "33043", "5 级保密，22L，一次 10 张", "台", "A02021301", 899),
];

/// Goods that a supplier puts on sale.
pub fn sample_list_goods(dice: &mut Dice) -> Value {
    let (name, brand, model, specification, unit, catalogue, yuan) = *dice.pick(GOODS).unwrap_or(&GOODS[0]);
    let price = yuan * dice.between(96, 104) / 100 * 100;
    json!({
        "name": name, "brand": brand, "model": model, "specification": specification,
        "service": "免费送货上门安装，原厂质保三年，24 小时内上门服务", "unit": unit, "catalogue": catalogue,
        "price": price,
    })
}

/// An order of a few pieces.
pub fn sample_place_order(
    dice: &mut Dice,
    listing: ListingId,
    indicator: IndicatorId,
    deliver_to: &str,
) -> Value {
    json!({
        "listing": listing, "quantity": dice.between(1, 3), "indicator": indicator, "deliver_to": deliver_to,
    })
}

pub(super) fn teach(moves: &mut Moves) {
    moves.teach("mall.accept_order", |scene| Some(json!({ "order": scene.id::<OrderId>()? })));
    moves.teach("mall.note_refusal", |scene| Some(json!({ "order": scene.id::<OrderId>()? })));
    moves.teach("mall.deliver", |scene| {
        let carrier = *scene.dice.pick(&["顺丰速运", "京东物流", "中国邮政"])?;
        let number = scene.dice.between(100_000_000, 999_999_999);
        Some(json!({ "order": scene.id::<OrderId>()?, "carrier": carrier, "waybill": format!("YD{number}") }))
    });
    moves.teach("mall.accept_goods", |scene| {
        let criteria = scene.subject::<Order>()?.deal().ok()?.criteria.len();
        Some(json!({ "order": scene.id::<OrderId>()?, "findings": all_passed(criteria) }))
    });
}
