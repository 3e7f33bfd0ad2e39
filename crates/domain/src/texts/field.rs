//! Field errors.

use super::{Text, text};

pub(super) static TEXTS: &[Text] = &[
    text("field.required", "必填", "Required"),
    text(
        "field.too_long",
        "太长：{length} 个字符，最多 {max} 个",
        "Too long: {length} characters, at most {max}",
    ),
    text(
        "field.unknown_reference",
        "找不到所引用的记录",
        "The record referred to does not exist",
    ),
    text(
        "field.control_character",
        "含有控制字符，请删除后重试",
        "Contains control characters; remove them",
    ),
    text(
        "field.not_a_code",
        "不是可选值",
        "Not one of the allowed values",
    ),
    text(
        "field.out_of_range",
        "超出允许范围：{allowed}",
        "Out of range: {allowed}",
    ),
    text(
        "field.not_an_amount",
        "不是有效数字；请用 1234.50 的写法",
        "Not a number; write it like 1234.50",
    ),
    text(
        "field.not_a_date",
        "不是有效日期；请用 2026-11-24 的写法",
        "Not a date; write it like 2026-11-24",
    ),
    text(
        "field.unknown_currency",
        "不认识的币种代码",
        "Unknown currency code",
    ),
    text("field.duplicate", "重复", "Given twice"),
    text(
        "taxid.checksum",
        "统一社会信用代码校验位不对：应为 {expected}",
        "The check digit of the tax id is wrong: {expected} expected",
    ),
];
