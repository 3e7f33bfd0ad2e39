import { Alert, Button, Modal, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface SecretDialogProps {
  /** `null`: closed. Empty: the server has told it before and tells it no more. */
  secret: string | null;
  title: string;
  /** What it is for and what to do with it. */
  text: ReactNode;
  onClose: () => void;
}

/** A password or token that is shown this once. */
export function SecretDialog({ secret, title, text, onClose }: SecretDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      open={secret !== null}
      title={title}
      width={520}
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
      footer={
        <Button type="primary" onClick={onClose}>
          {t('common.secretKept')}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={text} style={{ marginBottom: 14 }} />
      <Typography.Text
        code
        copyable={{ text: secret ?? '' }}
        style={{ fontSize: 15, overflowWrap: 'anywhere' }}
        data-secret
      >
        {secret}
      </Typography.Text>
    </Modal>
  );
}
