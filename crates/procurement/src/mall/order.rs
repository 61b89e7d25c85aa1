//! An order by direct purchase: placed, accepted by the supplier, delivered, accepted, paid.

use super::Listing;
use crate::{
    Law,
    acceptance::{Criterion, CriterionKind, Finding, Member, inspect},
    budget::{Claim, Hold, Indicator, Movement, Part, execute_all},
    payment::{Inspection, Instalment, Line, LineKind, Payable, SmeTerm, ledger},
    registry::BankAccount,
};
use kernel::{
    CatalogueCode, Duty, HoldId, IndicatorId, Instant, ListingId, Money, OrderId, OrganisationId, PaymentId,
    PersonId, Refusal, Region, Role, Sealed, Stream, StreamId,
};
use serde::{Deserialize, Serialize};

/// What is bought, from whom, by whom, out of which budget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deal {
    /// Order number 订单编号.
    pub number: String,
    /// The listing.
    pub listing: ListingId,
    /// Seller.
    pub supplier: OrganisationId,
    /// Its name.
    pub supplier_name: String,
    /// Was it a small or medium enterprise when the order was placed 中小企业?
    #[serde(default)]
    pub sme: bool,
    /// Buyer.
    pub purchaser: OrganisationId,
    /// Its name.
    pub purchaser_name: String,
    /// The buyer's region.
    pub region: Region,
    /// Goods: name, brand and model.
    pub goods: String,
    /// End item of the catalogue.
    pub catalogue: CatalogueCode,
    /// How many.
    pub quantity: u32,
    /// Unit of measure.
    pub unit: String,
    /// Fen a unit.
    pub unit_price: Money,
    /// Fen.
    pub amount: Money,
    /// The budget indicator that pays (HR-1).
    pub indicator: IndicatorId,
    /// What the order holds of it.
    pub hold: HoldId,
    /// Delivery address.
    pub deliver_to: String,
    /// Who ordered.
    pub handler: PersonId,
    /// What will be accepted.
    pub criteria: Vec<Criterion>,
}

/// A delivery 发货.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Who carries it.
    pub carrier: String,
    /// Waybill number 运单号.
    pub waybill: String,
    /// When it was handed over.
    pub at: Instant,
}

/// An order that the supplier accepted: a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Running {
    /// When the supplier accepted.
    pub accepted_at: Instant,
    /// The account that is paid.
    pub payee: Sealed<BankAccount>,
    /// One final line.
    pub lines: Vec<Line>,
    /// The latest delivery.
    pub delivery: Option<Delivery>,
    /// How far acceptance has come.
    pub inspection: Inspection,
    /// When the goods were accepted; the term for payment starts here.
    #[serde(default)]
    pub inspected_at: Option<Instant>,
}

/// Where an order stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderStage {
    /// Waiting for the supplier.
    Placed {
        /// Last moment for the supplier to accept (D-MAL-01); after it the order lapses.
        confirm_by: Instant,
    },
    /// Accepted by the supplier.
    Running(Box<Running>),
    /// Accepted, paid and closed.
    Completed(Box<Running>),
    /// Lapsed or declined; the budget is released.
    Cancelled,
    /// Refused by the supplier, with the reason; the budget is released.
    Refused {
        /// Why.
        reason: String,
        /// When.
        at: Instant,
        /// Has the purchaser taken note of it?
        noted: bool,
    },
}

/// A mall order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Not placed.
    #[default]
    None,
    /// Placed.
    Made {
        /// What is bought.
        deal: Box<Deal>,
        /// Where it stands.
        stage: OrderStage,
    },
}

