//! Bills of exchange that buyers pay with, and what becomes of them: some in every state today.

use crate::agenda::Act;
use crate::engine::{Engine, SCOPE};
use chrono::{Days, Months};
use jieqing_db::WriteTx;
use jieqing_domain::Command;
use jieqing_domain::bills::{
    AllocateBill, BillDraft, BillStatus, DiscountBill, DishonourBill, EndorseBill, EnterBill,
    HonourBill, PledgeBill, PresentBill, RecourseBill, ReleaseBill, ReverseBill, SplitBill, query,
};
use jieqing_domain::wire;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;

/// What is done with a bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BillStep {
    Endorse,
    Discount,
    Pledge,
    Split,
    Reverse,
    /// It is due: released, presented, or asked about.
    Due,
    Honour,
    Dishonour,
    Recourse,
}

/// Days before today in which buyers pay with bills, and how many bills there are.
const SINCE: i64 = 230;
const MOST: i64 = 25;
/// Smaller payments come by bank, minor units.
const LEAST: i64 = 1_000_000;

const ACCEPTORS: [(&str, &str, &str); 5] = [
    ("5", "102331000012", "中国工商银行股份有限公司杭州分行"),
    ("5", "308331012025", "招商银行股份有限公司杭州分行"),
    ("5", "313331000014", "杭州银行股份有限公司"),
    ("6", "105331000027", "浙江远帆装备集团有限公司"),
    ("8", "103331000018", "中国农业银行股份有限公司绍兴分行"),
];

impl Engine {
    /// Whether a payment comes as a bill.
    pub(crate) fn by_bill(&mut self, day: Date, currency: Currency, amount: i64) -> bool {
        let ago = self.today.signed_duration_since(day).num_days();
        currency == Currency::CNY
            && amount >= LEAST
            // One after the other over the whole time, so that some are in every state today.
            && (0..=SINCE - SINCE / MOST * i64::try_from(self.bills).unwrap_or(MOST)).contains(&ago)
            && self.rng.u8(0..100) < 30
    }

    /// The buyer pays with a bill; what becomes of it is put down.
    pub(crate) fn pay_by_bill(
        &mut self,
        tx: &mut WriteTx<'_>,
        day: Date,
        who: usize,
        amount: i64,
    ) -> Result<()> {
        let buyer = self.buyer(who)?.clone();
        self.bills += 1;
        let turn = self.bills % 12;
        let (kind, bank, acceptor) = self
            .rng
            .choice(ACCEPTORS)
            .ok_or_else(|| Error::bug("no acceptor"))?;
        let issued_on = day
            .checked_sub_days(Days::new(self.rng.u64(5..40)))
            .unwrap_or(day);
        let months = self.rng.u32(3..=6);
        let due_on = issued_on
            .checked_add_months(Months::new(months))
            .unwrap_or(issued_on);
        let serial = self.rng.u32(1..99_999_999);
        let check = self.rng.u8(0..10);
        let draft = BillDraft {
            customer: buyer.id,
            package_no: format!(
                "{kind}{bank}{}{serial:08}{check}",
                issued_on.format("%Y%m%d")
            ),
            interval: format!("1-{amount}"),
            amount: Some(amount),
            issued_on,
            due_on,
            received_on: day,
            drawer: buyer.is.name.clone(),
            drawer_account: buyer.is.account.clone(),
            drawer_bank: acceptor.to_owned(),
            payee: "结清贸易有限公司".to_owned(),
            acceptor: acceptor.to_owned(),
            endorser: buyer.is.name.clone(),
            transferable: turn != 11,
            note: String::new(),
        };
        let cashier = self.as_(self.staff.cashier);
        let entered = EnterBill { draft }.run(tx, &cashier, &SCOPE)?;
        if turn == 10 {
            // Entered wrongly, and seen at once: nothing has used it yet.
            return self.bill(tx, day, entered.id, BillStep::Reverse);
        }
        AllocateBill { id: entered.id }.run(tx, &self.as_(self.staff.clerk), &SCOPE)?;
        let step = match turn {
            3 | 8 => Some(BillStep::Endorse),
            4 | 9 => Some(BillStep::Discount),
            5 => Some(BillStep::Pledge),
            6 => Some(BillStep::Split),
            _ => None,
        };
        if let Some(step) = step {
            let wait = self.rng.u64(4..12);
            self.agenda.after(day, wait, Act::Bill(entered.id, step));
        }
        // Somebody looks after it on the day it is due; now and then a few days later.
        let late = self.rng.u64(0..3);
        self.agenda
            .after(due_on, late, Act::Bill(entered.id, BillStep::Due));
        if turn == 7 {
            self.refused.push(entered.id);
        }
        Ok(())
    }

