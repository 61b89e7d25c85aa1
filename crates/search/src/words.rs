//! Words of a text, with where they stand: one dictionary shared by index, query and highlighter.

use jieba_rs::Jieba;
use std::sync::LazyLock;

/// Words of the trade that the general dictionary would cut in two.
const TRADE: &[&str] = &[
    "政府采购",
    "采购人",
    "采购文件",
    "采购方式",
    "采购需求",
    "采购意向",
    "采购计划",
    "采购合同",
    "采购代理机构",
    "代理机构",
    "供应商",
    "评审专家",
    "评标委员会",
    "谈判小组",
    "询价小组",
    "磋商小组",
    "公开招标",
    "邀请招标",
    "竞争性谈判",
    "竞争性磋商",
    "单一来源",
    "框架协议",
    "招标文件",
    "投标文件",
    "投标人",
    "中标人",
    "中标通知书",
    "投标保证金",
    "履约保证金",
    "履约验收",
    "综合评分法",
    "最低评标价法",
    "集中采购",
    "集中采购目录",
    "限额标准",
    "中小企业",
    "小微企业",
    "联合体",
    "质疑",
    "投诉",
    "资格预审",
    "资格审查",
    "符合性审查",
    "预留份额",
    "价格扣除",
    "公平竞争",
    "电子签名",
    "电子卖场",
];

/// Loading takes a moment (the dictionary has 350,000 words), so it happens once and when first needed.
static DICTIONARY: LazyLock<Jieba> = LazyLock::new(|| {
    let mut jieba = Jieba::new();
    for word in TRADE {
        jieba.add_word(word, None, None);
    }
    jieba
});

/// A word and the bytes of the text where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Lower case, narrow letters and figures.
    pub word: String,
    /// First byte.
    pub from: usize,
    /// Byte after the last.
    pub until: usize,
}

/// Every word of the dictionary that a text holds, also within and across others: 后退 and 退还 in 后退还. What is looked for
/// is cut in one way only, so it is found however the text would be cut.
pub fn words(text: &str) -> Vec<Word> {
    placed(text, DICTIONARY.cut_all(text))
}
/// The words of what somebody is looking for, none within another.
pub fn query_words(text: &str) -> Vec<Word> {
    placed(text, DICTIONARY.cut(text, false))
}

fn placed(text: &str, parts: Vec<&str>) -> Vec<Word> {
    let start = text.as_ptr().addr();
    let words = parts.into_iter().filter(|part| part.chars().any(char::is_alphanumeric));
    words
        .map(|part| {
            let from = part.as_ptr().addr() - start;
            Word { word: plain(part), from, until: from + part.len() }
        })
        .collect()
}

/// Wide letters and figures narrow, capitals small.
fn plain(word: &str) -> String {
    let narrow = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    word.chars().map(narrow).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.word).collect()
    }
    #[test]
    fn words_of_the_trade_are_whole_and_their_parts_are_found_too() {
        assert!(["采购", "采购人"].iter().all(|word| all("采购人").contains(&(*word).to_owned())));
        assert!(all("投标截止后退还").contains(&"退还".to_owned()));
        assert!(all("退还履约保证金").contains(&"履约保证金".to_owned()));
        assert!(all("退还履约保证金").contains(&"保证金".to_owned()));
        let query: Vec<_> = query_words("退还履约保证金").into_iter().map(|word| word.word).collect();
        assert_eq!(query, ["退还", "履约保证金"]);
    }
    #[test]
    fn a_word_stands_where_it_says() {
        let text = "（一）ＩＤ 30日内，支付Payment款项。";
        for word in words(text) {
            assert_eq!(plain(&text[word.from..word.until]), word.word);
        }
        assert!(all(text).contains(&"payment".to_owned()) && all(text).contains(&"30".to_owned()));
        assert!(words("，。（）").is_empty());
    }
}
