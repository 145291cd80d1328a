/** What happened to the pages, done again on purpose: the bytes of a GBK page are damaged, then decoded. */

const codes = new Map<string, readonly [number, number]>();

function encode(text: string): number[] {
  if (codes.size === 0) {
    const decoder = new TextDecoder('gbk');
    for (let lead = 0x81; lead <= 0xfe; lead++)
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        const char = decoder.decode(Uint8Array.of(lead, trail));
        if (char.length === 1 && char !== '\ufffd' && !codes.has(char)) codes.set(char, [lead, trail]);
      }
  }
  return [...text].flatMap((char) => {
    const pair = codes.get(char);
    return pair === undefined ? [char.charCodeAt(0)] : [...pair];
  });
}

/** As a scraper decodes: what does not pair up becomes `?`, and private-use characters may be thrown away. */
function decode(bytes: readonly number[], keepPrivate: boolean): string {
  const text = new TextDecoder('gbk').decode(Uint8Array.from(bytes)).replaceAll('\ufffd', '?');
  return keepPrivate ? text : text.replace(/[\ue000-\uf8ff]/g, '');
}

/** The page after the first byte of the character at `index` turned into a question mark. */
export function loseLead(text: string, index: number, keepPrivate = true): string {
  const before = encode(text.slice(0, index));
  const [, ...rest] = encode(text.slice(index));
  return decode([...before, 0x3f, ...rest], keepPrivate);
}

/**
 * The page after pinyin was put behind the bytes of `annotated` where they first stand, in step with the characters
 * or across two of them. Across two, the odd byte in front of the bracket is lost, and some decoders swallow the
 * bracket with it.
 */
export function annotateBytes(text: string, annotated: string, pinyin: string, swallow: boolean): string {
  const bytes = encode(text);
  const [lead, trail] = encode(annotated);
  const at = bytes.findIndex((byte, i) => byte === lead && bytes[i + 1] === trail);
  if (at === -1) throw new Error(`the bytes of ${annotated} do not stand in the text`);
  const after = bytes.slice(at + 2);
  // In step, or across a character and an ASCII letter: no byte is odd.
  if (isInStep(bytes, at) || (trail ?? 0) < 0x80)
    return decode([...bytes.slice(0, at + 2), ...encode(`(${pinyin})`), ...after], true);
  const note = encode(swallow ? `?${pinyin})` : `?(${pinyin})`);
  return decode([...bytes.slice(0, at + 1), ...note, ...after], true);
}

function isInStep(bytes: readonly number[], at: number): boolean {
  let i = 0;
  while (i < at) i += (bytes[i] ?? 0) >= 0x81 ? 2 : 1;
  return i === at;
}
