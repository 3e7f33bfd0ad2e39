export default {
  addRow: 'Add row',
  deleteRow: 'Delete row',
  rowCount_one: '{{count}} row',
  rowCount_other: '{{count}} rows',
  errorCount_one: '{{count}} entry to correct',
  errorCount_other: '{{count}} entries to correct',
  pasteHint:
    'Paste straight from Excel · Enter moves down · Tab moves right · Ctrl+Enter inserts a row',
  pasted_one: '{{count}} row pasted',
  pasted_other: '{{count}} rows pasted',
  empty: 'Click here to start, or paste from Excel',
  lookupNone: 'Nothing matches; Esc discards',
  lookupError: 'The search failed; try again',
  searching: 'Searching…',
  total: 'Total',
};
