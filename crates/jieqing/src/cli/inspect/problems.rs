//! Words for the codes of problems and refusals.

/// Code, Chinese, English.
const WORDS: &[(&str, &str, &str)] = &[
    (
        "statement.does_not_foot",
        "期初加发生额不等于期末",
        "opening + entries is not closing",
    ),
    ("statement.no_opening", "没有期初余额", "no opening balance"),
    (
        "statement.no_closing",
        "没有期末余额，文件可能不完整",
        "no closing balance, the file may be cut off",
    ),
    (
        "statement.stated_totals",
        "文件写明的笔数与明细不符",
        "the stated number of entries differs",
    ),
    (
        "statement.two_currencies",
        "同一账户出现两种币种",
        "two currencies in one statement",
    ),
    (
        "balance.does_not_follow",
        "余额不连续",
        "the running balance does not follow",
    ),
    (
        "balance.unreadable",
        "余额无法识别",
        "a balance cannot be read",
    ),
    (
        "amount.unreadable",
        "金额无法识别",
        "an amount cannot be read",
    ),
    (
        "amount.not_a_number",
        "金额无法识别",
        "an amount cannot be read",
    ),
    (
        "amount.grouping",
        "金额的千分位有误",
        "thousands separators stand in the wrong place",
    ),
    (
        "amount.no_sign",
        "没有写明收或付",
        "neither in nor out is stated",
    ),
    ("date.unreadable", "日期无法识别", "a date cannot be read"),
    (
        "date.order_assumed",
        "日与月的先后无法判断，按月在前",
        "day and month cannot be told apart, month first is taken",
    ),
    ("date.no_such_day", "没有这一天", "no such day"),
    (
        "entry.unreadable",
        "明细无法识别",
        "an entry cannot be read",
    ),
    (
        "entry.not_booked",
        "尚未入账，未计入",
        "announced and not booked, left out",
    ),
    (
        "row.no_amount",
        "这一行没有金额，未计入",
        "a row without an amount, left out",
    ),
    (
        "row.no_date",
        "这一行没有日期，未计入",
        "a row without a date, left out",
    ),
    (
        "row.two_amounts",
        "同一行既有收入又有支出",
        "money in and money out in one row",
    ),
    (
        "table.stated_totals",
        "文件写明的合计与明细不符",
        "the stated totals differ from the rows",
    ),
    ("table.no_rows", "有表头，没有明细", "a header and no rows"),
    (
        "table.no_header",
        "没有表头，按内容判断各列",
        "no header, the columns are told by their content",
    ),
    (
        "batch.does_not_add_up",
        "批量付款的各笔之和不等于总额",
        "the payments of a batch do not add up",
    ),
    (
        "xml.damaged",
        "XML 文件损坏或不完整",
        "the XML is damaged or cut off",
    ),
    (
        "text.damaged",
        "部分字符与编码不符",
        "some characters do not fit the encoding",
    ),
    (
        "ofx.refused",
        "银行拒绝了查询",
        "the bank refused the request",
    ),
    (
        "mt940.outside_statement",
        "字段不属于任何对账单",
        "a field outside any statement",
    ),
    ("mt940.tag_damaged", "字段标记损坏", "a damaged tag"),
    ("mt940.tag_repeated", "字段重复", "a repeated field"),
    (
        "bai2.control_total",
        "控制总额不符",
        "a control total differs",
    ),
    ("bai2.record_count", "记录数不符", "a record count differs"),
    (
        "bai2.type_code",
        "业务代码看不出收付",
        "a type code tells neither credit nor debit",
    ),
    (
        "bai2.outside_account",
        "交易不属于任何账户",
        "a transaction outside any account",
    ),
    ("coda.trailer", "尾记录的合计不符", "the trailer differs"),
    ("coda.unknown_record", "未知的记录", "an unknown record"),
    ("n43.trailer", "尾记录的合计不符", "the trailer differs"),
    ("n43.unknown_record", "未知的记录", "an unknown record"),
    (
        "n43.outside_account",
        "交易不属于任何账户",
        "a movement outside any account",
    ),
    ("problems.more", "还有更多问题", "more problems"),
    (
        "bank.no_statement",
        "格式认得，但里面没有对账单",
        "a bank format without a statement in it",
    ),
    (
        "bank.not_a_statement",
        "不是银行对账单",
        "not a bank statement",
    ),
    (
        "bank.too_many_entries",
        "明细太多，请按日期分开导出",
        "too many entries, export shorter periods",
    ),
    (
        "file.too_large",
        "文件太大，请按日期分开导出",
        "the file is too large, export shorter periods",
    ),
    ("file.empty", "文件是空的", "the file is empty"),
    ("file.damaged", "文件损坏", "the file is damaged"),
    ("file.not_a_table", "不是表格文件", "not a table"),
    (
        "file.zip_bomb",
        "解压后超出限制",
        "more than allowed comes out of the package",
    ),
    (
        "file.zip_encrypted",
        "压缩包有密码，请先解压",
        "the zip has a password, unpack it first",
    ),
    (
        "file.zip_entries",
        "压缩包里的文件太多",
        "too many files in the zip",
    ),
    (
        "file.doctype",
        "含有不允许的 DOCTYPE",
        "a DOCTYPE is not allowed",
    ),
    (
        "file.reader_crashed",
        "文件所需内存超出限制",
        "the file needs more memory than it may have",
    ),
    ("file.reader_timeout", "读取超时", "reading took too long"),
    (
        "xlsx.password",
        "工作簿有密码，请先去掉密码",
        "the workbook has a password, remove it first",
    ),
    (
        "xls.password",
        "工作簿有密码，请先去掉密码",
        "the workbook has a password, remove it first",
    ),
    (
        "csv.unclosed_quote",
        "引号没有闭合",
        "a quote is not closed",
    ),
    (
        "csv.bad_encoding",
        "字符编码无法识别",
        "the encoding cannot be told",
    ),
    ("csv.nul_byte", "不是文本文件", "not a text"),
    ("json.damaged", "JSON 损坏", "the JSON is damaged"),
    ("xml.too_deep", "XML 嵌套太深", "the XML is nested too deep"),
    (
        "xml.too_long",
        "XML 里的一段太长",
        "a piece of the XML is too long",
    ),
    (
        "xml.too_many_elements",
        "XML 里的一段元素太多",
        "a piece of the XML has too many elements",
    ),
];

/// What a code means; `None` for one without words.
pub(super) fn meaning(code: &str, zh: bool) -> Option<&'static str> {
    WORDS
        .iter()
        .find(|(known, _, _)| *known == code)
        .map(|(_, chinese, english)| if zh { *chinese } else { *english })
}
