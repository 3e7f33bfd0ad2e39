//! Orders.

use super::{Text, text};

pub(super) static TEXTS: &[Text] = &[text(
    "orders.not_confirmed",
    "订单 {number} 的状态是 {status}，只有已确认的订单才能发货或开票",
    "Order {number} is {status}; only a confirmed order can be delivered or invoiced",
)];
