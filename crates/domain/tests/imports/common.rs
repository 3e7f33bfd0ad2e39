//! A company to import into, and short ways to do it.

use jieqing_db::testkit::TestDb;
use jieqing_domain::admin::{NewCompany, create_company};
use jieqing_domain::imports::{
    Done, ImportInput, ImportKind, ImportRequest, Mapping, Reader, SourceFile, commit, preview,
    remembered,
};
use jieqing_domain::{Jieqing, access};
use jieqing_kernel::actor::{Actor, Ctx};
use jieqing_kernel::clock::Clock;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::Result;
use jieqing_ledger::AccountingStandard;
use std::sync::Arc;

/// 2026-11-24 in China.
pub(crate) const NOW: i64 = 1_795_507_200_000_000;

pub(crate) struct World {
    pub jieqing: Jieqing,
    pub ctx: Ctx,
}

pub(crate) fn world(test: &TestDb) -> World {
    world_of(test, Currency::CNY)
}

pub(crate) fn world_of(test: &TestDb, currency: Currency) -> World {
    let clock = Clock::manual(NOW);
    let jieqing = Jieqing::new(test.db.clone(), clock.clone(), 1);
    let ids = jieqing.ids.clone();
    let new = NewCompany {
        code: "T1".to_owned(),
        name: "测试公司".to_owned(),
        uscc: String::new(),
        currency,
        standard: AccountingStandard::Enterprise,
        utc_offset_minutes: 480,
    };
    let ctx = jieqing
        .db
        .write(move |tx| create_company(tx, &clock, &ids, Actor::System, &new))
        .expect("company");
    World { jieqing, ctx }
}

/// A request for one file of text.
pub(crate) fn request(kind: ImportKind, name: &str, text: impl Into<Vec<u8>>) -> ImportRequest {
    ImportRequest {
        kind,
        files: vec![SourceFile {
            name: name.to_owned(),
            bytes: text.into(),
        }],
        mapping: Mapping::default(),
        options: Default::default(),
    }
}

/// The request with one more option.
pub(crate) fn with(mut request: ImportRequest, key: &str, value: &str) -> ImportRequest {
    request.options.insert(key.to_owned(), value.to_owned());
    request
}

/// The request with a mapping.
pub(crate) fn mapped(mut request: ImportRequest, mapping: &str) -> ImportRequest {
    request.mapping = Mapping::parse(mapping).expect("mapping");
    request
}

impl World {
    pub(crate) fn read(&self, request: &ImportRequest) -> Result<Arc<ImportInput>> {
        let mut input = ImportInput::read(&Reader::Here, request)?;
        let known =
            self.jieqing
                .read(&self.ctx, access::Permission::ImportsWrite, |tx, ctx, _| {
                    remembered(tx, ctx, &input)
                })?;
        input.map(&request.mapping, &known)?;
        Ok(Arc::new(input))
    }

    pub(crate) fn preview(&self, request: &ImportRequest) -> Result<Done> {
        preview(&self.jieqing, &self.ctx, None, &self.read(request)?)
    }

    pub(crate) fn commit(&self, request: &ImportRequest) -> Result<Done> {
        commit(&self.jieqing, &self.ctx, None, &self.read(request)?)
    }

    /// Commits and expects that it was stored.
    pub(crate) fn store(&self, request: &ImportRequest) -> Done {
        let done = self.commit(request).expect("import");
        let wrong: Vec<_> = done.report.notes.iter().take(5).collect();
        assert!(done.committed, "{:?} {wrong:#?}", done.report.counts);
        done
    }
}
