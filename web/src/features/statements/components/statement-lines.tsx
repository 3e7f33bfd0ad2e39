import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LineTable, TwoLines, type LineColumn } from '@/components/document/line-table';
import { MoneyText } from '@/components/money/money-text';
import { Panel } from '@/components/ui/page';
import { pageOf } from '@/lib/paths';
import type { StatementDetail, StatementLine } from '../api';
import styles from './statement.module.css';

/** Opening, every movement, closing; as it is printed. */
export function StatementLines({ detail }: { detail: StatementDetail }) {
  const { t } = useTranslation();
  const { statement } = detail;
  const money = (value: string, dashZero = true) => (
    <MoneyText value={value} currency={statement.currency} symbol={false} dashZero={dashZero} />
  );
  const columns: LineColumn<StatementLine>[] = [
    {
      key: 'on',
      title: t('statements.line.on'),
      render: (l) => <span className="jq-num">{l.document_on}</span>,
      foot: <span className="jq-num">{statement.to}</span>,
    },
    {
      key: 'no',
      title: t('statements.line.document'),
      render: (l) => {
        const to = l.document_id ? pageOf(l.document_type, l.document_id) : null;
        return to ? (
          <Link to={to} className="jq-num">
            {l.document_no}
          </Link>
        ) : (
          <span className="jq-num">{l.document_no}</span>
        );
      },
      foot: t('statements.col.closing'),
    },
    {
      key: 'text',
      title: t('statements.line.description'),
      width: 200,
      render: (l) => (
        <TwoLines
          main={l.description}
          sub={l.reference && <span className={styles.reference}>{l.reference}</span>}
        />
      ),
    },
    {
      key: 'debit',
      title: t('statements.col.debit'),
      figure: true,
      render: (l) => money(l.debit),
      foot: money(statement.debit, false),
    },
    {
      key: 'credit',
      title: t('statements.col.credit'),
      figure: true,
      render: (l) => money(l.credit),
      foot: money(statement.credit, false),
    },
    {
      key: 'balance',
      title: t('statements.col.balance'),
      figure: true,
      render: (l) => money(l.balance, false),
      foot: <MoneyText value={statement.closing} currency={statement.currency} strong />,
    },
  ];
  const opening: StatementLine = {
    line_no: 0,
    document_on: statement.from,
    document_type: '',
    document_id: null,
    document_no: '',
    reference: '',
    description: t('statements.col.opening'),
    debit: '0',
    credit: '0',
    balance: statement.opening,
  };
  return (
    <Panel
      flush
      title={t('statements.lines')}
      extra={<small>{t('statements.lineCount', { count: detail.lines.length })}</small>}
    >
      <LineTable<StatementLine>
        label={t('statements.lines')}
        rows={[opening, ...detail.lines]}
        rowKey={(l) => String(l.line_no)}
        rowTone={(l) => (l.line_no === 0 ? 'muted' : undefined)}
        columns={columns}
      />
    </Panel>
  );
}
