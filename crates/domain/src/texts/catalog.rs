//! Products and customers.

use super::{Text, text};

pub(super) static TEXTS: &[Text] = &[
    text(
        "catalog.sku_taken",
        "产品编码 {sku} 已被“{name}”使用",
        "Product code {sku} belongs to “{name}”",
    ),
    text(
        "field.tax_code",
        "税收分类编码应为 19 位数字，首位 1 至 6",
        "The tax classification code has 19 digits and starts with 1 to 6",
    ),
    text(
        "field.tax_rate",
        "税率与税收处理方式不匹配",
        "The rate does not go with the tax treatment",
    ),
    text(
        "customers.same_name",
        "可能重复：{others}",
        "May be the same as {others}",
    ),
    text(
        "customers.same_tax_id",
        "税号与 {others} 相同",
        "Same tax id as {others}",
    ),
    text(
        "field.before_start",
        "结束日期早于开始日期",
        "The last day is before the first",
    ),
];
