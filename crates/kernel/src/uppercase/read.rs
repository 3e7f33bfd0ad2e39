//! Reading an amount in upper case.

use super::{CURRENCY, MAX_FEN};

/// Why a text is not an amount in upper case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UppercaseError {
    /// Nothing but prefixes.
    #[error("empty amount")]
    Empty,
    /// A character that has no place in an amount.
    #[error("unexpected character {0}")]
    Character(char),
    /// Known characters in an impossible order (伍拾佰, 壹零伍圆, 圆 missing).
    #[error("characters in an impossible order")]
    Order,
    /// Beyond [`MAX_FEN`].
    #[error("amount out of range")]
    OutOfRange,
}

impl UppercaseError {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "uppercase.empty",
            Self::Character(_) => "uppercase.character",
            Self::Order => "uppercase.order",
            Self::OutOfRange => "uppercase.range",
        }
    }
}

/// Reads an amount in upper case, in 分. Accepts 元/圆, 整/正, optional 零, 人民币 (with a colon),
/// （负数）, traditional forms (貳陸萬億) and a bare 拾 for 壹拾. Spaces are skipped.
///
/// # Errors
/// `uppercase.empty`, `uppercase.character`, `uppercase.order`, `uppercase.range`.
pub fn parse(text: &str) -> Result<i64, UppercaseError> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut rest = compact.as_str();
    let mut negative = false;
    loop {
        if let Some(after) = rest
            .strip_prefix(CURRENCY)
            .or_else(|| rest.strip_prefix("人民幣"))
        {
            rest = after.trim_start_matches([':', '：']);
        } else if let Some(after) = ["（负数）", "(负数)", "（負數）", "负", "負"]
            .iter()
            .filter(|_| !negative)
            .find_map(|sign| rest.strip_prefix(sign))
        {
            (rest, negative) = (after, true);
        } else {
            break;
        }
    }
    if rest.is_empty() {
        return Err(UppercaseError::Empty);
    }
    let mut reader = Reader::default();
    for c in rest.chars() {
        reader.take(token(c).ok_or(UppercaseError::Character(c))?)?;
    }
    let fen = reader.finish()?;
    if fen > u64::try_from(MAX_FEN).unwrap_or(0) {
        return Err(UppercaseError::OutOfRange);
    }
    let fen = i64::try_from(fen).or(Err(UppercaseError::OutOfRange))?;
    Ok(if negative { -fen } else { fen })
}

#[derive(Clone, Copy)]
enum Token {
    Zero,
    Digit(u64),
    /// 拾 佰 仟.
    Unit(u64),
    Wan,
    Yi,
    Yuan,
    Jiao,
    Fen,
    Whole,
}

fn token(c: char) -> Option<Token> {
    Some(match c {
        '零' | '〇' => Token::Zero,
        '壹' => Token::Digit(1),
        '贰' | '貳' => Token::Digit(2),
        '叁' | '參' | '叄' => Token::Digit(3),
        '肆' => Token::Digit(4),
        '伍' => Token::Digit(5),
        '陆' | '陸' => Token::Digit(6),
        '柒' => Token::Digit(7),
        '捌' => Token::Digit(8),
        '玖' => Token::Digit(9),
        '拾' => Token::Unit(10),
        '佰' => Token::Unit(100),
        '仟' => Token::Unit(1000),
        '万' | '萬' => Token::Wan,
        '亿' | '億' => Token::Yi,
        '圆' | '元' | '圓' => Token::Yuan,
        '角' => Token::Jiao,
        '分' => Token::Fen,
        '整' | '正' => Token::Whole,
        _ => return None,
    })
}

/// What was read so far. Units may only fall, so each place is filled at most once: a group stays
/// below 10⁴ and the whole below 10¹⁶ yuan, so the sums below cannot overflow.
#[derive(Default)]
struct Reader {
    /// Digit waiting for its unit.
    digit: Option<u64>,
    /// A 零 was read since the last value.
    zero: bool,
    /// Value below ten thousand, and the smallest unit in it (0 = none yet).
    group: u64,
    group_unit: u64,
    /// Ten thousands since the last 亿; `Some` once 万 was read.
    wan: Option<u64>,
    /// Hundred millions; `Some` once 亿 was read.
    yi: Option<u64>,
    /// The part after 圆 counts down 角 = 2, 分 = 1, 整 = 0.
    yuan: Option<u64>,
    fen: u64,
    /// Smallest money unit read: 3 圆, 2 角, 1 分, 0 整.
    level: Option<u8>,
}

