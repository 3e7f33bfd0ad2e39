import { EmptyState } from '@/components/ui/empty-state';
import { JobProgress } from '@/components/ui/job-progress';
import { Panel } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { ApiProblem } from '@/lib/problem';

const overLimit = new ApiProblem(
  {
    code: 'credit.over_limit',
    title: '超出信用额度',
    detail: '确认本单后，杭州明远贸易有限公司的占用将超过额度。',
    facts: {
      limit: '500000.00',
      used: '462300.00',
      requested: '128400.00',
      exceeded_by: '90700.00',
      role: '信控主管',
    },
    request_id: 'req_0h3kq2m8',
  },
  422,
);
const invalid = new ApiProblem(
  {
    code: 'validation',
    title: '有内容需要更正',
    fields: [
      { path: 'lines[2].qty', code: 'required' },
      { path: 'customer_id', code: 'not_found' },
    ],
  },
  422,
);

export function FeedbackSection() {
  return (
    <>
      <ProblemAlert error={overLimit} />
      <ProblemAlert error={invalid} onClose={() => undefined} />
      <ProblemAlert error={new ApiProblem({ code: 'network' }, 0)} onRetry={() => undefined} />
      <Panel title="任务">
        <div style={{ display: 'grid', gap: 20 }}>
          <JobProgress
            jobId="1"
            title="导入订单 orders-2026.xlsx"
            fixed={{
              id: '1',
              kind: 'import',
              state: 'running',
              progress: { done: 61_240, total: 100_000 },
              message: '正在核对价格',
            }}
          />
          <JobProgress
            jobId="2"
            title="生成对账单"
            fixed={{
              id: '2',
              kind: 'statements',
              state: 'succeeded',
              progress: { done: 42, total: 42 },
            }}
          />
        </div>
      </Panel>
      <Panel>
        <EmptyState
          title="还没有订单"
          text="从键盘录入，或者把手头的 Excel 直接导入。"
          action={{ label: '新建订单', run: () => undefined }}
          secondary={{ label: '导入 Excel', run: () => undefined }}
        />
      </Panel>
      <Panel>
        <EmptyState kind="done" title="没有待办" text="今天的事都处理完了。" />
      </Panel>
    </>
  );
}
