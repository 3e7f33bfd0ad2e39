import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { MoneyText } from '@/components/money/money-text';
import { StatusTag } from '@/components/ui/status-tag';
import type { BankStatement } from '../api';
import styles from './bank.module.css';

/** Statements of an account, newest first: whether each foots and joins the one before. */
export function StatementTable({ statements }: { statements: readonly BankStatement[] }) {
  const { t } = useTranslation();
  const money = (value: string | null, row: BankStatement) => (
    <MoneyText value={value} currency={row.currency} />
  );
  return (
    <Table<BankStatement>
      size="small"
      rowKey="id"
      pagination={statements.length > 12 ? { pageSize: 12, size: 'small' } : false}
      scroll={{ x: 'max-content' }}
      dataSource={[...statements]}
      columns={[
        {
          title: t('bank.col.period'),
          render: (_, s) => (
            <span className="jq-num">{s.from === s.to ? s.from : `${s.from} – ${s.to}`}</span>
          ),
        },
        {
          title: t('bank.col.opening'),
          align: 'right',
          render: (_, s) => money(s.opening, s),
        },
        { title: t('bank.col.sum'), align: 'right', render: (_, s) => money(s.sum, s) },
        {
          title: t('bank.col.closing'),
          align: 'right',
          render: (_, s) => money(s.closing, s),
        },
        {
          title: t('bank.col.foots'),
          render: (_, s) => (
            <StatusTag
              status={s.foots}
              label={t(`bank.foots.${s.foots}`)}
              tone={s.foots === 'yes' ? 'success' : s.foots === 'no' ? 'danger' : 'neutral'}
            />
          ),
        },
        {
          title: t('bank.col.link'),
          render: (_, s) => (
            <>
              <StatusTag
                status={s.link}
                label={t(`bank.link.${s.link}`)}
                tone={s.link === 'gap' ? 'danger' : s.link === 'continuous' ? 'success' : 'neutral'}
              />
              {s.missing && (
                <span className={styles.warn}>
                  {' '}
                  <MoneyText value={s.missing} currency={s.currency} sign />
                  {s.missing_days > 0 && ` · ${t('bank.days', { count: s.missing_days })}`}
                </span>
              )}
            </>
          ),
        },
        {
          title: t('bank.col.rows'),
          align: 'right',
          render: (_, s) => (
            <span className="jq-num">
              {s.new === s.rows ? s.rows : t('bank.newOf', { new: s.new, rows: s.rows })}
            </span>
          ),
        },
        {
          title: t('bank.col.file'),
          render: (_, s) => (
            <span className={styles.quiet}>
              {[s.file_name, s.format, s.created_by].filter(Boolean).join(' · ')}
            </span>
          ),
        },
      ]}
    />
  );
}
