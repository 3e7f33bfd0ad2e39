import { FileExcelOutlined, InboxOutlined } from '@ant-design/icons';
import { Button, Upload } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '@/lib/bytes';

/** One place for one file: dropped, or chosen. */
export function FileDrop({
  title,
  hint,
  file,
  accept,
  disabled,
  onFile,
}: {
  title: string;
  hint: string;
  file: File | null;
  accept?: string;
  disabled: boolean;
  onFile: (file: File | null) => void;
}) {
  const { t } = useTranslation();
  return (
    <Upload.Dragger
      {...(accept ? { accept } : {})}
      maxCount={1}
      showUploadList={false}
      disabled={disabled}
      aria-label={title}
      beforeUpload={(chosen) => {
        onFile(chosen);
        return false;
      }}
    >
      <p style={{ margin: '0 0 4px', fontSize: 26, color: 'var(--jq-accent)' }}>
        {file ? <FileExcelOutlined /> : <InboxOutlined />}
      </p>
      <p style={{ margin: 0, fontWeight: 500, overflowWrap: 'anywhere' }}>{file?.name ?? title}</p>
      <p style={{ margin: '2px 0 0', fontSize: 12.5, color: 'var(--jq-text-soft)' }}>
        {file ? formatBytes(file.size) : hint}
      </p>
      {file && (
        <Button
          type="link"
          size="small"
          disabled={disabled}
          onClick={(event) => {
            event.stopPropagation();
            onFile(null);
          }}
        >
          {t('imports.otherFile')}
        </Button>
      )}
    </Upload.Dragger>
  );
}
