import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Alert, Collapse } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page, Panel } from '@/components/ui/page';
import { QueryView } from '@/components/ui/query-view';
import { StatusTag } from '@/components/ui/status-tag';
import { formatBytes } from '@/lib/bytes';
import { paths } from '@/lib/paths';
import { useCommand } from '@/lib/use-command';
import {
  changeImport,
  commitImport,
  importKeys,
  readImport,
  readKinds,
  refreshedBy,
  type ImportTable,
  type ImportView,
  type KindSpec,
} from '../api';
import { CommitPanel } from '../components/commit-panel';
import { MappingTable } from '../components/mapping-table';
import { OptionFields } from '../components/option-fields';
import { RowNotes } from '../components/row-notes';
import { draftOf, isDirty, mapOf, missingFields, wireOf, withSource } from '../lib/mapping';
import { askedFor, type Options } from '../lib/options';

export function ImportPage() {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery({
    queryKey: importKeys.one(id),
    queryFn: ({ signal }) => readImport(id, signal),
  });
  const kinds = useQuery({
    queryKey: importKeys.extra('kinds'),
    queryFn: ({ signal }) => readKinds(signal),
    staleTime: Infinity,
  });
  return (
    <QueryView query={query} back={paths.imports}>
      {(view) => (
        <QueryView query={kinds} back={paths.imports}>
          {(all) => {
            const spec = all.find((s) => s.kind === view.kind);
            // Looked at anew = started anew: the server's answer is the draft.
            return spec && <ImportSheet key={signature(view)} view={view} spec={spec} />;
          }}
        </QueryView>
      )}
    </QueryView>
  );
}

const signature = (view: ImportView) => JSON.stringify([view.mapping, view.options, view.state]);

function ImportSheet({ view, spec }: { view: ImportView; spec: KindSpec }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(view.mapping));
  const [options, setOptions] = useState<Options>(view.options);
  const stored = draftOf(view.mapping);
  const readOnly = view.state === 'committed';
  const dirty = isDirty(view, draft, options, spec);
  const show = (next: ImportView) => client.setQueryData(importKeys.one(view.id), next);
  const check = useCommand({
    run: (wanted: Options, key) =>
      changeImport(view.id, { mapping: wireOf(draft, view.tables, spec), options: wanted }, key),
    onSuccess: show,
    invalidates: [importKeys.list()],
  });
  const commit = useCommand({
    run: (_: void, key) => commitImport(view.id, key),
    onSuccess: show,
    invalidates: refreshedBy(view.kind),
  });
  const skip = (on: boolean) => {
    const wanted = Object.fromEntries(
      Object.entries({ ...options, skip_failed: on ? 'true' : '' }).filter(([, v]) => v !== ''),
    );
    setOptions(wanted);
    if (!dirty) check.run(wanted);
  };
  const sheets = view.tables.flatMap((table) => table.sheets.map((s) => s.name));
  return (
    <Page
      title={view.file_name}
      back={paths.imports}
      hint={`${t(`imports.kind.${view.kind}.name`)} · ${formatBytes(view.size)} · ${view.tables.map(placeOf(t)).join(' + ')}`}
      actions={<StatusTag status={view.state} kind="import" />}
    >
      {view.tables.flatMap((table) =>
        table.notices.map((notice) => (
          <Alert
            key={`${table.file}:${notice.code}:${notice.subject}`}
            type="info"
            showIcon
            title={t(`imports.notice.${notice.code.replace('.', '_')}`, {
              subject: notice.subject,
              defaultValue: `${notice.code} ${notice.subject}`,
            })}
          />
        )),
      )}
      <CommitPanel
        view={view}
        missing={missingFields(draft, view.tables, spec, options)}
        dirty={dirty}
        skipFailed={options.skip_failed === 'true'}
        onSkipFailed={skip}
        check={{ ...check, run: () => check.run(options) }}
        commit={commit}
      />
      <RowNotes view={view} spec={spec} />
      {view.tables.map((table) => (
        <Panel
          key={table.part}
          title={
            view.tables.length > 1
              ? t('imports.map.titleOf', { file: table.file })
              : t('imports.map.title')
          }
          flush
        >
          <MappingTable
            table={table}
            specs={spec[table.part]}
            map={mapOf(draft, table.part)}
            stored={mapOf(stored, table.part)}
            readOnly={readOnly}
            onSource={(field, source) => setDraft(withSource(draft, table.part, field, source))}
          />
        </Panel>
      ))}
      {!readOnly && (
        <Panel title={t('imports.options')}>
          <OptionFields
            kind={view.kind}
            about="rows"
            values={options}
            asked={askedFor(check.problem)}
            onChange={setOptions}
          />
          <Collapse
            ghost
            size="small"
            items={[
              {
                key: 'file',
                label: t('imports.fileOptions'),
                children: (
                  <OptionFields
                    kind={view.kind}
                    about="file"
                    values={options}
                    asked={askedFor(check.problem)}
                    sheets={sheets.length > 1 ? sheets : []}
                    onChange={setOptions}
                  />
                ),
              },
            ]}
          />
        </Panel>
      )}
    </Page>
  );
}

const placeOf = (t: ReturnType<typeof useTranslation>['t']) => (table: ImportTable) =>
  [table.sheet, table.encoding, t('imports.headerRow', { row: table.header_row })]
    .filter(Boolean)
    .join(' · ');