/// What happened to an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum OrderEvent {
    /// Placed; the budget is committed by the same command.
    #[serde(rename = "order.placed")]
    Placed {
        /// What is bought.
        deal: Box<Deal>,
        /// Last moment for the supplier to accept.
        confirm_by: Instant,
    },
    /// Accepted by the supplier.
    #[serde(rename = "order.accepted")]
    Accepted {
        /// The account that is to be paid.
        payee: Sealed<BankAccount>,
    },
    /// Declined by the supplier or lapsed.
    #[serde(rename = "order.cancelled")]
    Cancelled {
        /// Did the time run out?
        lapsed: bool,
    },
    /// Refused by the supplier, with the reason.
    #[serde(rename = "order.refused")]
    Refused {
        /// Why.
        reason: String,
    },
    /// The purchaser took note of the refusal.
    #[serde(rename = "order.refusal_noted")]
    RefusalNoted {},
    /// Sent off.
    #[serde(rename = "order.delivered")]
    Delivered {
        /// Who carries it.
        carrier: String,
        /// Waybill number.
        waybill: String,
    },
    /// Inspected by the purchaser.
    #[serde(rename = "order.inspected")]
    Inspected {
        /// The purchaser's people.
        members: Vec<Member>,
        /// One finding a criterion.
        findings: Vec<Finding>,
        /// Does everything hold?
        qualified: bool,
    },
    /// A payment was applied for.
    #[serde(rename = "order.payment_applied")]
    PaymentApplied {
        /// The payment.
        payment: PaymentId,
        /// Fen.
        amount: Money,
    },
    /// A payment was made.
    #[serde(rename = "order.paid")]
    Paid {
        /// The payment.
        payment: PaymentId,
        /// Fen.
        amount: Money,
    },
    /// Accepted and paid in full.
    #[serde(rename = "order.completed")]
    Completed {},
}

/// What a payment answers: both halves are recorded by the same command, or neither.
pub type WithMoney = (Vec<OrderEvent>, Vec<(HoldId, Movement)>);

/// What the buyer says when ordering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The order's own id.
    pub order: OrderId,
    /// Order number.
    pub number: String,
    /// The listing's id.
    pub listing: ListingId,
    /// Is the supplier a small or medium enterprise?
    pub supplier_sme: bool,
    /// Buyer.
    pub purchaser: OrganisationId,
    /// Its name.
    pub purchaser_name: String,
    /// Its region.
    pub region: Region,
    /// How many.
    pub quantity: u32,
    /// The indicator that pays.
    pub indicator: IndicatorId,
    /// The new hold on it.
    pub hold: HoldId,
    /// Delivery address.
    pub deliver_to: String,
    /// Who orders.
    pub handler: PersonId,
}

