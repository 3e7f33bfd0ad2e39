//! Human document numbers: gapless per company, kind and month, taken in the transaction that
//! posts the document (N1). Not a database sequence, since those leave gaps.

mod store;

use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::date::{Date, period_of};
use jieqing_kernel::error::Result;

jieqing_db::text_enum! {
    /// Documents with numbers of their own.
    pub enum Series {
        /// 客户
        Customer = "KH",
        /// 销售订单
        Order = "SO",
        /// 送货单
        Delivery = "DN",
        /// 退货单
        Return = "RT",
        /// 发票（本系统编号）
        Invoice = "IN",
        /// 收款单
        Receipt = "RC",
        /// 承兑汇票
        Bill = "BL",
        /// 核销差额
        WriteOff = "WO",
        /// 对账单
        Statement = "ST",
    }
}

/// The next number, e.g. `SO-202611-0001`.
///
/// # Errors
/// Database errors.
pub fn next(tx: &mut WriteTx<'_>, ctx: &Ctx, series: Series, on: Date) -> Result<String> {
    let period = period_of(on).replace('-', "");
    let (n,) = tx.one::<(i64,)>(&store::NEXT, params![ctx.company, series, period])?;
    Ok(format!("{}-{period}-{n:04}", series.as_str()))
}

/// The next `count` numbers of the month of `on`, in order.
///
/// # Errors
/// Database errors.
pub fn next_many(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    series: Series,
    on: Date,
    count: i64,
) -> Result<Vec<String>> {
    let period = period_of(on).replace('-', "");
    let (last,) = tx.one::<(i64,)>(
        &store::NEXT_MANY,
        params![ctx.company, series, period, count],
    )?;
    let first = last.saturating_sub(count).saturating_add(1);
    Ok((first..=last)
        .map(|n| format!("{}-{period}-{n:04}", series.as_str()))
        .collect())
}
