//! The slots of a kind, looked up once per table.

use crate::imports::cells::Slot;
use crate::imports::input::ImportInput;
use crate::imports::table::Table;

/// Makes a struct of slots, one per field of the same name.
macro_rules! columns {
    ($name:ident { $($field:ident),* $(,)? }) => {
        pub(super) struct $name { $(pub(super) $field: $crate::imports::cells::Slot),* }
        impl $name {
            pub(super) fn of(
                input: &$crate::imports::input::ImportInput,
                table: &$crate::imports::table::Table,
            ) -> Self {
                Self { $($field: $crate::imports::kinds::columns::slot(input, table, stringify!($field))),* }
            }
        }
    };
}
pub(super) use columns;

/// The slot of one field.
pub(super) fn slot(input: &ImportInput, table: &Table, field: &'static str) -> Slot {
    table.slot(input.kind, field, &input.options)
}
