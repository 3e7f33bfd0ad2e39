//! Some 60 customers with habits: who buys much, who pays late, who complains.

use fastrand::Rng;
use jieqing_kernel::taxid::uscc_check_char;

/// How a customer behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Habit {
    /// Pays by the due date.
    Prompt,
    /// Pays one to four weeks late.
    Late,
    /// Pays two to four months late, in parts.
    VeryLate,
    /// Pays before delivery now and then, keeps credit with us.
    Prepays,
    /// Sends goods back and disputes.
    Complains,
    /// Stopped paying half a year ago.
    Stopped,
}

/// A customer of the demo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoCustomer {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// English name, for the foreign ones.
    pub name_en: String,
    /// Tax id with a right check character; empty abroad.
    pub tax_id: String,
    /// Address.
    pub address: String,
    /// Region.
    pub region: &'static str,
    /// Channel.
    pub channel: &'static str,
    /// Phone.
    pub phone: String,
    /// Settlement contact.
    pub contact: String,
    /// Bank.
    pub bank: String,
    /// Account.
    pub account: String,
    /// Name they pay under when it is not their own.
    pub alias: Option<String>,
    /// Currency.
    pub currency: &'static str,
    /// Code of the payment terms.
    pub terms: &'static str,
    /// Limit in yuan; `None` is unlimited.
    pub limit_yuan: Option<i64>,
    /// Habit.
    pub habit: Habit,
    /// Orders a month, in tenths.
    pub orders_tenths: u32,
    /// Share of the usual quantity they take, percent.
    pub size: i64,
}

const CITIES: &[(&str, &str, &str)] = &[
    ("杭州", "华东", "330100"),
    ("宁波", "华东", "330200"),
    ("苏州", "华东", "320500"),
    ("南京", "华东", "320100"),
    ("上海", "华东", "310115"),
    ("合肥", "华东", "340100"),
    ("广州", "华南", "440100"),
    ("深圳", "华南", "440300"),
    ("佛山", "华南", "440600"),
    ("武汉", "华中", "420100"),
    ("长沙", "华中", "430100"),
    ("郑州", "华中", "410100"),
    ("成都", "西南", "510100"),
    ("重庆", "西南", "500000"),
    ("西安", "西北", "610100"),
    ("济南", "华北", "370100"),
    ("青岛", "华北", "370200"),
    ("天津", "华北", "120100"),
];
const WORDS: &[&str] = &[
    "恒泰", "鸿运", "明昊", "瑞安", "东升", "华晟", "金桥", "宏图", "启航", "安泰", "佳禾", "润丰",
    "新锐", "天成", "博远", "众诚", "立信", "远航", "正阳", "德隆", "汇通", "聚力", "万顺", "凯旋",
    "锦程", "永固", "星辰", "嘉业", "泰和", "盛世",
];
const TRADES: &[(&str, &str)] = &[
    ("机电设备", "经销"),
    ("建筑安装工程", "工程"),
    ("电气工程", "工程"),
    ("水电安装", "工程"),
    ("五金交电", "经销"),
    ("建材", "经销"),
    ("物业管理", "直销"),
    ("装饰工程", "工程"),
    ("电子商务", "线上"),
    ("制造", "直销"),
];
const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "周", "吴", "徐", "孙", "朱", "马", "胡", "林",
];
const GIVEN: &[&str] = &[
    "建国", "丽", "伟", "秀英", "强", "敏", "静", "磊", "洋", "艳", "勇", "军", "杰", "娟", "涛",
    "超",
];
const BANKS: &[&str] = &[
    "工商银行",
    "建设银行",
    "农业银行",
    "中国银行",
    "招商银行",
    "交通银行",
    "宁波银行",
];
const TERMS: &[&str] = &[
    "NET30", "NET30", "EOM30", "EOM30", "NME", "NM25", "NET60", "COD",
];

fn pick<T: Copy>(rng: &mut Rng, from: &[T], fallback: T) -> T {
    rng.choice(from).copied().unwrap_or(fallback)
}

/// A USCC of a company (`91`) in `area` with a right check character.
fn tax_id(rng: &mut Rng, area: &str) -> String {
    let body: String = (0..8).map(|_| char::from(b'0' + rng.u8(0..10))).collect();
    let organisation = jieqing_kernel::taxid::org_check_char(&body).unwrap_or('0');
    let head = format!("91{area}{body}{organisation}");
    let check = uscc_check_char(&head).unwrap_or('0');
    format!("{head}{check}")
}

/// All customers, the same for the same seed.
#[must_use]
pub fn customers(rng: &mut Rng) -> Vec<DemoCustomer> {
    let mut out: Vec<DemoCustomer> = (1..=57).map(|n| domestic(rng, n)).collect();
    for (n, (name, name_en, currency, region)) in (58..).zip([
        (
            "新加坡海联贸易私人有限公司",
            "Hai Lian Trading Pte. Ltd.",
            "USD",
            "海外",
        ),
        (
            "德国莱茵机电有限公司",
            "Rheintal Elektro GmbH",
            "EUR",
            "海外",
        ),
        (
            "香港丰利实业有限公司",
            "Fung Lee Industrial Ltd.",
            "HKD",
            "海外",
        ),
    ]) {
        out.push(DemoCustomer {
            name: name.to_owned(),
            name_en: name_en.to_owned(),
            tax_id: String::new(),
            region,
            channel: "出口",
            currency,
            terms: "NET60",
            limit_yuan: Some(1_500_000),
            habit: Habit::Late,
            orders_tenths: 12,
            ..domestic(rng, n)
        });
    }
    out
}

fn domestic(rng: &mut Rng, n: usize) -> DemoCustomer {
    let (city, region, area) = pick(rng, CITIES, ("杭州", "华东", "330100"));
    let word = WORDS.get(n % WORDS.len()).copied().unwrap_or("恒泰");
    let (trade, channel) = pick(rng, TRADES, ("机电设备", "经销"));
    let habit = match n % 20 {
        0 => Habit::Stopped,
        1 | 7 | 13 => Habit::VeryLate,
        2 | 5 | 9 | 15 => Habit::Late,
        4 | 14 => Habit::Prepays,
        8 | 18 => Habit::Complains,
        _ => Habit::Prompt,
    };
    let contact = format!("{}{}", pick(rng, SURNAMES, "王"), pick(rng, GIVEN, "伟"));
    let digits = |rng: &mut Rng, count: usize| -> String {
        (0..count)
            .map(|_| char::from(b'0' + rng.u8(0..10)))
            .collect()
    };
    let size = [30, 60, 100, 100, 160, 260]
        .get(n % 6)
        .copied()
        .unwrap_or(100);
    DemoCustomer {
        code: format!("C{n:04}"),
        name: format!("{city}{word}{trade}有限公司"),
        name_en: String::new(),
        tax_id: tax_id(rng, area),
        address: format!("{city}市高新区创业路{}号", rng.u32(1..400)),
        region,
        channel,
        phone: format!("13{}", digits(rng, 9)),
        alias: (n % 9 == 3).then(|| contact.clone()),
        contact,
        bank: format!("{}{city}分行", pick(rng, BANKS, "工商银行")),
        account: format!("62{}", digits(rng, 17)),
        currency: "CNY",
        terms: pick(rng, TERMS, "NET30"),
        limit_yuan: (n % 10 != 6).then(|| size * 4_000),
        habit,
        orders_tenths: rng.u32(12..48),
        size,
    }
}
