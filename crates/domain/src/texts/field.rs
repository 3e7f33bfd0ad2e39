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
    text("taxid.empty", "税号为空", "The tax id is empty"),
    text(
        "taxid.length",
        "税号长度 {found} 位，应为 15 至 20 位",
        "The tax id has {found} characters, 15 to 20 expected",
    ),
    text(
        "taxid.character",
        "税号第 {position} 位“{found}”不应出现",
        "Character {position} of the tax id, “{found}”, can't be there",
    ),
    text(
        "taxid.org_checksum",
        "统一社会信用代码中的组织机构代码校验位不对：应为 {expected}",
        "The organisation code inside the tax id has a wrong check digit: {expected} expected",
    ),
    text(
        "taxid.legacy_shape",
        "这是三证合一之前的旧税号，请向客户索取统一社会信用代码",
        "This is an old-style tax id; ask for the current 18-character code",
    ),
    text(
        "taxid.unknown_shape",
        "税号的长度不符合任何已知格式",
        "The length of the tax id fits no known kind",
    ),
];
