/** The single colour map: what a state asks of the reader, not which document it belongs to. */

export type Tone = 'neutral' | 'info' | 'active' | 'success' | 'warning' | 'danger';

const TONES: Readonly<Record<Tone, readonly string[]>> = {
  /** Nothing to do, out of the flow. */
  neutral: [
    'draft',
    'cancelled',
    'closed',
    'void',
    'superseded',
    'archived',
    'inactive',
    'none',
    'reversed',
    'withdrawn',
    'not_started',
    'skipped',
    'blue',
    'split',
  ],
  /** Waits for somebody. */
  info: [
    'submitted',
    'pending',
    'queued',
    'sent',
    'unsent',
    'planned',
    'open',
    'unapplied',
    'new',
    'unchanged',
    'on_hand',
  ],
  /** Under way. */
  active: [
    'confirmed',
    'running',
    'in_progress',
    'partial',
    'partly_delivered',
    'partly_invoiced',
    'partly_paid',
    'partly_applied',
    'shipped',
    'dispatched',
    'delivered',
    'issued',
    'viewed',
    'posted',
    'changed',
    'in_transit',
    'endorsed',
    'discounted',
    'presented',
  ],
  /** Done and good. */
  success: [
    'completed',
    'settled',
    'signed',
    'paid',
    'cleared',
    'applied',
    'succeeded',
    'active',
    'normal',
    'agreed',
    'verified',
    'fulfilled',
    'invoiced',
    'balanced',
    'received',
    'claimed',
    'accepted',
    'added',
    'committed',
    'ok',
    'honoured',
  ],
  /** Needs attention soon. */
  warning: [
    'hold',
    'due_soon',
    'warning',
    'disputed',
    'partly_signed',
    'unsigned',
    'expiring',
    'difference',
    'differing',
    'soft_closed',
    'closing',
    'needs_check',
    'unclaimed',
    'previewed',
    'pledged',
  ],
  /** Wrong or late. */
  danger: [
    'overdue',
    'rejected',
    'failed',
    'stop',
    'blocked',
    'error',
    'bounced',
    'dead',
    'failing',
    'red',
    'dishonoured',
    'recourse',
  ],
};

const BY_STATUS = new Map<string, Tone>(
  (Object.entries(TONES) as [Tone, readonly string[]][]).flatMap(([tone, list]) =>
    list.map((status): [string, Tone] => [status, tone]),
  ),
);

export function toneOf(status: string): Tone {
  return BY_STATUS.get(status) ?? 'neutral';
}
