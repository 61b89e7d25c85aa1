//! What a tender document must and must not say before it may be reviewed (DOC-04, 05, 07, 08, 09, 13, 17, SME-06).

use super::{FactorSort, ProjectAbout, TenderDocument};
use crate::{Law, supervision::risk::Finding};
use kernel::{Arg, Args, Category, Money, Percent, Refusal, Rounding, StreamName};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

impl TenderDocument {
    /// Refuses a document that is incomplete or breaks the law; every fault of the first kind found is named at its field.
    ///
    /// # Errors
    /// `E_SCHEMA` (gaps), `E_SCORE_SUM` (87号令第55条), `E_PRICE_WEIGHT` (DOC-05), `E_QUALIFICATION_SCORED` (DOC-04),
    /// `E_DEPOSIT_CAP` (DOC-08), `E_BOND_CAP` (DOC-09), `E_SME_DEDUCTION` (SME-06), `E_LOW_PRICE_LINE` (DOC-17).
    pub fn check(&self, about: &ProjectAbout, law: &Law) -> Result<(), Refusal> {
        self.complete(about)?;
        self.adds_up()?;
        let category = about.category;
        let weight = Percent::from_decimal(self.scoring.price_points);
        let least = law.percent(&format!("price_weight_min.{}", category.id()))?;
        if weight < least {
            return Err(law
                .refuse("E_PRICE_WEIGHT", "DOC-05")
                .arg("least", text(least))
                .field("scoring.price_points", "tender-field-price-weight"));
        }
        self.nothing_scored_twice(law)?;
        let cap = law.percent("bid_deposit_cap")?;
        for (place, (lot, demand)) in about.lots.iter().zip(&self.lots).enumerate() {
            let most = cap.of(lot.budget, Rounding::Floor);
            if demand.deposit.is_some_and(|deposit| deposit > most) {
                return Err(law
                    .refuse("E_DEPOSIT_CAP", "DOC-08")
                    .arg("most", most)
                    .field(format!("lots[{place}].deposit"), "tender-field-deposit"));
            }
        }
        if self.contract.performance_bond > law.percent("performance_bond_cap")? {
            return Err(law
                .refuse("E_BOND_CAP", "DOC-09")
                .field("contract.performance_bond", "tender-field-performance-bond"));
        }
        self.deductions(about, law)?;
        let lines = [
            ("mean", self.low_price.mean),
            ("second", self.low_price.second),
            ("ceiling", self.low_price.ceiling),
        ];
        for (name, line) in lines {
            // Before 2026-02-01 there were no numeric lines (财库〔2026〕2号).
            let known = law.rule(&format!("low_price_{name}_min"));
            if known.is_none_or(|rule| rule.value(law.region(), law.date()).is_none()) {
                continue;
            }
            let (least, most) = (
                law.percent(&format!("low_price_{name}_min"))?,
                law.percent(&format!("low_price_{name}_max"))?,
            );
            if line < least || line > most {
                return Err(outside(
                    law.refuse("E_LOW_PRICE_LINE", "DOC-17"),
                    &format!("low_price.{name}"),
                    least,
                    most,
                ));
            }
        }
        Ok(())
    }

    /// What does not forbid the document but needs a written reason: DOC-07 (much left to judgement), DOC-13 (payment
    /// later than small enterprises must be paid).
    ///
    /// # Errors
    /// Those of [`Law::number`].
    pub fn warnings(&self, evidence: &StreamName, law: &Law) -> Result<Vec<Finding>, Refusal> {
        let finding = |rule: &str, args: Args| Finding {
            rule: rule.to_owned(),
            args,
            evidence: vec![evidence.clone()],
        };
        let mut findings = Vec::new();
        let subjective = self.scoring.factors.iter().filter(|factor| factor.sort == FactorSort::Subjective);
        let sum: Decimal = subjective.clone().map(|factor| factor.max).sum();
        let largest = subjective.map(|factor| factor.max).max().unwrap_or_default();
        if sum > Decimal::from(40) || largest > Decimal::from(10) {
            let args = [("sum".into(), points(sum)), ("largest".into(), points(largest))];
            findings.push(finding("DOC-07", args.into()));
        }
        if i64::from(self.contract.payment_days) > law.number("sme_payment_days_max")? {
            let days = Arg::Number(self.contract.payment_days.into());
            findings.push(finding("DOC-13", [("days".into(), days)].into()));
        }
        Ok(findings)
    }

