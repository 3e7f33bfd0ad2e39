import { UploadOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Form, Input, Modal, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uploadAttachment } from '@/components/document/attachments';
import { LineTable, TwoLines, type LineColumn } from '@/components/document/line-table';
import { DateInput } from '@/components/form/date-range';
import { QtyInput } from '@/components/money/amount-input';
import { QtyText } from '@/components/money/money-text';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { today } from '@/lib/dates';
import { http } from '@/lib/http';
import { isDecimal, isZero } from '@/lib/money';
import { useCan } from '@/lib/permissions';
import { useCommand } from '@/lib/use-command';
import { deliveryKeys, type DeliveryLine, type DeliveryView } from '../api';
import {
  allSigned,
  signProblem,
  withRejected,
  withSigned,
  type SignLine,
  type SignOff,
} from '../lib/quantities';
import styles from './sign-dialog.module.css';

interface Head {
  signed_on: string;
  signed_by?: string;
}

/** What the customer signed for and what they refused, line by line, with the proof. */
export function SignDialog(props: { delivery: DeliveryView; open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      open={props.open}
      onCancel={props.onClose}
      title={t('deliveries.sign.title', { number: props.delivery.number })}
      width={900}
      footer={null}
      destroyOnHidden
    >
      <SignForm {...props} />
    </Modal>
  );
}

function SignForm({ delivery, onClose }: { delivery: DeliveryView; onClose: () => void }) {
  const { t } = useTranslation();
  const can = useCan();
  const [form] = Form.useForm<Head>();
  const [entries, setEntries] = useState<SignOff>(() => allSigned(delivery.lines));
  const [proof, setProof] = useState<File | null>(null);
  const [tried, setTried] = useState(false);
  const sign = useCommand({
    run: async (head: Head, key) => {
      await http.post(
        `/deliveries/${delivery.id}/sign`,
        {
          signed_on: head.signed_on,
          signed_by: head.signed_by?.trim() ?? '',
          lines: delivery.lines.map((line) => {
            const entry = entryOf(line);
            return {
              line_id: line.id,
              signed: entry.signed,
              rejected: entry.rejected,
              reason: entry.reason.trim(),
            };
          }),
        },
        { key, version: delivery.version },
      );
      if (proof)
        await uploadAttachment(
          { kind: 'delivery', id: delivery.id },
          'proof_of_delivery',
          proof,
          `${key}-proof`,
        );
    },
    invalidates: [deliveryKeys.all, ['orders'], ['invoices'], ['customers'], ['timeline']],
    success: t('deliveries.done.sign', { number: delivery.number }),
    onSuccess: onClose,
  });
  const entryOf = (line: DeliveryLine): SignLine =>
    entries[line.id] ?? { signed: line.qty, rejected: '0', reason: '' };
  const put = (line: DeliveryLine, entry: SignLine) =>
    setEntries((old) => ({ ...old, [line.id]: entry }));
  const wrong = delivery.lines.some((l) => signProblem(l, entryOf(l)) !== null);
  const reasons = ['damaged', 'wrong', 'quality', 'late', 'refused'].map((key) => ({
    value: t(`deliveries.reasons.${key}`),
  }));

  const columns: LineColumn<DeliveryLine>[] = [
    {
      key: 'product',
      title: t('fields.product'),
      width: 180,
      render: (l) => <TwoLines main={[l.name, l.spec].filter(Boolean).join(' ')} sub={l.sku} />,
    },
    {
      key: 'qty',
      title: t('deliveries.col.sent'),
      figure: true,
      render: (l) => <QtyText value={l.qty} unit={l.unit} />,
    },
    {
      key: 'signed',
      title: t('deliveries.col.signedQty'),
      figure: true,
      width: 120,
      render: (l) => (
        <QtyInput
          value={entryOf(l).signed}
          aria-label={`${t('deliveries.col.signedQty')} ${l.line_no}`}
          onChange={(v) => put(l, withSigned(l, entryOf(l), v))}
        />
      ),
    },
    {
      key: 'rejected',
      title: t('deliveries.col.rejectedQty'),
      figure: true,
      width: 120,
      render: (l) => (
        <QtyInput
          value={entryOf(l).rejected}
          aria-label={`${t('deliveries.col.rejectedQty')} ${l.line_no}`}
          onChange={(v) => put(l, withRejected(l, entryOf(l), v))}
        />
      ),
    },
    {
      key: 'reason',
      title: t('deliveries.col.reason'),
      width: 170,
      render: (l) => {
        const entry = entryOf(l);
        const problem = signProblem(l, entry);
        const idle = !isDecimal(entry.rejected) || isZero(entry.rejected);
        return (
          <>
            <AutoComplete
              value={entry.reason}
              options={reasons}
              disabled={idle}
              aria-label={`${t('deliveries.col.reason')} ${l.line_no}`}
              status={tried && problem === 'reason' ? 'error' : ''}
              style={{ width: '100%' }}
              onChange={(reason: string) => put(l, { ...entry, reason })}
            />
            {(problem === 'over' || (tried && problem)) && (
              <div role="alert" className={styles.error}>
                {t(`deliveries.sign.${problem}`)}
              </div>
            )}
          </>
        );
      },
    },
  ];

  return (
    <Form<Head>
      form={form}
      layout="vertical"
      initialValues={{ signed_on: today() }}
      onFinish={(head) => {
        setTried(true);
        if (!wrong) sign.run(head);
      }}
    >
      <div className={styles.head}>
        <Form.Item name="signed_on" label={t('deliveries.col.signed')}>
          <DateInput allowClear={false} aria-label={t('deliveries.col.signed')} />
        </Form.Item>
        <Form.Item name="signed_by" label={t('deliveries.signedBy')}>
          <Input maxLength={100} autoFocus />
        </Form.Item>
        {can('attachments.write') && (
          <Form.Item label={t('deliveries.proof')}>
            <Upload
              maxCount={1}
              accept="image/*,.pdf"
              fileList={proof ? [{ uid: 'proof', name: proof.name, status: 'done' }] : []}
              beforeUpload={(file) => {
                setProof(file);
                return false;
              }}
              onRemove={() => setProof(null)}
            >
              <Button icon={<UploadOutlined />}>{t('document.upload')}</Button>
            </Upload>
          </Form.Item>
        )}
      </div>
      <div className={styles.lines}>
        <LineTable
          label={t('deliveries.lines')}
          columns={columns}
          rows={delivery.lines}
          rowKey={(l) => l.id}
        />
      </div>
      <ProblemAlert error={sign.problem} />
      <div className={styles.foot}>
        <span className={styles.hint}>{t('deliveries.sign.hint')}</span>
        <Button onClick={onClose} disabled={sign.pending}>
          {t('common.cancel')}
        </Button>
        <Button type="primary" htmlType="submit" loading={sign.pending}>
          {t('deliveries.action.sign')}
        </Button>
      </div>
    </Form>
  );
}
