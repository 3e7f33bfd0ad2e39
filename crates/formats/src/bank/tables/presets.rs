//! Layouts of banks as data: the columns of `china.md` §3.1 whose names alone do not say enough.
//!
//! # Purpose
//! A preset is recognised by its columns and then decides which column is which field where the
//! general names leave a choice (two numbers, two dates). A new layout is a new row here.

use super::columns::Field;

/// A known layout.
#[derive(Debug, Clone, Copy)]
pub struct Preset {
    /// Stable name.
    pub name: &'static str,
    /// Bank or wallet in Chinese.
    pub bank: &'static str,
    /// Columns that must all be there.
    pub marks: &'static [&'static str],
    /// Columns whose field is fixed.
    pub columns: &'static [(&'static str, Field)],
}

/// All known layouts; the first that fits with the most marks is taken.
pub const PRESETS: &[Preset] = &[
    Preset {
        name: "icbc",
        bank: "中国工商银行",
        marks: &["凭证号", "本方账号", "对方账号", "交易时间", "借/贷"],
        columns: &[("本方账号", Field::OwnAccount), ("个性化信息", Field::Text)],
    },
    Preset {
        name: "icbc_2",
        bank: "中国工商银行",
        marks: &[
            "日期",
            "交易类型",
            "凭证种类",
            "凭证号",
            "对方户名",
            "对方账号",
            "摘要",
            "借方发生额",
            "贷方发生额",
            "余额",
        ],
        columns: &[("凭证号", Field::Serial)],
    },
    Preset {
        name: "ccb",
        bank: "中国建设银行",
        marks: &["账号", "账户名称", "交易时间", "账户明细编号-交易流水号"],
        columns: &[
            ("账户明细编号-交易流水号", Field::Serial),
            ("记账日期", Field::Date),
        ],
    },
    Preset {
        name: "abc",
        bank: "中国农业银行",
        marks: &["交易时间", "收入金额", "支出金额", "账户余额", "对方户名"],
        columns: &[],
    },
    Preset {
        name: "boc",
        bank: "中国银行",
        marks: &[
            "交易类型",
            "付款人账号",
            "付款人名称",
            "收款人账号",
            "收款人名称",
            "交易金额",
        ],
        columns: &[
            ("交易流水号", Field::Serial),
            ("交易类型", Field::Direction),
            ("交易日期", Field::Date),
            ("交易时间", Field::Time),
            ("交易货币", Field::Currency),
        ],
    },
    Preset {
        name: "cmb",
        bank: "招商银行",
        marks: &["交易日", "流水号", "流程实例号", "业务参考号"],
        columns: &[("流水号", Field::Serial), ("冲帐标志", Field::Reversal)],
    },
    Preset {
        name: "bocom",
        bank: "交通银行",
        marks: &[
            "交易时间",
            "借方发生额（支出）",
            "贷方发生额（收入）",
            "账户余额",
            "对方户名",
        ],
        columns: &[],
    },
    Preset {
        name: "citic",
        bank: "中信银行",
        marks: &["交易日期", "对方账户名称", "退汇标识", "柜员交易号"],
        columns: &[("柜员交易号", Field::Serial), ("退汇标识", Field::Reversal)],
    },
    Preset {
        name: "cib",
        bank: "兴业银行",
        marks: &["银行流水号", "凭证代号", "现/转", "唯一流水编号"],
        columns: &[("唯一流水编号", Field::Serial), ("账号", Field::OwnAccount)],
    },
    Preset {
        name: "spdb",
        bank: "浦发银行",
        marks: &["交易日期", "申请日期", "传票序号", "记录状态"],
        columns: &[("交易流水号", Field::Serial)],
    },
    Preset {
        name: "cmbc",
        bank: "民生银行",
        marks: &["交易时间", "交易流水号", "客户附言", "对方账号名称"],
        columns: &[("交易流水号", Field::Serial)],
    },
    Preset {
        name: "pab",
        bank: "平安银行",
        marks: &["交易日期", "借方(支出)金额", "贷方(收入)金额", "银行流水号"],
        columns: &[("银行流水号", Field::Serial), ("冲正标志", Field::Reversal)],
    },
    Preset {
        name: "hxb",
        bank: "华夏银行",
        marks: &["序号", "核心流水号", "交易描述", "明细标注"],
        columns: &[("核心流水号", Field::Serial)],
    },
    Preset {
        name: "czb",
        bank: "浙商银行",
        marks: &[
            "流水号",
            "借方发生金额(元)",
            "贷方发生金额(元)",
            "交易后余额(元)",
        ],
        columns: &[("流水号", Field::Serial)],
    },
    Preset {
        name: "bosc",
        bank: "上海银行",
        marks: &["交易流水号", "交易方向", "对手账号", "对手名称"],
        columns: &[("交易流水号", Field::Serial)],
    },
    Preset {
        name: "wechat_fund",
        bank: "微信支付资金账单",
        marks: &["记账时间", "微信支付业务单号", "资金流水单号", "收支类型"],
        columns: &[("资金流水单号", Field::Serial), ("业务名称", Field::Text)],
    },
    Preset {
        name: "alipay_account",
        bank: "支付宝账务明细",
        marks: &["账务流水号", "业务流水号", "发生时间"],
        columns: &[("账务流水号", Field::Serial)],
    },
];

/// The layout that fits these column names best.
pub(super) fn fitting(names: &[String]) -> Option<&'static Preset> {
    use crate::table::header::normalize;
    let folded: Vec<(String, String)> = names
        .iter()
        .map(|n| {
            (
                normalize(n),
                normalize(n.split('[').next().unwrap_or_default()),
            )
        })
        .collect();
    PRESETS
        .iter()
        .filter(|preset| {
            preset.marks.iter().all(|mark| {
                let mark = normalize(mark);
                folded
                    .iter()
                    .any(|(full, head)| *full == mark || *head == mark)
            })
        })
        .max_by_key(|preset| preset.marks.len())
}
