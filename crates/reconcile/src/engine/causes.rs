//! Why two sides differ, from what the rows themselves say.

use super::desk::{Desk, View};
use super::fit::{Sum, close, two_rates};
use crate::amount::{ONE, scaled};
use crate::outcome::{Cause, How, Party};
use crate::side::{Field, NO_DAY, Standing};

/// What the words of a row speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Speech {
    pub(super) returned: bool,
    pub(super) deducted: bool,
    pub(super) rebate: bool,
    pub(super) discount: bool,
    pub(super) paid: bool,
    pub(super) invoiced: bool,
    pub(super) delivered: bool,
}

const RETURNED: &[&str] = &[
    "退货",
    "退回",
    "退换",
    "销退",
    "红字",
    "红冲",
    "return",
    "rma",
    "credit note",
    "credit memo",
];
const DEDUCTED: &[&str] = &[
    "扣款",
    "罚款",
    "质量扣",
    "扣运费",
    "索赔",
    "赔款",
    "扣减",
    "违约金",
    "deduct",
    "penalty",
    "chargeback",
    "charge back",
    "debit note",
    "claim",
];
const REBATE: &[&str] = &["返利", "返点", "返现", "年返", "季返", "rebate", "bonus"];
const DISCOUNT: &[&str] = &["折扣", "折让", "让利", "优惠", "discount", "allowance"];
const PAID: &[&str] = &[
    "收款",
    "付款",
    "回款",
    "货款",
    "汇款",
    "转账",
    "电汇",
    "承兑",
    "银行",
    "支票",
    "payment",
    "paid",
    "receipt",
    "remittance",
    "transfer",
    "cheque",
    "wire",
];
const INVOICED: &[&str] = &["发票", "开票", "invoice", "inv"];
const DELIVERED: &[&str] = &[
    "送货", "出库", "发货", "入库", "收货", "销货", "交货", "delivery", "shipment", "goods", "grn",
];

impl Speech {
    fn hear(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let text = text.to_lowercase();
        let says = |words: &[&str]| words.iter().any(|w| text.contains(w));
        self.returned |= says(RETURNED);
        self.deducted |= says(DEDUCTED);
        self.rebate |= says(REBATE);
        self.discount |= says(DISCOUNT);
        self.paid |= says(PAID);
        self.invoiced |= says(INVOICED);
        self.delivered |= says(DELIVERED);
    }

    fn of(view: &View<'_>, ranks: &[u32]) -> Self {
        let mut speech = Self::default();
        for rank in ranks.iter().take(50) {
            speech.hear(view.text(*rank, Field::Kind));
            speech.hear(view.text(*rank, Field::Text));
        }
        speech
    }

    /// A row as a whole: its words, and the kind of number it carries.
    pub(super) fn of_row(view: &View<'_>, rank: u32) -> Self {
        let mut speech = Self::of(view, &[rank]);
        speech.hear(view.text(rank, Field::Item));
        speech.invoiced |= !view.text(rank, Field::Invoice).is_empty();
        speech.delivered |= !view.text(rank, Field::Delivery).is_empty();
        let doc = view.text(rank, Field::Doc).to_uppercase();
        speech.invoiced |= ["INV", "FP", "SI"].iter().any(|p| doc.starts_with(p));
        speech.delivered |= ["DN", "SH", "CK", "XS", "DO"]
            .iter()
            .any(|p| doc.starts_with(p));
        if view.row(rank).amount < 0 {
            speech.paid |= ["PAY", "SK", "FK", "RC", "PMT", "HK"]
                .iter()
                .any(|p| doc.starts_with(p));
            speech.returned |= ["TH", "RT", "RET", "CN", "RMA"]
                .iter()
                .any(|p| doc.starts_with(p));
        }
        speech
    }
}

/// Shares that discounts are agreed in, in hundredths of a percent.
const SHARES: [i128; 16] = [
    50, 100, 150, 200, 250, 300, 400, 500, 600, 800, 1_000, 1_200, 1_500, 2_000, 2_500, 3_000,
];
/// Differences of cents, a row.
const CENTS: i64 = 5 * ONE / 100;

