//! Country names as files write them.

/// ISO 3166 code of a name or code; `None` when it is not known.
pub(super) fn code_of(name: &str) -> Option<&'static str> {
    let wanted = name.trim().to_lowercase();
    COUNTRIES
        .iter()
        .find(|(code, names)| code.to_lowercase() == wanted || names.contains(&wanted.as_str()))
        .map(|(code, _)| *code)
}

const COUNTRIES: &[(&str, &[&str])] = &[
    ("AE", &["united arab emirates", "阿联酋"]),
    ("AT", &["austria", "奥地利"]),
    ("AU", &["australia", "澳大利亚"]),
    ("BE", &["belgium", "比利时"]),
    ("BH", &["bahrain", "巴林"]),
    ("BR", &["brazil", "巴西"]),
    ("CA", &["canada", "加拿大"]),
    ("CH", &["switzerland", "瑞士"]),
    ("CN", &["china", "中国", "中国大陆"]),
    ("CY", &["cyprus", "塞浦路斯"]),
    ("CZ", &["czech republic", "捷克"]),
    ("DE", &["germany", "德国"]),
    ("DK", &["denmark", "丹麦"]),
    ("ES", &["spain", "西班牙"]),
    ("FI", &["finland", "芬兰"]),
    ("FR", &["france", "法国"]),
    ("GB", &["uk", "united kingdom", "英国"]),
    ("GR", &["greece", "希腊"]),
    ("HK", &["hong kong", "中国香港", "香港"]),
    ("ID", &["indonesia", "印度尼西亚"]),
    ("IE", &["ireland", "eire", "爱尔兰"]),
    ("IL", &["israel", "以色列"]),
    ("IN", &["india", "印度"]),
    ("IS", &["iceland", "冰岛"]),
    ("IT", &["italy", "意大利"]),
    ("JP", &["japan", "日本"]),
    ("KR", &["south korea", "korea", "韩国"]),
    ("LB", &["lebanon", "黎巴嫩"]),
    ("LT", &["lithuania", "立陶宛"]),
    ("MO", &["macao", "macau", "中国澳门", "澳门"]),
    ("MT", &["malta", "马耳他"]),
    ("MX", &["mexico", "墨西哥"]),
    ("MY", &["malaysia", "马来西亚"]),
    ("NL", &["netherlands", "荷兰"]),
    ("NO", &["norway", "挪威"]),
    ("NZ", &["new zealand", "新西兰"]),
    ("PH", &["philippines", "菲律宾"]),
    ("PL", &["poland", "波兰"]),
    ("PT", &["portugal", "葡萄牙"]),
    ("RU", &["russia", "俄罗斯"]),
    ("SA", &["saudi arabia", "沙特阿拉伯"]),
    ("SE", &["sweden", "瑞典"]),
    ("SG", &["singapore", "新加坡"]),
    ("TH", &["thailand", "泰国"]),
    ("TR", &["turkey", "土耳其"]),
    ("TW", &["taiwan", "中国台湾", "台湾"]),
    ("US", &["usa", "united states", "美国"]),
    ("VN", &["vietnam", "越南"]),
    ("ZA", &["south africa", "南非"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes() {
        for name in ["USA", "us", "美国", " United States "] {
            assert_eq!(code_of(name), Some("US"), "{name}");
        }
        assert_eq!(code_of("Atlantis"), None);
    }
}
