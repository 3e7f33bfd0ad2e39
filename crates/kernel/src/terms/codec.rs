//! The short text form, for files, URLs and logs: `net_30`, `on_delivery`, `eom_30;cut_25`,
//! `on_order:0.3+on_delivery:0.6+net_12m@acceptance:rest~retention;next_workday`.
//!
//! ```text
//! terms      = instalment { "+" instalment } { ";" option }
//! instalment = rule [ "@" event ] [ ":" share ] [ "~retention" ]
//! rule       = "on_" event | "net_" n | "work_" n | "net_" n "m" | "eom_" n
//!            | "month_end" | "next_month_end" | "month_end_" n
//!            | "month_day_" d | "next_month_day_" d | "month_" n "_day_" d
//! share      = decimal | "rest"          option = "cut_" d | "next_workday" | "previous_workday"
//! ```
//!
//! The event is left out when it is `invoice`, the share when there is one instalment with the rest.
//! A space reads as "+", which URLs turn into one.

use super::{BaseEvent, DueRule, Instalment, Roll, Share, Terms, TermsError};
use crate::decimal::{RATE_SCALE, format_trimmed, parse_scaled};
use std::fmt;
use std::str::FromStr;

const DEFAULT_EVENT: BaseEvent = BaseEvent::Invoice;
/// Longest text that is read.
const MAX_TEXT: usize = 4096;

/// Why a text is no terms.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TermsCodecError {
    /// This piece is not understood.
    #[error("not understood: {0}")]
    Malformed(String),
    /// Understood, but refused.
    #[error("terms refused")]
    Refused(#[source] TermsError),
}

impl TermsCodecError {
    /// Stable code: `terms.malformed` or that of the refusal.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed(_) => "terms.malformed",
            Self::Refused(error) => error.code(),
        }
    }
}

impl Terms {
    /// The same terms as the text form reads them back: the base is the first instalment's event,
    /// and an instalment names its event only when it is another.
    #[must_use]
    pub fn canonical(&self) -> Self {
        let base = self
            .instalments
            .first()
            .map_or(self.base, |first| self.event_of(first));
        let instalments = self
            .instalments
            .iter()
            .map(|instalment| Instalment {
                event: Some(self.event_of(instalment)).filter(|event| *event != base),
                ..*instalment
            })
            .collect();
        Self {
            base,
            instalments,
            ..self.clone()
        }
    }
}

impl fmt::Display for Terms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let alone = self.instalments.len() == 1;
        for (at, instalment) in self.instalments.iter().enumerate() {
            if at > 0 {
                f.write_str("+")?;
            }
            write_instalment(f, instalment, self.event_of(instalment), alone)?;
        }
        if let Some(day) = self.cut_off_day {
            write!(f, ";cut_{day}")?;
        }
        f.write_str(match self.roll {
            Roll::None => "",
            Roll::NextWorkday => ";next_workday",
            Roll::PreviousWorkday => ";previous_workday",
        })
    }
}

fn write_instalment(
    f: &mut fmt::Formatter<'_>,
    instalment: &Instalment,
    event: BaseEvent,
    alone: bool,
) -> fmt::Result {
    let code = event.code();
    match instalment.rule {
        DueRule::OnEvent => write!(f, "on_{code}")?,
        DueRule::NetDays(n) => write!(f, "net_{n}")?,
        DueRule::WorkingDays(n) => write!(f, "work_{n}")?,
        DueRule::NetMonths(n) => write!(f, "net_{n}m")?,
        DueRule::EndOfMonthPlusDays(n) => write!(f, "eom_{n}")?,
        DueRule::EndOfMonthPlusMonths(0) => f.write_str("month_end")?,
        DueRule::EndOfMonthPlusMonths(1) => f.write_str("next_month_end")?,
        DueRule::EndOfMonthPlusMonths(n) => write!(f, "month_end_{n}")?,
        DueRule::FixedDayOfMonth {
            months_ahead: 0,
            day,
        } => write!(f, "month_day_{day}")?,
        DueRule::FixedDayOfMonth {
            months_ahead: 1,
            day,
        } => write!(f, "next_month_day_{day}")?,
        DueRule::FixedDayOfMonth { months_ahead, day } => {
            write!(f, "month_{months_ahead}_day_{day}")?;
        }
    }
    if event != DEFAULT_EVENT && instalment.rule != DueRule::OnEvent {
        write!(f, "@{code}")?;
    }
    match instalment.share {
        Share::Rest if alone => {}
        Share::Rest => f.write_str(":rest")?,
        Share::Part(share) => write!(f, ":{}", format_trimmed(share, RATE_SCALE))?,
    }
    if instalment.retention {
        f.write_str("~retention")?;
    }
    Ok(())
}

