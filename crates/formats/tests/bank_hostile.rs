//! Mutated, cut and made-up bank files: no panic, bounded time, everything that is read has a place.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::time::{Duration, Instant};

use jieqing_formats::bank::{BankFile, read};
use proptest::prelude::*;

const SEEDS: &[(&str, &[u8])] = &[
    (
        "a.sta",
        b":20:A\r\n:25:NL71RABO0123456789EUR\r\n:28C:1/1\r\n:60F:C240101EUR100,00\r\n:61:2401020102CR5,00NTRFINV-1//B1\r\nmore\r\n:86:166?00GUTSCHRIFT?20EREF+X?21 Y?30BIC?31DE1?32KARL?33 K\r\n:61:2401030103RC5,00NTRFNONREF//B2\r\n:86:/EREF/1/BENM//NAME/KARL K/REMI/text/\r\n:62F:C240103EUR100,00\r\n-\r\n",
    ),
    (
        "a.xml",
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><IBAN>DE1</IBAN></Id><Ccy>EUR</Ccy></Acct><Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal><Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">3.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal><Ntry><Amt Ccy=\"EUR\">2.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2024-01-02</Dt></BookgDt><NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>A &amp; B</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>INV 1</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>",
    ),
    (
        "a.ofx",
        b"OFXHEADER:100\nCHARSET:1252\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST><STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20240101<TRNAMT>-2,50<FITID>1<NAME>A &amp; B<MEMO>x</STMTTRN></BANKTRANLIST><LEDGERBAL><BALAMT>7.50<DTASOF>20240101</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>",
    ),
    (
        "a.bai",
        b"01,A,B,240101,0000,1,,,2/\n02,A,B,1,240101,,USD,2/\n03,7,,010,100,,,015,350,,/\n16,142,300,S,100,100,100,R1,C1,PAY 1/\n88,MORE/\n16,451,50,D,2,0,10,1,40,R2,,FEE/\n49,800,5/\n98,800,1,7/\n99,800,1,9/\n",
    ),
    (
        "a.n43",
        b"11000000000000000000160201160531200000000000000978 3TECNATIVA S.L            \n22    00001605261605250610010000000000000300000000000000000000005540014210128010\n2301COMISION\n3300000000000000000000001000000000000030000000000000000000100000000000003978\n88999999999999999999000004\n",
    ),
    (
        "a.qif",
        b"!Account\nNCash\nTCash\n^\n!Type:Bank\nD6/13'2015\nPSomeone\nMtext\nT-1,500.00\nSx\n$-1500.00\n^\nD2024-01-02\nT5\n^",
    ),
    (
        "a.csv",
        "账号：6222000011112222,户名：青岛海风\n共2笔记录\n交易日期,交易时间,借方发生额（支取）,贷方发生额（收入）,余额,对方户名,对方账号,摘要,交易流水号\n2024-01-02,10:00:00,,\"1,000.00\",1100.00,上海某某,1234,货款,A1\n20240103,11:00:00,￥50.00,,1050.00,,,手续费,A2\n合计,,50.00,\"1,000.00\",,,,,\n".as_bytes(),
    ),
    (
        "w.csv",
        "交易时间,公众账号ID,商户号,微信订单号,商户订单号,用户标识,交易状态,货币种类,应结订单金额,微信退款单号,退款金额,商品名称,手续费\n`2024-01-02 10:00:00,`wx,`160,`4200,`XS1,`u,`SUCCESS,`CNY,`32.50,`0,`0.00,`货,`0.20\n`2024-01-02 11:00:00,`wx,`160,`4200,`XS1,`u,`REFUND,`CNY,`0.00,`5000,`32.50,`货,`-0.20\n总交易单数,应结订单总金额,退款总金额,手续费总金额\n`2,`32.50,`32.50,`0.00\n".as_bytes(),
    ),
    (
        "m.json",
        "{\"Currency\":\"人民币\",\"CustomerSettlementBankAccount\":\"1\",\"NameOfCustomerAccount\":\"甲\",\"InformationOfReconcileDetailsTuple\":[{\"DateOfBookkeeping\":\"2024-01-02\",\"IdentificationOfCreditOrDebit\":\"贷\",\"TransactionAmount\":\"10.00\",\"AccountBalance\":\"110.00\",\"NameOfCounterparty\":\"乙\",\"BusinessSerialNumber\":\"S1\"}],\"AccountBalanceAtTheEndOfReconciliationCycleAmount\":110.00}".as_bytes(),
    ),
];

