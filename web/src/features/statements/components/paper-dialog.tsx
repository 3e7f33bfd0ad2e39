import { UploadOutlined } from '@ant-design/icons';
import { Button, Form, Input, Upload } from 'antd';
import { useTranslation } from 'react-i18next';
import { uploadAttachment } from '@/components/document/attachments';
import { FormDialog } from '@/components/form/form-dialog';
import { today } from '@/lib/dates';
import { useCommand } from '@/lib/use-command';
import { recordPaper } from '../agreement-api';
import { statementKeys, type StatementRow } from '../api';

interface Input {
  name: string;
  title?: string;
  signed_on: string;
  note?: string;
  scan: { originFileObj?: File }[];
}

/** A confirmation that came back on paper, with its scan. */
export function PaperDialog({
  statement,
  open,
  onClose,
}: {
  statement: StatementRow;
  open: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const record = useCommand({
    run: async (input: Input, key) => {
      const file = input.scan[0]?.originFileObj;
      if (!file) throw new Error('no scan');
      const subject = { kind: 'statement', id: statement.id };
      const scan = await uploadAttachment(subject, 'confirmation', file, `${key}-scan`);
      const { name, title = '', signed_on, note = '' } = input;
      const paper = { name, title, signed_on, note, attachment_id: scan.id };
      return recordPaper(statement.id, statement.version, paper, key);
    },
    invalidates: [statementKeys.all, ['timeline'], ['attachments']],
    success: t('statements.agreement.recorded'),
    onSuccess: onClose,
  });
  const required = [{ required: true, message: t('errors.fields.required') }];
  return (
    <FormDialog<Input>
      open={open}
      title={t('statements.paper.title')}
      intro={<p style={{ marginTop: 0 }}>{t('statements.paper.text')}</p>}
      command={record}
      columns
      initial={{ signed_on: today() }}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('statements.paper.name')} rules={required}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="title" label={t('statements.paper.position')}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="signed_on" label={t('statements.paper.on')} rules={required}>
        <Input type="date" max={today()} />
      </Form.Item>
      <Form.Item
        name="scan"
        label={t('statements.paper.scan')}
        rules={required}
        valuePropName="fileList"
        getValueFromEvent={(event: { fileList: unknown[] }) => event.fileList.slice(-1)}
      >
        <Upload beforeUpload={() => false} accept=".pdf,.png,.jpg,.jpeg" maxCount={1}>
          <Button icon={<UploadOutlined />}>{t('statements.paper.choose')}</Button>
        </Upload>
      </Form.Item>
      <Form.Item name="note" label={t('statements.paper.note')} style={{ gridColumn: '1/-1' }}>
        <Input maxLength={2000} />
      </Form.Item>
    </FormDialog>
  );
}
