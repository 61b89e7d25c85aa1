//! The text of a contract, rendered from its terms: the same terms give the same text, and its digest is what is signed.

use crate::texts::{Lang, text};
use kernel::{Arg, Args, Money};
use procurement::{
    contract::{Party, Terms},
    registry::BankAccount,
};

/// The contract in Chinese, the language in which it binds. The account number is shown by its last four digits; the
/// whole number lies in the vault under the commitment that the text names.
pub(crate) fn render(terms: &Terms, account: &BankAccount) -> String {
    let mut page = Page(Vec::new());
    let key = &terms.key;
    page.say("title", &[("name", terms.name.as_str().into()), ("number", terms.number.as_str().into())]);
    let origin = &terms.origin;
    let single = origin.lot_name == origin.project_name;
    page.say(
        if single { "origin-single" } else { "origin" },
        &[
            ("project", origin.project_name.as_str().into()),
            ("number", origin.project_no.as_str().into()),
            ("lot", origin.lot_name.as_str().into()),
        ],
    );
    if origin.reserved {
        page.say("reserved", &[]);
    }
    page.party("purchaser", &terms.purchaser);
    page.party("supplier", &terms.supplier);
    page.say("preamble", &[]);
    page.say("items", &[]);
    for (index, item) in key.items.iter().enumerate() {
        page.say(
            "item",
            &[
                ("no", (index + 1).into()),
                ("name", item.name.as_str().into()),
                ("specification", item.specification.as_str().into()),
                ("quantity", i64::from(item.quantity).into()),
                ("unit", item.unit.as_str().into()),
                ("price", item.unit_price.into()),
                ("amount", item.amount().into()),
            ],
        );
    }
    page.say("amount", &[("amount", key.amount.into()), ("words", key.amount.in_words().into())]);
    page.say("quality", &[("text", key.quality.as_str().into())]);
    page.say("delivery", &[("text", key.delivery.as_str().into())]);
    page.say("schedule", &[("days", i64::from(key.payment_days).into())]);
    for (index, line) in key.schedule.iter().enumerate() {
        page.say(
            "line",
            &[
                ("no", (index + 1).into()),
                ("kind", Arg::Key(format!("contract-line-{}", line_key(line.kind)))),
                ("amount", line.amount.into()),
                ("condition", line.condition.as_str().into()),
            ],
        );
    }
    page.say(
        "account",
        &[
            ("holder", account.holder.as_str().into()),
            ("bank", account.bank.as_str().into()),
            ("end", last_four(&account.number).into()),
            ("commitment", terms.payee.commitment.to_string().into()),
        ],
    );
    page.say("criteria", &[]);
    for (index, criterion) in key.criteria.iter().enumerate() {
        page.say("criterion", &[("no", (index + 1).into()), ("text", criterion.text.as_str().into())]);
    }
    page.say("breach", &[("text", key.breach.as_str().into())]);
    if key.performance_bond > Money::ZERO {
        page.say("bond", &[("amount", key.performance_bond.into())]);
    }
    for clause in &terms.clauses {
        page.say(
            "clause",
            &[("heading", clause.heading.as_str().into()), ("text", clause.text.as_str().into())],
        );
    }
    page.say("end", &[]);
    page.0.join("\n")
}

/// The locale key's end for a kind of line.
pub(crate) fn line_key(kind: procurement::payment::LineKind) -> &'static str {
    match kind {
        procurement::payment::LineKind::Prepayment => "prepayment",
        procurement::payment::LineKind::Progress => "progress",
        procurement::payment::LineKind::Final => "final",
    }
}

/// The last four digits of an account number.
pub fn last_four(number: &str) -> String {
    let digits: Vec<char> = number.chars().filter(char::is_ascii_alphanumeric).collect();
    digits[digits.len().saturating_sub(4)..].iter().collect()
}

struct Page(Vec<String>);
impl Page {
    fn say(&mut self, key: &str, args: &[(&'static str, Arg)]) {
        let args: Args = args.iter().map(|(name, value)| ((*name).into(), value.clone())).collect();
        self.0.push(text(Lang::Zh, &format!("contract-text-{key}"), &args));
    }
    fn party(&mut self, role: &str, party: &Party) {
        self.say(
            role,
            &[
                ("name", party.name.as_str().into()),
                ("uscc", party.uscc.as_str().into()),
                ("address", party.address.as_str().into()),
            ],
        );
    }
}
