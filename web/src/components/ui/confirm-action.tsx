import { Button, Checkbox, Form, Input, Modal } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { focusFirst } from '../form/focus-first';
import { ProblemAlert } from './problem-alert';

export interface ConfirmActionProps {
  open: boolean;
  title: string;
  /** What will happen, with the figures. */
  children?: ReactNode;
  confirmLabel: string;
  danger?: boolean;
  /** Ask for a reason; `required` refuses an empty one. */
  reason?: 'required' | 'optional';
  reasonLabel?: string;
  /** Common reasons as one-click texts. */
  reasonPresets?: readonly string[];
  /** A sentence that has to be ticked first (irreversible steps). */
  acknowledge?: string;
  pending?: boolean;
  problem?: unknown;
  onConfirm: (reason: string) => void;
  onClose: () => void;
}

/** The question before a consequence. Closes itself only through its parent, and starts fresh each time. */
export function ConfirmAction(props: ConfirmActionProps) {
  const body = useRef<HTMLDivElement>(null);
  return (
    <Modal
      open={props.open}
      onCancel={props.onClose}
      title={props.title}
      footer={null}
      destroyOnHidden
      width={480}
      mask={{ closable: !props.pending }}
      afterOpenChange={(open) => open && focusFirst(body.current)}
    >
      <div ref={body}>
        <ConfirmBody {...props} />
      </div>
    </Modal>
  );
}

function ConfirmBody(props: ConfirmActionProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ reason?: string }>();
  const [ticked, setTicked] = useState(false);
  return (
    <Form form={form} layout="vertical" onFinish={(v) => props.onConfirm(v.reason?.trim() ?? '')}>
      <div style={{ display: 'grid', gap: 12, marginBottom: 16 }}>
        {props.children}
        <ProblemAlert error={props.problem} />
      </div>
      {props.reason && (
        <Form.Item
          name="reason"
          label={props.reasonLabel ?? t('common.reason')}
          rules={
            props.reason === 'required'
              ? [{ required: true, whitespace: true, message: t('common.reasonRequired') }]
              : []
          }
        >
          <Input.TextArea autoFocus rows={3} maxLength={500} showCount />
        </Form.Item>
      )}
      {props.reasonPresets && (
        <div style={{ display: 'flex', gap: 6, flexWrap: 'wrap', margin: '-8px 0 16px' }}>
          {props.reasonPresets.map((text) => (
            <button
              key={text}
              type="button"
              className="jq-chip"
              onClick={() => form.setFieldValue('reason', text)}
            >
              {text}
            </button>
          ))}
        </div>
      )}
      {props.acknowledge && (
        <Checkbox
          checked={ticked}
          onChange={(e) => setTicked(e.target.checked)}
          style={{ marginBottom: 16 }}
        >
          {props.acknowledge}
        </Checkbox>
      )}
      <ConfirmButtons {...props} blocked={!!props.acknowledge && !ticked} />
    </Form>
  );
}

function ConfirmButtons(props: ConfirmActionProps & { blocked: boolean }) {
  const { t } = useTranslation();
  return (
    <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8 }}>
      <Button onClick={props.onClose} disabled={!!props.pending}>
        {t('common.cancel')}
      </Button>
      <Button
        type="primary"
        htmlType="submit"
        danger={!!props.danger}
        loading={!!props.pending}
        disabled={props.blocked}
        autoFocus={!props.reason}
      >
        {props.confirmLabel}
      </Button>
    </div>
  );
}
