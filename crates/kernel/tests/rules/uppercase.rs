use crate::day;
use jieqing_kernel::uppercase::*;
use proptest::prelude::*;

#[test]
fn writes_the_vectors_and_reads_them_back() {
    for (fen, text) in [
        (0, "零圆整"),
        (1, "壹分"),
        (50, "伍角整"),
        (101, "壹圆零壹分"),
        (1_005, "壹拾圆零伍分"),
        (10_100, "壹佰零壹圆整"),
        (100_100, "壹仟零壹圆整"),
        (101_000, "壹仟零壹拾圆整"),
        (140_950, "壹仟肆佰零玖圆伍角整"),
        (600_714, "陆仟零柒圆壹角肆分"),
        (168_032, "壹仟陆佰捌拾圆叁角贰分"),
        (1_640_902, "壹万陆仟肆佰零玖圆零贰分"),
        (1_000_100, "壹万零壹圆整"),
        (1_001_000, "壹万零壹拾圆整"),
        (10_000_100, "壹拾万零壹圆整"),
        (10_700_053, "壹拾万柒仟圆伍角叁分"),
        (1_000_500_000, "壹仟万伍仟圆整"),
        (2_000_030_004, "贰仟万零叁佰圆零肆分"),
        (10_000_000_100, "壹亿零壹圆整"),
        (10_001_000_000, "壹亿零壹万圆整"),
        (100_000_000_001, "壹拾亿圆零壹分"),
        (
            12_345_678_912,
            "壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖圆壹角贰分",
        ),
        (
            999_999_999_999,
            "玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖圆玖角玖分",
        ),
        (-50_000, "（负数）伍佰圆整"),
        (100_000_000_000_000, "壹万亿圆整"),
        (100_000_001_000_100, "壹万亿零壹万零壹圆整"),
    ] {
        assert_eq!(format(fen).as_deref(), Some(text), "{fen}");
        assert_eq!(parse(text), Ok(fen), "{text}");
    }
    assert_eq!(format(MAX_FEN + 1), None);
    assert_eq!(format(i64::MIN), None);
}

#[test]
fn styles() {
    let cheque = Style {
        yuan_simple: true,
        whole_after_jiao: false,
        currency_prefix: true,
    };
    assert_eq!(format_with(150, cheque).as_deref(), Some("人民币壹元伍角"));
    assert_eq!(
        format_with(-100, cheque).as_deref(),
        Some("人民币（负数）壹元整")
    );
}

#[test]
fn reads_what_people_write() {
    for (text, fen) in [
        ("壹拾万零柒仟元伍角叁分", 10_700_053),
        ("壹仟陆佰捌拾元零叁角贰分", 168_032),
        ("拾圆整", 1_000),
        ("人民币：壹佰圆正", 10_000),
        ("人民币 壹佰元 整", 10_000),
        ("貳萬參仟陸佰億圓整", 236_000_000_000_000),
        ("壹佰圆零角零分", 10_000),
        ("零圆伍角", 50),
        ("(负数)伍分", -5),
        ("负壹圆整", -100),
    ] {
        assert_eq!(parse(text), Ok(fen), "{text}");
    }
}

#[test]
fn refuses_the_impossible() {
    use UppercaseError::*;
    for (text, error) in [
        ("", Empty),
        ("人民币", Empty),
        ("一百圆", Character('一')),
        ("100圆", Character('1')),
        ("壹佰", Order),
        ("伍拾佰圆", Order),
        ("壹零伍圆", Order),
        ("壹贰圆", Order),
        ("壹佰贰佰圆", Order),
        ("万圆", Order),
        ("亿圆", Order),
        ("圆整", Order),
        ("壹万贰万圆", Order),
        ("壹亿贰亿圆", Order),
        ("壹圆整整", Order),
        ("壹圆整壹角", Order),
        ("壹分贰角", Order),
        ("壹角贰角", Order),
        ("壹圆壹分整", Order),
        ("壹圆贰", Order),
        ("壹圆零", Order),
        ("壹圆壹佰", Order),
        ("壹拾角", Order),
        ("整", Order),
        ("角", Order),
        ("负负壹圆", Character('负')),
    ] {
        assert_eq!(parse(text), Err(error), "{text}");
    }
    let codes = [Empty, Character('a'), Order, OutOfRange].map(UppercaseError::code);
    assert_eq!(
        codes,
        [
            "uppercase.empty",
            "uppercase.character",
            "uppercase.order",
            "uppercase.range"
        ]
    );
}

#[test]
fn bill_dates() {
    for (date, text) in [
        ("2026-10-20", "贰零贰陆年零壹拾月零贰拾日"),
        ("2026-01-05", "贰零贰陆年零壹月零伍日"),
        ("2026-02-15", "贰零贰陆年零贰月壹拾伍日"),
        ("2026-03-30", "贰零贰陆年叁月零叁拾日"),
        ("2026-11-11", "贰零贰陆年壹拾壹月壹拾壹日"),
        ("2026-12-31", "贰零贰陆年壹拾贰月叁拾壹日"),
        ("2026-09-10", "贰零贰陆年玖月零壹拾日"),
    ] {
        assert_eq!(format_date(day(date)), text);
    }
}

fn round_trips(fen: i64) -> Result<(), TestCaseError> {
    for yuan_simple in [false, true] {
        for whole_after_jiao in [false, true] {
            for currency_prefix in [false, true] {
                let style = Style {
                    yuan_simple,
                    whole_after_jiao,
                    currency_prefix,
                };
                let text = format_with(fen, style).unwrap();
                prop_assert_eq!(parse(&text), Ok(fen), "{}", text);
                prop_assert!(!text.contains("零零"), "{}", text);
            }
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_amount_round_trips(fen in -MAX_FEN..=MAX_FEN) {
        round_trips(fen)?;
    }

    /// Many zeros, where the rules are.
    #[test]
    fn gappy_amounts_round_trip(
        digits in prop::collection::vec(prop_oneof![3 => Just(0_i64), 1 => 1..10_i64], 1..18),
    ) {
        round_trips(digits.iter().fold(0, |a, d| a * 10 + d))?;
    }

    #[test]
    fn reading_never_panics(text in "[零壹贰玖拾佰仟万亿圆角分整负]{0,12}") {
        if let Ok(fen) = parse(&text) {
            prop_assert_eq!(parse(&format(fen).unwrap()), Ok(fen));
        }
    }

    #[test]
    fn reading_takes_any_text(text in any::<String>()) {
        let _ = parse(&text);
    }
}
