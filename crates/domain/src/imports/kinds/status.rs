//! Words for where an order stands in other systems.

/// What a status word means for an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileStatus {
    /// Not binding yet.
    Draft,
    /// Binding, not delivered.
    Open,
    /// Delivered in full.
    Delivered,
    /// Cancelled.
    Cancelled,
}

/// The meaning of a word; `None` when it is not known.
pub(super) fn status_of(word: &str) -> Option<FileStatus> {
    let folded: String = word
        .trim()
        .to_lowercase()
        .chars()
        .filter(|c| !matches!(c, ' ' | '_' | '-'))
        .collect();
    WORDS
        .iter()
        .find(|(_, words)| words.contains(&folded.as_str()))
        .map(|(status, _)| *status)
}

const WORDS: &[(FileStatus, &[&str])] = &[
    (
        FileStatus::Draft,
        &[
            "draft",
            "quotation",
            "new",
            "草稿",
            "待提交",
            "未确认",
            "待确认",
        ],
    ),
    (
        FileStatus::Open,
        &[
            "onhold",
            "inprocess",
            "processing",
            "open",
            "pending",
            "confirmed",
            "backorder",
            "已确认",
            "待发货",
            "未发货",
            "执行中",
            "处理中",
            "暂停",
            "挂起",
            "生产中",
        ],
    ),
    (
        FileStatus::Delivered,
        &[
            "shipped",
            "resolved",
            "disputed",
            "delivered",
            "completed",
            "complete",
            "closed",
            "signed",
            "已发货",
            "已交货",
            "已签收",
            "已完成",
            "完成",
            "争议中",
            "有争议",
            "已解决",
        ],
    ),
    (
        FileStatus::Cancelled,
        &[
            "cancelled",
            "canceled",
            "void",
            "已取消",
            "取消",
            "作废",
            "已作废",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_both_languages() {
        for (word, meaning) in [
            ("Shipped", Some(FileStatus::Delivered)),
            ("On Hold", Some(FileStatus::Open)),
            ("In Process", Some(FileStatus::Open)),
            ("已取消", Some(FileStatus::Cancelled)),
            ("?", None),
        ] {
            assert_eq!(status_of(word), meaning, "{word}");
        }
    }
}
