import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { LineTable } from '@/components/document/line-table';
import { Panel } from '@/components/ui/page';
import { QueryView } from '@/components/ui/query-view';
import { PanelSkeleton } from '@/components/ui/skeletons';
import { readSeries, seriesKeys } from '../api';
import { seriesTable, type SeriesMonth } from '../lib/series';

/** Last numbers given, month by month; to read, numbers are never set by hand. */
export function SeriesPanel() {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: seriesKeys.all,
    queryFn: ({ signal }) => readSeries(signal),
  });
  return (
    <Panel flush title={t('settings.tab.series')} extra={t('settings.series.help')}>
      <QueryView query={query} skeleton={<PanelSkeleton />}>
        {(series) => {
          const { kinds, months } = seriesTable(series);
          return (
            <LineTable<SeriesMonth>
              label={t('settings.tab.series')}
              rows={months}
              rowKey={(m) => m.period}
              empty={t('settings.series.none')}
              columns={[
                {
                  key: 'period',
                  title: t('settings.series.month'),
                  render: (m) => <span className="jq-num">{m.period}</span>,
                },
                ...kinds.map((kind) => ({
                  key: kind,
                  title: t(`settings.series.kinds.${kind}`, { defaultValue: kind }),
                  figure: true,
                  width: 150,
                  render: (m: SeriesMonth) => m.last[kind] ?? '',
                })),
              ]}
            />
          );
        }}
      </QueryView>
    </Panel>
  );
}
