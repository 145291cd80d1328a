/**
 * GBK both ways, by inverting the platform's decoder: two-byte codes with a lead of 0x81–0xFE and a trail of
 * 0x40–0xFE without 0x7F. The user-defined areas decode to private-use characters.
 */
interface Gbk {
  /** UTF-16 unit by `lead << 8 | trail`; 0 where nothing stands. */
  readonly chars: Uint16Array;
  /** `lead << 8 | trail` by UTF-16 unit; 0 for characters outside GBK. */
  readonly codes: Uint16Array;
}

export const FIRST_LEAD = 0x81;
export const LAST_LEAD = 0xfe;
export const FIRST_TRAIL = 0x40;
export const LAST_TRAIL = 0xfe;

let built: Gbk | undefined;

function tables(): Gbk {
  built ??= build();
  return built;
}

function build(): Gbk {
  const chars = new Uint16Array(0x10000);
  const codes = new Uint16Array(0x10000);
  const decoder = new TextDecoder('gbk');
  for (let lead = FIRST_LEAD; lead <= LAST_LEAD; lead++) {
    for (let trail = FIRST_TRAIL; trail <= LAST_TRAIL; trail++) {
      if (trail === 0x7f) continue;
      const char = decoder.decode(Uint8Array.of(lead, trail));
      if (char.length !== 1 || char === '\ufffd') continue;
      const unit = char.charCodeAt(0);
      chars[(lead << 8) | trail] = unit;
      if (codes[unit] === 0) codes[unit] = (lead << 8) | trail;
    }
  }
  return { chars, codes };
}

/** The character of a pair of bytes as a UTF-16 unit; 0 when the pair is none. */
export function decodePair(lead: number, trail: number): number {
  return lead < FIRST_LEAD || trail < FIRST_TRAIL ? 0 : (tables().chars[(lead << 8) | trail] ?? 0);
}

/** `lead << 8 | trail` of a character; 0 when GBK has no two-byte code for it. */
export function encodeUnit(unit: number): number {
  return tables().codes[unit] ?? 0;
}
