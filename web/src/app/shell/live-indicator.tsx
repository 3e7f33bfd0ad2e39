import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLiveState } from '@/lib/live';
import styles from './shell.module.css';

export function LiveIndicator() {
  const { t } = useTranslation();
  const state = useLiveState();
  const text = t(`shell.live.${state}`);
  return (
    <Tooltip title={text}>
      <span className={styles.live} data-state={state} role="status" aria-label={text}>
        <i aria-hidden />
      </span>
    </Tooltip>
  );
}
