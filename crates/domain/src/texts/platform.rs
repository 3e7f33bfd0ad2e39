//! Words of jobs, attachments and mail.

use super::{Text, text};

pub(super) static TEXTS: &[Text] = &[
    text(
        "jobs.not_over",
        "任务尚未结束或已成功，无需重试",
        "The job has not ended or ended well; there is nothing to retry",
    ),
    text(
        "jobs.twin",
        "同样的任务已在排队或运行中",
        "The same job already waits or runs",
    ),
    text(
        "attachments.kind",
        "不支持的文件：{name}。可上传 PDF、PNG、JPEG、Excel、Word、CSV/文本、OFD、XML",
        "{name} is not a file that is taken: PDF, PNG, JPEG, Excel, Word, CSV or text, OFD, XML",
    ),
    text(
        "field.email",
        "不是有效的邮箱地址",
        "Not a plain e-mail address",
    ),
    text(
        "request.multipart",
        "请用 multipart/form-data 上传完整的表单",
        "Send a whole form as multipart/form-data",
    ),
    text(
        "exports.too_many_rows",
        "行数太多，无法导出。请缩小筛选范围",
        "Too many rows to export; narrow the filter",
    ),
    text("attachments.empty", "文件是空的", "The file is empty"),
    text(
        "attachments.too_large",
        "文件超过上限 {limit}",
        "The file is larger than {limit}",
    ),
    text(
        "attachments.subject",
        "这类单据（{subject}）不能附加文件",
        "Documents of kind {subject} take no files",
    ),
];
