import { PlusOutlined } from '@ant-design/icons';
import type { UseQueryResult } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Can } from '../ui/can';
import { Panel } from '../ui/page';
import { QueryView } from '../ui/query-view';
import { PanelSkeleton } from '../ui/skeletons';
import { StatusTag } from '../ui/status-tag';
import { LineTable, type LineColumn } from './line-table';

export interface MasterRow {
  id: string;
  active: boolean;
}

export interface MasterPanelProps<Row extends MasterRow> {
  title: string;
  newLabel: string;
  /** Who may make and change rows. */
  permission: string;
  query: UseQueryResult<Row[]>;
  columns: readonly LineColumn<Row>[];
  empty: ReactNode;
  onNew: () => void;
  onEdit: (row: Row) => void;
}

/** Short lists that the company keeps (terms, bank accounts, departments): add, edit, out of use. */
export function MasterPanel<Row extends MasterRow>(props: MasterPanelProps<Row>) {
  const { t } = useTranslation();
  const columns: LineColumn<Row>[] = [
    ...props.columns,
    {
      key: 'active',
      title: t('fields.status'),
      render: (r) => <StatusTag status={r.active ? 'active' : 'inactive'} />,
    },
    {
      key: 'act',
      title: '',
      figure: true,
      render: (r) => (
        <Can permission={props.permission}>
          <Button size="small" onClick={() => props.onEdit(r)}>
            {t('common.edit')}
          </Button>
        </Can>
      ),
    },
  ];
  return (
    <Panel
      flush
      title={props.title}
      extra={
        <Can permission={props.permission}>
          <Button size="small" icon={<PlusOutlined />} onClick={props.onNew} data-action="new">
            {props.newLabel}
          </Button>
        </Can>
      }
    >
      <QueryView query={props.query} skeleton={<PanelSkeleton />}>
        {(rows) => (
          <LineTable<Row>
            label={props.title}
            rows={rows}
            rowKey={(r) => r.id}
            rowTone={(r) => (r.active ? undefined : 'muted')}
            empty={props.empty}
            columns={columns}
          />
        )}
      </QueryView>
    </Panel>
  );
}
