import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Modal } from 'antd';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LineTable, TwoLines } from '@/components/document/line-table';
import { FormDialog } from '@/components/form/form-dialog';
import { MoneyText } from '@/components/money/money-text';
import { StatusTag } from '@/components/ui/status-tag';
import { today } from '@/lib/dates';
import { isZero } from '@/lib/money';
import { paths } from '@/lib/paths';
import { useCommand } from '@/lib/use-command';
import {
  runStatements,
  statementKeys,
  statementsOf,
  type Made,
  type NotMade,
  type RunReport,
} from '../api';
import { summaryOf, usualPeriod, type Period } from '../lib/statement';
import { PeriodFields } from './period-fields';

/** The statements of everybody for a period, and what came of it. */
export function RunDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Period>();
  const [report, setReport] = useState<(RunReport & { period: Period }) | null>(null);
  const run = useCommand({
    run: (period: Period, key) => runStatements({ ...period, customer_ids: [] }, key),
    invalidates: [statementKeys.all],
    onSuccess: (done, period) => {
      onClose();
      setReport({ ...done, period });
    },
  });
  return (
    <>
      <FormDialog<Period>
        open={open}
        title={t('statements.run')}
        command={run}
        form={form}
        columns
        intro={<p style={{ margin: '0 0 16px' }}>{t('statements.runText')}</p>}
        confirmLabel={t('statements.runIt')}
        initial={usualPeriod(today())}
        onClose={onClose}
      >
        <PeriodFields form={form} />
      </FormDialog>
      <Modal
        open={report !== null}
        title={t('statements.report.title')}
        width={760}
        onCancel={() => setReport(null)}
        footer={
          <Button type="primary" autoFocus onClick={() => setReport(null)}>
            {t('common.close')}
          </Button>
        }
      >
        {report && <Report report={report} />}
      </Modal>
    </>
  );
}

function Report({ report }: { report: RunReport & { period: Period } }) {
  const { t } = useTranslation();
  const { period } = report;
  const statements = useQuery({
    queryKey: statementKeys.list({ ...period }),
    queryFn: ({ signal }) => statementsOf(period, signal),
    enabled: report.made.length > 0,
  });
  const customers = new Map(statements.data?.map((s) => [s.id, s]));
  const { made, unchanged, none, different } = summaryOf(report);
  return (
    <div style={{ display: 'grid', gap: 14 }}>
      <Alert
        type={different > 0 ? 'warning' : 'success'}
        showIcon
        title={t('statements.report.summary', { made, unchanged, none })}
        {...(different > 0
          ? { description: t('statements.report.different', { count: different }) }
          : {})}
      />
      {report.none.length > 0 && (
        <div style={{ maxHeight: 260, overflow: 'auto' }}>
          <LineTable<NotMade>
            label={t('statements.report.none')}
            rows={report.none}
            rowKey={(n) => n.customer_id + n.currency}
            columns={[
              {
                key: 'customer',
                title: t('fields.customer'),
                render: (n) => (
                  <TwoLines
                    main={<Link to={paths.customer(n.customer_id)}>{n.customer_name}</Link>}
                    sub={n.customer_code}
                  />
                ),
              },
              { key: 'currency', title: t('fields.currency'), render: (n) => n.currency },
              { key: 'reason', title: t('statements.report.why'), render: (n) => n.reason },
            ]}
          />
        </div>
      )}
      {report.made.length > 0 && (
        <div style={{ maxHeight: 260, overflow: 'auto' }}>
          <LineTable<Made>
            label={t('statements.report.made')}
            rows={report.made}
            rowKey={(m) => m.id}
            rowTone={(m) => (isZero(m.difference) ? undefined : 'warning')}
            columns={[
              {
                key: 'number',
                title: t('fields.number'),
                render: (m) => (
                  <Link to={paths.statement(m.id)} className="jq-num">
                    {m.number}
                  </Link>
                ),
              },
              {
                key: 'customer',
                title: t('fields.customer'),
                render: (m) => {
                  const row = customers.get(m.id);
                  return row ? (
                    <Link to={paths.customer(row.customer_id)}>{row.customer_name}</Link>
                  ) : statements.isPending ? (
                    '…'
                  ) : (
                    '–'
                  );
                },
              },
              {
                key: 'made',
                title: t('fields.status'),
                render: (m) => <StatusTag status={m.made ? 'added' : 'unchanged'} />,
              },
              {
                key: 'lines',
                title: t('statements.col.lines'),
                figure: true,
                render: (m) => m.lines,
              },
              {
                key: 'closing',
                title: t('statements.col.closing'),
                figure: true,
                render: (m) => <MoneyText value={m.closing} currency={m.currency} />,
              },
            ]}
          />
        </div>
      )}
    </div>
  );
}
