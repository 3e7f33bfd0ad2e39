//! A statement of account as PDF. Needs the fonts of `scripts/fetch-fonts.sh`; skipped without.
//! With `JIEQING_PDF_OUT=<folder>` the files are written there, to be looked at.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests")]

use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Instant;

use jieqing_formats::pdf::{
    Align, ColumnSpec, Document, Fonts, Meta, PageSetup, RowStyle, SignatureParty, TableRow,
    TableSpec, Width,
};

fn fonts() -> Option<&'static Fonts> {
    static FONTS: OnceLock<Option<Fonts>> = OnceLock::new();
    FONTS
        .get_or_init(|| {
            let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../.cache/fonts");
            let read = |name: &str| std::fs::read(folder.join(name)).ok();
            let (regular, bold) = (read("NotoSansSC-Regular.ttf"), read("NotoSansSC-Bold.ttf"));
            let (Some(regular), Some(bold)) = (regular, bold) else {
                println!("skipped: run scripts/fetch-fonts.sh");
                return None;
            };
            Some(Fonts::new(regular.into(), bold.into()).unwrap())
        })
        .as_ref()
}

fn keep(name: &str, bytes: &[u8]) {
    // The variable is for people only; the test does not depend on it.
    if let Some(folder) = option_env!("JIEQING_PDF_OUT") {
        std::fs::write(PathBuf::from(folder).join(name), bytes).unwrap();
    }
}

fn columns() -> TableSpec {
    TableSpec::new(vec![
        ColumnSpec::new("日期", Width::Fixed(58), Align::Left),
        ColumnSpec::new("单据号", Width::Fixed(92), Align::Left),
        ColumnSpec::new("摘要", Width::Share(1), Align::Left),
        ColumnSpec::new("应收", Width::Fixed(72), Align::Right),
        ColumnSpec::new("收款", Width::Fixed(72), Align::Right),
        ColumnSpec::new("余额", Width::Fixed(76), Align::Right),
    ])
}

fn money(cents: i64) -> String {
    let digits = format!("{}", cents / 100);
    let mut whole = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            whole.push(',');
        }
        whole.push(c);
    }
    format!("{whole}.{:02}", cents % 100)
}

fn rows(count: i64) -> Vec<TableRow> {
    let mut balance = 12_345_678;
    let mut out =
        vec![TableRow::new(["", "", "上期结转", "", "", "123,456.78"]).style(RowStyle::Subtotal)];
    for i in 0..count {
        let paid = i % 4 == 3;
        let amount = 1_234_500 + i * 7_301 % 900_000;
        balance += if paid { -amount } else { amount };
        let memo = match i % 5 {
            0 => {
                "销售发票 不锈钢法兰 DN100/PN16、无缝钢管 φ108×4.5（含运费及装卸费，合同号 HT-2024-0117）"
            }
            1 => "销售发票 常规补货",
            2 => "贷项通知单：質量折讓 ¥500.00，参见《退货单》RT-88",
            3 => "银行收款 招商银行 尾号6688",
            _ => "Sales invoice, spare parts for line 3",
        };
        let text = |on: bool| if on { money(amount) } else { String::new() };
        out.push(TableRow::new([
            format!("2024-01-{:02}", i % 28 + 1),
            format!("{}{:07}", if paid { "RC" } else { "SI2024" }, i + 1),
            memo.to_owned(),
            text(!paid),
            text(paid),
            money(balance),
        ]));
    }
    let total = [
        "",
        "",
        "本期合计",
        "1,456,200.00",
        "380,100.00",
        &money(balance),
    ];
    out.push(TableRow::new(total).style(RowStyle::Total));
    out
}

