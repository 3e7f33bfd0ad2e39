//! Causes and what to do about them, in words.

use crate::outcome::{Cause, How};

/// Language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Words {
    /// 中文.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Words {
    fn pick(self, zh: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Chinese => zh,
            Self::English => en,
        }
    }
}

/// Name of a cause.
#[must_use]
pub fn cause(cause: Cause, words: Words) -> &'static str {
    let (zh, en) = match cause {
        Cause::GoodsInTransit => ("在途货物（对方未入账）", "goods in transit"),
        Cause::InvoiceInTransit => ("票到未入账（发票在途）", "invoice in transit"),
        Cause::PaymentInTransit => ("在途款（对方已付我方未收）", "payment in transit"),
        Cause::MissingOurs => ("我方漏记", "missing on our side"),
        Cause::MissingTheirs => ("对方漏记", "missing on their side"),
        Cause::Price => ("单价差异", "price"),
        Cause::TaxRate => ("税率差异", "tax rate"),
        Cause::Quantity => ("数量差异", "quantity"),
        Cause::Discount => ("折扣折让", "discount"),
        Cause::Rebate => ("返利", "rebate"),
        Cause::Rounding => ("尾差", "rounding"),
        Cause::ReturnNotBooked => ("退货一方未记", "return not booked by one side"),
        Cause::Deduction => ("扣款", "deduction"),
        Cause::WrongCustomer => ("串户", "wrong customer"),
        Cause::Duplicate => ("重复记账", "duplicate"),
        Cause::Opening => ("期初差异", "opening balance"),
        Cause::Amount => ("金额差异（原因待查）", "amount, cause unknown"),
    };
    words.pick(zh, en)
}

/// What to do about a cause.
#[must_use]
pub fn action(cause: Cause, words: Words) -> &'static str {
    let (zh, en) = match cause {
        Cause::GoodsInTransit => (
            "附签收单请对方入账，列入下期核对",
            "send proof of delivery; carry to the next period",
        ),
        Cause::InvoiceInTransit => (
            "补寄发票或发送电子发票，请对方入账",
            "send the invoice again; they book it next period",
        ),
        Cause::PaymentInTransit => (
            "索取付款回单，到账后认领核销",
            "ask for the payment slip; claim the receipt when it arrives",
        ),
        Cause::MissingOurs => (
            "请对方提供单据；查实后我方补记，否则提出异议",
            "ask for their document; book it, or object",
        ),
        Cause::MissingTheirs => (
            "将单据与签收证明发给对方，请对方补记",
            "send the document and proof; they book it",
        ),
        Cause::Price => (
            "核对合同或报价；认可则作价格调整，否则提出异议",
            "check contract or quotation; adjust the price, or object",
        ),
        Cause::TaxRate => (
            "按货物核对适用税率，必要时红冲重开",
            "check the rate of the goods; red-letter and reissue if wrong",
        ),
        Cause::Quantity => (
            "请物流提供签收数量，按实收更正",
            "ask logistics for the signed quantity; correct to it",
        ),
        Cause::Discount => (
            "核对折扣约定；认可则开折让红字发票",
            "check the agreed discount; issue an allowance",
        ),
        Cause::Rebate => (
            "核对返利协议与计提，认可则开返利折让",
            "check the rebate agreement; issue it as an allowance",
        ),
        Cause::Rounding => ("按权限核销尾差", "write off as rounding within the limit"),
        Cause::ReturnNotBooked => (
            "核对退货入库，未记一方补记并开红字",
            "check the return; the side without it books it",
        ),
        Cause::Deduction => (
            "索取扣款依据；认可则作调整，否则提出异议",
            "ask for the grounds; adjust, or object",
        ),
        Cause::WrongCustomer => ("查实归属后转户更正", "find out whose it is and move it"),
        Cause::Duplicate => (
            "重复一方冲销多记的一笔",
            "the side that has it twice reverses one",
        ),
        Cause::Opening => (
            "先与上期确认的对账单核对期初",
            "compare with the last confirmed statement first",
        ),
        Cause::Amount => ("双方调阅单据查明差额", "both sides look at the document"),
    };
    words.pick(zh, en)
}

/// What brought rows together.
#[must_use]
pub fn how(how: How, words: Words) -> &'static str {
    let (zh, en) = match how {
        How::Number => ("单号一致", "same number"),
        How::DamagedNumber => (
            "单号一致（去前缀、补零）",
            "same number, prefix or zeros lost",
        ),
        How::Order => (
            "订单号与金额、数量或行号",
            "order number with amount, quantity or line",
        ),
        How::DayAndAmount => ("日期、金额、数量一致", "day, amount and quantity"),
        How::Sum => ("多笔合计一致", "amounts add up"),
        How::Evidence => (
            "摘要号码、付款方、金额综合判断",
            "numbers in text, payer, amount and date",
        ),
        How::Opening => ("期初余额", "opening balance"),
    };
    words.pick(zh, en)
}