    /// Every lot has its items, every text says something, no factor is worth nothing.
    fn complete(&self, about: &ProjectAbout) -> Result<(), Refusal> {
        let mut refusal = Refusal::new("E_SCHEMA");
        let mut say = |path: String, key: &'static str| {
            refusal = std::mem::replace(&mut refusal, Refusal::new("E_SCHEMA")).field(path, key);
        };
        if self.lots.len() != about.lots.len() {
            say("lots".to_owned(), "tender-field-lots");
        }
        for (place, lot) in self.lots.iter().enumerate() {
            if lot.items.is_empty() {
                say(format!("lots[{place}].items"), "field-required");
            }
            // 87号令第31条第3款: of several goods the core products are named.
            let core = lot.items.iter().filter(|item| item.core).count();
            if about.category == Category::Goods && lot.items.len() > 1 && core == 0 {
                say(format!("lots[{place}].items[0].core"), "tender-field-core");
            }
            for (at, item) in lot.items.iter().enumerate() {
                if item.quantity == 0 {
                    say(format!("lots[{place}].items[{at}].quantity"), "field-required");
                }
            }
        }
        let lists = [("qualification", self.qualification.len()), ("bid_parts", self.bid_parts.len())];
        for (path, count) in lists {
            if count == 0 {
                say(path.to_owned(), "field-required");
            }
        }
        for (path, words) in [
            ("overview", &self.overview),
            ("policy", &self.policy),
            ("credit_check", &self.credit_check),
            ("agency_fee", &self.agency_fee),
            ("contract.delivery", &self.contract.delivery),
            ("contract.quality", &self.contract.quality),
            ("contract.breach", &self.contract.breach),
        ] {
            if words.trim().is_empty() {
                say(path.to_owned(), "field-required");
            }
        }
        if !(1..=3).contains(&self.candidates) {
            say("candidates".to_owned(), "tender-field-candidates");
        }
        if self.validity_days == 0 {
            say("validity_days".to_owned(), "field-required");
        }
        if self.contract.acceptance.is_empty() {
            say("contract.acceptance".to_owned(), "field-required");
        }
        let shares: Decimal = self.contract.payment.iter().map(|line| line.share.decimal()).sum();
        if shares != Decimal::ONE_HUNDRED {
            say("contract.payment".to_owned(), "tender-field-payment-sum");
        }
        for (place, factor) in self.scoring.factors.iter().enumerate() {
            if factor.max <= Decimal::ZERO || factor.max.normalize().scale() > 2 {
                say(format!("scoring.factors[{place}].max"), "tender-field-points");
            }
            let given: BTreeSet<_> = factor.tiers.iter().map(|tier| tier.points).collect();
            let outside = given.iter().any(|points| *points < Decimal::ZERO || *points > factor.max);
            if given.len() != factor.tiers.len() || outside {
                say(format!("scoring.factors[{place}].tiers"), "tender-field-tiers");
            }
        }
        if refusal.fields.is_empty() { Ok(()) } else { Err(refusal) }
    }

    /// 评审因素分值合计为 100 分 (87号令第55条).
    fn adds_up(&self) -> Result<(), Refusal> {
        let factors: Decimal = self.scoring.factors.iter().map(|factor| factor.max).sum();
        let sum = factors + self.scoring.price_points;
        if sum == Decimal::ONE_HUNDRED {
            return Ok(());
        }
        Err(Refusal::new("E_SCORE_SUM")
            .basis("87号令第55条")
            .arg("sum", points(sum))
            .field("scoring.factors", "tender-field-score-sum"))
    }

    /// DOC-04: 资格条件不得作为评审因素 (87号令第55条).
    fn nothing_scored_twice(&self, law: &Law) -> Result<(), Refusal> {
        for (place, factor) in self.scoring.factors.iter().enumerate() {
            for clause in &self.qualification {
                if same_condition(&clause.text, &factor.name)
                    || same_condition(&clause.text, &factor.criteria)
                {
                    return Err(law
                        .refuse("E_QUALIFICATION_SCORED", "DOC-04")
                        .arg("condition", clause.text.clone())
                        .field(
                            format!("scoring.factors[{place}].name"),
                            "tender-field-qualification-scored",
                        ));
                }
            }
        }
        Ok(())
    }

    /// SME-06: the deductions lie within what the state allows; where every lot is reserved, there is none (财库〔2020〕46号第9条).
    fn deductions(&self, about: &ProjectAbout, law: &Law) -> Result<(), Refusal> {
        if about.lots.iter().all(|lot| lot.sme.is_reserved()) {
            return Ok(());
        }
        let kind = if about.category == Category::Works { "works" } else { "goods_services" };
        for (path, name, value) in [
            ("sme_deduction", "sme_deduction", self.sme_deduction),
            ("sme_joint_deduction", "sme_joint_deduction", self.sme_joint_deduction),
        ] {
            let (least, most) =
                (law.percent(&format!("{name}_min.{kind}"))?, law.percent(&format!("{name}_max.{kind}"))?);
            // A joint deduction means nothing where no joint bid is accepted.
            let needless = name == "sme_joint_deduction" && !self.joint_bids && value == Percent::default();
            if !needless && (value < least || value > most) {
                return Err(outside(law.refuse("E_SME_DEDUCTION", "SME-06"), path, least, most));
            }
        }
        Ok(())
    }
}