    /// Does the next thing with a bill.
    pub(crate) fn bill(
        &mut self,
        tx: &mut WriteTx<'_>,
        day: Date,
        id: Id<wire::Bill>,
        step: BillStep,
    ) -> Result<()> {
        let ctx = self.as_(self.staff.cashier);
        let now = query::get(tx, &ctx, &SCOPE, id)?;
        let (version, on) = (now.version, day);
        let reason = String::new();
        let bank = self.banks.get(&Currency::CNY).copied();
        let account = bank.ok_or_else(|| Error::bug("no account in CNY"))?;
        match (step, now.status) {
            (BillStep::Endorse, BillStatus::OnHand) => {
                let endorsee = "绍兴恒丰轴承配件有限公司".to_owned();
                let recognition = None;
                EndorseBill {
                    id,
                    version,
                    on,
                    endorsee,
                    recognition,
                    reason,
                }
                .run(tx, &ctx, &SCOPE)?;
            }
            (BillStep::Discount, BillStatus::OnHand) => {
                let command = DiscountBill {
                    id,
                    version,
                    on,
                    bank: "招商银行杭州分行".to_owned(),
                    bank_account: account,
                    net: None,
                    rate_e9: Some(18_000_000),
                    extra_days: 0,
                    recognition: None,
                    reason,
                };
                command.run(tx, &ctx, &SCOPE)?;
            }
            (BillStep::Pledge, BillStatus::OnHand) => {
                let pledgee = "招商银行杭州分行".to_owned();
                let reason = "开立银行承兑汇票".to_owned();
                PledgeBill {
                    id,
                    version,
                    on,
                    pledgee,
                    reason,
                }
                .run(tx, &ctx, &SCOPE)?;
            }
            (BillStep::Split, BillStatus::OnHand) => {
                let (a, b) = (now.amount / 2, now.amount / 4);
                let parts = vec![a, b, now.amount - a - b];
                let made = SplitBill {
                    id,
                    version,
                    on,
                    parts,
                }
                .run(tx, &ctx, &SCOPE)?
                .parts;
                let steps = [BillStep::Endorse, BillStep::Discount];
                for (part, step) in made.iter().zip(steps) {
                    self.agenda.after(day, 2, Act::Bill(*part, step));
                }
                for part in made {
                    self.agenda.on(now.due_on, Act::Bill(part, BillStep::Due));
                }
            }
            (BillStep::Reverse, BillStatus::OnHand) => {
                let reason = "票面金额录错".to_owned();
                ReverseBill {
                    id,
                    version,
                    reason,
                }
                .run(tx, &ctx, &SCOPE)?;
            }
            (BillStep::Due, BillStatus::Pledged) => {
                ReleaseBill {
                    id,
                    version,
                    on,
                    reason,
                }
                .run(tx, &ctx, &SCOPE)?;
                self.agenda.on(day, Act::Bill(id, BillStep::Due));
            }
            (BillStep::Due, BillStatus::OnHand) => {
                PresentBill {
                    id,
                    version,
                    on,
                    reason,
                }
                .run(tx, &ctx, &SCOPE)?;
                let refused = self.refused.contains(&id);
                let step = if refused {
                    BillStep::Dishonour
                } else {
                    BillStep::Honour
                };
                self.agenda.after(day, 2, Act::Bill(id, step));
            }
            (BillStep::Due, BillStatus::Endorsed | BillStatus::Discounted) => {
                self.agenda.after(day, 3, Act::Bill(id, BillStep::Honour));
            }
            (BillStep::Honour, _) => {
                let bank_account = Some(account);
                HonourBill {
                    id,
                    version,
                    on,
                    bank_account,
                    reason,
                }
                .run(tx, &ctx, &SCOPE)?;
            }
            (BillStep::Dishonour, _) => {
                let reason = "承兑人账户余额不足".to_owned();
                let bank_account = None;
                DishonourBill {
                    id,
                    version,
                    on,
                    bank_account,
                    reason,
                }
                .run(tx, &ctx, &SCOPE)?;
                self.agenda
                    .after(day, 20, Act::Bill(id, BillStep::Recourse));
            }
            (BillStep::Recourse, _) => {
                let against = now.drawer;
                RecourseBill {
                    id,
                    version,
                    on,
                    against,
                    reason,
                }
                .run(tx, &ctx, &SCOPE)?;
            }
            // It went another way in the meantime.
            _ => {}
        }
        Ok(())
    }
}
