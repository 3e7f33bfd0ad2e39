import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { instantColumn, textColumn } from '@/components/table/columns';
import { DataTable } from '@/components/table/data-table';
import type { DataColumn, FilterDef } from '@/components/table/types';
import { StatusTag } from '@/components/ui/status-tag';
import type { Tone } from '@/components/ui/status-tones';
import { ACCESS_KINDS, type AccessRow } from '../api';

const TONE: Readonly<Record<string, Tone>> = {
  denied: 'danger',
  login_failed: 'danger',
  export: 'warning',
};

/** Who came in, who was refused, who took data out. */
export function AccessLog() {
  const { t } = useTranslation();
  const filters = useMemo<FilterDef[]>(
    () => [
      {
        kind: 'select',
        key: 'kind',
        label: t('audit.col.what'),
        options: ACCESS_KINDS.map((value) => ({ value, label: t(`audit.access.${value}`) })),
      },
    ],
    [t],
  );
  const columns = useMemo<DataColumn<AccessRow>[]>(
    () => [
      instantColumn('at', t('audit.col.when'), { sort: false }),
      textColumn('user', t('audit.col.who'), { width: 130 }),
      {
        key: 'kind',
        title: t('audit.col.what'),
        width: 150,
        render: (r) => (
          <StatusTag
            status={r.kind}
            tone={TONE[r.kind] ?? 'neutral'}
            label={t(`audit.access.${r.kind}`, { defaultValue: r.kind })}
          />
        ),
      },
      textColumn('detail', t('audit.col.detail'), { width: 260 }),
      textColumn('address', t('audit.col.address'), { width: 170 }),
      textColumn('request_id', t('errors.request'), { width: 220 }),
    ],
    [t],
  );
  return (
    <DataTable<AccessRow>
      id="access-log"
      endpoint="/access-log"
      columns={columns}
      filters={filters}
      rowKey={(r) => `${r.request_id}${r.at}${r.kind}`}
      exportable={false}
      empty={{ title: t('audit.noAccess') }}
    />
  );
}