fn coda() -> Vec<u8> {
    let pad = |text: &str| format!("{text:<128}\n");
    let mut file = String::new();
    file += &pad(
        "0000011101772505        00265207  BOUWBEDRIJF VOOR GROTE WERKREDBEBB   00330158420 00000",
    );
    file += &pad("10139138536152215 EUR0BE                  0000000017752120101017BOUWBEDRIJF");
    file += &pad(
        "2100010000JRFC00120DSCCOCACAERT0000000000005000111017001500001101000003505158                                      11101713901 0",
    );
    file += &pad("2300010000BE22313215646432                     KLANT1 MET NAAM1");
    file += &pad("8139138536152215 EUR0BE                  0000000017757120111017");
    file += &pad("9               000003000000000000000000000000005000");
    file.into_bytes()
}

fn all_seeds() -> Vec<(&'static str, Vec<u8>)> {
    let mut seeds: Vec<_> = SEEDS.iter().map(|(n, b)| (*n, b.to_vec())).collect();
    seeds.push(("a.cod", coda()));
    seeds
}

/// What must hold for whatever was read.
fn sound(file: &BankFile) {
    for statement in &file.statements {
        assert!(!statement.place.is_empty());
        for (index, entry) in statement.entries.iter().enumerate() {
            assert!(!entry.place.is_empty() && !entry.identity.is_empty());
            assert!(entry.text.chars().count() <= 4_001);
            if let Some(target) = entry.reverses {
                let other = &statement.entries[target];
                assert!(target != index && !other.reversal);
                assert_eq!(other.amount + entry.amount, rust_decimal::Decimal::ZERO);
            }
        }
    }
    for problem in &file.problems {
        assert!(!problem.place.is_empty() && !problem.message.is_empty());
    }
}

#[test]
fn the_seeds_are_read() {
    for (name, bytes) in all_seeds() {
        let file = read(&bytes, name).unwrap_or_else(|e| panic!("{name}: {e}"));
        sound(&file);
        assert!(file.problems.is_empty(), "{name}: {:?}", file.problems);
        for statement in &file.statements {
            assert!(!statement.entries.is_empty(), "{name}");
            assert_ne!(statement.foots(), Some(false), "{name}");
        }
    }
}

#[test]
fn reversals_fees_and_neutral_facts() {
    let get = |name: &str| {
        let (_, bytes) = all_seeds().into_iter().find(|(n, _)| *n == name).unwrap();
        read(&bytes, name).unwrap()
    };
    let mt = get("a.sta");
    let s = &mt.statements[0];
    assert_eq!(s.account.as_deref(), Some("NL71RABO0123456789"));
    assert_eq!(s.entries[1].reverses, Some(0));
    assert_eq!(s.entries[0].counterparty.as_deref(), Some("KARL K"));
    let wallet = get("w.csv");
    let s = &wallet.statements[0];
    assert_eq!(s.account.as_deref(), Some("160"));
    let fees: rust_decimal::Decimal = s.entries.iter().filter_map(|e| e.fee).sum();
    assert_eq!((s.sum().unwrap() + fees).to_string(), "0.00");
    assert_eq!(s.entries[1].bank_ref.as_deref(), Some("5000"));
    let bank = get("a.csv");
    let s = &bank.statements[0];
    assert_eq!(s.account.as_deref(), Some("6222000011112222"));
    assert_eq!(s.holder.as_deref(), Some("青岛海风"));
    assert_eq!(s.foots(), Some(true));
    assert_eq!(s.entries[1].kind.as_str(), "fee");
}

#[test]
fn the_same_file_twice_has_the_same_identities() {
    for (name, bytes) in all_seeds() {
        let keys = |f: &BankFile| -> Vec<String> {
            f.statements
                .iter()
                .flat_map(|s| &s.entries)
                .map(|e| e.identity.clone())
                .collect()
        };
        let (a, b) = (read(&bytes, name).unwrap(), read(&bytes, name).unwrap());
        let mut sorted = keys(&a);
        assert_eq!(sorted, keys(&b));
        sorted.sort();
        sorted.dedup();
        assert_eq!(
            sorted.len(),
            keys(&a).len(),
            "{name}: one key for two entries"
        );
    }
}

/// A small generator of pseudo-random numbers (xorshift), so that a run can be repeated.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % n.max(1)
    }
}

