//! Some 200 products of a trading company for electrical and plumbing material.

/// A product of the demo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoProduct {
    /// Code.
    pub sku: String,
    /// Name.
    pub name: String,
    /// Specification.
    pub spec: String,
    /// Unit.
    pub unit: &'static str,
    /// Category.
    pub category: &'static str,
    /// 税收分类编码 (shape only; the real table is the user's to import).
    pub tax_code: &'static str,
    /// List price with tax, e8.
    pub price_e8: i64,
    /// Cost without tax, e8.
    pub cost_e8: i64,
    /// Lowest price, e8.
    pub floor_e8: i64,
    /// How much a customer takes at a time, in units.
    pub usual: i64,
}

struct Family {
    code: &'static str,
    name: &'static str,
    category: &'static str,
    unit: &'static str,
    tax_code: &'static str,
    specs: &'static [&'static str],
    /// Price of the first spec in fen.
    price: i64,
    /// Growth of the price per spec, percent.
    step: i64,
    usual: i64,
}

#[expect(clippy::too_many_arguments, reason = "a table of literals")]
const fn family(
    code: &'static str,
    name: &'static str,
    category: &'static str,
    unit: &'static str,
    tax_code: &'static str,
    specs: &'static [&'static str],
    price: i64,
    step: i64,
    usual: i64,
) -> Family {
    Family {
        code,
        name,
        category,
        unit,
        tax_code,
        specs,
        price,
        step,
        usual,
    }
}

const WIRE: &str = "1090413010000000000";
const SWITCH: &str = "1090409010000000000";
const PIPE: &str = "1080407010000000000";
const VALVE: &str = "1090130020000000000";
const TOOL: &str = "1080406010000000000";
const LAMP: &str = "1090417010000000000";

const SQUARES: &[&str] = &[
    "1.5mm²", "2.5mm²", "4mm²", "6mm²", "10mm²", "16mm²", "25mm²", "35mm²",
];
const DN: &[&str] = &[
    "DN15", "DN20", "DN25", "DN32", "DN40", "DN50", "DN65", "DN80", "DN100",
];
const AMPS: &[&str] = &["6A", "10A", "16A", "20A", "25A", "32A", "40A", "63A"];
const WATTS: &[&str] = &["5W", "9W", "12W", "18W", "24W", "36W", "50W"];
const SIZES: &[&str] = &["M4", "M5", "M6", "M8", "M10", "M12", "M16"];

const FAMILIES: &[Family] = &[
    family(
        "BV",
        "铜芯聚氯乙烯绝缘电线 BV",
        "电线电缆",
        "卷",
        WIRE,
        SQUARES,
        9_800,
        48,
        30,
    ),
    family(
        "BVR",
        "铜芯软电线 BVR",
        "电线电缆",
        "卷",
        WIRE,
        SQUARES,
        10_900,
        48,
        25,
    ),
    family(
        "RVV",
        "护套软线 RVV 2芯",
        "电线电缆",
        "卷",
        WIRE,
        SQUARES,
        18_500,
        40,
        12,
    ),
    family(
        "YJV",
        "交联电力电缆 YJV 4+1",
        "电线电缆",
        "米",
        WIRE,
        SQUARES,
        1_650,
        52,
        300,
    ),
    family(
        "MCB",
        "小型断路器 1P",
        "低压电器",
        "只",
        SWITCH,
        AMPS,
        1_580,
        6,
        120,
    ),
    family(
        "MCB2",
        "小型断路器 2P",
        "低压电器",
        "只",
        SWITCH,
        AMPS,
        3_260,
        6,
        80,
    ),
    family(
        "RCBO",
        "漏电保护断路器 1P+N",
        "低压电器",
        "只",
        SWITCH,
        AMPS,
        5_480,
        7,
        60,
    ),
    family(
        "CJX2",
        "交流接触器 CJX2",
        "低压电器",
        "只",
        SWITCH,
        AMPS,
        7_850,
        18,
        30,
    ),
    family(
        "PPR",
        "PPR 冷热水管",
        "管材管件",
        "米",
        PIPE,
        DN,
        620,
        42,
        400,
    ),
    family(
        "PPRL",
        "PPR 等径弯头",
        "管材管件",
        "只",
        PIPE,
        DN,
        210,
        45,
        300,
    ),
    family(
        "PPRT",
        "PPR 等径三通",
        "管材管件",
        "只",
        PIPE,
        DN,
        290,
        45,
        200,
    ),
    family(
        "GALV",
        "镀锌钢管",
        "管材管件",
        "米",
        PIPE,
        DN,
        1_480,
        35,
        180,
    ),
    family("BALL", "黄铜球阀", "阀门", "只", VALVE, DN, 2_350, 44, 50),
    family("GATE", "法兰闸阀", "阀门", "只", VALVE, DN, 11_800, 33, 12),
    family("CHK", "止回阀", "阀门", "只", VALVE, DN, 3_680, 40, 20),
    family("BUTT", "对夹蝶阀", "阀门", "只", VALVE, DN, 6_900, 30, 15),
    family(
        "LEDP",
        "LED 面板灯",
        "照明",
        "只",
        LAMP,
        WATTS,
        1_980,
        38,
        60,
    ),
    family(
        "LEDT",
        "LED 支架灯",
        "照明",
        "只",
        LAMP,
        WATTS,
        1_350,
        28,
        100,
    ),
    family(
        "LEDF",
        "LED 投光灯",
        "照明",
        "只",
        LAMP,
        WATTS,
        3_900,
        46,
        24,
    ),
    family("BULB", "LED 球泡", "照明", "只", LAMP, WATTS, 390, 35, 300),
    family(
        "BOLT",
        "外六角螺栓 304",
        "五金",
        "百只",
        TOOL,
        SIZES,
        1_250,
        55,
        40,
    ),
    family(
        "NUT",
        "六角螺母 304",
        "五金",
        "百只",
        TOOL,
        SIZES,
        520,
        50,
        40,
    ),
    family(
        "ANCH",
        "膨胀螺栓",
        "五金",
        "百只",
        TOOL,
        SIZES,
        2_480,
        45,
        30,
    ),
    family("SCRW", "自攻螺钉", "五金", "盒", TOOL, SIZES, 980, 25, 60),
    family(
        "TIE",
        "尼龙扎带",
        "五金",
        "包",
        TOOL,
        &["3×100", "4×150", "4×200", "5×250", "8×300", "8×400"],
        450,
        40,
        80,
    ),
    family(
        "TAPE",
        "电工绝缘胶带",
        "五金",
        "卷",
        TOOL,
        &["10m", "18m", "20m"],
        260,
        30,
        200,
    ),
];

/// All products.
#[must_use]
pub fn products() -> Vec<DemoProduct> {
    let mut out = Vec::new();
    for family in FAMILIES {
        let mut fen = family.price;
        for (number, spec) in (1..).zip(family.specs) {
            out.push(DemoProduct {
                sku: format!("{}-{number:02}", family.code),
                name: family.name.to_owned(),
                spec: (*spec).to_owned(),
                unit: family.unit,
                category: family.category,
                tax_code: family.tax_code,
                price_e8: fen * 1_000_000,
                // Cost without tax is about 70 % of the price without tax; the floor leaves 12 %.
                cost_e8: fen * 1_000_000 / 113 * 70,
                floor_e8: fen * 1_000_000 / 100 * 82,
                usual: family.usual,
            });
            fen = fen * (100 + family.step) / 100;
        }
    }
    out
}
