//! Column names that files use, in Chinese and English.

mod money;

pub(super) use money::{BILLS, INVOICES, RECEIPTS};

use jieqing_formats::table::header::{FieldKind, FieldSpec};

const fn field(
    name: &'static str,
    kind: FieldKind,
    aliases_zh: &'static [&'static str],
    aliases_en: &'static [&'static str],
) -> FieldSpec<'static> {
    FieldSpec {
        name,
        aliases_zh,
        aliases_en,
        kind,
        required: false,
    }
}

const fn required(spec: FieldSpec<'static>) -> FieldSpec<'static> {
    FieldSpec {
        required: true,
        ..spec
    }
}

use FieldKind::{Amount, Currency, Date, Id, Name, Percent, Quantity, Text};

const CUSTOMER_ALIASES: (&[&str], &[&str]) = (
    &["客户编码", "客户编号", "客户代码", "客户号"],
    &[
        "customer number",
        "customer code",
        "customer id",
        "customer no",
        "account number",
    ],
);

/// Number that ties rows to an order.
pub(super) const ORDER_NO: FieldSpec<'static> = required(field(
    "order_no",
    Id,
    &["订单号", "订单编号", "销售订单号", "单号", "单据编号"],
    &[
        "order number",
        "order no",
        "order id",
        "sales order",
        "invoice no",
    ],
));

pub(super) const CUSTOMERS: &[FieldSpec<'static>] = &[
    required(field("code", Id, CUSTOMER_ALIASES.0, CUSTOMER_ALIASES.1)),
    required(field(
        "name",
        Name,
        &["客户名称", "名称", "客户", "单位名称", "公司名称"],
        &["customer name", "name", "company name", "company"],
    )),
    field("name_en", Name, &["英文名称", "英文名"], &["english name"]),
    field(
        "invoice_title",
        Name,
        &["发票抬头", "开票名称"],
        &["invoice title", "billing name"],
    ),
    field(
        "tax_id",
        Id,
        &["纳税人识别号", "统一社会信用代码", "税号"],
        &["tax id", "vat number", "tax number"],
    ),
    field(
        "tax_address",
        Text,
        &["注册地址", "开票地址"],
        &["registered address"],
    ),
    field(
        "tax_phone",
        Id,
        &["注册电话", "开票电话"],
        &["registered phone"],
    ),
    field(
        "tax_bank",
        Name,
        &["开户行", "开户银行"],
        &["bank", "bank name"],
    ),
    field(
        "tax_account",
        Id,
        &["银行账号", "银行帐号"],
        &["bank account"],
    ),
    field(
        "invoice_email",
        Text,
        &["收票邮箱", "邮箱"],
        &["invoice email", "email"],
    ),
    field(
        "address",
        Text,
        &["地址", "收货地址", "送货地址"],
        &["address", "address line 1"],
    ),
    field("address2", Text, &["地址2"], &["address line 2"]),
    field("city", Name, &["城市"], &["city"]),
    field("state", Name, &["省", "省份", "州"], &["state", "province"]),
    field(
        "postal_code",
        Id,
        &["邮编", "邮政编码"],
        &["postal code", "zip"],
    ),
    field("country", Name, &["国家", "国家/地区"], &["country"]),
    field(
        "region",
        Name,
        &["区域", "地区", "大区"],
        &["region", "territory"],
    ),
    field("channel", Name, &["渠道", "销售渠道"], &["channel"]),
    field("contact", Name, &["联系人"], &["contact", "contact name"]),
    field(
        "phone",
        Id,
        &["电话", "联系电话", "手机"],
        &["phone", "mobile"],
    ),
    field("currency", Currency, &["币种", "币别"], &["currency"]),
    field(
        "terms",
        Id,
        &["付款条件", "账期", "结算方式"],
        &["terms", "payment terms"],
    ),
    field(
        "credit_limit",
        Amount,
        &["信用额度", "授信额度"],
        &["credit limit"],
    ),
    field(
        "cut_off_day",
        Quantity,
        &["对账日", "结算日"],
        &["cut off day", "statement day"],
    ),
    field("note", Text, &["备注"], &["note", "comments", "remark"]),
];

const PRODUCT_CODE: (&[&str], &[&str]) = (
    &["产品编码", "商品编码", "物料编码", "货号", "存货编码"],
    &[
        "product code",
        "sku",
        "item code",
        "stock code",
        "product id",
    ],
);

