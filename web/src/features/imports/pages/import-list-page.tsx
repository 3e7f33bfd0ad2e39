import { ImportOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { instantColumn, linkColumn, statusColumn } from '@/components/table/columns';
import { DataTable } from '@/components/table/data-table';
import type { DataColumn } from '@/components/table/types';
import { ActionBar } from '@/components/ui/action-bar';
import { Page } from '@/components/ui/page';
import { paths } from '@/lib/paths';
import type { ImportView, RowCounts } from '../api';

/** What was looked at and what was stored, newest first. */
export function ImportListPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const start = () => void navigate({ to: paths.importNew });
  const columns = useMemo<DataColumn<ImportView>[]>(() => {
    const count = (key: keyof RowCounts): DataColumn<ImportView> => ({
      key,
      title: t(`imports.count.${key}`),
      width: 112,
      align: 'right',
      render: (r) => (
        <span className="jq-num" {...(key === 'failed' && r.rows.failed > 0 ? DANGER : {})}>
          {r.rows[key] === 0 ? '–' : r.rows[key].toLocaleString('en-US')}
        </span>
      ),
    });
    return [
      linkColumn('file_name', t('imports.file'), (r) => paths.import(r.id), { width: 260 }),
      {
        key: 'kind',
        title: t('imports.what'),
        width: 136,
        render: (r) => t(`imports.kind.${r.kind}.name`),
      },
      statusColumn('state', t('fields.status'), 'import', { width: 110 }),
      count('total'),
      count('added'),
      count('changed'),
      count('unchanged'),
      count('failed'),
      count('ignored'),
      instantColumn('created_at', t('imports.col.created'), { sort: false, width: 160 }),
      instantColumn('committed_at', t('imports.col.committed'), { sort: false, width: 160 }),
    ];
  }, [t]);
  return (
    <Page
      fill
      title={t('shell.nav.imports')}
      actions={
        <ActionBar
          actions={[
            {
              key: 'new',
              label: t('imports.new'),
              icon: <ImportOutlined />,
              primary: true,
              hotkey: 'n',
              permission: 'imports.write',
              run: start,
            },
          ]}
        />
      }
    >
      <DataTable<ImportView>
        id="imports"
        endpoint="/imports"
        columns={columns}
        exportable={false}
        rowHref={(r) => paths.import(r.id)}
        empty={{
          title: t('imports.empty.title'),
          text: t('imports.empty.text'),
          action: { label: t('imports.new'), run: start },
        }}
      />
    </Page>
  );
}

const DANGER = { style: { color: 'var(--jq-danger)' } };
