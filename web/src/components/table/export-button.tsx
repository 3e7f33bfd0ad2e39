import { DownloadOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { http } from '@/lib/http';
import { useCommand } from '@/lib/use-command';
import { ProblemAlert } from '../ui/problem-alert';

/** The list as it is filtered, as xlsx from the server. */
export function ExportButton({
  endpoint,
  query,
}: {
  endpoint: string;
  query: Record<string, unknown>;
}) {
  const { t } = useTranslation();
  const download = useCommand({
    run: () =>
      http.download(
        `${endpoint}/export.xlsx`,
        query as never,
        `${endpoint.replace(/\W+/g, '-').slice(1)}.xlsx`,
      ),
  });
  return (
    <>
      {download.problem && <ProblemAlert error={download.problem} onClose={download.reset} />}
      <Tooltip title={t('table.exportHelp')}>
        <Button
          type="text"
          icon={<DownloadOutlined />}
          loading={download.pending}
          onClick={() => download.run()}
        >
          {t('table.export')}
        </Button>
      </Tooltip>
    </>
  );
}
