import { Link } from '@tanstack/react-router';
import { pageOf } from '@/lib/paths';
import { useCan } from '@/lib/permissions';
import type { EntryRow } from '../api';

const READ: Readonly<Record<string, string>> = {
  delivery: 'deliveries.read',
  return: 'deliveries.read',
  invoice: 'invoices.read',
  receipt: 'receipts.read',
};

/** The document an entry was posted for; plain where it has no page or the reader may not open it. */
export function SourceLink({ entry }: { entry: EntryRow }) {
  const can = useCan();
  const to = entry.document_id ? pageOf(entry.document_type, entry.document_id) : null;
  const number = <span className="jq-num">{entry.document_no || '–'}</span>;
  return to && can(READ[entry.document_type]) ? <Link to={to}>{number}</Link> : number;
}
