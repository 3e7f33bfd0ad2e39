//! `GET /imports/kinds`

use crate::call::{ApiResult, Call};
use jieqing_domain::imports::{ImportKind, Part};
use jieqing_domain::texts::Lang;
use serde::Serialize;
use utoipa::ToSchema;

/// What can be imported.
#[derive(Serialize, ToSchema)]
pub(crate) struct ImportKindList {
    /// Kinds.
    items: Vec<ImportKindView>,
}

/// A kind of import.
#[derive(Serialize, ToSchema)]
pub(crate) struct ImportKindView {
    /// `customers`, `products`, `orders`, `deliveries`, `invoices`, `receipts` or `bills`.
    #[schema(example = "customers")]
    kind: &'static str,
    /// Fields of one file that holds everything.
    whole: Vec<ImportFieldView>,
    /// Fields of a file with document heads; empty when lines can't come in a second file.
    heads: Vec<ImportFieldView>,
    /// Fields of the second file.
    lines: Vec<ImportFieldView>,
}

/// A field that a column may feed.
#[derive(Serialize, ToSchema)]
pub(crate) struct ImportFieldView {
    /// Name in the mapping.
    #[schema(example = "credit_limit")]
    field: &'static str,
    /// Column name that is always recognised, in the caller's language.
    #[schema(example = "信用额度")]
    title: &'static str,
    /// Whether nothing can be imported without it.
    #[schema(example = false)]
    required: bool,
}

/// List what can be imported, with the columns each kind looks for
#[utoipa::path(get, path = "/api/v1/imports/kinds", operation_id = "list_import_kinds", tag = "imports",
    responses((status = 200, body = ImportKindList)))]
pub(crate) async fn list_import_kinds(call: Call) -> ApiResult {
    let lang = call.teller.lang;
    call.read(move |_, _, _| {
        let items = ImportKind::ALL.iter().map(|kind| view(*kind, lang));
        Ok(ImportKindList {
            items: items.collect(),
        })
    })
    .await
}

fn view(kind: ImportKind, lang: Lang) -> ImportKindView {
    let two_files = kind == ImportKind::Orders;
    let part = |part, there: bool| {
        if there {
            fields(kind, part, lang)
        } else {
            Vec::new()
        }
    };
    ImportKindView {
        kind: kind.as_str(),
        whole: part(Part::Whole, true),
        heads: part(Part::Heads, two_files),
        lines: part(Part::Lines, two_files),
    }
}

fn fields(kind: ImportKind, part: Part, lang: Lang) -> Vec<ImportFieldView> {
    let title = |zh: &[&'static str], en: &[&'static str]| match lang {
        Lang::Zh => zh.first().copied(),
        Lang::En => en.first().copied(),
    };
    kind.fields(part)
        .into_iter()
        .map(|f| ImportFieldView {
            field: f.name,
            title: title(f.aliases_zh, f.aliases_en).unwrap_or(f.name),
            required: f.required,
        })
        .collect()
}
