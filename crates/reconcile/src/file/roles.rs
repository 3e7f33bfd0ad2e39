//! What a column may be, and what people call it.

use crate::side::Field;
use jieqing_formats::table::header::{FieldKind, FieldSpec};

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A text or number of the row.
    Field(Field),
    /// Date of the document.
    Date,
    /// Due date.
    Due,
    /// Amount, with tax where the file tells both.
    Amount,
    /// Amount without tax.
    Net,
    /// Tax.
    Tax,
    /// Tax rate.
    Rate,
    /// Quantity.
    Quantity,
    /// Price of one.
    Price,
    /// What makes the balance larger.
    Debit,
    /// What makes it smaller.
    Credit,
    /// 借/贷, D/C: the sign of the amount.
    Direction,
    /// Running balance.
    Balance,
    /// 1, 2, 3 …
    Serial,
}

/// Word of a role in a mapping, its kind of content, and its names, best first.
pub(super) struct Known {
    pub(super) role: Role,
    pub(super) spec: FieldSpec<'static>,
}

const fn known(
    role: Role,
    name: &'static str,
    kind: FieldKind,
    aliases_zh: &'static [&'static str],
    aliases_en: &'static [&'static str],
) -> Known {
    Known {
        role,
        spec: FieldSpec {
            name,
            aliases_zh,
            aliases_en,
            kind,
            required: false,
        },
    }
}

