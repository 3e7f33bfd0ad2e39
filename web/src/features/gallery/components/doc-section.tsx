import { CheckOutlined, EditOutlined, FileTextOutlined, PrinterOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { DocHeader } from '@/components/document/doc-header';
import { LinkedDocs } from '@/components/document/linked-docs';
import { Timeline } from '@/components/document/timeline';
import { MoneyText } from '@/components/money/money-text';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { Panel } from '@/components/ui/page';
import { StatusTag } from '@/components/ui/status-tag';
import { EVENTS, LINKED } from '../lib/sample';

export function DocSection() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <DocHeader
        kind="订单"
        number="SO-202611-0042"
        status="partly_delivered"
        statusKind="order"
        back="/orders"
        tags={<StatusTag status="overdue" label="逾期 12 天" />}
        facts={[
          { label: '客户', value: <a>杭州明远贸易有限公司</a> },
          { label: '客户采购单号', value: 'PO-88213' },
          { label: '业务员', value: '王磊' },
          { label: '付款条件', value: '月结 30 天' },
          { label: '要求交期', value: '2026-11-18' },
          { label: '含税金额', value: <MoneyText value="128400.00" symbol />, strong: true },
          {
            label: '未收',
            value: <MoneyText value="98400.00" symbol tone="danger" />,
            strong: true,
          },
        ]}
        progress={[
          { label: '发货', percent: 62, text: '1,000 / 1,600 件' },
          { label: '签收', percent: 62, text: '1,000 / 1,600 件' },
          { label: '开票', percent: 62, text: <MoneyText value="80000.00" symbol /> },
          {
            label: '收款',
            percent: 23,
            text: <MoneyText value="30000.00" symbol />,
            tone: 'warning',
          },
        ]}
        actions={[
          {
            key: 'deliver',
            label: '登记发货',
            primary: true,
            icon: <CheckOutlined />,
            hotkey: 'd',
            run: () => undefined,
          },
          {
            key: 'invoice',
            label: '开票',
            icon: <FileTextOutlined />,
            hotkey: 'i',
            run: () => undefined,
          },
          {
            key: 'edit',
            label: '变更',
            icon: <EditOutlined />,
            hotkey: 'e',
            run: () => undefined,
            disabledReason: '已全部开票，请用变更单',
          },
          {
            key: 'print',
            label: '打印确认书',
            icon: <PrinterOutlined />,
            hotkey: 'mod+p',
            run: () => undefined,
          },
          { key: 'cancel', label: '取消订单', danger: true, run: () => setOpen(true) },
        ]}
        next="下一步：物流登记剩余 600 件的发货；已签收的 600 件可开票。"
      />
      <LinkedDocs docs={LINKED} current="ord_1" />
      <Panel title="时间线">
        <Timeline subject="ord_1" fixed={EVENTS} />
      </Panel>
      <ConfirmAction
        open={open}
        title="取消订单 SO-202611-0042？"
        confirmLabel="取消订单"
        danger
        reason="required"
        reasonPresets={['客户取消', '重复下单', '无法供货']}
        acknowledge="我知道未发的 600 件将不再发货"
        onConfirm={() => setOpen(false)}
        onClose={() => setOpen(false)}
      >
        已发货部分不受影响，剩余金额 ¥48,400.00 从应收预测中移除。
      </ConfirmAction>
    </>
  );
}
