import type { Finding } from '../api';

/** Somebody may let it pass; what is blocked needs its cause gone. */
export const isReleasable = (finding: Finding): boolean =>
  finding.severity === 'approve' && finding.open;

/** Findings that keep the order from being confirmed. */
export const openCount = (findings: readonly Finding[]): number =>
  findings.filter((f) => f.open).length;

export const toBeSeen = (findings: readonly Finding[]): Finding[] =>
  findings.filter((f) => f.must_be_seen);
