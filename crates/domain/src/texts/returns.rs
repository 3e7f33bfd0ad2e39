//! Returns.

use super::{Text, text};

pub(super) static TEXTS: &[Text] = &[
    text(
        "returns.over_returned",
        "{delivery} 的 {product}：签收 {signed}，已退 {returned}，不能再退 {wanted}",
        "{product} of {delivery}: signed {signed}, returned {returned}; {wanted} can't come back",
    ),
    text(
        "returns.other_order",
        "一张退货单只能对应一个订单，请分开录入",
        "One return is about one order; enter one each",
    ),
    text(
        "returns.nothing_to_credit",
        "退货单 {number} 没有待开的红字发票",
        "Nothing of return {number} waits for a red invoice",
    ),
    text(
        "returns.several_invoices",
        "退货单 {number} 涉及 {invoices} 张蓝字发票，请逐张开具并登记号码",
        "Return {number} touches {invoices} blue invoices; issue the red ones one by one to record numbers",
    ),
];