fn mutate(bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    const WORDS: &[&[u8]] = &[
        b":61:",
        b":86:",
        b"<Ntry>",
        b"</Ntry>",
        b"<STMTTRN>",
        b"-",
        b"99999999999999999999",
        b"\xff\xfe",
        b"\x00",
        b",",
        b"/",
        b"\n",
        b"^",
        b"16,",
        b"88,",
        "借".as_bytes(),
        b"\"",
        b"&#x110000;",
        b"]]>",
        b"<!DOCTYPE a>",
    ];
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len() + 1);
        match random.below(6) {
            0 if at < bytes.len() => bytes[at] = u8::try_from(random.below(256)).unwrap(),
            1 => {
                let end = (at + random.below(40)).min(bytes.len());
                bytes.drain(at.min(end)..end);
            }
            2 => {
                let word = WORDS[random.below(WORDS.len())];
                bytes.splice(at..at, word.iter().copied());
            }
            3 => {
                let end = (at + random.below(200)).min(bytes.len());
                let piece = bytes[at.min(end)..end].to_vec();
                bytes.splice(at..at, piece);
            }
            4 => bytes.truncate(at),
            _ => {
                let from = random.below(other.len());
                let end = (from + random.below(120)).min(other.len());
                bytes.splice(at..at, other[from..end].iter().copied());
            }
        }
    }
}

/// The files of `tests/bank`, by name.
fn variants() -> Vec<(String, Vec<u8>)> {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bank");
    let mut files: Vec<_> = std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e != "want"))
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(&path).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// Time that this thread had a processor, so that a busy machine does not matter.
fn cpu_time() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = text.split(' ').next().and_then(|n| n.parse().ok());
    Duration::from_nanos(nanos.unwrap_or_default())
}

/// Files of `n` entries of the formats that are read line by line.
fn long(format: &str, n: usize) -> String {
    let all = |body: &dyn Fn(usize) -> String| (0..n).map(body).collect::<String>();
    match format {
        "sta" => format!(
            ":20:A\n:25:1\n:60F:C240101EUR0,\n{}",
            all(&|i| format!(":61:2401020102C5,NTRFINV-{i}//B{i}\n:86:/NAME/K{i}/REMI/RE {i}/\n"))
        ),
        // Every row of the table and every record belongs to an account of its own, and takes
        // something back: nothing may look through all that came before.
        "csv" => format!(
            "本方账号,交易日期,借方,贷方,余额,摘要\n{}",
            all(&|i| format!(
                "{i},2024-01-02,,{}1.00,{i}.00,冲正 {i}\n",
                if i % 2 == 0 { "-" } else { "" }
            ))
        ),
        "one.csv" => format!(
            "交易日期,借方,贷方,摘要\n{}",
            all(&|i| format!(
                "2024-01-02,,{}1.00,{}\n",
                if i % 2 == 0 { "-" } else { "" },
                i % 2
            ))
        ),
        "ofx" => format!(
            "<OFX>{}",
            all(&|i| format!(
                "<INTRARS><TRNAMT>-1<BANKACCTFROM><ACCTID>{i}</BANKACCTFROM></INTRARS>"
            ))
        ),
        "bai" => format!(
            "01,A,B,240101,0000,1,,,2/\n02,A,B,1,240101,,USD,2/\n03,7,,010,0,,/\n{}",
            all(&|i| format!("16,142,100,Z,R{i},C{i},PAY {i}/\n88,MORE\n"))
        ),
        "qif" => format!(
            "!Type:Bank\n{}",
            all(&|i| format!("!Account\nN{i}\n^\n!Type:Bank\nD6/13/2015\nT1\n^\n"))
        ),
        "n43" => format!(
            "{:<80}\n{}",
            "11210004180200051332240101240131200000000000000978 3TEST".replace("3120", "31200"),
            all(&|i| format!(
                "22    0418240115240116021402{:014}{i:010}\n2301CONCEPTO {i}\n",
                100
            ))
        ),
        _ => format!(
            "{:<128}\n{:<128}\n{}",
            "0000011101772505        00265207  TEST",
            "10139138536152215 EUR0BE                  0000000000000000101017TEST",
            all(&|i| format!(
                "2100010000REF{i:018}0000000000001000111017001500000{:<53}111017139 0\n",
                i
            ))
        ),
    }
}

#[test]
fn time_grows_as_the_file_does() {
    for format in ["sta", "csv", "one.csv", "ofx", "bai", "qif", "n43", "cod"] {
        let time = |n: usize| {
            let text = long(format, n);
            let start = cpu_time();
            let file = read(text.as_bytes(), &format!("a.{format}")).unwrap();
            let entries: usize = file.statements.iter().map(|s| s.entries.len()).sum();
            assert_eq!(entries, n, "{format}: {:?}", file.problems.first());
            cpu_time() - start
        };
        let (one, four) = (time(2_500), time(10_000));
        assert!(
            four < one * 9 + Duration::from_millis(300),
            "{format}: {one:?} for a quarter of what took {four:?}"
        );
    }
}

#[test]
fn a_file_that_is_too_large_is_refused() {
    let bytes = vec![b' '; 50 * 1024 * 1024 + 1];
    assert_eq!(read(&bytes, "a.sta").unwrap_err().code, "file.too_large");
}

