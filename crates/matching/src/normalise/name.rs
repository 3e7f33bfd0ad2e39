//! Names of companies without what does not tell them apart.

use unicode_normalization::UnicodeNormalization;

/// Legal forms and fillers, upper case without marks, longest first where one ends another.
const FORMS: &[&str] = &[
    "股份有限责任公司",
    "有限责任公司",
    "股份有限公司",
    "集团有限公司",
    "有限公司",
    "责任公司",
    "合伙企业",
    "总公司",
    "分公司",
    "集团",
    "公司",
    "(有)",
    "(有限)",
    "(股)",
    "有限",
    "INCORPORATED",
    "CORPORATION",
    "COMPANYLIMITED",
    "COMPANYLTD",
    "COLTD",
    "COLIMITED",
    "PTELTD",
    "PTYLTD",
    "PVTLTD",
    "SDNBHD",
    "LIMITED",
    "COMPANY",
    "GMBHCOKG",
    "GMBH",
    "CORP",
    "LTDA",
    "LLC",
    "LLP",
    "PLC",
    "LTD",
    "INC",
    "SARL",
    "SRL",
    "OYJ",
    "KGAA",
];

/// Legal forms that are also endings of words: only as a word of their own.
const SHORT_FORMS: &[&str] = &[
    "AB", "AG", "BV", "CO", "KG", "NV", "OY", "SA", "SE", "SPA", "SAS",
];

/// The forms of a name, from the strictest to the loosest; empty where a form adds nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Forms {
    /// Narrow characters, upper case, no blanks or marks, no branch.
    pub(crate) plain: String,
    /// Without legal form.
    pub(crate) bare: String,
    /// Words sorted, for Latin names.
    pub(crate) sorted: String,
    /// Without the place that Chinese names begin with: two and three characters less.
    pub(crate) placeless: [String; 2],
}

/// All forms of a name.
pub(crate) fn forms(name: &str) -> Forms {
    let upper: String = name.nfkc().flat_map(char::to_uppercase).collect();
    let upper = branchless(upper.trim());
    let plain: String = upper.chars().filter(|c| keep(*c)).collect();
    let bare = strip_forms(
        &short_formless(upper)
            .chars()
            .filter(|c| keep(*c))
            .collect::<String>(),
    );
    let mut words: Vec<String> = upper
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| {
            !w.is_empty()
                && !FORMS.contains(w)
                && !SHORT_FORMS.contains(w)
                && *w != "THE"
                && *w != "AND"
        })
        .map(String::from)
        .collect();
    words.sort_unstable();
    let sorted = if words.len() > 1 && plain.is_ascii() {
        words.concat()
    } else {
        String::new()
    };
    let wide: Vec<char> = bare.chars().collect();
    let cut = |n: usize| {
        if wide.len() >= n + 4 && wide.iter().all(|c| !c.is_ascii()) {
            wide[n..].iter().collect()
        } else {
            String::new()
        }
    };
    Forms {
        placeless: [cut(2), cut(3)],
        plain,
        bare,
        sorted,
    }
}

fn keep(c: char) -> bool {
    c.is_alphanumeric() || c == '(' || c == ')'
}

/// Without legal forms at its end (several may follow each other) and brackets that held them.
fn strip_forms(plain: &str) -> String {
    let mut rest = plain;
    while let Some(form) = FORMS
        .iter()
        .find(|f| rest.ends_with(**f) && rest.chars().count() >= f.chars().count() + 2)
    {
        rest = &rest[..rest.len() - form.len()];
    }
    rest.chars().filter(|c| *c != '(' && *c != ')').collect()
}

/// Without a short legal form that stands alone at the end.
fn short_formless(name: &str) -> &str {
    let end = name.trim_end_matches(['.', ' ', ',']);
    match end.rsplit_once([' ', ',']) {
        Some((rest, last)) if SHORT_FORMS.contains(&last) && !rest.is_empty() => rest,
        _ => name,
    }
}

/// Without a branch: `…-深圳分公司`, `… (Shanghai Branch)`, `…上海分公司`.
fn branchless(name: &str) -> &str {
    let cut = |at: Option<usize>| {
        at.filter(|at| *at > 0)
            .map_or(name, |at| name[..at].trim_end())
    };
    let end = name.trim_end_matches([')', '.']);
    if end.ends_with("BRANCH") || end.ends_with("分公司") || end.ends_with("分行") {
        let open = name.rfind(['(', '-']);
        if open.is_some() {
            return cut(open);
        }
        // …有限公司上海分公司
        if let Some(at) = name.find("公司") {
            let end = at + "公司".len();
            if end < name.len() {
                return &name[..end];
            }
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_what_does_not_tell_it_apart() {
        let bare = |name: &str| forms(name).bare;
        assert_eq!(bare("南京盛瑞食品有限公司"), "南京盛瑞食品");
        assert_eq!(bare("南京盛瑞食品（有）"), "南京盛瑞食品");
        assert_eq!(bare("南京盛瑞食品有限公司-深圳分公司"), "南京盛瑞食品");
        assert_eq!(bare("南京盛瑞食品有限公司上海分公司"), "南京盛瑞食品");
        assert_eq!(bare("Alpha Foods Co., Ltd."), "ALPHAFOODS");
        assert_eq!(
            bare("ＡＬＰＨＡ Foods LIMITED (Xiamen Branch)"),
            "ALPHAFOODS"
        );
        assert_eq!(forms("南京盛瑞食品有限公司").placeless[0], "盛瑞食品");
        assert_eq!(
            forms("Foods, Alpha").sorted,
            forms("Alpha Foods Ltd").sorted
        );
    }

    #[test]
    fn a_name_that_is_only_a_legal_form_stays() {
        assert_eq!(forms("SA").bare, "SA");
        assert_eq!(forms("").bare, "");
    }
}
