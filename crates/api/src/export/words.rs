//! Stored words, such as statuses, as people read them in a workbook.

use jieqing_domain::texts::Lang;

/// The word in the reader's language; unknown ones stay as they are.
#[must_use]
pub(crate) fn words(lang: Lang, word: &str) -> String {
    let spaced = || word.replace('_', " ");
    match lang {
        Lang::En => spaced(),
        Lang::Zh => WORDS
            .iter()
            .find(|(known, _)| *known == word)
            .map_or_else(spaced, |(_, zh)| (*zh).to_owned()),
    }
}

const WORDS: &[(&str, &str)] = &[
    ("active", "启用"),
    ("bill", "承兑汇票"),
    ("blue", "蓝字"),
    ("cancelled", "已取消"),
    ("claimed", "已认领"),
    ("cleared", "已结清"),
    ("closed", "已关闭"),
    ("completed", "已完成"),
    ("confirmed", "已确认"),
    ("credit", "贷项"),
    ("delivered", "已发完"),
    ("delivery", "送货单"),
    ("credited", "已红冲或折让"),
    ("deduction", "扣款"),
    ("discounted", "已贴现"),
    ("dishonoured", "已拒付"),
    ("differing", "有异议"),
    ("dispatched", "已发货"),
    ("draft", "草稿"),
    ("endorsed", "已背书"),
    ("hold", "暂停"),
    ("honoured", "已兑付"),
    ("inactive", "停用"),
    ("invoice", "发票"),
    ("invoiced", "已开票"),
    ("issued", "已开具"),
    ("none", "未开始"),
    ("normal", "正常"),
    ("open", "处理中"),
    ("on_hand", "在手"),
    ("ordinary", "普通发票"),
    ("other", "其他"),
    ("paid", "已付款"),
    ("paperwork", "单据或发票"),
    ("partial", "部分"),
    ("price", "价格"),
    ("quality", "质量或破损"),
    ("quantity", "数量"),
    ("pledged", "已质押"),
    ("presented", "提示付款中"),
    ("receipt", "收款"),
    ("recourse", "追索中"),
    ("red", "红字"),
    ("return", "退货"),
    ("received", "已收货"),
    ("resolved", "已解决"),
    ("returned", "退货未冲"),
    ("reversed", "已冲销"),
    ("sent", "已发送"),
    ("settled", "已结清"),
    ("signed", "已签收"),
    ("special", "增值税专用发票"),
    ("split", "已分包"),
    ("stop", "停止交易"),
    ("submitted", "已提交"),
    ("superseded", "已被替换"),
    ("unclaimed", "待认领"),
    ("unsent", "未发送"),
    ("viewed", "已查看"),
    ("void", "已作废"),
    ("withdrawn", "客户撤回"),
    ("write_off", "核销差额"),
    ("written_off", "已核销差额"),
];
