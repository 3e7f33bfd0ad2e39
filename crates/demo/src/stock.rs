//! Where the goods come from: opening balances, purchases twice a month, what suppliers, wages and the tax
//! office are paid. All by hand, as a bookkeeper enters what this product has no documents for.

use crate::agenda::Act;
use crate::engine::{Engine, SCOPE};
use jieqing_db::WriteTx;
use jieqing_domain::Command;
use jieqing_domain::books::{JournalLine, PostJournal, trial};
use jieqing_kernel::date::{Date, period_of};
use jieqing_kernel::error::Result;

/// 库存商品 kept on hand, in fen: more than the goods of the best half month cost.
const STOCK: i64 = 620_000_000;
/// Money at the start.
const MONEY: i64 = 900_000_000;
/// What the owners put in.
const CAPITAL: i64 = 1_200_000_000;
/// Wages, rent and freight of a month.
const RUNNING: i64 = 26_000_000;
/// Suppliers give a month.
const SUPPLIER_DAYS: u64 = 30;

impl Engine {
    fn by_hand(
        &self,
        tx: &mut WriteTx<'_>,
        day: Date,
        memo: &str,
        reference: String,
        lines: &[(&str, i64)],
    ) -> Result<()> {
        let lines = lines.iter().map(|(account, amount)| JournalLine {
            account: (*account).to_owned(),
            amount: *amount,
        });
        let command = PostJournal {
            on: Some(day),
            memo: memo.to_owned(),
            reference,
            lines: lines.collect(),
        };
        command.run(tx, &self.as_(self.staff.finance), &SCOPE)?;
        Ok(())
    }

    /// 期初: stock, money, the owners' capital and what suppliers are owed.
    pub(crate) fn open_books(&mut self, tx: &mut WriteTx<'_>, day: Date) -> Result<()> {
        let owed = STOCK + MONEY - CAPITAL;
        let lines = [
            ("1405", STOCK),
            ("1002", MONEY),
            ("4001", -CAPITAL),
            ("2202", -owed),
        ];
        self.by_hand(tx, day, "期初余额", "期初盘点表".to_owned(), &lines)?;
        self.agenda
            .after(day, SUPPLIER_DAYS, Act::PaySuppliers(owed));
        Ok(())
    }

    /// Buys back what was sold since, give or take, and puts down when it is paid.
    pub(crate) fn purchase(&mut self, tx: &mut WriteTx<'_>, day: Date) -> Result<()> {
        let on_hand = self.balance(tx, "1405", day)?;
        let wanted = STOCK / 100 * self.rng.i64(94..108);
        // Whole yuan, as a price list gives them.
        let net = (wanted - on_hand) / 100 * 100;
        if net <= 0 {
            return Ok(());
        }
        let tax = net * 13 / 100;
        let lines = [("1405", net), ("222103", tax), ("2202", -(net + tax))];
        let reference = format!("采购入库 {}", day.format("%Y%m%d"));
        self.by_hand(tx, day, "采购商品入库", reference, &lines)?;
        self.agenda
            .after(day, SUPPLIER_DAYS, Act::PaySuppliers(net + tax));
        Ok(())
    }

    pub(crate) fn pay_suppliers(
        &mut self,
        tx: &mut WriteTx<'_>,
        day: Date,
        amount: i64,
    ) -> Result<()> {
        let lines = [("2202", amount), ("1002", -amount)];
        let reference = format!("付款 {}", day.format("%Y%m%d"));
        self.by_hand(tx, day, "支付供应商货款", reference, &lines)
    }

    /// Wages, rent and freight, and the tax of the month before.
    pub(crate) fn pay_running(&mut self, tx: &mut WriteTx<'_>, day: Date) -> Result<()> {
        let amount = RUNNING / 100 * self.rng.i64(92..110) / 100 * 100;
        let lines = [("6601", amount), ("1002", -amount)];
        let reference = format!("工资及费用 {}", day.format("%Y%m"));
        self.by_hand(tx, day, "支付工资、房租、运费", reference, &lines)?;
        let last = jieqing_kernel::date::month_start(day)
            .pred_opt()
            .unwrap_or(day);
        let output = self.balance(tx, "222101", last)?.saturating_neg();
        let input = self.balance(tx, "222103", last)?;
        if input <= 0 || output <= input {
            return Ok(());
        }
        let lines = [
            ("222101", output),
            ("222103", -input),
            ("1002", input - output),
        ];
        let reference = format!("增值税申报 {}", last.format("%Y%m"));
        self.by_hand(tx, day, "缴纳上月增值税", reference, &lines)
    }

    /// Balance of an account at the end of the month of `day`, as far as it is posted.
    fn balance(&self, tx: &mut WriteTx<'_>, account: &str, day: Date) -> Result<i64> {
        let period = period_of(day);
        let report = trial(tx, &self.ctx, &SCOPE, &period, &period)?;
        let found = report.rows.iter().find(|row| row.account == account);
        Ok(found.map_or(0, |row| row.opening + row.debit - row.credit))
    }
}