/// Why the rows of a group differ.
pub(super) fn of_group(desk: &Desk<'_>, ours: &[u32], theirs: &[u32], how: How) -> Cause {
    if how == How::Opening {
        return Cause::Opening;
    }
    let (o, t) = desk.sum(ours, theirs);
    if is_rounding(&o, &t) {
        return Cause::Rounding;
    }
    let (mine, yours) = (
        Speech::of(&desk.ours, ours),
        Speech::of(&desk.theirs, theirs),
    );
    let said = |pick: fn(&Speech) -> bool| pick(&mine) != pick(&yours);
    if said(|s| s.rebate) {
        return Cause::Rebate;
    }
    if said(|s| s.deducted) {
        return Cause::Deduction;
    }
    if said(|s| s.discount) {
        return Cause::Discount;
    }
    if let Some(cause) = by_pieces(&o, &t) {
        return cause;
    }
    if two_rates(&o, &t) {
        return Cause::TaxRate;
    }
    if o.quantity.is_none() && o.price.zip(t.price).is_some_and(|(a, b)| a != b) {
        return Cause::Price;
    }
    if o.quantity == t.quantity && said(|s| s.returned) {
        return Cause::ReturnNotBooked;
    }
    if is_share(&o, &t) {
        return Cause::Discount;
    }
    Cause::Amount
}

/// Quantity and price, where both sides tell a quantity.
fn by_pieces(o: &Sum, t: &Sum) -> Option<Cause> {
    let (a, b) = o.quantity.zip(t.quantity)?;
    let prices = o.price.zip(t.price).or(o.each().zip(t.each()));
    if a != b {
        let (x, y) = prices?;
        // Quantity weighs more when the other's price on our quantity explains less.
        let off = |value: i64, of: i64| {
            i128::from(value.abs_diff(of)) * 10_000 / i128::from(of.unsigned_abs().max(1))
        };
        return Some(if off(x, y) > off(a, b) {
            Cause::Price
        } else {
            Cause::Quantity
        });
    }
    if o.rate.zip(t.rate).is_some_and(|(a, b)| a != b) || two_rates(o, t) {
        return Some(Cause::TaxRate);
    }
    match o.price.zip(t.price) {
        Some((x, y)) if x != y => Some(Cause::Price),
        Some(_) => is_share(o, t).then_some(Cause::Discount),
        None => (a != 0).then_some(Cause::Price),
    }
}

/// Cents, or the part below a whole unit dropped by one side (抹零).
fn is_rounding(o: &Sum, t: &Sum) -> bool {
    let apart = o.amount.saturating_sub(t.amount).saturating_abs();
    let rows = i64::try_from(o.rows.max(t.rows)).unwrap_or(1).min(20);
    if apart <= CENTS * rows {
        return true;
    }
    let dropped = |from: i64, to: i64| {
        let cut = [ONE, ONE / 10]
            .iter()
            .any(|unit| to % unit == 0 && (from - to).abs() < *unit);
        cut && from.abs() >= 20 * ONE
    };
    dropped(o.amount, t.amount) || dropped(t.amount, o.amount)
}

/// One side is the other less a round share.
fn is_share(o: &Sum, t: &Sum) -> bool {
    let (high, low) = if o.amount.abs() > t.amount.abs() {
        (o.amount, t.amount)
    } else {
        (t.amount, o.amount)
    };
    high.abs() >= 50 * ONE
        && (high > 0) == (low > 0)
        && SHARES
            .iter()
            .any(|share| close(scaled(high, 10_000 - share, 10_000), low, ONE / 100))
}

/// Why a row stands alone.
pub(super) fn of_single(desk: &Desk<'_>, party: Party, rank: u32, last_day: i32) -> Cause {
    let view = match party {
        Party::Ours => &desk.ours,
        Party::Theirs => &desk.theirs,
    };
    let row = view.row(rank);
    if row.standing == Standing::Opening {
        return Cause::Opening;
    }
    let speech = Speech::of_row(view, rank);
    if row.amount < 0 {
        return match party {
            _ if speech.returned => Cause::ReturnNotBooked,
            _ if speech.rebate => Cause::Rebate,
            _ if speech.deducted => Cause::Deduction,
            _ if speech.discount => Cause::Discount,
            Party::Theirs if speech.paid => Cause::PaymentInTransit,
            Party::Theirs => Cause::MissingOurs,
            Party::Ours => Cause::MissingTheirs,
        };
    }
    if party == Party::Theirs {
        return Cause::MissingOurs;
    }
    let near = row.day != NO_DAY
        && last_day != NO_DAY
        && row.day >= last_day.saturating_sub(desk.policy.days);
    match (near, speech.invoiced && !speech.delivered) {
        (true, true) => Cause::InvoiceInTransit,
        (true, false) => Cause::GoodsInTransit,
        (false, _) => Cause::MissingTheirs,
    }
}
