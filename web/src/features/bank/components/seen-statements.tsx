import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { MoneyText } from '@/components/money/money-text';
import { Panel } from '@/components/ui/page';
import { StatusTag } from '@/components/ui/status-tag';
import type { SeenStatement } from '../api';
import styles from './bank.module.css';

/** The statements of a file with the figures that prove them. */
export function SeenStatements({ statements }: { statements: readonly SeenStatement[] }) {
  const { t } = useTranslation();
  const money = (value: string | null, s: SeenStatement) => (
    <MoneyText value={value} currency={s.currency} />
  );
  return (
    <Panel title={t('bank.statements')} flush>
      <Table<SeenStatement>
        size="small"
        rowKey={(s) => `${s.account_id}${s.from}${s.to}${s.opening}${s.closing}`}
        dataSource={[...statements]}
        pagination={statements.length > 20 ? { pageSize: 20 } : false}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: t('bank.account'),
            render: (_, s) => (
              <>
                {s.account_name} <span className={styles.quiet}>{s.currency}</span>
              </>
            ),
          },
          {
            title: t('bank.col.period'),
            render: (_, s) => (
              <span className="jq-num">{s.from === s.to ? s.from : `${s.from} – ${s.to}`}</span>
            ),
          },
          { title: t('bank.col.opening'), align: 'right', render: (_, s) => money(s.opening, s) },
          { title: t('bank.col.sum'), align: 'right', render: (_, s) => money(s.sum, s) },
          { title: t('bank.col.closing'), align: 'right', render: (_, s) => money(s.closing, s) },
          {
            title: t('bank.col.foots'),
            render: (_, s) => (
              <>
                <StatusTag
                  status={s.foots}
                  label={t(`bank.foots.${s.foots}`)}
                  tone={s.foots === 'yes' ? 'success' : s.foots === 'no' ? 'danger' : 'neutral'}
                />
                {s.difference && (
                  <span className={styles.warn}>
                    {' '}
                    <MoneyText value={s.difference} currency={s.currency} sign />
                  </span>
                )}
              </>
            ),
          },
          {
            title: t('bank.col.gap'),
            align: 'right',
            render: (_, s) =>
              s.gap ? (
                <span className={styles.warn}>
                  <MoneyText value={s.gap} currency={s.currency} sign />
                </span>
              ) : (
                '—'
              ),
          },
          {
            title: t('bank.col.rows'),
            align: 'right',
            render: (_, s) => (
              <span className="jq-num">{t('bank.newOf', { new: s.new, rows: s.rows })}</span>
            ),
          },
        ]}
      />
    </Panel>
  );
}
