use jieqing_kernel::taxid::*;
use proptest::prelude::*;

const VALID: [&str; 16] = [
    "914403001922038216",
    "9144030071526726XG",
    "91440300708461136T",
    "9152000071430580XT",
    "91440300192317458F",
    "91440606722473344C",
    "91440400192548256N",
    "91350900587527783P",
    "91110108551385082Q",
    "91330100799655058B",
    "91110000710926094P",
    "91370200264574251E",
    "91310000132260250X",
    "91330000142942095H",
    "91110000600037341L",
    "91350100M000100Y43",
];

#[test]
fn valid_codes_pass_both_checks() {
    for code in VALID {
        let checked = check_tax_id(code);
        assert_eq!(checked.kind, TaxIdKind::Uscc, "{code}");
        assert_eq!(checked.findings, [], "{code}");
        assert_eq!(checked.severity(Purpose::SpecialInvoice), None);
    }
}

#[test]
fn wrong_check_characters_name_the_right_one() {
    for (code, expected) in [
        ("91310115MA1H8R7C6D", '7'),
        ("91330106589876543T", '1'),
        ("91330000799655058B", '6'),
        ("A1110000600037341L", 'K'),
    ] {
        let checked = check_tax_id(code);
        let finding = TaxIdFinding::Checksum {
            expected,
            found: code.chars().last().unwrap(),
        };
        assert!(checked.findings.contains(&finding), "{code}");
        assert_eq!(
            checked.severity(Purpose::SpecialInvoice),
            Some(Severity::Error)
        );
        assert_eq!(checked.severity(Purpose::Other), Some(Severity::Warning));
        assert_eq!(finding.code(), "taxid.checksum");
        assert_eq!(finding.facts()[0], ("expected", expected.to_string()));
    }
    assert_eq!(
        check_tax_id("91350100M000100Y4Z").findings,
        [
            TaxIdFinding::Character {
                position: 18,
                found: 'Z'
            },
            TaxIdFinding::Checksum {
                expected: '3',
                found: 'Z'
            }
        ]
    );
}

#[test]
fn nothing_is_repaired_in_silence() {
    let checked = check_tax_id("9135O100M000100Y43");
    assert_eq!(
        checked.findings,
        [TaxIdFinding::Character {
            position: 5,
            found: 'O'
        }]
    );
    assert_eq!(checked.text, "9135O100M000100Y43");
    let pasted = check_tax_id(" ９１350100-m000100y43\u{200B}\u{3000}");
    assert_eq!(
        (pasted.text.as_str(), pasted.findings.len()),
        ("91350100M000100Y43", 0)
    );
}

#[test]
fn organisation_check_only_warns() {
    let body = "91350100M000100Y5";
    let code = format!("{body}{}", uscc_check_char(body).unwrap());
    let checked = check_tax_id(&code);
    assert_eq!(
        checked.findings,
        [TaxIdFinding::OrgChecksum {
            expected: '4',
            found: '5'
        }]
    );
    assert_eq!(
        checked.severity(Purpose::SpecialInvoice),
        Some(Severity::Warning)
    );
}

#[test]
fn other_shapes() {
    use TaxIdFinding::*;
    let findings = |text: &str| {
        let checked = check_tax_id(text);
        (checked.kind, checked.findings)
    };
    assert_eq!(findings(" - "), (TaxIdKind::Unknown, vec![Empty]));
    assert_eq!(
        findings("440301708461136"),
        (TaxIdKind::Legacy15, vec![LegacyShape])
    );
    assert_eq!(
        findings("440301708461137"),
        (
            TaxIdKind::Legacy15,
            vec![
                OrgChecksum {
                    expected: '6',
                    found: '7'
                },
                LegacyShape
            ]
        )
    );
    assert_eq!(
        findings("4403A1708461136").1[0],
        Character {
            position: 5,
            found: 'A'
        }
    );
    assert_eq!(findings("11010519491231002").0, TaxIdKind::LegacyOther);
    assert_eq!(
        findings("11010519491231002X01"),
        (TaxIdKind::LegacyOther, vec![LegacyShape])
    );
    assert_eq!(
        findings("1101051949123100"),
        (TaxIdKind::Unknown, vec![UnknownShape])
    );
    assert_eq!(
        findings("12345"),
        (TaxIdKind::Unknown, vec![Length { found: 5 }])
    );
    let long = check_tax_id("123456789012345678901");
    assert_eq!(long.findings, [Length { found: 21 }]);
    assert_eq!(long.severity(Purpose::Other), Some(Severity::Error));
    assert_eq!(
        Length { found: 5 }.severity(Purpose::SpecialInvoice),
        Severity::Warning
    );
    assert_eq!(
        findings("公司").1.first(),
        Some(&Character {
            position: 1,
            found: '公'
        })
    );
}

#[test]
fn natural_persons() {
    for id in ["11010519491231002X", "440524188001010014"] {
        assert_eq!(person_check_char(id), id.chars().last(), "{id}");
    }
    let valid = check_tax_id("11010519491231002x");
    assert_eq!(
        (valid.kind, valid.findings.len()),
        (TaxIdKind::NaturalPerson, 0)
    );
    assert_eq!(
        check_tax_id("110105194912310021").findings,
        [TaxIdFinding::Checksum {
            expected: 'X',
            found: '1'
        }]
    );
    let no_birthday = check_tax_id("110105194913310021");
    assert_eq!(no_birthday.kind, TaxIdKind::Uscc);
}