impl Reader {
    fn take(&mut self, token: Token) -> Result<(), UppercaseError> {
        if self.level == Some(0) {
            return Err(UppercaseError::Order);
        }
        match token {
            Token::Zero if self.digit.is_none() => {
                self.zero = true;
                Ok(())
            }
            Token::Digit(d) if self.digit.is_none() => {
                self.digit = Some(d);
                Ok(())
            }
            Token::Unit(unit) if self.level.is_none() => self.take_unit(unit),
            Token::Wan if self.level.is_none() && self.wan.is_none() => {
                self.close_ones();
                if self.group == 0 {
                    return Err(UppercaseError::Order);
                }
                self.wan = Some(self.group);
                self.next_group();
                Ok(())
            }
            Token::Yi if self.level.is_none() && self.yi.is_none() => {
                let value = self.below_yi();
                if value == 0 {
                    return Err(UppercaseError::Order);
                }
                self.yi = Some(value);
                self.wan = None;
                self.next_group();
                Ok(())
            }
            Token::Yuan if self.level.is_none() => self.take_yuan(),
            Token::Jiao => self.take_small(2, 10),
            Token::Fen => self.take_small(1, 1),
            Token::Whole if self.digit.is_none() && !self.zero && self.level.is_some() => {
                if self.level == Some(1) {
                    return Err(UppercaseError::Order);
                }
                self.level = Some(0);
                Ok(())
            }
            _ => Err(UppercaseError::Order),
        }
    }

    fn take_unit(&mut self, unit: u64) -> Result<(), UppercaseError> {
        let falling = self.group_unit == 0 || unit < self.group_unit;
        let bare_ten = unit == 10 && self.group == 0 && self.digit.is_none();
        let digit = if bare_ten { Some(1) } else { self.digit };
        let (true, Some(digit)) = (falling, digit) else {
            return Err(UppercaseError::Order);
        };
        self.group += digit * unit;
        self.group_unit = unit;
        (self.digit, self.zero) = (None, false);
        Ok(())
    }

    fn close_ones(&mut self) {
        if let Some(digit) = self.digit.take() {
            self.group += digit;
        }
    }

    fn next_group(&mut self) {
        (self.group, self.group_unit, self.zero) = (0, 0, false);
    }

    fn below_yi(&mut self) -> u64 {
        self.close_ones();
        self.wan.unwrap_or(0) * 10_000 + self.group
    }

    fn take_yuan(&mut self) -> Result<(), UppercaseError> {
        let low = self.below_yi();
        let yuan = self.yi.unwrap_or(0) * 100_000_000 + low;
        if yuan == 0 && !self.zero {
            return Err(UppercaseError::Order);
        }
        self.yuan = Some(yuan);
        self.level = Some(3);
        self.next_group();
        Ok(())
    }

    /// 角 (level 2) and 分 (level 1); 零角 is allowed.
    fn take_small(&mut self, level: u8, worth: u64) -> Result<(), UppercaseError> {
        let whole_pending = self.group > 0 || self.wan.is_some() || self.yi.is_some();
        if self.level.is_none() && whole_pending {
            return Err(UppercaseError::Order);
        }
        if self.level.is_some_and(|l| l <= level) {
            return Err(UppercaseError::Order);
        }
        let digit = match self.digit.take() {
            Some(digit) => digit,
            None if self.zero => 0,
            None => return Err(UppercaseError::Order),
        };
        self.fen += digit * worth;
        self.zero = false;
        self.level = Some(level);
        Ok(())
    }

    fn finish(self) -> Result<u64, UppercaseError> {
        if self.digit.is_some() || self.zero || self.level.is_none() {
            return Err(UppercaseError::Order);
        }
        Ok(self.yuan.unwrap_or(0) * 100 + self.fen)
    }
}
