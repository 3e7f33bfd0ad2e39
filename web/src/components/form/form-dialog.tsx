import { Form, Modal, type FormInstance } from 'antd';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '@/lib/use-command';
import { ProblemAlert } from '../ui/problem-alert';
import { useFieldErrors } from './use-field-errors';

type Sending<Values> = Pick<Command<Values, unknown>, 'run' | 'pending' | 'problem' | 'reset'>;

export interface FormDialogProps<Values> {
  open: boolean;
  title: ReactNode;
  /** What the form is sent by; refused fields are marked, other refusals stand below. */
  command: Sending<Values>;
  initial?: Partial<Values>;
  /** From `Form.useForm`, when the parent watches or sets fields. */
  form?: FormInstance<Values>;
  /** What this is about, above the fields. */
  intro?: ReactNode;
  confirmLabel?: string;
  danger?: boolean;
  blocked?: boolean;
  width?: number;
  /** Two fields side by side; one that needs the whole width says `gridColumn: '1/-1'`. */
  columns?: boolean;
  /** A failure of something the form has to read first. */
  readProblem?: unknown;
  onClose: () => void;
  children: ReactNode;
}

/** A short form in a dialog: Enter sends it, closing forgets it. */
export function FormDialog<Values extends object>(props: FormDialogProps<Values>) {
  const { t } = useTranslation();
  const [own] = Form.useForm<Values>();
  const form = props.form ?? own;
  const { command } = props;
  const fields = useRef<HTMLDivElement>(null);
  useFieldErrors(form, command.problem);
  return (
    <Modal
      open={props.open}
      title={props.title}
      width={props.width ?? 480}
      onCancel={props.onClose}
      afterClose={command.reset}
      // The dialog takes the focus for itself when it opens without movement.
      afterOpenChange={(open) => {
        if (open) fields.current?.querySelector<HTMLElement>(FIRST)?.focus();
      }}
      onOk={() => form.submit()}
      okText={props.confirmLabel ?? t('common.save')}
      okButtonProps={{ danger: !!props.danger, disabled: !!props.blocked }}
      cancelText={t('common.cancel')}
      confirmLoading={command.pending}
      mask={{ closable: !command.pending }}
      destroyOnHidden
    >
      {props.intro}
      <div ref={fields}>
        <Form<Values>
          form={form}
          layout="vertical"
          preserve={false}
          {...(props.initial ? { initialValues: props.initial } : {})}
          onFinish={(values) => {
            if (!props.blocked && !command.pending) command.run(values);
          }}
          {...(props.columns
            ? { style: { display: 'grid', gap: '0 16px', gridTemplateColumns: '1fr 1fr' } }
            : {})}
        >
          {props.children}
          {/* Enter in a field sends the form; the dialog's own button stands outside of it. */}
          <button type="submit" hidden aria-hidden tabIndex={-1} />
        </Form>
      </div>
      <ProblemAlert error={command.problem ?? props.readProblem} />
    </Modal>
  );
}

const FIRST = 'input:not([type="hidden"], [readonly], :disabled), textarea:not(:disabled)';