#[test]
fn mutated_variants_never_panic() {
    let seeds = variants();
    assert!(seeds.len() > 50);
    let mut random = Random(0xD1B5_4A32_D192_ED03);
    let start = Instant::now();
    let mut rounds = 0_u32;
    while start.elapsed() < Duration::from_secs(8) && rounds < 60_000 {
        // Every variant in turn, so that each is cut and crossed in a short run too.
        let (name, seed) = &seeds[rounds as usize % seeds.len()];
        let (_, other) = &seeds[random.below(seeds.len())];
        let mut bytes = seed.clone();
        mutate(&mut bytes, other, &mut random);
        if let Ok(file) = read(&bytes, name) {
            sound(&file);
        }
        rounds += 1;
    }
    assert!(rounds > 100, "{rounds} rounds only");
}

#[test]
fn mutated_files_never_panic() {
    let seeds = all_seeds();
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let start = Instant::now();
    let mut rounds = 0_u32;
    while start.elapsed() < Duration::from_secs(8) && rounds < 60_000 {
        let (name, seed) = &seeds[random.below(seeds.len())];
        let (_, other) = &seeds[random.below(seeds.len())];
        let mut bytes = seed.clone();
        mutate(&mut bytes, other, &mut random);
        let one = Instant::now();
        if let Ok(file) = read(&bytes, name) {
            sound(&file);
        }
        assert!(
            one.elapsed() < Duration::from_secs(2),
            "{name} took {:?}",
            one.elapsed()
        );
        rounds += 1;
    }
    assert!(rounds > 500, "{rounds} rounds only");
}

#[test]
fn big_and_deep_files_end_quickly() {
    let start = Instant::now();
    let deep = format!(
        "<Document xmlns=\"camt.053.\"><Stmt>{}",
        "<Ntry>".repeat(200_000)
    );
    assert_eq!(
        read(deep.as_bytes(), "d.xml").unwrap_err().code,
        "xml.too_deep"
    );
    let dtd = b"<!DOCTYPE x [<!ENTITY a \"b\">]><Document xmlns=\"camt.053.\"/>";
    assert_eq!(read(dtd, "d.xml").unwrap_err().code, "file.doctype");
    let tags = format!(":20:A\n{}", ":61:2401020102C1,00NTRF\n".repeat(50_000));
    assert_eq!(
        read(tags.as_bytes(), "t.sta").unwrap().statements[0]
            .entries
            .len(),
        50_000
    );
    let open = format!("OFXHEADER:100\n<OFX>{}", "<".repeat(1_000_000));
    assert_eq!(
        read(open.as_bytes(), "o.ofx").unwrap_err().code,
        "bank.no_statement"
    );
    let nested = format!(
        "{{\"CustomerSettlementBankAccount\":{}",
        "[".repeat(100_000)
    );
    assert_eq!(
        read(nested.as_bytes(), "n.json").unwrap_err().code,
        "json.damaged"
    );
    let slashes = format!(
        ":20:A\n:60F:C240101EUR1,\n:61:2401020102C1,00NTRF\n:86:{}\n",
        "/NAME".repeat(100_000)
    );
    assert!(read(slashes.as_bytes(), "s.sta").is_ok());
    let bai = format!(
        "01,A,B/\n02,A,B,1,240101,,USD,2/\n03,1,,{}/\n",
        "010,1,,,".repeat(100_000)
    );
    assert!(read(bai.as_bytes(), "b.bai").is_ok());
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "{:?}",
        start.elapsed()
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(file) = read(&bytes, "x.bin") {
            sound(&file);
        }
    }

    #[test]
    fn a_written_mt940_is_read_back(
        opening in -1_000_000_i64..1_000_000,
        amounts in proptest::collection::vec(-1_000_000_i64..1_000_000, 0..40),
    ) {
        let money = |cents: i64| format!("{},{:02}", cents.abs() / 100, cents.abs() % 100);
        let mark = |cents: i64| if cents < 0 { "D" } else { "C" };
        let mut text = format!(":20:X\n:25:1\n:28C:1\n:60F:{}240101EUR{}\n", mark(opening), money(opening));
        let mut closing = opening;
        for amount in &amounts {
            closing += amount;
            text += &format!(":61:2401020102{}{}NTRFNONREF\n:86:text\n", mark(*amount), money(*amount));
        }
        text += &format!(":62F:{}240131EUR{}\n-\n", mark(closing), money(closing));
        let file = read(text.as_bytes(), "x.sta").unwrap();
        let statement = &file.statements[0];
        prop_assert_eq!(statement.foots(), Some(true));
        prop_assert_eq!(statement.entries.len(), amounts.len());
        for (entry, cents) in statement.entries.iter().zip(&amounts) {
            prop_assert_eq!(entry.amount, rust_decimal::Decimal::new(*cents, 2));
        }
    }
}
