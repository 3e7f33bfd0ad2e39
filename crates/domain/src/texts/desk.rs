//! The receipt desk.

use super::{Text, text};

pub(super) static TEXTS: &[Text] = &[
    text(
        "desk.nothing_open",
        "收款 {number} 已全部核销或已冲销，没有可核销的余额",
        "Nothing of receipt {number} is left: it is fully applied or reversed",
    ),
    text(
        "desk.too_much",
        "收款 {number} 未核销 {open}，不能核销 {wanted}。请减少金额",
        "{open} of receipt {number} is open, so {wanted} can't be applied. Reduce the amounts",
    ),
    text(
        "desk.other_customer",
        "收款 {number} 与单据 {document} 不属于同一客户，不能核销",
        "Receipt {number} and document {document} belong to different customers and can't be joined",
    ),
];
