import type { Repair, RepairKind } from '../repair.ts';
import type { Span } from '../span.ts';

/** One replacement to make in a draft: the stretch of its current text, and what stands there afterwards. */
export interface Edit extends Span {
  readonly text: string;
  readonly kind: RepairKind;
  readonly confidence: number;
}

/** Where one replacement stood before and after: the unit of the offset map. */
interface Shift {
  readonly old: Span;
  readonly now: Span;
}

interface Mending {
  readonly kind: RepairKind;
  readonly confidence: number;
  readonly at: Span;
  readonly raw: Span;
}

/**
 * A text on its way through the repair stages: what it is now, what was mended so far (in offsets of the text as
 * it is now), and the way back to the raw text, one layer of shifts per stage that changed anything.
 */
export interface Draft {
  readonly raw: string;
  readonly text: string;
  readonly mendings: readonly Mending[];
  readonly layers: readonly (readonly Shift[])[];
}

export function startDraft(raw: string): Draft {
  return { raw, text: raw, mendings: [], layers: [] };
}

/** Makes the edits of one stage; they must be sorted and must not overlap. */
export function applyEdits(draft: Draft, edits: readonly Edit[]): Draft {
  if (edits.length === 0) return draft;
  const pieces: string[] = [];
  const shifts: Shift[] = [];
  let from = 0;
  let length = 0;
  for (const edit of edits) {
    pieces.push(draft.text.slice(from, edit.start), edit.text);
    const start = length + edit.start - from;
    length = start + edit.text.length;
    shifts.push({ old: { start: edit.start, end: edit.end }, now: { start, end: length } });
    from = edit.end;
  }
  pieces.push(draft.text.slice(from));
  const moved = draft.mendings.map((mending) => ({ ...mending, at: moveSpan(shifts, mending.at) }));
  const made = edits.map((edit, i) => ({
    kind: edit.kind,
    confidence: edit.confidence,
    at: shifts[i]?.now ?? edit,
    raw: rawSpan(draft, edit),
  }));
  return {
    raw: draft.raw,
    text: pieces.join(''),
    mendings: [...moved, ...made],
    layers: [...draft.layers, shifts],
  };
}

/** The raw offset from which the character at `offset` of the draft came; never decreases with `offset`. */
export function originOf(draft: Draft, offset: number): number {
  const clamped = Math.max(0, Math.min(offset, draft.text.length));
  return draft.layers.reduceRight((at, shifts) => toOld(shifts, at), clamped);
}

/** The record of what was mended, in the order of the text. */
export function repairsOf(draft: Draft): readonly Repair[] {
  return draft.mendings
    .map(({ kind, at, raw, confidence }) => ({
      kind,
      at,
      before: draft.raw.slice(raw.start, raw.end),
      after: draft.text.slice(at.start, at.end),
      confidence,
    }))
    .sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
}

function rawSpan(draft: Draft, span: Span): Span {
  const start = originOf(draft, span.start);
  // The raw end of the last character, not the raw start of the next: something may have been dropped in between.
  const end = span.end > span.start ? originOf(draft, span.end - 1) + 1 : start;
  return { start, end: Math.max(start, end) };
}

function toOld(shifts: readonly Shift[], offset: number): number {
  const shift = lastBefore(shifts, offset, 'now');
  if (shift === undefined) return offset;
  if (offset >= shift.now.end) return shift.old.end + (offset - shift.now.end);
  return Math.min(shift.old.start + (offset - shift.now.start), Math.max(shift.old.start, shift.old.end - 1));
}

function moveSpan(shifts: readonly Shift[], span: Span): Span {
  const start = toNow(shifts, span.start);
  return { start, end: Math.max(start, toNow(shifts, span.end)) };
}

function toNow(shifts: readonly Shift[], offset: number): number {
  const shift = lastBefore(shifts, offset, 'old');
  if (shift === undefined) return offset;
  if (offset >= shift.old.end) return shift.now.end + (offset - shift.old.end);
  return Math.min(shift.now.start + (offset - shift.old.start), shift.now.end);
}

/** The last shift that starts at or before `offset`, by bisection. */
function lastBefore(shifts: readonly Shift[], offset: number, side: 'old' | 'now'): Shift | undefined {
  let low = 0;
  let high = shifts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const shift = shifts[middle];
    if (shift !== undefined && shift[side].start <= offset) low = middle + 1;
    else high = middle;
  }
  return shifts[low - 1];
}
