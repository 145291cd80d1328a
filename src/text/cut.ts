/** What numbers are written with, in digits or in characters, their signs and separators among them. */
const OF_NUMBER = /[\d.,%‰+~—–-]|[．％－～〇零一二两三四五六七八九十百千万亿]/;
const MARK = /[，、：；,;。！？]/;
/** A mark so near a cut takes it to itself. Characters. */
const NEAR = 30;
/** Behind what must stay visible so much is shown in any case: its unit. Characters. */
const UNIT = 12;

/** Whether a cut before this offset would leave a part of a number, which is another number: 1|12.5亿元, 18,|452元. */
function splitsNumber(text: string, at: number): boolean {
  return OF_NUMBER.test(text[at - 1] ?? '') && OF_NUMBER.test(text[at] ?? '');
}

/** Where a quotation that should begin at `start` may begin: behind a mark when one is near, and never inside a number. */
export function fairStart(text: string, start: number, focus: number): number {
  for (let at = start; at < Math.min(focus, start + NEAR); at += 1)
    if (MARK.test(text[at] ?? '') && !splitsNumber(text, at + 1)) return at + 1;
  let at = start;
  while (at < focus && splitsNumber(text, at)) at += 1;
  return at;
}

/** Where a quotation that should end at `end` may end: at a mark when one is near, and never inside a number. */
export function fairEnd(text: string, end: number, focus: number): number {
  for (let at = end; at > Math.max(focus + UNIT, end - NEAR); at -= 1) {
    const mark = text[at - 1] ?? '';
    if (MARK.test(mark) && !splitsNumber(text, at)) return /[。！？]/.test(mark) ? at : at - 1;
  }
  let at = end;
  while (at > focus && splitsNumber(text, at)) at -= 1;
  // All of it is one number: what must stay visible stays.
  return at > focus ? at : end;
}
