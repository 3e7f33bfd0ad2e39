import { useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { Page } from '@/components/ui/page';
import { ChartSection } from '../components/chart-section';
import { DocSection } from '../components/doc-section';
import { FeedbackSection } from '../components/feedback-section';
import { FormSection } from '../components/form-section';
import { GridSection } from '../components/grid-section';
import { TableSection } from '../components/table-section';

const SECTIONS = {
  table: TableSection,
  doc: DocSection,
  grid: GridSection,
  form: FormSection,
  chart: ChartSection,
  feedback: FeedbackSection,
} as const;

type Name = keyof typeof SECTIONS;

/** All shared components with sample data; only in development. `?s=grid` picks a part. */
export function GalleryPage() {
  const search = useSearch({ strict: false }) as { s?: string };
  const navigate = useNavigate();
  const name = (search.s && search.s in SECTIONS ? search.s : 'table') as Name;
  const Section = SECTIONS[name];
  return (
    <Page
      fill={name === 'table'}
      title="组件"
      hint="开发用：共享组件与示例数据"
      actions={
        <Segmented<Name>
          options={Object.keys(SECTIONS) as Name[]}
          value={name}
          onChange={(s) => void navigate({ to: '/__gallery', search: { s } as never })}
        />
      }
    >
      <Section />
    </Page>
  );
}
