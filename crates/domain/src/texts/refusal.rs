//! Refusals of the contexts.

use super::{Text, text};

pub(super) static TEXTS: &[Text] = &[
    text(
        "ledger.account_missing",
        "没有为“{role}”指定科目。请在“设置—科目对照”中补上",
        "No account is mapped to “{role}”. Add it in Settings → Accounts",
    ),
    text(
        "ledger.no_open_period",
        "{doc_on} 之后没有打开的会计期间。请先打开一个期间",
        "There is no open period after {doc_on}. Open one first",
    ),
    text(
        "ledger.period_state",
        "期间 {period} 的状态是 {status}，不能执行此操作",
        "Period {period} is {status}; this can't be done",
    ),
    text(
        "ledger.earlier_period_open",
        "更早的期间 {earlier} 还未关闭，请先关闭它再关闭 {period}",
        "The earlier period {earlier} is still open; close it before {period}",
    ),
    text(
        "ledger.later_period_closed",
        "更晚的期间 {later} 已关闭，只能从最后一个期间开始重新打开",
        "The later period {later} is closed; reopen from the last one",
    ),
    text(
        "ledger.already_reversed",
        "凭证 {number} 已经冲销过",
        "Entry {number} was reversed before",
    ),
    text(
        "customers.code_taken",
        "客户编码 {code} 已被“{name}”使用",
        "Customer code {code} belongs to “{name}”",
    ),
    text(
        "customers.alias_taken",
        "付款名称“{alias}”已属于“{owner}”",
        "The payer name “{alias}” belongs to “{owner}”",
    ),
    text(
        "receivables.over_allocated",
        "{document} 只剩 {open}，不能核销 {wanted}。请减少金额",
        "{document} has only {open} open, {wanted} can't be allocated. Lower the amount",
    ),
    text(
        "receivables.other_customer",
        "{debit} 与 {credit} 不属于同一客户",
        "{debit} and {credit} belong to different customers",
    ),
    text(
        "receivables.other_currency",
        "币种不同：{debit} 与 {credit}",
        "Different currencies: {debit} and {credit}",
    ),
    text(
        "receivables.wrong_sides",
        "{debit} 与 {credit} 不是一借一贷",
        "{debit} and {credit} are not a debit and a credit",
    ),
    text(
        "receivables.not_billed",
        "{document} 还没有开票，先开票再核销",
        "{document} is not invoiced yet; invoice it first",
    ),
    text(
        "receivables.already_undone",
        "这次核销已在 {on} 撤销",
        "This allocation was undone on {on}",
    ),
    text(
        "receivables.nothing_to_allocate",
        "没有可核销的金额",
        "There is nothing to allocate",
    ),
    text(
        "receivables.write_off_limit",
        "差额 {amount} 超过可核销限额 {limit}，请找财务主管处理",
        "The difference {amount} exceeds the write-off limit {limit}; ask the finance manager",
    ),
    text(
        "receivables.not_disputable",
        "{document} 不是已开票的欠款，不能登记异议",
        "{document} is not an invoiced debt and can't be disputed",
    ),
    text(
        "receivables.dispute_too_large",
        "{document} 未清 {open}，已有异议 {disputed}，不能再登记 {wanted}。请减少金额，或先解决原异议",
        "{open} of {document} is open and {disputed} of it disputed already; {wanted} more can't be. Lower the amount or resolve the other dispute first",
    ),
    text(
        "receivables.dispute_resolved",
        "{document} 的这项异议已在 {on} 解决",
        "This dispute about {document} was resolved on {on}",
    ),
    text(
        "receivables.item_in_use",
        "{document} 已使用：剩余 {open}，原额 {amount}",
        "{document} is in use: {open} of {amount} is left",
    ),
];