pub(super) const KNOWN: &[Known] = &[
    known(
        Role::Field(Field::Doc),
        "doc",
        FieldKind::Id,
        &[
            "单据编号",
            "单据号",
            "单据号码",
            "单号",
            "凭证号",
            "凭证编号",
            "凭证字号",
            "业务单号",
            "业务编号",
            "票据号",
            "对账单号",
            "编号",
            "号码",
        ],
        &[
            "document number",
            "document no",
            "doc no",
            "doc number",
            "doc num",
            "docid",
            "doc id",
            "doc",
            "document",
            "document id",
            "voucher no",
            "voucher",
            "transaction no",
            "transaction number",
            "transaction id",
            "txn id",
            "reference number",
            "reference no",
            "ref no",
            "reference",
            "ref",
            "number",
            "bill no",
            "bill number",
            "statement no",
            "key",
        ],
    ),
    known(
        Role::Field(Field::Delivery),
        "delivery",
        FieldKind::Id,
        &[
            "送货单号",
            "送货单",
            "送货单编号",
            "出库单号",
            "出库单",
            "发货单号",
            "发货单",
            "交货单号",
            "入库单号",
            "入库单",
            "收货单号",
            "收货单",
            "销货单号",
            "销售出库单号",
            "供应商送货单号",
        ],
        &[
            "delivery note",
            "delivery note no",
            "delivery number",
            "delivery no",
            "delivery",
            "dn no",
            "dn",
            "goods receipt",
            "grn",
            "grn no",
            "packing slip",
            "shipment no",
            "shipment id",
        ],
    ),
    known(
        Role::Field(Field::Invoice),
        "invoice",
        FieldKind::Id,
        &[
            "发票号码",
            "发票号",
            "发票编号",
            "数电发票号码",
            "数电票号码",
            "全电发票号码",
        ],
        &[
            "invoice id",
            "invoice no",
            "invoice number",
            "invoice num",
            "invoice",
            "invoice ref",
            "invoice reference",
            "inv no",
            "inv number",
            "inv",
            "bill id",
            "tax invoice no",
        ],
    ),
    known(
        Role::Field(Field::Order),
        "order",
        FieldKind::Id,
        &["订单号", "订单编号", "销售订单号", "销售订单", "订单"],
        &[
            "order no",
            "order number",
            "order id",
            "sales order",
            "sales order no",
            "so no",
            "so number",
            "so",
            "order",
        ],
    ),
    known(
        Role::Field(Field::Po),
        "po",
        FieldKind::Id,
        &[
            "采购订单号",
            "采购单号",
            "采购订单",
            "客户订单号",
            "客户采购单号",
            "客户单号",
            "合同号",
            "合同编号",
        ],
        &[
            "po",
            "po no",
            "po number",
            "purchase order",
            "purchase order no",
            "purchase order number",
            "customer po",
            "contract no",
            "contract",
        ],
    ),
    known(
        Role::Field(Field::Line),
        "line",
        FieldKind::Id,
        &["行号", "行项目", "项次", "项号", "行项", "明细行号"],
        &[
            "line",
            "line no",
            "line number",
            "line id",
            "item no",
            "item line",
            "position",
            "pos",
        ],
    ),
    known(
        Role::Field(Field::Item),
        "item",
        FieldKind::Text,
        &[
            "物料编码",
            "物料编号",
            "产品编码",
            "产品编号",
            "商品编码",
            "货号",
            "料号",
            "品名",
            "产品名称",
            "商品名称",
            "物料名称",
            "货物名称",
            "产品",
            "商品",
            "物料",
            "规格型号",
            "品名规格",
        ],
        &[
            "sku",
            "item code",
            "product code",
            "part number",
            "part no",
            "material",
            "product",
            "item",
            "product name",
            "item name",
            "stock code",
            "article",
        ],
    ),
    known(
        Role::Field(Field::Party),
        "party",
        FieldKind::Name,
        &[
            "客户名称",
            "客户",
            "往来单位",
            "单位名称",
            "付款方",
            "付款人",
            "对方名称",
            "对方户名",
            "供应商名称",
            "供应商",
            "购方名称",
            "公司名称",
            "购买方名称",
        ],
        &[
            "customer",
            "customer name",
            "payer",
            "payer name",
            "party",
            "vendor",
            "vendor name",
            "supplier",
            "supplier name",
            "counterparty",
            "client",
            "company",
            "account name",
        ],
    ),
    known(
        Role::Field(Field::Kind),
        "kind",
        FieldKind::Text,
        &[
            "单据类型",
            "业务类型",
            "类型",
            "类别",
            "单据种类",
            "业务类别",
        ],
        &[
            "type",
            "document type",
            "doc type",
            "transaction type",
            "kind",
            "category",
            "entry type",
        ],
    ),
    known(
        Role::Field(Field::Currency),
        "currency",
        FieldKind::Currency,
        &["币种", "币别", "货币"],
        &["currency", "ccy", "curr"],
    ),
    known(
        Role::Date,
        "date",
        FieldKind::Date,
        &[
            "日期",
            "单据日期",
            "业务日期",
            "送货日期",
            "交货日期",
            "发货日期",
            "出库日期",
            "入库日期",
            "收货日期",
            "开票日期",
            "发票日期",
            "记账日期",
            "交易日期",
            "凭证日期",
            "制单日期",
            "时间",
        ],
        &[
            "date",
            "document date",
            "doc date",
            "invoice date",
            "posting date",
            "delivery date",
            "transaction date",
            "value date",
            "booking date",
            "payment date",
            "issue date",
            "issued",
            "time",
        ],
    ),
    known(
        Role::Due,
        "due",
        FieldKind::Date,
        &["到期日", "到期日期", "应收日期", "应付日期", "付款期限"],
        &["due", "due date", "maturity", "payment due", "pay by"],
    ),
    known(
        Role::Amount,
        "amount",
        FieldKind::Amount,
        &[
            "价税合计",
            "含税金额",
            "含税总额",
            "含税合计",
            "总金额",
            "应收金额",
            "应付金额",
            "结算金额",
            "对账金额",
            "本币金额",
            "合计金额",
            "金额",
            "货款金额",
            "货款",
            "应收",
            "应付",
        ],
        &[
            "gross amount",
            "amount incl tax",
            "amount including tax",
            "total incl tax",
            "total with tax",
            "total amount",
            "amount due",
            "invoice amount",
            "amount",
            "amount cents",
            "gross",
            "total",
            "value",
            "amt",
            "line total",
            "balance due",
            "open amount",
            "sum",
        ],
    ),
    known(
        Role::Net,
        "net",
        FieldKind::Amount,
        &[
            "不含税金额",
            "未税金额",
            "无税金额",
            "去税金额",
            "净额",
            "不含税额",
        ],
        &[
            "net amount",
            "net",
            "amount excl tax",
            "amount excluding tax",
            "untaxed amount",
            "subtotal",
            "amount without tax",
            "taxable amount",
        ],
    ),
    known(
        Role::Tax,
        "tax",
        FieldKind::Amount,
        &["税额", "税金", "增值税额"],
        &["tax amount", "tax", "vat", "vat amount", "gst"],
    ),
    known(
        Role::Rate,
        "rate",
        FieldKind::Percent,
        &["税率", "增值税率"],
        &["tax rate", "vat rate", "rate", "tax percent"],
    ),
    known(
        Role::Quantity,
        "qty",
        FieldKind::Quantity,
        &[
            "数量",
            "送货数量",
            "实收数量",
            "收货数量",
            "签收数量",
            "出库数量",
            "入库数量",
            "件数",
        ],
        &["quantity", "qty", "pieces", "pcs", "units"],
    ),
    known(
        Role::Price,
        "price",
        FieldKind::Quantity,
        &["含税单价", "单价", "价格", "不含税单价", "未税单价"],
        &[
            "unit price",
            "price",
            "price each",
            "rate per unit",
            "unit cost",
            "gross price",
        ],
    ),
    known(
        Role::Debit,
        "debit",
        FieldKind::Amount,
        &[
            "借方金额",
            "借方",
            "本期借方",
            "借方发生额",
            "增加",
            "应收增加",
        ],
        &[
            "debit",
            "debit amount",
            "dr",
            "charges",
            "charge",
            "invoiced",
        ],
    ),
    known(
        Role::Credit,
        "credit",
        FieldKind::Amount,
        &[
            "贷方金额",
            "贷方",
            "本期贷方",
            "贷方发生额",
            "减少",
            "收款金额",
            "付款金额",
            "已收金额",
            "已付金额",
            "回款金额",
            "收款",
            "付款",
        ],
        &[
            "credit",
            "credit amount",
            "cr",
            "payments",
            "payment",
            "paid",
            "received",
        ],
    ),
    known(
        Role::Direction,
        "direction",
        FieldKind::Text,
        &["借贷方向", "方向", "借贷", "借/贷", "收支"],
        &["direction", "dc", "d/c", "dr/cr", "sign", "debit/credit"],
    ),
    known(
        Role::Balance,
        "balance",
        FieldKind::Amount,
        &[
            "余额",
            "结余",
            "账面余额",
            "期末余额",
            "应收余额",
            "应付余额",
            "累计余额",
        ],
        &["balance", "running balance", "closing balance"],
    ),
    known(
        Role::Field(Field::Text),
        "text",
        FieldKind::Text,
        &["摘要", "备注", "说明", "附言", "用途", "描述", "备注说明"],
        &[
            "description",
            "memo",
            "remark",
            "remarks",
            "note",
            "notes",
            "narration",
            "narrative",
            "text",
            "details",
            "comment",
            "particulars",
        ],
    ),
    known(
        Role::Serial,
        "serial",
        FieldKind::Id,
        &["序号", "行次", "次序"],
        &["serial", "serial no", "s no", "sn", "index", "seq", "row"],
    ),
];

