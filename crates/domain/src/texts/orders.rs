//! Orders.

use super::{Text, text};

pub(super) static TEXTS: &[Text] = &[
    text(
        "orders.not_confirmed",
        "订单 {number} 的状态是 {status}，只有已确认的订单才能发货或开票",
        "Order {number} is {status}; only a confirmed order can be delivered or invoiced",
    ),
    text(
        "orders.not_changeable",
        "订单 {number} 的状态是 {status}，只有草稿和待确认的订单可以修改",
        "Order {number} is {status}; only drafts and submitted orders can be changed",
    ),
    text(
        "orders.not_submittable",
        "订单 {number} 的状态是 {status}，只有草稿可以提交",
        "Order {number} is {status}; only a draft can be submitted",
    ),
    text(
        "orders.not_confirmable",
        "订单 {number} 的状态是 {status}，请先提交再确认",
        "Order {number} is {status}; submit it before it is confirmed",
    ),
    text(
        "orders.not_closable",
        "订单 {number} 的状态是 {status}，只有已确认的订单可以关闭",
        "Order {number} is {status}; only a confirmed order can be closed",
    ),
    text(
        "orders.not_cancellable",
        "订单 {number} 的状态是 {status}，不能再取消",
        "Order {number} is {status} and can't be cancelled any more",
    ),
    text(
        "orders.rate_missing",
        "{on} 当天及之前没有 {currency} 的汇率。请在“设置—汇率”中补录，或改用其他币种",
        "There is no rate for {currency} on or before {on}. Add one in Settings → Exchange rates, or use another currency",
    ),
    text(
        "orders.warnings_open",
        "订单 {number} 有 {count} 条提示需要确认后再提交：{findings}",
        "Order {number} has {count} warning(s) to be acknowledged before it is submitted: {findings}",
    ),
    text(
        "orders.findings_open",
        "订单 {number} 还有 {count} 项未放行，不能确认：{findings}。请先修正或由有权限的人放行",
        "Order {number} has {count} open finding(s) and can't be confirmed: {findings}. Correct them or have them released",
    ),
    text(
        "orders.finding_unknown",
        "订单 {number} 没有“{finding}”这一项，请刷新后再看",
        "Order {number} has no finding “{finding}”; reload it",
    ),
    text(
        "orders.finding_not_releasable",
        "订单 {number} 的“{finding}”（{severity}）不能放行；阻断项须先消除原因，提示项无须放行",
        "“{finding}” ({severity}) of order {number} can't be released: remove the cause of a block; a warning needs no release",
    ),
    text(
        "orders.release_by_requester",
        "录入或提交订单 {number} 的人不能自己放行，请找其他有权限的同事",
        "Whoever entered or submitted order {number} can't release it; ask a colleague who may",
    ),
    text(
        "orders.already_dispatched",
        "订单 {number} 已发货 {dispatched}（共 {ordered}），不能取消；可以关闭剩余部分",
        "{dispatched} of {ordered} of order {number} is dispatched, so it can't be cancelled; close the rest instead",
    ),
    text(
        "orders.goods_on_their_way",
        "订单 {number} 已发货 {dispatched}、已签收 {signed}，在途货物签收后才能关闭",
        "Order {number} has {dispatched} dispatched and {signed} signed for; close it once the goods on their way are signed for",
    ),
    text("orders.reason_missing", "请填写原因", "Give a reason"),
    text(
        "orders.source_taken",
        "来源单号 {source_no} 已是订单 {number}（{status}），内容不同且不能再改",
        "Source number {source_no} is order {number} ({status}) with another content that can't be changed any more",
    ),
    text(
        "orders.digest_mismatch",
        "订单 {number} 的内容与摘要不符，请打开订单重新保存后再提交",
        "The content of order {number} does not match its digest; open it, save it again and submit it",
    ),
    text(
        "orders.discount_exceeds_order",
        "整单折扣超过订单金额",
        "The discount is larger than the order",
    ),
    text(
        "tax.rate_range",
        "税率必须在 0 和 1 之间",
        "The tax rate must lie between 0 and 1",
    ),
    text(
        "tax.discount_rate_range",
        "折扣率必须在 0 和 1 之间",
        "The discount rate must lie between 0 and 1",
    ),
    text(
        "tax.discount_exceeds_line",
        "折扣超过该行金额",
        "The discount is larger than the line",
    ),
    text(
        "tax.amount_range",
        "金额超出范围",
        "The amount is out of range",
    ),
    text(
        "orders.finding.product_unknown",
        "产品目录中没有“{product}”",
        "“{product}” is not in the catalogue",
    ),
    text(
        "orders.finding.product_inactive",
        "产品 {sku} 已停售",
        "Product {sku} is not sold any more",
    ),
    text(
        "orders.finding.spec_differs",
        "规格“{given}”与目录“{catalogue}”不同",
        "Specification “{given}” differs from the catalogue's “{catalogue}”",
    ),
    text(
        "orders.finding.unit_differs",
        "单位“{given}”与目录“{catalogue}”不同",
        "Unit “{given}” differs from the catalogue's “{catalogue}”",
    ),
    text(
        "orders.finding.pack_multiple",
        "数量 {qty} 不是包装数 {pack} 的整数倍",
        "Quantity {qty} is not a multiple of the pack of {pack}",
    ),
    text(
        "orders.finding.quantity_unusual",
        "数量 {qty} 超过该客户通常数量 {usual} 的 10 倍",
        "Quantity {qty} is more than ten times this customer's usual {usual}",
    ),
    text(
        "orders.finding.price_differs",
        "单价 {price} 与参考价 {reference}（{source}）不同",
        "Price {price} differs from {reference} ({source})",
    ),
    text(
        "orders.finding.below_floor",
        "折后单价 {price} 低于底价 {floor}",
        "Price after discounts {price} is below the floor {floor}",
    ),
    text(
        "orders.finding.tax_rate_differs",
        "税率 {given} 与产品税率 {catalogue} 不同",
        "Tax {given} differs from the product's {catalogue}",
    ),
    text(
        "orders.finding.requested_too_early",
        "要求交期 {requested_on} 早于下单日 {ordered_on}",
        "Wanted on {requested_on}, before it was ordered on {ordered_on}",
    ),
    text(
        "orders.finding.duplicate_po",
        "客户订单号 {po} 已用于订单 {other}",
        "Customer PO {po} is already on order {other}",
    ),
    text(
        "orders.finding.customer_hold",
        "客户已被暂停：{reason}",
        "The customer is on hold: {reason}",
    ),
    text(
        "orders.finding.customer_stop",
        "客户已停止往来：{reason}",
        "The customer is stopped: {reason}",
    ),
    text(
        "orders.finding.customer_tax_data",
        "客户没有纳税人识别号，开票前须补齐",
        "The customer has no tax id; add it before invoicing",
    ),
    text(
        "orders.finding.credit_exceeded",
        "信用额度 {limit}，已占用 {exposure}，本单 {order}，超出 {over}",
        "Limit {limit}, used {exposure}, this order {order}: {over} too much",
    ),
];