fn outside(refusal: Refusal, path: &str, least: Percent, most: Percent) -> Refusal {
    let args: Args = [("min".into(), text(least)), ("max".into(), text(most))].into();
    Refusal { args: args.clone(), ..refusal }.field_with(path, "tender-field-range", args)
}
fn text(percent: Percent) -> Arg {
    points(percent.decimal())
}
fn points(value: Decimal) -> Arg {
    Arg::Text(value.normalize().to_string())
}

/// Do a qualification clause and a scored factor ask for the same? Alike in at least nine tenths of their pairs of
/// characters, or the factor names what the clause asks for.
fn same_condition(clause: &str, factor: &str) -> bool {
    let (clause, factor) = (plain(clause), plain(factor));
    if factor.len() < 6 || clause.len() < 6 {
        return false;
    }
    if clause.windows(factor.len()).any(|part| part == factor) {
        return true;
    }
    let pairs = |chars: &[char]| chars.windows(2).map(|pair| (pair[0], pair[1])).collect::<BTreeSet<_>>();
    let (ours, theirs) = (pairs(&clause), pairs(&factor));
    let common = ours.intersection(&theirs).count();
    20 * common >= 9 * (ours.len() + theirs.len())
}
/// Letters and characters alone, without the words that every requirement has.
fn plain(text: &str) -> Vec<char> {
    let mut text = text.to_owned();
    for word in ["投标人", "供应商", "须具有", "具有", "具备", "有效的", "有效", "提供", "得分", "的"]
    {
        text = text.replace(word, "");
    }
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// The largest deposit that may be asked for a lot (实施条例第33条), in whole fen and rounded down.
///
/// # Errors
/// Those of [`Law::percent`].
pub fn deposit_cap(budget: Money, law: &Law) -> Result<Money, Refusal> {
    Ok(law.percent("bid_deposit_cap")?.of(budget, Rounding::Floor))
}
