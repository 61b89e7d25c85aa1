//! Payment 资金支付: the two hard rules 无合同不支付 and 无验收不结项 in one place, applications, payments, late interest.

mod interest;
mod payable;
mod state;

pub use interest::late_interest;
pub use payable::{Inspection, Instalment, Line, LineKind, Payable, ledger, same_account, schedule};
pub use state::{Application, Basis, Invoice, Payment, PaymentEvent, Receipt, SmeTerm};
