import { Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileDrop } from '@/components/form/file-drop';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { useCommand } from '@/lib/use-command';
import { startImport, type BankState } from '../api';
import styles from './bank.module.css';

/** One file of a bank: it is read as soon as it is there. */
export function ImportDialog({
  open,
  accounts,
  onStarted,
  onClose,
}: {
  open: boolean;
  accounts: readonly BankState[];
  onStarted: (id: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [account, setAccount] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const start = useCommand({
    run: startImport,
    onSuccess: (made) => {
      setFile(null);
      onStarted(made.id);
    },
  });
  const take = (chosen: File | null, of = account) => {
    start.reset();
    setFile(chosen);
    if (chosen) start.run({ file: chosen, account: of });
  };
  return (
    <Modal
      open={open}
      title={t('bank.import')}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
      width={520}
    >
      <div className={styles.stack}>
        <Select
          value={account}
          aria-label={t('bank.account')}
          onChange={(value) => {
            setAccount(value);
            if (file) take(file, value);
          }}
          options={[
            { value: '', label: t('bank.byNumber') },
            ...accounts.map((a) => ({
              value: a.id,
              label: [a.name, a.account, a.currency].filter(Boolean).join(' · '),
            })),
          ]}
        />
        <FileDrop
          title={t('bank.drop')}
          hint={t('bank.dropHint')}
          file={file}
          disabled={start.pending}
          onFile={(chosen) => take(chosen)}
        />
        <ProblemAlert error={start.problem} onClose={start.reset} />
      </div>
    </Modal>
  );
}
