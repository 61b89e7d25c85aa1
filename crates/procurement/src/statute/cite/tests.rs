//! What is found in a legal basis and in a law's own words.

use super::*;
use proptest::prelude::*;

fn names() -> Names {
    let mut names = Names::default();
    let mut held = |id: &str, words: &[&str], basis: &[&str]| {
        let document = Named::Held(id.to_owned());
        words.iter().for_each(|words| names.add(words, &document, false));
        basis.iter().for_each(|words| names.add(words, &document, true));
    };
    held("law", &["中华人民共和国政府采购法", "政府采购法"], &[]);
    held("regulation", &["中华人民共和国政府采购法实施条例", "政府采购法实施条例"], &["实施条例"]);
    held("mof-87", &["政府采购货物和服务招标投标管理办法", "财政部令第87号", "87号令"], &[]);
    held("caiku-46", &["财库〔2020〕46号"], &[]);
    names.add("财库〔2022〕19号", &Named::Absent("财库〔2022〕19号".to_owned()), false);
    names
}
/// `words→id 26` for a place in the library, `words→?` for a document it does not hold, `words` for words.
fn told(pieces: Vec<Piece<'_>>) -> String {
    let one = |piece: &Piece<'_>| match piece {
        Piece::Words(words) => (*words).to_owned(),
        Piece::Cited(cited) => {
            let document = match &cited.document {
                Some(Named::Held(id)) => id.as_str(),
                Some(Named::Absent(_)) => "?",
                None => "!",
            };
            let article = cited.article.map(|no| format!(" {no}")).unwrap_or_default();
            let last = cited.last.map(|no| format!("..{no}")).unwrap_or_default();
            format!("[{}→{document}{article}{last}]", cited.words)
        }
    };
    pieces.iter().map(one).collect()
}
fn basis(text: &str) -> String {
    told(names().basis(text))
}
fn law(text: &str) -> String {
    told(names().law(text, "mof-87"))
}

#[test]
fn a_basis_names_its_document_and_article() {
    assert_eq!(basis("87号令第37条第4项"), "[87号令第37条第4项→mof-87 37]");
    assert_eq!(basis("实施条例第19条第一款第（四）项"), "[实施条例第19条第一款第（四）项→regulation 19]");
    assert_eq!(basis("政府采购法第三十三条"), "[政府采购法第三十三条→law 33]");
    assert_eq!(
        basis("财库〔2020〕46号第9条；财库〔2022〕19号等"),
        "[财库〔2020〕46号第9条→caiku-46 9]；[财库〔2022〕19号→?]等"
    );
}
#[test]
fn several_articles_belong_to_the_document_before_them() {
    assert_eq!(basis("政府采购法第7、18条"), "[政府采购法第7→law 7]、[18条→law 18]");
    assert_eq!(basis("政府采购法第30～32条"), "[政府采购法第30～32条→law 30..32]");
    assert_eq!(
        basis("87号令第39条（录音录像一并存档）、第76条"),
        "[87号令第39条→mof-87 39]（录音录像一并存档）、[第76条→mof-87 76]"
    );
    assert_eq!(
        basis("实施条例第49条、第72条第2项；第8条"),
        "[实施条例第49条→regulation 49]、[第72条第2项→regulation 72]；[第8条→! 8]"
    );
}
#[test]
fn what_is_no_citation_stays_words() {
    for words in ["平台默认", "HR-1", "串通/敲诈线索", "", "第一章", "〔2020〕", "《没有收住"]
    {
        assert!(names().basis(words).iter().all(|piece| piece.citation().is_none()), "{words}");
    }
}
#[test]
fn a_law_calls_itself_this_law() {
    assert_eq!(law("符合本办法第六条第二款规定的"), "符合[本办法第六条第二款→mof-87 6]规定的");
    assert_eq!(law("适用本办法。"), "适用本办法。");
    assert_eq!(law("本办法第八条至第十一条规定"), "[本办法第八条至第十一条→mof-87 8..11]规定");
    assert_eq!(
        law("本办法第三十七条规定的，依照第五条"),
        "[本办法第三十七条→mof-87 37]规定的，依照[第五条→! 5]"
    );
}
#[test]
fn a_law_names_others_by_title_and_by_number() {
    assert_eq!(
        law("根据《中华人民共和国政府采购法》（以下简称政府采购法）第二十条"),
        "根据[《中华人民共和国政府采购法》→law]（以下简称[政府采购法→law]）[第二十条→! 20]"
    );
    assert_eq!(
        law("政府采购法第二十九条、第三十条规定"),
        "[政府采购法第二十九条→law 29]、[第三十条→law 30]规定"
    );
    assert_eq!(
        law("《政府采购货物和服务招标投标管理办法》（财政部令第18号）同时废止"),
        "[《政府采购货物和服务招标投标管理办法》→?]（财政部令第18号）同时废止"
    );
    assert_eq!(law("公务员法实施条例第三条"), "公务员法实施条例[第三条→! 3]");
}
#[test]
fn a_range_covers_what_lies_in_it() {
    let names = names();
    let pieces = names.basis("政府采购法第30～32条");
    let cited = pieces[0].citation().expect("a citation");
    let covered: Vec<u16> = (28..35).filter(|no| cited.covers(ArticleNo::new(*no))).collect();
    assert_eq!(covered, [30, 31, 32]);
}
proptest! {
    #[test]
    fn nothing_is_lost_and_nothing_makes_it_stumble(
        text in "(第|条|款|项|之|至|、|～|《|》|（|）|七|十|12|87号令|实施条例|政府采购法|本法|；|x){0,24}"
    ) {
        let names = names();
        for pieces in [names.basis(&text), names.law(&text, "law")] {
            let words = |piece: &Piece<'_>| match piece {
                Piece::Words(words) => (*words).to_owned(),
                Piece::Cited(cited) => cited.words.to_owned(),
            };
            let whole: String = pieces.iter().map(words).collect();
            prop_assert_eq!(&whole, &text);
        }
    }
}
