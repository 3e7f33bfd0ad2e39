//! Deliveries.

use super::{Text, text};

pub(super) static TEXTS: &[Text] = &[
    text(
        "fulfilment.not_dispatched",
        "送货单 {number} 的状态是 {status}，只有在途的送货单才能修改、签收或取消",
        "Delivery {number} is {status}; only one on its way can be changed, signed for or cancelled",
    ),
    text(
        "fulfilment.over_tolerance",
        "第 {line} 行 {product}：订购 {ordered}，已发 {delivered}，再发 {wanted} 会超过上限 {allowed}。请减少数量",
        "Line {line} {product}: ordered {ordered}, sent {delivered}; {wanted} more exceeds the limit of {allowed}. Lower the quantity",
    ),
    text(
        "fulfilment.line_closed",
        "第 {line} 行 {product} 已关闭，不再发货。请修改订单",
        "Line {line} {product} is closed and takes no more deliveries. Change the order",
    ),
    text(
        "fulfilment.nothing_to_deliver",
        "订单 {order} 没有待发的数量",
        "Nothing of order {order} is left to deliver",
    ),
    text(
        "fulfilment.customer_stopped",
        "客户“{customer}”已停止交易，不能发货。请联系信控",
        "“{customer}” is stopped; nothing can be dispatched. Ask the credit controller",
    ),
    text(
        "fulfilment.not_adding_up",
        "第 {line} 行：签收 {signed} 加拒收 {rejected} 不等于发货 {dispatched}",
        "Line {line}: signed {signed} and rejected {rejected} do not add up to {dispatched} dispatched",
    ),
    text(
        "fulfilment.source_taken",
        "来源单号 {source_no} 已用于送货单 {number}",
        "Source number {source_no} belongs to delivery {number}",
    ),
];
