//! Wire prefixes of ids, in one place so that no two kinds share one.

use jieqing_kernel::id::Kind;

macro_rules! kinds {
    ($($(#[$meta:meta])* $name:ident = $prefix:literal),* $(,)?) => {
        $( $(#[$meta])* pub struct $name; impl Kind for $name { const PREFIX: &'static str = $prefix; } )*
    };
}

kinds! {
    /// Customer 客户
    Customer = "cus",
    /// Product 产品
    Product = "prd",
    /// Payment terms 付款条件
    Terms = "trm",
    /// Order 销售订单
    Order = "ord",
    /// Order line
    OrderLine = "orl",
    /// Delivery 送货单
    Delivery = "dlv",
    /// Delivery line
    DeliveryLine = "dll",
    /// Return 退货单
    Return = "ret",
    /// Return line
    ReturnLine = "rtl",
    /// Invoice 发票
    Invoice = "inv",
    /// Invoice line
    InvoiceLine = "ivl",
    /// Receipt 收款
    Receipt = "rcp",
    /// Bill of exchange 承兑汇票
    Bill = "bil",
    /// Step in the life of a bill
    BillStep = "bst",
    /// Open item 未清项
    OpenItem = "itm",
    /// Allocation 核销
    Allocation = "alc",
    /// Allocations made together
    AllocationBatch = "alb",
    /// Dispute 异议
    Dispute = "dsp",
    /// Small difference written off
    WriteOff = "wof",
    /// Bank account or wallet of ours
    BankAccount = "bnk",
    /// Statement of a bank 银行对账单
    BankStatement = "bst",
    /// Row of a bank statement 银行流水
    BankRow = "brw",
    /// Bank file looked at or stored
    BankImport = "bim",
    /// Payer's name learnt from a confirmed match
    PayerAlias = "pal",
    /// Ledger entry 凭证
    Entry = "ent",
    /// Statement 对账单
    Statement = "stm",
    /// A customer's answer to a statement 对账回复
    StatementAnswer = "ans",
    /// An objection to a line of a statement 异议
    Objection = "obj",
    /// Attachment 附件
    Attachment = "att",
    /// Job 任务
    Job = "job",
    /// Import 导入
    Import = "imp",
    /// Saved view
    SavedView = "viw",
    /// API token
    Token = "tok",
    /// Browser session
    Session = "ses",
}

use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, FieldError, Result};

/// A business day that may not lie in the future.
pub fn check_not_future(
    errors: &mut Vec<FieldError>,
    path: &'static str,
    day: Option<Date>,
    today: Date,
) {
    if day.is_some_and(|d| d > today) {
        let error = FieldError::new(path, "field.out_of_range");
        errors.push(error.with("allowed", format!("≤ {today}")));
    }
}

/// `Ok` without errors.
///
/// # Errors
/// [`Error::Invalid`] with all of them.
pub fn finish(errors: Vec<FieldError>) -> Result<()> {
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(errors))
    }
}

/// Text from outside: length in characters, no control characters but line breaks and tabs.
pub fn check_text(errors: &mut Vec<FieldError>, path: &'static str, text: &str, max: usize) {
    let length = text.chars().count();
    if length > max {
        errors.push(
            FieldError::new(path, "field.too_long")
                .with("length", length)
                .with("max", max),
        );
    }
    if text
        .chars()
        .any(|c| c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
    {
        errors.push(FieldError::new(path, "field.control_character"));
    }
}

/// `like` pattern (escape `\`) for "contains, whatever the case".
#[must_use]
pub fn contains_pattern(text: &str) -> String {
    let escaped = text
        .to_lowercase()
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    format!("%{escaped}%")
}
