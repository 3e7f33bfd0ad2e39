//! Company names for matching (china.md §1.3).

/// The characters that the 214 Kangxi radicals (U+2F00…) stand for; text copied out of PDF files
/// is full of them and looks the same.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕\
    大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日\
    曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿\
    目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行\
    衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音\
    頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Longest first: a suffix that ends another must come after it.
const SUFFIXES: [&str; 6] = [
    "股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "有限公司",
    "分公司",
    "公司",
];

/// Full width to half width, look-alike spaces to plain ones, radicals to characters; zero-width,
/// direction and control characters are dropped. The part of NFKC that business text needs.
#[must_use]
pub fn half_width(text: &str) -> String {
    text.chars().filter_map(half_width_char).collect()
}

fn half_width_char(c: char) -> Option<char> {
    match c {
        '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{180E}'
        | '\u{00AD}'
        | '\u{FEFF}' => None,
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0),
        '\u{2F00}'..='\u{2FD5}' => {
            let at = usize::try_from(u32::from(c) - 0x2F00).ok()?;
            KANGXI.chars().nth(at)
        }
        c if c.is_whitespace() => Some(' '),
        c if c.is_control() => None,
        c => Some(c),
    }
}

/// A company name for equality: [`half_width`], one kind of bracket, dash and middle dot, no
/// spaces, upper case. `（青岛）` and `(青岛)` become equal. Idempotent.
#[must_use]
pub fn normalise_name(text: &str) -> String {
    half_width(text)
        .chars()
        .filter(|c| *c != ' ')
        .map(|c| match c {
            '〔' | '【' | '〖' | '﹙' | '[' => '(',
            '〕' | '】' | '〗' | '﹚' | ']' => ')',
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
            '•' | '‧' | '∙' | '⋅' | '・' | '･' => '·',
            c => c,
        })
        .flat_map(char::to_uppercase)
        .collect()
}

/// A company name for search and suggestions, never for equality: [`normalise_name`] without
/// bracketed parts (`(深圳)`) and without 有限公司 and its kin at the end. The normalised name when
/// nothing would be left.
#[must_use]
pub fn search_key(text: &str) -> String {
    let name = normalise_name(text);
    let plain = without_brackets(&name);
    let mut key = plain.as_str();
    while let Some(shorter) = SUFFIXES.iter().find_map(|s| key.strip_suffix(s)) {
        key = shorter;
    }
    if key.is_empty() {
        return name;
    }
    key.to_owned()
}

/// Drops closed bracket pairs with their content; an open one without its end stays.
fn without_brackets(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('(') {
        out.push_str(before);
        match after.split_once(')') {
            Some((_, tail)) => rest = tail,
            None => {
                out.push('(');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}
