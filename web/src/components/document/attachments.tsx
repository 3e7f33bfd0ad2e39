import { PaperClipOutlined, UploadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Upload } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '@/lib/bytes';
import { formatInstant } from '@/lib/dates';
import { http, type ListPage } from '@/lib/http';
import { useCan } from '@/lib/permissions';
import { createKeys } from '@/lib/query-keys';
import { useCommand } from '@/lib/use-command';
import { Panel } from '../ui/page';
import { ProblemAlert } from '../ui/problem-alert';
import styles from './attachments.module.css';

export interface Attachment {
  id: string;
  purpose: string;
  file_name: string;
  media_type: string;
  size: number;
  created_at: string;
}

const keys = createKeys('attachments');

export interface Subject {
  /** `delivery`, `invoice`, `product`. */
  kind: string;
  id: string;
}

/** Sends one file; what it is for is kept with it. */
export function uploadAttachment(subject: Subject, purpose: string, file: File, key: string) {
  const form = new FormData();
  form.set('subject_type', subject.kind);
  form.set('subject_id', subject.id);
  form.set('purpose', purpose);
  form.set('file', file, file.name);
  return http.post<{ id: string }>('/attachments', form, { key });
}

/** Files of a document: proof of delivery, contracts, the customer's order. */
export function Attachments({ subject, purpose }: { subject: Subject; purpose: string }) {
  const { t } = useTranslation();
  const can = useCan();
  const query = useQuery({
    queryKey: keys.list({ subject: subject.id }),
    queryFn: ({ signal }) =>
      http.get<ListPage<Attachment>>(
        '/attachments',
        { subject_type: subject.kind, subject_id: subject.id },
        signal,
      ),
  });
  const upload = useCommand({
    run: (file: File, key) => uploadAttachment(subject, purpose, file, key),
    invalidates: [keys.all, ['timeline']],
    success: t('document.uploaded'),
  });
  const items = query.data?.items ?? [];
  return (
    <Panel
      title={t('document.files')}
      extra={
        can('attachments.write') && (
          <Upload
            showUploadList={false}
            beforeUpload={(file) => {
              upload.run(file);
              return false;
            }}
          >
            <Button size="small" icon={<UploadOutlined />} loading={upload.pending}>
              {t('document.upload')}
            </Button>
          </Upload>
        )
      }
    >
      <ProblemAlert error={query.error ?? upload.problem} onClose={upload.reset} />
      {items.length === 0 && !query.error ? (
        <p className={styles.none}>{t('document.noFiles')}</p>
      ) : (
        <ul className={styles.list}>
          {items.map((file) => (
            <li key={file.id}>
              <PaperClipOutlined />
              <button
                type="button"
                className={styles.file}
                onClick={() =>
                  void http.download(`/attachments/${file.id}/content`, undefined, file.file_name)
                }
              >
                {file.file_name}
              </button>
              <span className={styles.quiet}>
                {formatBytes(file.size)} · {formatInstant(file.created_at)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