impl FromStr for Terms {
    type Err = TermsCodecError;

    /// Reads the text form; the result is [canonical](Terms::canonical) and valid.
    fn from_str(text: &str) -> Result<Self, TermsCodecError> {
        let malformed = |piece: &str| TermsCodecError::Malformed(piece.to_owned());
        if text.len() > MAX_TEXT {
            return Err(malformed("…"));
        }
        let mut pieces = text.split(';');
        let mut instalments = Vec::new();
        for piece in pieces.next().unwrap_or("").split(['+', ' ']) {
            instalments.push(read_instalment(piece).ok_or_else(|| malformed(piece))?);
        }
        let mut terms = Self {
            base: DEFAULT_EVENT,
            cut_off_day: None,
            instalments,
            roll: Roll::None,
        };
        for option in pieces {
            match (option, option.strip_prefix("cut_")) {
                ("next_workday", _) if terms.roll == Roll::None => terms.roll = Roll::NextWorkday,
                ("previous_workday", _) if terms.roll == Roll::None => {
                    terms.roll = Roll::PreviousWorkday;
                }
                (_, Some(day)) if terms.cut_off_day.is_none() => {
                    terms.cut_off_day = Some(number(day).ok_or_else(|| malformed(option))?);
                }
                _ => return Err(malformed(option)),
            }
        }
        terms.validate().map_err(TermsCodecError::Refused)?;
        Ok(terms.canonical())
    }
}

fn read_instalment(piece: &str) -> Option<Instalment> {
    let (piece, retention) = match piece.strip_suffix("~retention") {
        Some(rest) => (rest, true),
        None => (piece, false),
    };
    let (piece, share) = match piece.split_once(':') {
        None => (piece, Share::Rest),
        Some((rest, "rest")) => (rest, Share::Rest),
        Some((rest, share)) => (rest, Share::Part(parse_scaled(share, RATE_SCALE).ok()?)),
    };
    let (rule, event) = match piece.split_once('@') {
        Some((rule, event)) => (read_rule(rule)?, BaseEvent::from_code(event)?),
        None => match piece.strip_prefix("on_") {
            Some(event) => (DueRule::OnEvent, BaseEvent::from_code(event)?),
            None => (read_rule(piece)?, DEFAULT_EVENT),
        },
    };
    Some(Instalment {
        share,
        rule,
        event: Some(event),
        retention,
    })
}

fn read_rule(text: &str) -> Option<DueRule> {
    match text {
        "month_end" => return Some(DueRule::EndOfMonthPlusMonths(0)),
        "next_month_end" => return Some(DueRule::EndOfMonthPlusMonths(1)),
        _ => {}
    }
    if let Some(n) = text.strip_prefix("net_") {
        return match n.strip_suffix('m') {
            Some(months) => number(months).map(DueRule::NetMonths),
            None => number(n).map(DueRule::NetDays),
        };
    }
    if let Some(n) = text.strip_prefix("work_") {
        return number(n).map(DueRule::WorkingDays);
    }
    if let Some(n) = text.strip_prefix("eom_") {
        return number(n).map(DueRule::EndOfMonthPlusDays);
    }
    if let Some(n) = text.strip_prefix("month_end_") {
        return number(n).map(DueRule::EndOfMonthPlusMonths);
    }
    let (months_ahead, day) = if let Some(day) = text.strip_prefix("month_day_") {
        (0, day)
    } else if let Some(day) = text.strip_prefix("next_month_day_") {
        (1, day)
    } else {
        let (months, day) = text.strip_prefix("month_")?.split_once("_day_")?;
        (number(months)?, day)
    };
    Some(DueRule::FixedDayOfMonth {
        months_ahead,
        day: number(day)?,
    })
}

/// Plain digits only: no sign, no leading zero.
fn number<T: FromStr>(text: &str) -> Option<T> {
    let plain = text.bytes().all(|b| b.is_ascii_digit());
    (plain && (text == "0" || !text.starts_with('0')))
        .then(|| text.parse().ok())
        .flatten()
}