impl Order {
    /// Orders goods that are on sale, within the limit for direct purchase, and binds the amount on the indicator (HR-1).
    ///
    /// # Errors
    /// `E_STATE`, `E_OFF_PLATFORM`, `E_OVER_DIRECT_LIMIT`, `E_SCHEMA`, and those of [`Hold::order`] (`E_NO_BUDGET`).
    pub fn place(
        &self,
        wish: Wish,
        listing: &Listing,
        indicator: &Indicator,
        at: Instant,
        law: &Law,
    ) -> Result<(Vec<OrderEvent>, Movement), Refusal> {
        if !matches!(self, Self::None) {
            return Err(Refusal::new("E_STATE"));
        }
        let offer = listing.on_sale()?;
        if wish.quantity == 0 {
            return Err(Refusal::new("E_SCHEMA").field("quantity", "field-money-zero"));
        }
        if wish.deliver_to.trim().is_empty() {
            return Err(Refusal::new("E_SCHEMA").field("deliver_to", "field-required"));
        }
        let amount = offer.goods.price.times(i64::from(wish.quantity));
        let limit = law.money("mall_direct_limit")?;
        if amount > limit {
            return Err(law
                .refuse("E_OVER_DIRECT_LIMIT", "mall_direct_limit")
                .arg("amount", amount)
                .arg("limit", limit));
        }
        let goods = format!("{} {} {}", offer.goods.name, offer.goods.brand, offer.goods.model);
        let technical = |text| Criterion { kind: CriterionKind::Technical, text };
        let criteria = vec![
            technical(format!("{goods} × {} {}", wish.quantity, offer.goods.unit)),
            technical(offer.goods.specification.clone()),
            Criterion { kind: CriterionKind::Service, text: offer.goods.service.clone() },
        ];
        let deal = Deal {
            number: wish.number,
            listing: wish.listing,
            supplier: offer.supplier,
            supplier_name: offer.supplier_name.clone(),
            sme: wish.supplier_sme,
            purchaser: wish.purchaser,
            purchaser_name: wish.purchaser_name,
            region: wish.region,
            goods,
            catalogue: offer.goods.catalogue.clone(),
            quantity: wish.quantity,
            unit: offer.goods.unit.clone(),
            unit_price: offer.goods.price,
            amount,
            indicator: wish.indicator,
            hold: wish.hold,
            deliver_to: wish.deliver_to,
            handler: wish.handler,
            criteria,
        };
        let claim = Claim {
            indicator: wish.indicator,
            organisation: wish.purchaser,
            matter: wish.order.stream(),
            amount,
        };
        let movement = Hold::default().order(indicator, claim, at, law)?;
        let confirm_by = law.latest("D-MAL-01", at)?;
        Ok((vec![OrderEvent::Placed { deal: Box::new(deal), confirm_by }], movement))
    }
    /// The supplier accepts, in time.
    ///
    /// # Errors
    /// `E_STATE`, `E_TOO_LATE` (D-MAL-01).
    pub fn accept(
        &self,
        payee: Sealed<BankAccount>,
        at: Instant,
        law: &Law,
    ) -> Result<Vec<OrderEvent>, Refusal> {
        let confirm_by = self.placed()?;
        if at >= confirm_by {
            return Err(law.refuse("E_TOO_LATE", "D-MAL-01").arg("latest", confirm_by));
        }
        Ok(vec![OrderEvent::Accepted { payee }])
    }
    /// The supplier refuses with a reason; the budget is given back, and the purchaser is told.
    ///
    /// # Errors
    /// `E_STATE`, `E_SCHEMA`.
    pub fn refuse(
        &self,
        reason: String,
        hold: &Hold,
        law: &Law,
    ) -> Result<(Vec<OrderEvent>, Movement), Refusal> {
        self.placed()?;
        if reason.trim().is_empty() {
            return Err(Refusal::new("E_SCHEMA").field("reason", "field-required"));
        }
        let movement = hold.release(Part::Committed, hold.balance()?.committed, law)?;
        Ok((vec![OrderEvent::Refused { reason }], movement))
    }
    /// The purchaser takes note of a refusal, so that it leaves the to-do list.
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn note_refusal(&self) -> Result<Vec<OrderEvent>, Refusal> {
        match self.stage() {
            Some(OrderStage::Refused { noted: false, .. }) => Ok(vec![OrderEvent::RefusalNoted {}]),
            _ => Err(Refusal::new("E_STATE")),
        }
    }
    /// The time to accept ran out (D-MAL-01), and the budget is given back.
    ///
    /// # Errors
    /// `E_STATE`, `E_TOO_EARLY`.
    pub fn lapse(&self, hold: &Hold, at: Instant, law: &Law) -> Result<(Vec<OrderEvent>, Movement), Refusal> {
        let confirm_by = self.placed()?;
        if at < confirm_by {
            return Err(law.refuse("E_TOO_EARLY", "D-MAL-01").arg("earliest", confirm_by));
        }
        let movement = hold.release(Part::Committed, hold.balance()?.committed, law)?;
        Ok((vec![OrderEvent::Cancelled { lapsed: true }], movement))
    }
    /// The supplier sends the goods off, also again after a failed inspection.
    ///
    /// # Errors
    /// `E_STATE`, `E_SCHEMA`.
    pub fn deliver(&self, carrier: String, waybill: String) -> Result<Vec<OrderEvent>, Refusal> {
        let running = self.running()?;
        if !matches!(running.inspection, Inspection::None | Inspection::Unqualified) {
            return Err(Refusal::new("E_STATE"));
        }
        let mut refusal = Refusal::new("E_SCHEMA");
        for (name, text) in [("carrier", &carrier), ("waybill", &waybill)] {
            if text.trim().is_empty() {
                refusal = refusal.field(name, "field-required");
            }
        }
        if refusal.fields.is_empty() {
            Ok(vec![OrderEvent::Delivered { carrier, waybill }])
        } else {
            Err(refusal)
        }
    }
    /// The purchaser's people accept what was delivered, item by item (ACC-02, ACC-03; MAL-07: not before delivery).
    ///
    /// # Errors
    /// `E_STATE`, and those of [`inspect`].
    pub fn inspect(
        &self,
        members: Vec<Member>,
        findings: Vec<Finding>,
        law: &Law,
    ) -> Result<Vec<OrderEvent>, Refusal> {
        let deal = self.deal()?;
        if self.running()?.inspection != Inspection::Pending {
            return Err(law.refuse("E_STATE", "MAL-07"));
        }
        let qualified = inspect(&deal.criteria, &findings, &members, &[deal.handler], law)?;
        Ok(vec![OrderEvent::Inspected { members, findings, qualified }])
    }
    /// A payment is applied for (HR-3, HR-4).
    ///
    /// # Errors
    /// Those of [`Payable::may_apply`].
    pub fn apply_payment(
        &self,
        payment: PaymentId,
        amount: Money,
        payee: &Sealed<BankAccount>,
        law: &Law,
    ) -> Result<Vec<OrderEvent>, Refusal> {
        self.payable()?.may_apply(1, amount, payee, law)?;
        Ok(vec![OrderEvent::PaymentApplied { payment, amount }])
    }
    /// A payment is made, and executed on the order's hold.
    ///
    /// # Errors
    /// Those of [`Payable::may_pay`] and [`execute_all`].
    pub fn pay(
        &self,
        payment: PaymentId,
        amount: Money,
        payee: &Sealed<BankAccount>,
        hold: &Hold,
        law: &Law,
    ) -> Result<WithMoney, Refusal> {
        let payable = self.payable()?;
        payable.may_pay(1, amount, payee, law)?;
        let movements = execute_all(&[(self.deal()?.hold, hold.clone())], amount, law)?;
        let paid: Money = payable.lines.iter().map(|line| line.paid).sum();
        let mut events = vec![OrderEvent::Paid { payment, amount }];
        if paid.plus(amount) >= payable.amount {
            events.push(OrderEvent::Completed {});
        }
        Ok((events, movements))
    }
    /// What is bought.
    ///
    /// # Errors
    /// `E_NO_CONTRACT` before it is placed.
    pub fn deal(&self) -> Result<&Deal, Refusal> {
        match self {
            Self::None => Err(Refusal::new("E_NO_CONTRACT").rule("PAY-01").basis("实施条例第51条")),
            Self::Made { deal, .. } => Ok(deal),
        }
    }
    /// Where it stands.
    pub fn stage(&self) -> Option<&OrderStage> {
        match self {
            Self::None => None,
            Self::Made { stage, .. } => Some(stage),
        }
    }
    /// The part that exists once the supplier accepted, also after completion.
    pub fn fulfilment(&self) -> Option<&Running> {
        match self.stage()? {
            OrderStage::Running(running) | OrderStage::Completed(running) => Some(running),
            OrderStage::Placed { .. } | OrderStage::Cancelled | OrderStage::Refused { .. } => None,
        }
    }
    /// The name of its status, for tags and lists.
    pub fn status(&self) -> &'static str {
        match self.stage() {
            None => "none",
            Some(OrderStage::Placed { .. }) => "placed",
            Some(OrderStage::Running(running)) => match running.inspection {
                Inspection::None => "accepted",
                Inspection::Pending => "delivered",
                Inspection::Unqualified => "unqualified",
                Inspection::Qualified => "qualified",
            },
            Some(OrderStage::Completed(_)) => "completed",
            Some(OrderStage::Cancelled) => "cancelled",
            Some(OrderStage::Refused { .. }) => "refused",
        }
    }
    /// What the hard rules of payment look at. A mall order is filed by being placed here.
    ///
    /// # Errors
    /// `E_NO_CONTRACT` before the supplier accepted.
    pub fn payable(&self) -> Result<Payable<'_>, Refusal> {
        let deal = self.deal()?;
        let running = self
            .fulfilment()
            .ok_or_else(|| Refusal::new("E_NO_CONTRACT").rule("PAY-01").basis("实施条例第51条"))?;
        Ok(Payable {
            in_force: matches!(self.stage(), Some(OrderStage::Running(_))),
            filed: true,
            amount: deal.amount,
            lines: &running.lines,
            payee: &running.payee,
            inspection: running.inspection,
        })
    }

    /// The term for paying a small or medium enterprise: no other was agreed, so the law's own, from acceptance (条例第9条、
    /// 第10条).
    ///
    /// # Errors
    /// Those of [`Law::number`].
    pub fn sme_term(&self, law: &Law) -> Result<Option<SmeTerm>, Refusal> {
        if !self.deal()?.sme {
            return Ok(None);
        }
        let days = u16::try_from(law.number("D-PAY-02")?).unwrap_or(u16::MAX);
        let from = self.fulfilment().and_then(|running| running.inspected_at);
        Ok(from.map(|from| SmeTerm { from, days }))
    }

    fn placed(&self) -> Result<Instant, Refusal> {
        match self.stage() {
            Some(OrderStage::Placed { confirm_by }) => Ok(*confirm_by),
            _ => Err(Refusal::new("E_STATE")),
        }
    }
    fn running(&self) -> Result<&Running, Refusal> {
        match self.stage() {
            Some(OrderStage::Running(running)) => Ok(running),
            _ => Err(Refusal::new("E_STATE")),
        }
    }
    fn running_mut(&mut self) -> Option<&mut Running> {
        match self {
            Self::Made { stage: OrderStage::Running(running), .. } => Some(running),
            Self::None | Self::Made { .. } => None,
        }
    }
}

