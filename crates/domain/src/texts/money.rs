//! Rates, receipts.

use super::{Text, text};

pub(super) static TEXTS: &[Text] = &[
    text(
        "rates.missing",
        "没有 {on} 或之前 {currency} 兑 {base} 的汇率。请先在“设置—汇率”中添加",
        "There is no rate of {currency} in {base} on or before {on}. Add one in Settings → Exchange rates",
    ),
    text(
        "receipts.duplicate",
        "该账户的流水号 {bank_ref} 已登记为收款 {number}，不能重复登记",
        "Bank reference {bank_ref} of this account is already receipt {number}; it can't be entered twice",
    ),
    text(
        "receipts.account_currency",
        "账户“{account}”的币种是 {expected}，不能登记 {given} 收款。请选择对应币种的账户",
        "The account “{account}” is kept in {expected}, so {given} can't be received on it. Choose an account in that currency",
    ),
    text(
        "receipts.fee_too_large",
        "手续费 {fee} 不能大于或等于收款金额 {amount}",
        "The bank fee {fee} must be less than the amount received, {amount}",
    ),
    text(
        "receipts.state",
        "收款 {number} 的状态是“{status}”，不能执行此操作",
        "Receipt {number} is {status}; this can't be done",
    ),
    text(
        "receipts.allocated",
        "收款 {number} 已核销 {amount}（{documents}）。请先撤销这些核销，再冲销收款",
        "{amount} of receipt {number} is allocated ({documents}). Undo these allocations first, then reverse it",
    ),
];