impl Role {
    /// The role with this word; `None` for any other word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        let word = word.trim().to_ascii_lowercase();
        let word = match word.as_str() {
            "number" | "document" | "doc_no" | "no" => "doc",
            "quantity" => "qty",
            "tax_rate" | "tax-rate" => "rate",
            "customer" | "payer" => "party",
            "description" | "memo" => "text",
            "due_date" => "due",
            "po_no" => "po",
            "order_no" => "order",
            other => other,
        };
        KNOWN.iter().find(|k| k.spec.name == word).map(|k| k.role)
    }

    /// Its word in a mapping.
    #[must_use]
    pub fn word(self) -> &'static str {
        KNOWN
            .iter()
            .find(|k| k.role == self)
            .map_or("id", |k| k.spec.name)
    }

    /// All words that a mapping may use.
    #[must_use]
    pub fn words() -> Vec<&'static str> {
        KNOWN.iter().map(|k| k.spec.name).collect()
    }

    pub(super) fn kind(self) -> FieldKind {
        KNOWN
            .iter()
            .find(|k| k.role == self)
            .map_or(FieldKind::Text, |k| k.spec.kind)
    }

    pub(super) fn is_money(self) -> bool {
        matches!(
            self,
            Self::Amount | Self::Net | Self::Tax | Self::Debit | Self::Credit | Self::Balance
        )
    }
}
