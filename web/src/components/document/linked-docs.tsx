import { RightOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { pageOf } from '@/lib/paths';
import { MoneyText } from '../money/money-text';
import { Panel } from '../ui/page';
import { StatusTag } from '../ui/status-tag';
import styles from './linked-docs.module.css';

export interface LinkedDoc {
  /** `order`, `delivery`, `return`, `invoice`, `receipt`, `statement`. */
  kind: string;
  id: string;
  number: string;
  status?: string | null;
  date?: string | null;
  amount?: string | null;
  currency?: string | null;
  /** The share of this chain, where a document belongs to several. */
  share?: string | null;
}

/** The trade's own order of things. */
const CHAIN = ['order', 'delivery', 'return', 'invoice', 'receipt', 'statement'] as const;

export interface LinkedDocsProps {
  docs: readonly LinkedDoc[];
  /** The document whose page this is. */
  current?: string;
  /** Links of the chain shown even while empty. */
  expected?: readonly string[];
}

/** order → deliveries → invoices → receipts: where this document came from and what followed. */
export function LinkedDocs({
  docs,
  current,
  expected = ['order', 'delivery', 'invoice', 'receipt'],
}: LinkedDocsProps) {
  const { t } = useTranslation();
  const kinds = [
    ...CHAIN,
    ...new Set(docs.map((d) => d.kind).filter((k) => !CHAIN.some((c) => c === k))),
  ];
  const groups = kinds
    .map((kind) => ({ kind, items: docs.filter((d) => d.kind === kind) }))
    .filter((g) => g.items.length > 0 || expected.includes(g.kind));
  return (
    <Panel title={t('document.linked')}>
      <ol className={styles.chain}>
        {groups.map((group, index) => (
          <li key={group.kind} className={styles.group}>
            {index > 0 && <RightOutlined className={styles.arrow} aria-hidden />}
            <div className={styles.column}>
              <h3 className={styles.title}>
                {t(`document.kind.${group.kind}`)}
                {group.items.length > 1 && (
                  <span className={styles.count}>{group.items.length}</span>
                )}
              </h3>
              {group.items.length === 0 && (
                <p className={styles.none}>
                  {t(`document.none.${group.kind}`, { defaultValue: t('document.noneYet') })}
                </p>
              )}
              {group.items.map((doc) => (
                <DocCard key={doc.id} doc={doc} current={doc.id === current} />
              ))}
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function DocCard({ doc, current }: { doc: LinkedDoc; current: boolean }) {
  const to = pageOf(doc.kind, doc.id);
  const body = (
    <>
      <span className={styles.line}>
        <strong className={styles.number}>{doc.number}</strong>
        {doc.status && <StatusTag status={doc.status} kind={doc.kind} />}
      </span>
      <span className={styles.line}>
        <span className={styles.date}>{doc.date}</span>
        <MoneyText value={doc.share ?? doc.amount} currency={doc.currency ?? undefined} symbol />
      </span>
    </>
  );
  if (current || !to) {
    return (
      <div
        className={`${styles.card} ${current ? styles.current : ''}`}
        aria-current={current ? 'page' : undefined}
      >
        {body}
      </div>
    );
  }
  return (
    <Link to={to} className={`${styles.card} ${styles.link}`}>
      {body}
    </Link>
  );
}
