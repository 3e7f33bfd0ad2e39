import { Form } from 'antd';
import { useState } from 'react';
import { DateInput, DateRange } from '@/components/form/date-range';
import { localSource } from '@/components/form/entity-source';
import { EntitySelect } from '@/components/form/entity-select';
import { AmountInput, QtyInput } from '@/components/money/amount-input';
import { MoneyText, PercentText, QtyText } from '@/components/money/money-text';
import { Panel } from '@/components/ui/page';
import { StatCard, StatRow } from '@/components/ui/stat-card';
import { StatusTag } from '@/components/ui/status-tag';
import { PRODUCTS } from '../lib/sample';

const source = localSource('sample-products', PRODUCTS);
const STATES = [
  'draft',
  'submitted',
  'confirmed',
  'partly_delivered',
  'signed',
  'paid',
  'hold',
  'disputed',
  'overdue',
  'rejected',
  'cancelled',
];

export function FormSection() {
  const [range, setRange] = useState<[string, string]>(['2026-11-01', '2026-11-30']);
  const [product, setProduct] = useState<string | undefined>('prd_3');
  return (
    <>
      <StatRow>
        <StatCard
          label="应收余额"
          value={<MoneyText value="2085470.75" symbol />}
          note="42 家客户 · 316 张未清"
          to="/aging"
        />
        <StatCard
          label="已逾期"
          value={<MoneyText value="374970.25" symbol />}
          note="18.0% · 最长 143 天"
          tone="danger"
          to="/aging"
        />
        <StatCard
          label="本月回款"
          value={<MoneyText value="1003650.75" symbol />}
          note="回款率 82.4%"
          tone="success"
        />
        <StatCard
          label="待认领"
          value="7 笔"
          note={<MoneyText value="212800.00" symbol />}
          tone="warning"
        />
      </StatRow>
      <Panel title="输入">
        <Form
          layout="vertical"
          style={{
            display: 'grid',
            gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))',
            gap: '0 20px',
          }}
        >
          <Form.Item label="金额" required>
            <AmountInput value="1234567.5" />
          </Form.Item>
          <Form.Item label="美元">
            <AmountInput value="980.00" currency="USD" />
          </Form.Item>
          <Form.Item label="数量">
            <QtyInput value="1200.5" unit="米" />
          </Form.Item>
          <Form.Item label="产品">
            <EntitySelect source={source} value={product} onChange={setProduct} />
          </Form.Item>
          <Form.Item label="日期">
            <DateInput value="2026-11-24" />
          </Form.Item>
          <Form.Item label="期间">
            <DateRange
              from={range[0]}
              to={range[1]}
              onChange={(from, to) => setRange([from, to])}
            />
          </Form.Item>
        </Form>
      </Panel>
      <Panel title="状态与数字">
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 16 }}>
          {STATES.map((status) => (
            <StatusTag key={status} status={status} />
          ))}
        </div>
        <div style={{ display: 'flex', gap: 28, flexWrap: 'wrap' }}>
          <MoneyText value="1234567.80" />
          <MoneyText value="-9800.00" />
          <MoneyText value="350.10" sign tone="success" />
          <MoneyText value="12000.00" currency="USD" />
          <MoneyText value="0.00" dashZero />
          <QtyText value="1200.500" unit="米" />
          <PercentText value="0.1325" />
        </div>
      </Panel>
    </>
  );
}
