import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Attachments } from '@/components/document/attachments';
import { DocHeader } from '@/components/document/doc-header';
import { DocLayout, Facts } from '@/components/document/doc-layout';
import { Timeline } from '@/components/document/timeline';
import { MoneyText } from '@/components/money/money-text';
import type { Action } from '@/components/ui/action-bar';
import { Panel } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { QueryView } from '@/components/ui/query-view';
import { DocSkeleton } from '@/components/ui/skeletons';
import { http } from '@/lib/http';
import { compare, isZero } from '@/lib/money';
import { paths } from '@/lib/paths';
import { useCommand } from '@/lib/use-command';
import { BILL_REFRESHED, billKeys, readBill, type Bill, type BillAction } from '../bills';
import type { BillDetail } from '../bills';
import { AllocationHistory } from '../components/allocation-history';
import { BillActionDialog } from '../components/bill-action-dialog';
import { BillFamily, BillSteps } from '../components/bill-history';

export function BillPage() {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery({
    queryKey: billKeys.one(id),
    queryFn: ({ signal }) => readBill(id, signal),
  });
  return (
    <QueryView query={query} skeleton={<DocSkeleton />} back={paths.bills}>
      {(detail) => <BillDocument key={detail.bill.id} detail={detail} />}
    </QueryView>
  );
}

/** The step most likely next comes first. */
const ORDER: readonly BillAction[] = [
  'honour',
  'present',
  'release',
  'recourse',
  'endorse',
  'discount',
  'split',
  'pledge',
  'dishonour',
  'take_back',
  'reverse',
];
const DANGER: readonly BillAction[] = ['dishonour', 'take_back', 'reverse'];
const OPEN = ['on_hand', 'pledged', 'presented', 'endorsed', 'discounted'];

