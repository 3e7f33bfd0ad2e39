import { Link } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { userSource } from '@/components/form/sources';
import { instantColumn, textColumn } from '@/components/table/columns';
import { DataTable } from '@/components/table/data-table';
import type { DataColumn, FilterDef } from '@/components/table/types';
import { Page } from '@/components/ui/page';
import { pageOf } from '@/lib/paths';
import { choiceParam, useUrlState } from '@/lib/use-url-state';
import type { AuditEvent } from '../api';
import { AccessLog } from '../components/access-log';
import { ChainState } from '../components/chain-state';
import { EventDrawer } from '../components/event-drawer';
import { SUBJECTS, useEventText } from '../lib/event-text';
import { subjectName } from '../lib/facts';

const TABS = ['events', 'access'] as const;
const SPEC = { tab: choiceParam(TABS, 'events') };

export function AuditPage() {
  const { t } = useTranslation();
  const [{ tab }, setUrl] = useUrlState(SPEC);
  return (
    <Page fill title={t('shell.nav.audit')} hint={t('audit.hint')} actions={<ChainState />}>
      <Tabs
        activeKey={tab}
        onChange={(key) => setUrl({ tab: key as (typeof TABS)[number] })}
        items={TABS.map((key) => ({ key, label: t(`audit.tab.${key}`) }))}
        tabBarStyle={{ marginBottom: 0 }}
      />
      {tab === 'events' ? <EventList /> : <AccessLog />}
    </Page>
  );
}

function EventList() {
  const { t } = useTranslation();
  const say = useEventText();
  const [open, setOpen] = useState<AuditEvent | null>(null);
  const filters = useMemo<FilterDef[]>(
    () => [
      {
        kind: 'select',
        key: 'subject_type',
        label: t('audit.col.about'),
        options: SUBJECTS.map((value) => ({ value, label: t(`document.kind.${value}`) })),
      },
      { kind: 'entity', key: 'actor_id', label: t('audit.col.who'), source: userSource },
      { kind: 'dates', from: 'from', to: 'to', label: t('fields.date') },
    ],
    [t],
  );
  const columns = useMemo<DataColumn<AuditEvent>[]>(
    () => [
      {
        key: 'seq',
        title: '#',
        width: 84,
        align: 'right',
        render: (e) => <span className="jq-num">{e.seq}</span>,
      },
      instantColumn('at', t('audit.col.when'), { sort: false }),
      {
        key: 'actor',
        title: t('audit.col.who'),
        width: 110,
        render: (e) => e.actor?.name ?? t('document.system'),
      },
      { key: 'kind', title: t('audit.col.what'), width: 140, render: (e) => say(e.kind) },
      {
        key: 'subject',
        title: t('audit.col.about'),
        width: 200,
        render: (e) => <Subject event={e} />,
      },
      {
        key: 'changes',
        title: t('audit.col.changes'),
        width: 280,
        render: (e) =>
          e.changes
            .map(
              (c) =>
                `${t(`fields.${c.field}`, { defaultValue: c.field })} ${c.before ?? '–'} → ${c.after ?? '–'}`,
            )
            .join('；'),
      },
      textColumn('reason', t('common.reason'), { width: 180 }),
      textColumn('business_date', t('audit.col.businessDate'), { width: 116, hidden: true }),
      textColumn('request_id', t('errors.request'), { width: 190, hidden: true }),
    ],
    [t, say],
  );
  return (
    <>
      <DataTable<AuditEvent>
        id="audit"
        endpoint="/audit"
        columns={columns}
        filters={filters}
        rowKey={(e) => String(e.seq)}
        exportable={false}
        onOpen={setOpen}
        empty={{ title: t('document.noEvents') }}
      />
      <EventDrawer event={open} onClose={() => setOpen(null)} />
    </>
  );
}

function Subject({ event }: { event: AuditEvent }) {
  const { t } = useTranslation();
  const kind = t(`document.kind.${event.subject_type}`, { defaultValue: event.subject_type });
  const to = event.subject_id ? pageOf(event.subject_type, event.subject_id) : null;
  const name = subjectName(event);
  return (
    <span>
      <span style={{ color: 'var(--jq-text-soft)' }}>{kind}</span>{' '}
      {to ? (
        <Link to={to} className="jq-num">
          {name || t('audit.open')}
        </Link>
      ) : (
        <span className="jq-num">{name}</span>
      )}
    </span>
  );
}
