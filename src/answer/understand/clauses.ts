import { hasSubject } from './inherit.ts';
import type { Understanding } from './understanding.ts';

/** No more questions than this are answered in one reply. */
const MOST = 4;
const HARD = /[?？;；。!！\n]+/;

/**
 * Cuts a cleaned question into the questions it holds. Marks of end cut always; a comma, 和 or 、 cuts only when
 * both sides can stand as questions, so that 古县和尧都区 or 城镇和农村 are not torn apart.
 * @param read understands a piece (without look-up); used to see whether a piece asks something
 */
export function splitClauses(text: string, read: (piece: string) => Understanding): readonly string[] {
  const pieces = text
    .split(HARD)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  const merged: string[] = [];
  for (const piece of pieces) {
    const last = merged[merged.length - 1];
    if (last !== undefined && !asks(read(piece))) merged[merged.length - 1] = `${last},${piece}`;
    else if (last !== undefined && !asks(read(last))) merged[merged.length - 1] = `${last},${piece}`;
    else merged.push(piece);
  }
  const once = [...new Set(merged.map((piece) => withoutChatter(piece, read)))];
  return once.flatMap((piece) => splitSoft(piece, read)).slice(0, MOST);
}

/**
 * 我是外地来的，…，所以想问问，翼城县2023年的地区生产总值是多少: of many pieces only those that name a place or time and
 * what is asked of it count, with what follows them. 不是总投资 is not asked.
 */
function withoutChatter(text: string, read: (piece: string) => Understanding): string {
  const pieces = text.split(/[,，:：]/).filter((piece) => piece.trim() !== '');
  if (pieces.length < 3) return text;
  const understood = pieces.map((piece) => ({ piece, read: read(piece) }));
  if (
    understood.some(
      ({ read: { claims, wants } }) =>
        claims.some((claim) => /\d/.test(claim.raw) && claim.unit !== '') ||
        (wants.has('verify') && /对[吗不吧]|属实|真的|真假|是不是|核实/.test(text)),
    )
  )
    return text;
  const first = understood.findIndex(({ read: it }) => isCore(it));
  if (first < 0) return text;
  const kept = understood.filter(
    ({ piece, read: it }, i) =>
      i === first || (i > first && !/^(?:不是|不要|别|而不是)/.test(piece) && (isCore(it) || goesOn(it))),
  );
  return kept.map(({ piece }) => piece).join(',');
}

function isCore(piece: Understanding): boolean {
  const asked = piece.indicators.length + piece.posts.length > 0 || measures(piece) || piece.units.length > 0;
  const about = piece.places.length + piece.persons.length > 0;
  return about && (asked || piece.terms.some((term) => /投资|产值|产量|面积|项目/.test(term.text)));
}

function goesOn(piece: Understanding): boolean {
  return piece.indicators.length + piece.posts.length > 0 || (measures(piece) && piece.terms.length < 6);
}

function asks(piece: Understanding): boolean {
  return (
    hasSubject(piece) ||
    piece.periods.length > 0 ||
    (piece.wants.size > 0 && piece.places.length > 0) ||
    measures(piece)
  );
}

function measures(piece: Understanding): boolean {
  return ['count', 'growth', 'rank', 'share', 'target', 'date', 'person', 'list'].some((want) =>
    piece.wants.has(want as never),
  );
}

function splitSoft(piece: string, read: (piece: string) => Understanding): readonly string[] {
  const whole = read(piece);
  if (whole.wants.has('compare') || whole.wants.has('verify') || whole.posts.length > 1) return [piece];
  for (const match of piece.matchAll(/[,，]|、|和|以及|及|与/g)) {
    const left = piece.slice(0, match.index);
    const right = piece.slice(match.index + match[0].length);
    if (whole.places.some((p) => p.start <= match.index && match.index < p.end)) continue;
    const [before, after] = [read(left), read(right)];
    const comma = /[,，]/.test(match[0]);
    if (!canStand(after, comma)) continue;
    if (canStand(before, false)) return [left, ...splitSoft(right, read)];
    const completed = shareHead(left, right) ?? shareName(left, right, read);
    if (completed !== null && before.terms.length > 0) return [completed, ...splitSoft(right, read)];
  }
  return [piece];
}

/** A piece that names what is asked: an indicator, a measure, or a subject with a question word. */
function canStand(piece: Understanding, comma: boolean): boolean {
  if (piece.indicators.length > 0) return true;
  if (comma && /呢$/.test(piece.text) && hasSubject(piece)) return true;
  if (measures(piece))
    return (
      comma ||
      hasSubject(piece) ||
      piece.wants.has('growth') ||
      piece.wants.has('rank') ||
      piece.wants.has('count') ||
      piece.wants.has('share')
    );
  return (
    piece.terms.some((term) =>
      term.forms.some((form) => /投资|产值|产量|面积|收入|个数|数量|销售额|长度/.test(form)),
    ) && piece.terms.length > 0
  );
}

/** 城镇居民 + 农村居民人均可支配收入 → 城镇居民人均可支配收入: the left takes the head both share. */
function shareHead(left: string, right: string): string | null {
  for (let length = Math.min(6, left.length); length >= 2; length -= 1) {
    const tail = left.slice(-length);
    const at = right.indexOf(tail);
    if (at >= 0) return left + right.slice(at + length);
  }
  return null;
}

/** 城镇 + 农村居民人均可支配收入 → 城镇居民人均可支配收入: when the left with the end of the right is a settled name. */
function shareName(left: string, right: string, read: (piece: string) => Understanding): string | null {
  for (let cut = 1; cut <= 4 && cut < right.length; cut += 1) {
    const whole = left + right.slice(cut);
    const named = read(whole).indicators.some((i) => i.start < left.length && left.length < i.end);
    if (named) return whole;
  }
  return null;
}
