//! Bills of exchange.

use super::{Text, text};

pub(super) static TEXTS: &[Text] = &[
    text(
        "bills.state",
        "票据 {number} 的状态是“{status}”，不能执行“{action}”",
        "Bill {number} is {status}; {action} can't be done",
    ),
    text(
        "bills.overlap",
        "票据包 {package} 的区间 {interval} 与已登记的 {number}（区间 {other}）重叠，同一张票不能登记两次",
        "Interval {interval} of package {package} overlaps bill {number} (interval {other}); a bill can't be entered twice",
    ),
    text(
        "bills.face_differs",
        "子票区间 {interval} 对应票面 {computed}，与填写的 {given} 不一致。请核对区间或金额",
        "Interval {interval} is worth {computed}, not {given}. Check the interval or the amount",
    ),
    text(
        "bills.not_splittable",
        "票据包 {package}（区间 {interval}）不可分包流转：老系统票据的区间只能填 0",
        "Package {package} (interval {interval}) can't be split: bills of the old system have interval 0",
    ),
    text(
        "bills.parts_differ",
        "各部分 {parts} 之和必须等于票面 {amount}，且每部分大于 0",
        "The parts {parts} must add up to the face, {amount}, each above 0",
    ),
    text(
        "bills.part_count",
        "填写了 {given} 个部分，一次分包须为 2 至 {max} 个部分",
        "{given} parts were given; a split gives 2 to {max}",
    ),
    text(
        "bills.too_early",
        "票据 {number} 于 {due} 到期，{given} 尚未到期。请选择到期日或之后的日期",
        "Bill {number} is due on {due}; {given} is too early. Choose the due date or later",
    ),
    text(
        "bills.window_closed",
        "票据 {number} 的提示付款期已于 {last} 截止，{given} 属逾期提示，请填写原因说明",
        "The presentment window of bill {number} ended on {last}; to present it on {given}, give the reason",
    ),
    text(
        "bills.not_transferable",
        "票据 {number} 注明不得转让，不能背书或贴现；只能到期提示付款",
        "Bill {number} is not transferable: it can only be presented when due",
    ),
    text(
        "bills.net_out_of_range",
        "实收金额 {net} 必须大于 0 且不超过票面 {face}",
        "The net amount {net} must be above 0 and at most the face, {face}",
    ),
    text(
        "bills.currency",
        "承兑汇票以人民币计价，本公司记账本位币是 {currency}，不能登记票据",
        "Bills are in CNY; this company keeps its books in {currency}",
    ),
    text(
        "bills.account_currency",
        "账户“{account}”的币种是 {given}，票据款只能进出人民币账户",
        "The account “{account}” is kept in {given}; money of bills moves on CNY accounts",
    ),
    text(
        "bills.allocated",
        "票据 {number} 已核销 {amount}（{documents}）。请先撤销这些核销，再冲销票据",
        "{amount} of bill {number} is allocated ({documents}). Undo these allocations first, then reverse it",
    ),
    text(
        "bills.is_part",
        "{number} 是 {whole} 分包后的子票，不能单独冲销",
        "{number} is a part of {whole}; it can't be reversed alone",
    ),
    text(
        "bills.nothing_to_take_back",
        "票据 {number} 没有可撤回的操作",
        "Bill {number} has no step to take back",
    ),
    text(
        "bills.package_digits",
        "票据（包）号应为 30 位数字，现为 {length} 位：{value}",
        "A package number has 30 digits; this has {length}: {value}",
    ),
    text(
        "bills.package_kind",
        "票据（包）号首位“{value}”不是已知票据种类（1、2、5、6、7、8）",
        "The first digit “{value}” is no kind of bill (1, 2, 5, 6, 7, 8)",
    ),
    text(
        "bills.package_day",
        "票据（包）号第 14–21 位“{value}”不是有效日期，请核对",
        "Digits 14–21, “{value}”, are no date; check the number",
    ),
    text(
        "bills.interval_malformed",
        "子票区间“{value}”无法识别，请填写“起始-终止”（如 1-100000）或 0",
        "The interval “{value}” can't be read; write start-end (such as 1-100000) or 0",
    ),
    text(
        "bills.interval_too_large",
        "子票区间“{value}”超出单个票据包上限 {max} 元",
        "The interval “{value}” exceeds the largest package, {max} CNY",
    ),
    text(
        "bills.due_before_issue",
        "到期日 {due_on} 早于出票日 {issued_on}",
        "The due date {due_on} is before the day of issue, {issued_on}",
    ),
    text(
        "bills.warn_tenor",
        "期限超过 6 个月（2023 年起商业汇票最长 6 个月），请核对",
        "The tenor is above six months, the longest allowed since 2023; check it",
    ),
    text(
        "bills.warn_past_due",
        "收票时已过到期日",
        "It was past due when received",
    ),
    text(
        "bills.warn_not_transferable",
        "不得转让：不能背书或贴现",
        "Not transferable: it can't be endorsed or discounted",
    ),
    text(
        "bills.warn_commercial",
        "商业承兑汇票：由企业承兑，兑付风险高于银票",
        "Accepted by a firm, not a bank: the risk is higher",
    ),
];
