import { Alert, Form, Input, Modal, Select, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '@/components/form/form-dialog';
import { useCommand } from '@/lib/use-command';
import { linkAddress, sendLink } from '../agreement-api';
import { statementKeys, type StatementDetail } from '../api';

interface Input {
  recipient: string;
  days: number;
}

const DAYS = [7, 14, 30, 60, 90];

/** A link for the customer: for whom and how long, then the text to paste into a message. */
export function LinkDialog({
  detail,
  open,
  onClose,
}: {
  detail: StatementDetail;
  open: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { statement: s } = detail;
  const [secret, setSecret] = useState<string | null>(null);
  const send = useCommand({
    run: (input: Input, key) => sendLink(s.id, input, key),
    invalidates: [statementKeys.all, ['timeline']],
    onSuccess: (sent) => {
      setSecret(sent.secret ?? '');
      onClose();
    },
  });
  const address = linkAddress(secret ?? '');
  const message = t('statements.link.message', {
    customer: s.customer_name,
    from: s.from,
    to: s.to,
    company: detail.company.name,
    address,
  });
  return (
    <>
      <FormDialog<Input>
        open={open}
        title={t('statements.link.title')}
        intro={<p style={{ marginTop: 0 }}>{t('statements.link.text')}</p>}
        command={send}
        confirmLabel={t('statements.link.make')}
        initial={{ recipient: detail.customer.contact, days: 14 }}
        onClose={onClose}
      >
        <Form.Item name="recipient" label={t('statements.link.recipient')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="days" label={t('statements.link.days')}>
          <Select
            options={DAYS.map((count) => ({
              value: count,
              label: t('statements.link.dayCount', { count }),
            }))}
          />
        </Form.Item>
      </FormDialog>
      <Modal
        open={secret !== null}
        title={t('statements.link.made')}
        width={560}
        mask={{ closable: false }}
        footer={null}
        onCancel={() => setSecret(null)}
        destroyOnHidden
      >
        <Alert
          type="warning"
          showIcon
          title={t(secret === '' ? 'statements.link.toldBefore' : 'statements.link.once')}
          style={{ marginBottom: 14 }}
        />
        {secret !== '' && (
          <>
            <Typography.Paragraph
              copyable={{ text: address, tooltips: [t('statements.link.copyAddress')] }}
              style={{ overflowWrap: 'anywhere' }}
              data-link
            >
              {address}
            </Typography.Paragraph>
            <Typography.Paragraph
              copyable={{ text: message, tooltips: [t('statements.link.copyMessage')] }}
              style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', marginBottom: 0 }}
              type="secondary"
            >
              {message}
            </Typography.Paragraph>
          </>
        )}
      </Modal>
    </>
  );
}
