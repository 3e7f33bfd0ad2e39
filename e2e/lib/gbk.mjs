// Text as Chinese banks write it: GBK, which Node reads and does not write.
const decoder = new TextDecoder('gbk');
const table = new Map();
for (let lead = 0x81; lead <= 0xfe; lead += 1) {
  for (let trail = 0x40; trail <= 0xfe; trail += 1) {
    if (trail === 0x7f) continue;
    const text = decoder.decode(Uint8Array.of(lead, trail));
    if (text.length === 1 && text !== '\ufffd') table.set(text, [lead, trail]);
  }
}

/** The bytes of `text`; what GBK has no place for is refused. */
export function gbk(text) {
  const bytes = [];
  for (const char of text) {
    const code = char.charCodeAt(0);
    if (code < 0x80) {
      bytes.push(code);
      continue;
    }
    const pair = table.get(char);
    if (!pair) throw new Error(`GBK has no ${char}`);
    bytes.push(...pair);
  }
  return Buffer.from(bytes);
}