function BillDocument({ detail }: { detail: BillDetail }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { bill } = detail;
  const [action, setAction] = useState<BillAction | null>(null);
  const left = !isZero(bill.open) && bill.status !== 'reversed';
  const oldest = useCommand({
    run: (_: void, key) => http.post<Bill>(`/bills/${bill.id}/allocate-oldest`, undefined, { key }),
    invalidates: BILL_REFRESHED,
    success: (after) =>
      compare(after.open, bill.open) === 0
        ? t('receipts.done.nothing')
        : t('receipts.done.allocate'),
  });
  const early = (key: BillAction): string | false =>
    (key === 'present' || key === 'honour' || key === 'dishonour') && bill.days_to_due > 0
      ? t('bills.notDue', { date: bill.due_on })
      : false;
  const passing = (key: BillAction): string | false =>
    (key === 'endorse' || key === 'discount') && !bill.transferable
      ? t('bills.warn.not_transferable')
      : false;
  const steps = ORDER.filter((key) => bill.actions.includes(key)).filter(
    (key) => key !== 'split' || bill.interval !== '0',
  );
  const first = steps.find((key) => !early(key) && !passing(key) && !DANGER.includes(key));
  const actions: Action[] = [
    {
      key: 'allocate',
      label: t('receipts.action.allocate'),
      hotkey: 'h',
      primary: true,
      permission: 'allocations.write',
      hidden: !left,
      run: () =>
        void navigate({
          to: paths.allocation,
          search: {
            customer_id: bill.customer_id,
            currency: 'CNY',
            item: bill.item_id,
          } as never,
        }),
    },
    {
      key: 'oldest',
      label: t('receipts.action.oldest'),
      hotkey: 'o',
      permission: 'allocations.write',
      hidden: !left,
      loading: oldest.pending,
      run: () => oldest.run(),
    },
    ...steps
      .toSorted((a, b) => Number(!!early(a)) - Number(!!early(b)))
      .map((key) => ({
        key,
        label: t(`bills.action.${key}`),
        permission: 'bills.write',
        primary: !left && key === first,
        danger: DANGER.includes(key),
        disabledReason: early(key) || passing(key),
        run: () => setAction(key),
      })),
  ];
  return (
    <DocLayout
      header={
        <DocHeader
          kind={t('document.kind.bill')}
          number={bill.number}
          status={bill.status}
          statusKind="bill"
          back={paths.bills}
          tags={bill.warnings.map((code) => (
            <Tag key={code} color="warning">
              {t(`bills.warn.${code.replace('bills.warn_', '')}`)}
            </Tag>
          ))}
          facts={[
            {
              label: t('fields.customer'),
              value: <Link to={paths.customer(bill.customer_id)}>{bill.customer_name}</Link>,
            },
            {
              label: t('bills.field.amount'),
              value: <MoneyText value={bill.amount} currency="CNY" symbol />,
              strong: true,
            },
            { label: t('bills.field.due_on'), value: <Due bill={bill} /> },
            { label: t('bills.col.window'), value: bill.window_ends_on },
            {
              label: t('bills.col.exposure'),
              value: <MoneyText value={bill.exposure} dashZero />,
            },
            { label: t('receipts.col.unapplied'), value: <MoneyText value={bill.open} dashZero /> },
          ]}
          actions={actions}
          next={nextOf(bill, t)}
        />
      }
      side={
        <>
          <Panel title={t('document.timeline')}>
            <Timeline subject={bill.id} />
          </Panel>
          <Attachments subject={{ kind: 'bill', id: bill.id }} purpose="original" />
        </>
      }
    >
      <ProblemAlert error={oldest.problem} onClose={oldest.reset} />
      <Panel title={t('bills.face')}>
        <Facts
          items={[
            { label: t('bills.field.package_no'), value: bill.package_no, wide: true },
            { label: t('bills.field.interval'), value: bill.interval },
            { label: t('bills.col.kind'), value: t(`bills.kind.${bill.kind}`) },
            { label: t('bills.field.acceptor'), value: bill.acceptor },
            { label: t('bills.col.class'), value: t(`bills.class.${bill.acceptor_class}`) },
            { label: t('bills.field.drawer'), value: bill.drawer },
            { label: t('bills.field.drawer_bank'), value: bill.drawer_bank },
            { label: t('bills.field.drawer_account'), value: bill.drawer_account },
            { label: t('bills.field.payee'), value: bill.payee },
            { label: t('bills.field.endorser'), value: bill.endorser },
            { label: t('bills.field.issued_on'), value: bill.issued_on },
            { label: t('bills.field.received_on'), value: bill.received_on },
            {
              label: t('bills.field.transferable'),
              value: t(bill.transferable ? 'common.yes' : 'common.no'),
            },
            { label: t('bills.col.holder'), value: bill.holder },
            ...(bill.recognition === 'none'
              ? []
              : [
                  {
                    label: t('bills.field.recognition'),
                    value: t(`bills.recognition.${bill.recognition}`),
                  },
                ]),
            { label: t('fields.owner'), value: bill.owner },
            { label: t('fields.note'), value: bill.note, wide: true },
          ]}
        />
      </Panel>
      {detail.family.length > 1 && <BillFamily bills={detail.family} current={bill.id} />}
      {detail.steps.length > 0 && <BillSteps steps={detail.steps} />}
      <AllocationHistory document_id={bill.root_id} />
      <BillActionDialog bill={bill} action={action} onClose={() => setAction(null)} />
    </DocLayout>
  );
}

function Due({ bill }: { bill: Bill }) {
  const { t } = useTranslation();
  if (!OPEN.includes(bill.status)) return <>{bill.due_on}</>;
  const count = Math.abs(bill.days_to_due);
  return (
    <>
      {bill.due_on}{' '}
      <span style={{ color: bill.days_to_due > 0 ? 'var(--jq-text-soft)' : 'var(--jq-danger)' }}>
        {t(bill.days_to_due > 0 ? 'bills.dueIn' : 'bills.dueSince', { count })}
      </span>
    </>
  );
}

/** What happens next and who has to do it. */
function nextOf(bill: Bill, t: (key: string, facts?: Record<string, string>) => string) {
  const due = bill.days_to_due <= 0;
  switch (bill.status) {
    case 'on_hand':
      return due ? t('bills.next.present', { date: bill.window_ends_on }) : undefined;
    case 'pledged':
      return due ? t('bills.next.release', { date: bill.window_ends_on }) : undefined;
    case 'presented':
      return t('bills.next.presented');
    case 'endorsed':
    case 'discounted':
      return due ? t('bills.next.confirm') : undefined;
    case 'dishonoured':
      return t('bills.next.dishonoured');
    default:
      return undefined;
  }
}