pub(super) const PRODUCTS: &[FieldSpec<'static>] = &[
    required(field("sku", Id, PRODUCT_CODE.0, PRODUCT_CODE.1)),
    required(field(
        "name",
        Name,
        &["产品名称", "商品名称", "物料名称", "品名", "存货名称"],
        &["product name", "name", "item name", "description"],
    )),
    field(
        "spec",
        Text,
        &["规格型号", "规格", "型号"],
        &["specification", "spec", "model", "product scale"],
    ),
    field(
        "unit",
        Name,
        &["单位", "计量单位"],
        &["unit", "uom", "unit of measure"],
    ),
    field(
        "category",
        Name,
        &["类别", "分类", "产品类别"],
        &["category", "product line"],
    ),
    field("tax_code", Id, &["税收分类编码", "税收编码"], &["tax code"]),
    field("tax_rate", Percent, &["税率"], &["tax rate", "vat rate"]),
    field(
        "price",
        Amount,
        &["单价", "售价", "标准价", "含税单价"],
        &["list price", "price", "msrp", "unit price"],
    ),
    field(
        "cost",
        Amount,
        &["成本", "成本价", "采购价"],
        &["cost", "buy price", "unit cost"],
    ),
    field(
        "floor_price",
        Amount,
        &["底价", "最低价"],
        &["floor price", "minimum price"],
    ),
    field("currency", Currency, &["币种", "币别"], &["currency"]),
    field(
        "valid_from",
        Date,
        &["生效日期"],
        &["valid from", "effective date"],
    ),
    field("note", Text, &["备注"], &["note", "remark"]),
];

pub(super) const ORDER_HEADS: &[FieldSpec<'static>] = &[
    ORDER_NO,
    required(field(
        "customer",
        Id,
        CUSTOMER_ALIASES.0,
        CUSTOMER_ALIASES.1,
    )),
    required(field(
        "ordered_on",
        Date,
        &["订单日期", "下单日期", "日期", "单据日期"],
        &["order date", "ordered on", "date", "invoice date"],
    )),
    field(
        "requested_on",
        Date,
        &["要求交期", "交货日期", "交期"],
        &["required date", "requested date", "delivery date"],
    ),
    field(
        "status",
        Name,
        &["订单状态", "状态"],
        &["status", "order status"],
    ),
    field(
        "customer_po",
        Id,
        &["客户订单号", "客户采购单号"],
        &["customer po", "po number"],
    ),
    field("currency", Currency, &["币种", "币别"], &["currency"]),
    field(
        "terms",
        Id,
        &["付款条件", "账期"],
        &["terms", "payment terms"],
    ),
    field(
        "ship_to",
        Text,
        &["收货地址", "送货地址"],
        &["ship to", "delivery address"],
    ),
    field("special", Text, &["特殊要求"], &["special requirements"]),
    field("note", Text, &["备注"], &["note", "comments", "remark"]),
];

pub(super) const ORDER_LINES: &[FieldSpec<'static>] = &[
    required(field("sku", Id, PRODUCT_CODE.0, PRODUCT_CODE.1)),
    required(field(
        "qty",
        Quantity,
        &["数量", "订购数量", "订单数量"],
        &["quantity", "qty", "quantity ordered"],
    )),
    required(field(
        "price",
        Amount,
        &["单价", "含税单价", "不含税单价"],
        &["unit price", "price", "price each"],
    )),
    field(
        "line_no",
        Quantity,
        &["行号", "序号"],
        &["line number", "line no", "order line number"],
    ),
    field("discount", Percent, &["折扣率", "折扣"], &["discount"]),
    field("tax_rate", Percent, &["税率"], &["tax rate", "vat rate"]),
    field("line_note", Text, &["行备注"], &["line note"]),
];

pub(super) const DELIVERIES: &[FieldSpec<'static>] = &[
    ORDER_NO,
    field(
        "delivered_on",
        Date,
        &["送货日期", "发货日期", "签收日期"],
        &["shipped date", "delivered on", "ship date"],
    ),
    field(
        "status",
        Name,
        &["订单状态", "状态"],
        &["status", "order status"],
    ),
    field("carrier", Name, &["承运商", "物流公司"], &["carrier"]),
    field(
        "tracking_no",
        Id,
        &["运单号", "物流单号"],
        &["tracking number", "tracking no"],
    ),
    field("signed_by", Name, &["签收人"], &["signed by"]),
];