#[test]
fn fapiao_numbers() {
    use CodeFinding::*;
    assert_eq!(check_fapiao_number("26442000000000000001", Some(2026)), []);
    assert_eq!(check_fapiao_number("26442000000000000001", None), []);
    assert_eq!(
        check_fapiao_number("25442000000000000001", Some(2026)),
        [Year {
            expected: 26,
            found: 25
        }]
    );
    assert_eq!(
        check_fapiao_number("26992000000000000001", Some(2026)),
        [Region { found: 99 }]
    );
    assert_eq!(check_fapiao_number("2.44E+19", None), [Length { found: 8 }]);
    assert_eq!(
        check_fapiao_number("2644200000000000000X", Some(2026)),
        [Character {
            position: 20,
            found: 'X'
        }]
    );
    assert_eq!(Region { found: 9 }.severity(), Severity::Warning);
    assert_eq!(Region { found: 9 }.facts(), [("found", "09".to_owned())]);
    assert_eq!(Length { found: 8 }.severity(), Severity::Error);
}

#[test]
fn tax_category_codes() {
    for (code, chapter) in [
        ("3040803010000000000", Some(TaxCategory::Service)),
        ("3010101020203000000", Some(TaxCategory::Service)),
        ("1090304000000000000", Some(TaxCategory::Goods)),
        ("1090130020000000000", Some(TaxCategory::Goods)),
        ("6010000000000000000", Some(TaxCategory::NotSale)),
        ("7010000000000000000", None),
        ("0010000000000000000", None),
        ("109013002000000000", None),
        ("10901300200000000000", None),
        ("1.09013002E+18", None),
    ] {
        assert_eq!(tax_category(code), chapter, "{code}");
    }
    assert_eq!(
        split_item_name("*人力资源服务*劳务"),
        Some(("人力资源服务", "劳务"))
    );
    assert_eq!(
        split_item_name("*交通运输服务*客运*费"),
        Some(("交通运输服务", "客运*费"))
    );
    for plain in ["滤芯", "**滤芯", "*滤芯", ""] {
        assert_eq!(split_item_name(plain), None, "{plain}");
    }
}

#[test]
fn masks() {
    for (phone, shown) in [
        ("13812348000", "138****8000"),
        ("138 1234-8000", "138****8000"),
        ("0755-28780808", "075****0808"),
        ("12345678", "****"),
        ("110", "****"),
        ("", ""),
    ] {
        assert_eq!(mask_phone(phone), shown, "{phone}");
    }
    assert_eq!(mask_account("6222021234567891234"), "6222****1234");
    assert_eq!(mask_account("6222 0212 3456 1234"), "6222****1234");
    assert_eq!(mask_account("622212349"), "****");
}

#[test]
fn company_names() {
    assert_eq!(
        normalise_name("某某（青岛）有限公司"),
        normalise_name("某某(青岛)有限公司")
    );
    assert_eq!(
        normalise_name(" ａｂｃ\u{200B} 科技〔深圳〕 有限公司\u{FEFF} "),
        "ABC科技(深圳)有限公司"
    );
    assert_eq!(
        normalise_name("\u{2F2D}东科技"),
        "山东科技",
        "a radical out of a PDF"
    );
    assert_eq!(normalise_name("艾•克"), normalise_name("艾·克"));
    for (name, key) in [
        ("腾讯科技（深圳）有限公司", "腾讯科技"),
        ("青岛某某股份有限公司", "青岛某某"),
        ("青岛某某有限责任公司", "青岛某某"),
        ("青岛某某集团有限公司", "青岛某某"),
        ("青岛某某有限公司北京分公司", "青岛某某有限公司北京"),
        ("有限公司", "有限公司"),
        ("某某(青岛", "某某(青岛"),
        ("个体户老王", "个体户老王"),
    ] {
        assert_eq!(search_key(name), key, "{name}");
    }
}

proptest! {
    #[test]
    fn one_wrong_character_is_always_found(
        body in "[159Y][0-9A-HJ-NPQRTUWXY][0-9]{6}[0-9A-HJ-NPQRTUWXY]{9}",
        at in 0..17_usize, other in "[0-9A-HJ-NPQRTUWXY]",
    ) {
        let check = uscc_check_char(&body).unwrap();
        let good = format!("{body}{check}");
        let mut bad = good.clone();
        bad.replace_range(at..=at, &other);
        prop_assume!(bad != good);
        prop_assert_eq!(check_tax_id(&good).kind, TaxIdKind::Uscc);
        prop_assert!(uscc_check_char(&bad) != Some(check));
    }

    #[test]
    fn checking_never_panics_and_is_stable(text in any::<String>()) {
        let first = check_tax_id(&text);
        let again = check_tax_id(&first.text);
        prop_assert_eq!(&first, &again);
        let _ = check_fapiao_number(&text, Some(2026));
        let _ = (tax_category(&text), split_item_name(&text), mask_phone(&text));
    }

    #[test]
    fn names_normalise_once(text in any::<String>()) {
        let once = normalise_name(&text);
        prop_assert_eq!(normalise_name(&once), once.clone());
        prop_assert!(!once.contains(' '));
    }

    #[test]
    fn masks_show_eight_at_most(text in "[0-9]{0,30}") {
        let shown = mask_account(&text);
        prop_assert!(shown.matches(|c: char| c.is_ascii_digit()).count() <= 8);
        prop_assert!(text.is_empty() || shown.contains("****"));
    }
}
