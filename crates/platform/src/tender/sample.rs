//! A sound tender document for any project: what simulated agencies and tests draw up.

use kernel::{Category, ProjectId};
use procurement::tender::ProjectAbout;
use serde_json::{Value, json};

/// A sound document: goods with a price weight of 30, services and works with what their law asks.
pub(crate) fn document(id: ProjectId, about: &ProjectAbout, items: i64) -> Value {
    let goods = about.category == Category::Goods;
    let (price, deduction, joint) = match about.category {
        Category::Goods => ("30", "15", "5"),
        Category::Services => ("10", "15", "5"),
        Category::Works => ("30", "4", "2"),
    };
    let reserved = about.lots.iter().all(|lot| lot.sme.is_reserved());
    let (deduction, joint) = if reserved { ("0", "0") } else { (deduction, joint) };
    let lots: Vec<Value> = about
        .lots
        .iter()
        .map(|lot| {
            let items: Vec<Value> = (1..=items)
                .map(|n| {
                    let name = if n == 1 { lot.name.clone() } else { format!("{}配套{}", lot.name, n - 1) };
                    json!({
                        "name": name, "quantity": if goods { 10 * n } else { 1 },
                        "unit": if goods { "台" } else { "项" }, "core": goods && n == 1,
                        "specification": "满足采购需求的功能、性能和质量要求，符合国家和行业现行标准。",
                    })
                })
                .collect();
            json!({ "items": items })
        })
        .collect();
    let rest = if price == "10" { "50" } else { "30" };
    json!({
        "project": id, "overview": format!("采购{}，数量、技术和服务要求见采购清单。", about.name), "lots": lots,
        "joint_bids": false,
        "qualification": [
            { "text": "符合政府采购法第二十二条规定的条件", "proof": "资格承诺函" },
            { "text": "未被列入失信被执行人、重大税收违法失信主体、政府采购严重违法失信行为记录名单", "proof": "信用查询结果" },
        ],
        "substantive": [
            { "text": "投标有效期不少于九十日" },
            { "text": "质保期不少于三年，质保期内免费维修" },
        ],
        "technical": [{ "text": "设备配置和服务安排满足采购清单要求" }],
        "scoring": { "price_points": price, "factors": [
            { "name": "技术响应", "criteria": "逐条响应采购清单，每有一条不满足扣 2 分", "sort": "objective", "max": rest },
            { "name": "实施方案", "criteria": "进度、人员、质量措施完整可行", "sort": "subjective", "max": "10",
              "tiers": [{ "points": "10", "text": "完整、针对性强、可操作" }, { "points": "6", "text": "完整、基本可行" }, { "points": "2", "text": "有缺漏" }, { "points": "0", "text": "未提供" }] },
            { "name": "同类业绩", "criteria": "近三年每个同类合同得 4 分，最多 20 分", "sort": "objective", "max": "20" },
            { "name": "售后服务", "criteria": "响应时间、备件、培训安排", "sort": "subjective", "max": "10",
              "tiers": [{ "points": "10", "text": "两小时响应，备件充足" }, { "points": "6", "text": "四小时响应" }, { "points": "0", "text": "未提供" }] },
        ] },
        "candidates": 3, "sme_deduction": deduction, "sme_joint_deduction": joint,
        "low_price": { "mean": "50", "second": "50", "ceiling": "45" }, "validity_days": 90,
        "bid_parts": [{ "name": "投标函" }, { "name": "开标一览表" }, { "name": "分项报价表" }, { "name": "资格证明文件" }, { "name": "技术、服务响应" }],
        "policy": "落实促进中小企业发展、支持监狱企业和残疾人福利性单位、节能环保和本国产品政策。",
        "credit_check": "开标当日通过“信用中国”和中国政府采购网查询，查询结果截屏随采购文件存档；列入名单的资格审查不通过。",
        "agency_fee": "由采购人支付，按委托协议约定的费率计算。",
        "contract": {
            "delivery": "合同签订后三十日内在采购人指定地点交付并安装调试完毕。",
            "quality": "符合国家标准、行业标准和招标文件要求，质保期三年。",
            "breach": "逾期交付的，每日按合同金额的千分之一支付违约金，累计不超过百分之五。",
            "performance_bond": "0", "payment_days": 30,
            "payment": [
                { "kind": "prepayment", "share": "30", "condition": "合同生效后" },
                { "kind": "final", "share": "70", "condition": "验收合格后" },
            ],
            "acceptance": [
                { "kind": "technical", "text": "数量、品牌、型号和配置与合同一致，运行正常" },
                { "kind": "service", "text": "完成安装、调试和使用培训" },
                { "kind": "safety", "text": "符合用电和使用安全要求，资料齐全" },
            ],
        },
    })
}

/// The standard text 标准文本 with which drafting begins: what the project fixes is filled in, what is bought is left open.
pub fn standard_text(id: ProjectId, about: &ProjectAbout) -> Value {
    let mut text = document(id, about, 1);
    if let Some(lots) = text["lots"].as_array_mut() {
        for item in lots.iter_mut().filter_map(|lot| lot["items"].as_array_mut()).flatten() {
            *item = json!({ "name": item["name"] });
        }
    }
    text
}
