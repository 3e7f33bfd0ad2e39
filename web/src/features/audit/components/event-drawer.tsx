import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { Facts } from '@/components/document/doc-layout';
import { LineTable } from '@/components/document/line-table';
import { formatInstant } from '@/lib/dates';
import type { AuditEvent } from '../api';
import { useEventText } from '../lib/event-text';
import { factsOf, type Fact } from '../lib/facts';
import styles from './audit.module.css';

/** One event in full: who, when, why, each field before and after, and everything recorded. */
export function EventDrawer({ event, onClose }: { event: AuditEvent | null; onClose: () => void }) {
  const say = useEventText();
  return (
    <Drawer
      open={event !== null}
      onClose={onClose}
      size={560}
      title={event ? `${say(event.kind)} ${event.number ?? ''}` : ''}
      destroyOnHidden
    >
      {event && <EventBody event={event} />}
    </Drawer>
  );
}

function EventBody({ event }: { event: AuditEvent }) {
  const { t } = useTranslation();
  const name = (field: string) => t(`fields.${field}`, { defaultValue: field });
  return (
    <div className={styles.event}>
      <Facts
        items={[
          { label: t('audit.col.when'), value: formatInstant(event.at, true) },
          { label: t('audit.col.who'), value: event.actor?.name ?? t('document.system') },
          { label: t('audit.col.businessDate'), value: event.business_date },
          { label: t('audit.col.kind'), value: <code>{event.kind}</code> },
          { label: t('audit.col.seq'), value: String(event.seq) },
          { label: t('errors.request'), value: <code>{event.request_id}</code> },
          ...(event.reason ? [{ label: t('common.reason'), value: event.reason, wide: true }] : []),
        ]}
      />
      {event.changes.length > 0 && (
        <LineTable
          label={t('audit.col.changes')}
          rows={event.changes}
          rowKey={(c) => c.field}
          columns={[
            { key: 'field', title: t('audit.col.field'), render: (c) => name(c.field) },
            {
              key: 'before',
              title: t('audit.before'),
              render: (c) => <del>{c.before ?? '–'}</del>,
            },
            { key: 'after', title: t('audit.after'), render: (c) => c.after ?? '–' },
          ]}
        />
      )}
      <LineTable<Fact>
        label={t('audit.recorded')}
        rows={factsOf(event.facts, t('common.listSeparator'))}
        rowKey={(f) => f.path}
        columns={[
          { key: 'path', title: t('audit.recorded'), render: (f) => name(f.path) },
          { key: 'value', title: t('audit.value'), render: (f) => f.value },
        ]}
      />
    </div>
  );
}
