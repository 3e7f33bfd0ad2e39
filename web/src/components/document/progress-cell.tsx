import { isDecimal, isZero, percentOf } from '@/lib/money';
import { QtyText } from '../money/money-text';
import styles from './progress-cell.module.css';

export interface ProgressCellProps {
  done: string;
  of: string;
  label: string;
}

/** "80" over a thin bar that shows how much of the whole that is. */
export function ProgressCell({ done, of, label }: ProgressCellProps) {
  const percent = isDecimal(of) && !isZero(of) ? percentOf(done, of) : 0;
  return (
    <span className={styles.cell}>
      <QtyText value={done} />
      <span
        className={styles.track}
        role="progressbar"
        aria-label={label}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <i data-full={percent >= 100} style={{ width: `${percent}%` }} />
      </span>
    </span>
  );
}
