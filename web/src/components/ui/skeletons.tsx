import { Skeleton } from 'antd';
import { Panel } from './page';

/** Grey shapes of what is coming, so the page does not jump. */
export function PageSkeleton() {
  return (
    <div style={{ padding: 20, display: 'grid', gap: 16 }} aria-busy>
      <Skeleton.Input active style={{ width: 220 }} />
      <Panel>
        <Skeleton active paragraph={{ rows: 9 }} title={false} />
      </Panel>
    </div>
  );
}

export function DocSkeleton() {
  return (
    <div style={{ padding: 20, display: 'grid', gap: 16 }} aria-busy>
      <Panel>
        <Skeleton active paragraph={{ rows: 2 }} />
      </Panel>
      <Panel>
        <Skeleton active paragraph={{ rows: 8 }} title={false} />
      </Panel>
    </div>
  );
}

/** What is coming inside a page that has its title already. */
export function PanelSkeleton() {
  return (
    <div aria-busy>
      <Panel>
        <Skeleton active paragraph={{ rows: 7 }} title={false} />
      </Panel>
    </div>
  );
}
