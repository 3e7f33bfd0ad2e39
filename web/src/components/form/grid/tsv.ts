/** A block copied from Excel, WPS or Numbers → rows of cells; quoted cells may hold tabs and line ends. */
export function parseTsv(text: string): string[][] {
  const source = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '');
  if (source === '') return [];
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let at = 0;
  let cellStart = true;
  const endCell = () => {
    row.push(cell);
    cell = '';
    cellStart = true;
  };
  while (at < source.length) {
    const char = source.charAt(at);
    if (cellStart && char === '"') {
      const quoted = readQuoted(source, at);
      if (quoted) {
        cell = quoted.text;
        at = quoted.next;
        cellStart = false;
        continue;
      }
    }
    cellStart = false;
    if (char === '\t') endCell();
    else if (char === '\n') {
      endCell();
      rows.push(row);
      row = [];
    } else cell += char;
    at += 1;
  }
  endCell();
  rows.push(row);
  return rows;
}

/** A quoted cell counts only if its closing quote is followed by the end of the cell: 12" pipe is text. */
function readQuoted(source: string, from: number): { text: string; next: number } | null {
  let text = '';
  let at = from + 1;
  while (at < source.length) {
    const char = source.charAt(at);
    if (char !== '"') {
      text += char;
      at += 1;
      continue;
    }
    if (source.charAt(at + 1) === '"') {
      text += '"';
      at += 2;
      continue;
    }
    const after = source.charAt(at + 1);
    return after === '' || after === '\t' || after === '\n' ? { text, next: at + 1 } : null;
  }
  return null;
}

export function toTsv(rows: readonly (readonly string[])[]): string {
  return rows
    .map((row) =>
      row.map((cell) => (/["\t\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell)).join('\t'),
    )
    .join('\n');
}