fn statement(setup: PageSetup, count: i64, fonts: &Fonts) -> Vec<u8> {
    let meta = Meta {
        title: "对账单 ST-2024-000318".to_owned(),
        author: "上海结清软件有限公司".to_owned(),
        footer: "上海某某机电设备有限公司 · 对账单 ST-2024-000318 · 生成于 2024-02-01 09:30"
            .to_owned(),
        english: false,
        created: Some((2024, 2, 1, 1, 30, 0)),
    };
    let mut document = Document::new(setup, fonts, meta);
    document.title(
        "上海某某机电设备有限公司",
        "应收账款对账单",
        "编号 ST-2024-000318",
    );
    document.key_values(&[
        ("客户", "宁波龘鑫国际贸易有限公司"),
        ("对账期间", "2024-01-01 至 2024-01-31"),
        ("统一社会信用代码", "91330200MA2AH1234X"),
        ("币种", "人民币（CNY）"),
        ("联系人", "李四 0574-8888 6666"),
        (
            "付款条件",
            "月结 30 天，次月 25 日前付清；逾期按日万分之三计收违约金",
        ),
    ]);
    document.figures(&[
        ("期初余额", "123,456.78"),
        ("本期应收", "1,456,200.00"),
        ("本期收款", "380,100.00"),
        ("期末余额（元）", "1,199,556.78"),
    ]);
    document.heading("往来明细");
    document.table(&columns(), rows(count));
    document.paragraph("截至 2024 年 1 月 31 日，贵公司尚欠我公司货款人民币壹佰壹拾玖万玖仟伍佰伍拾陆元柒角捌分（¥1,199,556.78）。请核对后于 2024 年 2 月 10 日前盖章确认并回传；逾期未提出异议的，视为核对无误。");
    document.note("本对账单由系统依据已过账单据生成，仅供双方核对账务之用，不作为付款通知。");
    let fields = || ["经办人", "联系电话", "日期"].map(String::from).to_vec();
    document.signature_block(&[
        SignatureParty {
            title: "发出单位（盖章）".to_owned(),
            lines: vec!["上海某某机电设备有限公司".to_owned()],
            fields: fields(),
        },
        SignatureParty {
            title: "客户确认（盖章）".to_owned(),
            lines: vec![
                "□ 核对无误".to_owned(),
                "□ 有差异，差异金额及说明：".to_owned(),
            ],
            fields: fields(),
        },
    ]);
    document.finish().unwrap()
}

#[test]
fn a_statement() {
    let Some(fonts) = fonts() else { return };
    let bytes = statement(PageSetup::default(), 46, fonts);
    keep("statement.pdf", &bytes);
    assert!(bytes.starts_with(b"%PDF-"));
    assert!(bytes.len() < 200_000, "{}", bytes.len());
    assert_eq!(
        bytes,
        statement(PageSetup::default(), 46, fonts),
        "same input, same bytes"
    );
    keep(
        "landscape.pdf",
        &statement(PageSetup::landscape(), 5, fonts),
    );
}

#[test]
fn two_thousand_rows() {
    let Some(fonts) = fonts() else { return };
    let start = Instant::now();
    let bytes = statement(PageSetup::default(), 2_000, fonts);
    println!(
        "2,000 rows: {:?}, {} kB",
        start.elapsed(),
        bytes.len() / 1_000
    );
    keep("large.pdf", &bytes);
}

#[test]
fn hostile_text_cannot_break_the_layout() {
    let Some(fonts) = fonts() else { return };
    let long = "W".repeat(50_000);
    let odd = "\u{0}\u{7}\u{202e}abc\u{feff}😀👨‍👩‍👧\r\n\t<script>&amp;\u{10ffff}";
    let mut document = Document::new(
        PageSetup::default(),
        fonts,
        Meta {
            title: odd.to_owned(),
            footer: long.clone(),
            ..Meta::default()
        },
    );
    document.title(&long, &long, odd);
    document.heading(&long);
    document.key_values(&[(&*long, &*long), (odd, odd), ("", "")]);
    document.figures(&[(odd, &*long)]);
    document.table(
        &columns(),
        [TableRow::new([&*long, odd, &*long]), TableRow::default()],
    );
    document.table(&TableSpec::new(Vec::new()), [TableRow::new(["x"])]);
    document.paragraph(&long);
    document.signature_block(&[SignatureParty {
        title: long.clone(),
        lines: vec![long.clone(); 3],
        fields: vec![long.clone()],
    }]);
    document.signature_block(&[]);
    assert!(document.page_count() < 60);
    document.finish().unwrap();
    assert_eq!(
        Fonts::from_static(b"not a font", b"x").unwrap_err().code,
        "pdf.bad_font"
    );
}
