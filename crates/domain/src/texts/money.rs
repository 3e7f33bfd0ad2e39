//! Rates, receipts, statements.

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
    text(
        "statements.nothing_to_state",
        "{customer} 在该期间没有 {currency} 往来，期初也没有余额，无需对账",
        "{customer} has neither movements in {currency} in the period nor a balance; there is nothing to state",
    ),
    text(
        "statements.overlap",
        "期间与对账单 {number}（{from} 至 {to}）重叠。请选择其后的期间，或先作废该对账单",
        "The period overlaps statement {number} ({from} to {to}). Choose a later period or void that statement first",
    ),
    text(
        "statements.later_exists",
        "对账单 {number} 之后已有 {later}。请先作废 {later}",
        "Statement {later} builds on {number}. Void {later} first",
    ),
    text(
        "statements.state",
        "对账单 {number} 的状态是“{status}”，不能执行此操作",
        "Statement {number} is {status}; this can't be done",
    ),
    text(
        "statements.confirmed",
        "客户已确认对账单 {number}（期末 {closing}），现在重算为 {now}，不能覆盖。变动会列入下一期对账单；确需重开，请先作废 {number}",
        "The customer confirmed statement {number} ({closing}); computed again it is {now}, so it is not replaced. The change goes on the next statement; to reopen, void {number} first",
    ),
    text(
        "statements.too_many_links",
        "对账单 {number} 已有 {most} 个有效链接。请先停用不再需要的",
        "Statement {number} has {most} live links. Revoke those no longer needed first",
    ),
    text(
        "statements.link_gone",
        "该链接已失效。请向对方索取新的链接",
        "This link is no longer valid. Please ask for a new one",
    ),
    text(
        "statements.changed",
        "对账单 {number} 与您看到的内容已不同。请刷新页面后再确认",
        "Statement {number} is no longer what you were shown. Reload the page and answer again",
    ),
    text(
        "statements.already_confirmed",
        "对账单 {number} 已由 {name} 于 {on} 确认，不能再提出异议。请直接联系对方",
        "Statement {number} was confirmed by {name} on {on}; objecting is no longer possible here. Please contact the sender",
    ),
    text(
        "statements.objection_empty",
        "请至少指出一处差异，或填写贵方账面余额",
        "Name at least one difference, or give the balance in your books",
    ),
    text(
        "statements.confirm_with_objections",
        "已标出 {objections} 处异议，不能同时确认。请提交异议，或取消标记后再确认",
        "{objections} objections are marked, so it can't be confirmed as well. Submit the objections, or unmark them first",
    ),
    text(
        "statements.objection_settled",
        "对账单 {number} 的这条异议已处理（{state}）",
        "This objection to statement {number} was settled before ({state})",
    ),
    text(
        "statements.own_customer",
        "您是 {customer} 的负责人，不能录入对账单 {number} 的书面确认。请由其他同事录入",
        "You look after {customer}, so somebody else must record the paper confirmation of statement {number}",
    ),
    text(
        "statements.no_fonts",
        "服务器没有安装中文字体，无法生成 PDF。请管理员运行 scripts/fetch-fonts.sh；xlsx 不受影响",
        "The server has no fonts, so no PDF can be made. An administrator runs scripts/fetch-fonts.sh; the xlsx is available",
    ),
    text(
        "kpi.k1a",
        "回款率（当期）= 本月收到的客户款 ÷ 本月含税销售额（均折本位币）",
        "Collection rate of the period = received from customers this month ÷ sales this month, tax included (company currency)",
    ),
    text(
        "kpi.k1d",
        "到期回款率 = 本月核销到期款的收款 ÷（本月核销到期款的收款 + 截至今日仍未收的到期款）",
        "Collection rate of what is due = receipts allocated to due debts this month ÷ (those receipts + what is still due today)",
    ),
    text(
        "kpi.k3a",
        "DSO（期末）= 应收余额 ÷ 近三个月含税销售额 × 天数（含本月至今）",
        "DSO (closing) = receivables ÷ sales of this and the two months before, tax included × days",
    ),
];
