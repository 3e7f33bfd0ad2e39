//! Imports: refusals, reasons of failing rows, unreadable files.
// tidy-allow: length — one table of texts

use super::{Text, text};

pub(super) static TEXTS: &[Text] = &[
    text(
        "imports.no_rows",
        "文件 {file} 里没有数据",
        "There are no rows in {file}",
    ),
    text(
        "imports.which_sheet",
        "有多个工作表含有数据：{sheets}。请选择一个（选项 sheet）",
        "Several sheets hold data: {sheets}. Choose one (option sheet)",
    ),
    text(
        "imports.no_header",
        "在 {file} 里找不到表头。请指定表头所在行（选项 header_row）",
        "No header was found in {file}. Say which row it is (option header_row)",
    ),
    text(
        "imports.columns_missing",
        "缺少必需字段：{fields}。文件的列：{columns}。请指定列的对应",
        "No column for {fields}. The file has: {columns}. Map the columns",
    ),
    text(
        "imports.unknown_column",
        "文件里没有列“{column}”。现有：{columns}",
        "The file has no column “{column}”. It has: {columns}",
    ),
    text(
        "imports.column_twice",
        "列“{column}”出现了两次，请先改名",
        "The column “{column}” occurs twice; rename one",
    ),
    text(
        "imports.unknown_field",
        "没有字段“{field}”。可用：{fields}",
        "There is no field “{field}”. Known: {fields}",
    ),
    text(
        "imports.bad_mapping",
        "列对应格式不对：{detail}",
        "The mapping can't be read: {detail}",
    ),
    text(
        "imports.unknown_option",
        "没有选项“{option}”",
        "There is no option “{option}”",
    ),
    text(
        "imports.bad_option",
        "选项 {option} 不能是“{value}”。可选：{allowed}",
        "Option {option} can't be “{value}”. Allowed: {allowed}",
    ),
    text(
        "imports.rows_fail",
        "{total} 行中有 {failed} 行有错，未导入任何内容。请改正后重试，或选择跳过错误行（skip_failed）",
        "{failed} of {total} rows are wrong; nothing was imported. Correct them, or choose to skip failing rows (skip_failed)",
    ),
    text(
        "imports.already_committed",
        "此导入已在 {at} 完成",
        "This import was stored at {at}",
    ),
    text(
        "imports.no_second_file",
        "{kind} 只需要一个文件",
        "{kind} takes one file only",
    ),
    text(
        "imports.file_gone",
        "上传的文件 {file} 已不存在，请重新上传",
        "The uploaded file {file} is gone; upload it again",
    ),
    text(
        "imports.credit_choice",
        "导入已确认的订单不做信用检查；请选择 credit=off 表示知悉，或先导入为草稿",
        "Confirmed orders are imported without a credit check; choose credit=off, or import drafts",
    ),
    text(
        "imports.total_row",
        "合计行，已略过",
        "A total, passed over",
    ),
    text("imports.note_row", "说明行，已略过", "A note, passed over"),
    text(
        "imports.repeated_key",
        "“{key}”已在前面出现，已略过",
        "“{key}” came before, passed over",
    ),
    text(
        "imports.duplicate_key",
        "“{key}”在文件中出现多次，请只保留一行",
        "“{key}” is in the file more than once; keep one row",
    ),
    text(
        "imports.document_incomplete",
        "同一单据 {document} 的第 {row} 行有错，整单不导入",
        "Row {row} of the same document {document} is wrong; a document is imported whole or not at all",
    ),
    text(
        "imports.header_differs",
        "与单据 {document} 第一行的 {field} 不一致：{first} / {value}",
        "Differs from the first row of document {document} in {field}: {first} / {value}",
    ),
    text(
        "imports.header_without_lines",
        "单据 {document} 没有明细行",
        "Document {document} has no lines",
    ),
    text(
        "imports.lines_without_header",
        "找不到单据 {document} 的表头行",
        "There is no header for document {document}",
    ),
    text(
        "imports.unknown_status",
        "不认识的状态“{value}”",
        "Unknown status “{value}”",
    ),
    text(
        "imports.unknown_customer",
        "没有编码为“{value}”的客户，请先导入客户",
        "There is no customer with code “{value}”; import customers first",
    ),
    text(
        "imports.unknown_product",
        "没有编码为“{value}”的产品，请先导入产品",
        "There is no product with code “{value}”; import products first",
    ),
    text(
        "imports.unknown_terms",
        "没有付款条件“{value}”",
        "There are no payment terms “{value}”",
    ),
    text(
        "imports.unknown_order",
        "没有订单“{value}”，请先导入订单",
        "There is no order “{value}”; import orders first",
    ),
    text(
        "imports.unknown_bank_account",
        "没有收款账户“{value}”",
        "There is no account “{value}”",
    ),
    text(
        "imports.not_delivered",
        "状态“{value}”表示还没有交货，已略过",
        "Status “{value}” means not delivered yet, passed over",
    ),
    text(
        "imports.order_cancelled",
        "订单 {document} 已取消",
        "Order {document} is cancelled",
    ),
    text(
        "imports.cancellation_document",
        "{document} 是红冲/取消单据，不能作为订单导入；请对原单做退货",
        "{document} is a cancellation and no order; enter it as a return against the original",
    ),
    text(
        "imports.adjustment_document",
        "{document} 是账务调整单据，不能作为订单导入",
        "{document} is an accounting adjustment and no order",
    ),
    text(
        "imports.return_line",
        "数量 {value} 为负，是退货；请对原单做退货",
        "Quantity {value} is negative, a return; enter it against the original order",
    ),
    text(
        "imports.price_negative",
        "单价 {value} 为负",
        "Price {value} is negative",
    ),
    text(
        "imports.price_zero",
        "单价为 0；赠品请手工录入",
        "The price is 0; enter free goods by hand",
    ),
    text("imports.zero_quantity", "数量为 0", "The quantity is 0"),
    text(
        "imports.bad_cell",
        "单元格是错误值 {value}",
        "The cell holds an error: {value}",
    ),
    text(
        "imports.formula_without_value",
        "公式没有保存结果：{value}。请用 Excel 打开并保存一次",
        "The formula has no stored result: {value}. Open and save the file once",
    ),
    text(
        "orders.customer_missing",
        "没有客户；请补上，或用选项 walk_in 指定散客",
        "No customer; add it, or name a walk-in customer (option walk_in)",
    ),
    text("amount.empty", "没有数字", "No number"),
    text(
        "amount.not_a_number",
        "“{value}”不是数字",
        "“{value}” is not a number",
    ),
    text(
        "amount.exponent",
        "“{value}”是科学计数法，可能已丢失精度；请用普通数字",
        "“{value}” is in scientific notation and may have lost digits; write it out",
    ),
    text(
        "amount.decimal_comma",
        "“{value}”中的逗号含义不明；小数请用点",
        "The comma in “{value}” is ambiguous; use a point for decimals",
    ),
    text(
        "amount.grouping",
        "“{value}”的千分位不对",
        "The thousands separators of “{value}” are wrong",
    ),
    text(
        "amount.sign",
        "“{value}”的正负号不清楚",
        "The sign of “{value}” is unclear",
    ),
    text(
        "amount.hex",
        "“{value}”不是十进制数",
        "“{value}” is not decimal",
    ),
    text(
        "amount.percent",
        "“{value}”是百分数，这里需要金额",
        "“{value}” is a percentage; an amount is needed",
    ),
    text(
        "amount.unit",
        "“{value}”带有单位（如万元）；请写成元",
        "“{value}” carries a unit; write the plain amount",
    ),
    text(
        "amount.trailing_text",
        "“{value}”后面有多余文字",
        "There is text behind the number “{value}”",
    ),
    text(
        "amount.too_long",
        "“{value}”位数太多",
        "“{value}” has too many digits",
    ),
    text(
        "amount.too_precise",
        "“{value}”的小数位太多",
        "“{value}” has too many decimals",
    ),
    text(
        "amount.too_large",
        "“{value}”太大",
        "“{value}” is too large",
    ),
    text("date.empty", "没有日期", "No date"),
    text(
        "date.ambiguous_order",
        "“{value}”的日月顺序不明；请选择（选项 date_order）",
        "Day and month of “{value}” are ambiguous; choose (option date_order)",
    ),
    text(
        "date.two_digit_year",
        "“{value}”的年份只有两位",
        "“{value}” has a two-digit year",
    ),
    text("date.no_year", "“{value}”没有年份", "“{value}” has no year"),
    text(
        "date.no_such_day",
        "没有“{value}”这一天",
        "There is no such day: “{value}”",
    ),
    text(
        "date.bad_time",
        "“{value}”中的时间不对",
        "The time in “{value}” is wrong",
    ),
    text(
        "date.time_zone",
        "“{value}”带有时区",
        "“{value}” carries a time zone",
    ),
    text(
        "date.not_a_date",
        "“{value}”不是日期",
        "“{value}” is not a date",
    ),
    text("file.empty", "文件是空的", "The file is empty"),
    text(
        "file.too_large",
        "文件太大：上限 {limit_bytes} 字节",
        "The file is too large: at most {limit_bytes} bytes",
    ),
    text("file.too_many_rows", "行数太多", "Too many rows"),
    text(
        "file.too_many_columns",
        "列数太多（第 {row} 行）",
        "Too many columns (row {row})",
    ),
    text(
        "file.cell_too_long",
        "第 {row} 行有单元格超过 64 kB",
        "A cell in row {row} is longer than 64 kB",
    ),
    text(
        "file.row_too_long",
        "第 {row} 行太长",
        "Row {row} is too long",
    ),
    text(
        "file.not_a_table",
        "这不是表格文件（是 {is}）；请另存为 xlsx 或 csv",
        "This is no table (it is {is}); save it as xlsx or csv",
    ),
    text("file.damaged", "文件已损坏", "The file is damaged"),
    text(
        "file.doctype",
        "文件含有 DOCTYPE，出于安全不读取",
        "The file holds a DOCTYPE and is not read, for safety",
    ),
    text(
        "file.zip_bomb",
        "压缩内容异常膨胀，出于安全不读取",
        "The file unpacks to far more than it should; not read, for safety",
    ),
    text(
        "file.zip_entries",
        "压缩包条目太多，出于安全不读取",
        "The archive has too many entries; not read, for safety",
    ),
    text(
        "file.zip_name",
        "压缩包内的文件名不安全",
        "A name inside the archive is unsafe",
    ),
    text(
        "file.zip_duplicate",
        "压缩包内有重复的部分",
        "A part occurs twice in the archive",
    ),
    text(
        "file.zip_symlink",
        "压缩包内有链接，不读取",
        "The archive holds a link; not read",
    ),
    text(
        "file.zip_encrypted",
        "文件有密码；请去掉密码后重试",
        "The file is encrypted; remove the password",
    ),
    text(
        "file.no_sheets",
        "文件里没有工作表",
        "The file has no sheets",
    ),
    text(
        "file.no_such_sheet",
        "没有这个工作表：{sheet}",
        "There is no such sheet: {sheet}",
    ),
    text(
        "file.needs_worker",
        "此格式只能由受限进程读取",
        "This format is read in the limited process only",
    ),
    text(
        "file.reader_crashed",
        "读取文件的进程已终止；文件可能损坏或有害",
        "The process reading the file ended; the file may be damaged or hostile",
    ),
    text(
        "file.reader_failed",
        "读取文件失败",
        "Reading the file failed",
    ),
    text(
        "file.reader_timeout",
        "读取文件超时",
        "Reading the file took too long",
    ),
    text(
        "file.worker_start",
        "无法启动读取进程：{detail}",
        "The reading process can't be started: {detail}",
    ),
    text(
        "file.worker_protocol",
        "读取进程的回答不对：{detail}",
        "The reading process gave a wrong answer: {detail}",
    ),
    text(
        "csv.nul_byte",
        "第 {row} 行含有 NUL 字节",
        "Row {row} holds a NUL byte",
    ),
    text(
        "csv.unclosed_quote",
        "从第 {row} 行开始的引号没有结束",
        "A quote opened in row {row} is never closed",
    ),
    text(
        "csv.bad_encoding",
        "文字编码不对（第 {row} 行）；请指定编码（选项 encoding）",
        "The text encoding is wrong (row {row}); choose one (option encoding)",
    ),
    text("csv.unknown_encoding", "不认识的编码", "Unknown encoding"),
    text("csv.bad_delimiter", "分隔符不对", "Bad delimiter"),
    text(
        "xlsx.damaged",
        "xlsx 文件已损坏",
        "The xlsx file is damaged",
    ),
    text(
        "xlsx.part_missing",
        "xlsx 文件缺少部分内容",
        "A part of the xlsx file is missing",
    ),
    text(
        "xlsx.bad_order",
        "xlsx 的行序不对（第 {row} 行）",
        "The rows of the xlsx file are out of order (row {row})",
    ),
    text(
        "xlsx.bad_count",
        "xlsx 声明的数量不可信",
        "A count in the xlsx file can't be true",
    ),
    text(
        "xlsx.bad_encoding",
        "xlsx 的编码不对",
        "The encoding of the xlsx file is wrong",
    ),
    text(
        "xlsx.password",
        "文件有密码；请去掉密码后重试",
        "The file has a password; remove it",
    ),
    text("xls.damaged", "xls 文件已损坏", "The xls file is damaged"),
    text(
        "xls.password",
        "文件有密码；请去掉密码后重试",
        "The file has a password; remove it",
    ),
    text("ods.damaged", "ods 文件已损坏", "The ods file is damaged"),
];