impl Stream for Order {
    type Id = OrderId;
    type Event = OrderEvent;
    const FOLD: u32 = 2;
    fn apply(&mut self, at: Instant, event: &OrderEvent) {
        match event {
            OrderEvent::Placed { deal, confirm_by } => {
                let stage = OrderStage::Placed { confirm_by: *confirm_by };
                *self = Self::Made { deal: deal.clone(), stage };
            }
            OrderEvent::Accepted { payee } => {
                if let Self::Made { deal, stage } = self {
                    let whole =
                        Instalment { kind: LineKind::Final, amount: deal.amount, condition: String::new() };
                    *stage = OrderStage::Running(Box::new(Running {
                        accepted_at: at,
                        payee: *payee,
                        lines: ledger(&[whole]),
                        delivery: None,
                        inspection: Inspection::None,
                        inspected_at: None,
                    }));
                }
            }
            OrderEvent::Cancelled { .. } => {
                if let Self::Made { stage, .. } = self {
                    *stage = OrderStage::Cancelled;
                }
            }
            OrderEvent::Refused { reason } => {
                if let Self::Made { stage, .. } = self {
                    *stage = OrderStage::Refused { reason: reason.clone(), at, noted: false };
                }
            }
            OrderEvent::RefusalNoted {} => {
                if let Self::Made { stage: OrderStage::Refused { noted, .. }, .. } = self {
                    *noted = true;
                }
            }
            OrderEvent::Delivered { carrier, waybill } => {
                if let Some(running) = self.running_mut() {
                    running.delivery =
                        Some(Delivery { carrier: carrier.clone(), waybill: waybill.clone(), at });
                    running.inspection = Inspection::Pending;
                }
            }
            OrderEvent::Inspected { qualified, .. } => {
                if let Some(running) = self.running_mut() {
                    running.inspection =
                        if *qualified { Inspection::Qualified } else { Inspection::Unqualified };
                    running.inspected_at = qualified.then_some(at);
                }
            }
            OrderEvent::PaymentApplied { amount, .. } => {
                if let Some(line) = self.running_mut().and_then(|running| running.lines.first_mut()) {
                    line.applied = line.applied.plus(*amount);
                }
            }
            OrderEvent::Paid { amount, .. } => {
                if let Some(line) = self.running_mut().and_then(|running| running.lines.first_mut()) {
                    line.applied = line.applied.minus(*amount);
                    line.paid = line.paid.plus(*amount);
                }
            }
            OrderEvent::Completed {} => {
                if let Self::Made { stage, .. } = self
                    && let OrderStage::Running(running) = stage
                {
                    *stage = OrderStage::Completed(running.clone());
                }
            }
        }
    }
    fn duties(&self) -> Vec<Duty> {
        let Self::Made { deal, stage } = self else { return Vec::new() };
        let duty = |command: &str, organisation, role, due| {
            let title = deal.goods.clone();
            vec![Duty { command: command.into(), organisation, role, person: None, due, title }]
        };
        match stage {
            OrderStage::Placed { confirm_by } => {
                let mut duties =
                    duty("mall.accept_order", deal.supplier, Role::SupplierClerk, Some(*confirm_by));
                duties.push(Duty::timer("mall.lapse_order", *confirm_by, &deal.goods));
                duties
            }
            OrderStage::Running(running) => match running.inspection {
                Inspection::None | Inspection::Unqualified => {
                    duty("mall.deliver", deal.supplier, Role::SupplierClerk, None)
                }
                Inspection::Pending => duty("mall.accept_goods", deal.purchaser, Role::PurchaserClerk, None),
                Inspection::Qualified if running.lines.iter().any(|line| line.open() > Money::ZERO) => {
                    duty("payment.apply_order", deal.purchaser, Role::PurchaserFinance, None)
                }
                Inspection::Qualified => Vec::new(),
            },
            OrderStage::Refused { noted: false, .. } => {
                duty("mall.note_refusal", deal.purchaser, Role::PurchaserClerk, None)
            }
            OrderStage::Completed(_) | OrderStage::Cancelled | OrderStage::Refused { .. } => Vec::new(),
        }
    }
}
