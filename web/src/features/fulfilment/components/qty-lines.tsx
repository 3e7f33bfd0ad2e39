import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CellInput, LineTable, TwoLines, type LineColumn } from '@/components/document/line-table';
import { QtyInput } from '@/components/money/amount-input';
import { QtyText } from '@/components/money/money-text';
import { Panel } from '@/components/ui/page';
import { isZero } from '@/lib/money';
import { proposal, type Quantities } from '../lib/quantities';

interface Line {
  id: string;
  line_no: number;
  sku: string;
  name: string;
  spec: string;
  unit: string;
}

export interface QtyLinesProps<L extends Line> {
  title: string;
  lines: readonly L[];
  /** What may be entered at most, and is proposed. */
  left: (line: L) => string;
  leftTitle: string;
  /** Figures shown before the input. */
  before: readonly { title: string; value: (line: L) => string }[];
  inputTitle: string;
  quantities: Quantities;
  onQuantities: (next: Quantities) => void;
  errors?: Readonly<Record<string, string>>;
  foot?: ReactNode;
}

/** Lines of one document taken over, in part, into the next. */
export function QtyLines<L extends Line>(props: QtyLinesProps<L>) {
  const { t } = useTranslation();
  const { lines, left, quantities, onQuantities } = props;
  const columns: LineColumn<L>[] = [
    { key: 'no', title: '#', width: 28, render: (l) => l.line_no },
    {
      key: 'product',
      title: t('fields.product'),
      width: 220,
      render: (l) => <TwoLines main={[l.name, l.spec].filter(Boolean).join(' ')} sub={l.sku} />,
    },
    ...props.before.map((column): LineColumn<L> => ({
      key: column.title,
      title: column.title,
      figure: true,
      render: (l) => <QtyText value={column.value(l)} unit={l.unit} />,
    })),
    {
      key: 'left',
      title: props.leftTitle,
      figure: true,
      render: (l) => <QtyText value={left(l)} unit={l.unit} />,
    },
    {
      key: 'qty',
      title: props.inputTitle,
      figure: true,
      width: 160,
      render: (l) => (
        <CellInput>
          <QtyInput
            unit={l.unit}
            value={quantities[l.id] ?? ''}
            disabled={isZero(left(l)) && !quantities[l.id]}
            aria-label={`${props.inputTitle} ${l.line_no}`}
            onChange={(qty) => onQuantities({ ...quantities, [l.id]: qty })}
          />
          {props.errors?.[l.id] && (
            <div role="alert" style={{ color: 'var(--jq-danger)', fontSize: 12.5 }}>
              {props.errors[l.id]}
            </div>
          )}
        </CellInput>
      ),
    },
  ];
  return (
    <Panel
      title={props.title}
      flush
      extra={
        <>
          <Button size="small" onClick={() => onQuantities(proposal(lines, left))}>
            {t('deliveries.takeAll')}
          </Button>
          <Button size="small" onClick={() => onQuantities({})}>
            {t('deliveries.takeNone')}
          </Button>
        </>
      }
    >
      <LineTable
        label={props.title}
        columns={columns}
        rows={lines}
        rowKey={(l) => l.id}
        rowTone={(l) => (isZero(left(l)) ? 'muted' : undefined)}
      />
    </Panel>
  );
}
