//! The steps, in order. Never edit a released one.

use crate::migrate::Migration;

pub(crate) static MIGRATIONS: &[Migration] = &[
    Migration {
        id: 1,
        name: "0001_spine",
        common: include_str!("../../../migrations/0001_spine.sql"),
        sqlite: include_str!("../../../migrations/0001_spine.sqlite.sql"),
        postgres: include_str!("../../../migrations/0001_spine.postgres.sql"),
    },
    Migration {
        id: 2,
        name: "0002_finding",
        common: include_str!("../../../migrations/0002_finding.sql"),
        sqlite: include_str!("../../../migrations/0002_finding.sqlite.sql"),
        postgres: include_str!("../../../migrations/0002_finding.postgres.sql"),
    },
    Migration {
        id: 3,
        name: "0003_journal",
        common: include_str!("../../../migrations/0003_journal.sql"),
        sqlite: include_str!("../../../migrations/0003_journal.sqlite.sql"),
        postgres: include_str!("../../../migrations/0003_journal.postgres.sql"),
    },
    Migration {
        id: 4,
        name: "0004_dispute",
        common: include_str!("../../../migrations/0004_dispute.sql"),
        sqlite: include_str!("../../../migrations/0004_dispute.sqlite.sql"),
        postgres: include_str!("../../../migrations/0004_dispute.postgres.sql"),
    },
    Migration {
        id: 5,
        name: "0005_bank",
        common: include_str!("../../../migrations/0005_bank.sql"),
        sqlite: include_str!("../../../migrations/0005_bank.sqlite.sql"),
        postgres: include_str!("../../../migrations/0005_bank.postgres.sql"),
    },
    Migration {
        id: 6,
        name: "0006_bills",
        common: include_str!("../../../migrations/0006_bills.sql"),
        sqlite: include_str!("../../../migrations/0006_bills.sqlite.sql"),
        postgres: include_str!("../../../migrations/0006_bills.postgres.sql"),
    },
    Migration {
        id: 7,
        name: "0007_agreement",
        common: include_str!("../../../migrations/0007_agreement.sql"),
        sqlite: include_str!("../../../migrations/0007_agreement.sqlite.sql"),
        postgres: include_str!("../../../migrations/0007_agreement.postgres.sql"),
    },
];
