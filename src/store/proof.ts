import { EVIDENCE_LIMIT } from '../facts/evidence.ts';
import type { Evidence, Observation, Project } from '../facts/model.ts';
import { toSimplified } from '../text/script.ts';
import type { AnyFact, FactKind } from './store.ts';

/**
 * The check at the door: why a fact is not proven by its article, or null when it is. Extraction may err,
 * the store may not: a number that does not literally stand in its evidence is never stored as a fact.
 */
export function flawOf(kind: FactKind, fact: AnyFact, text: string): string | null {
  const flaw = evidenceFlaw(fact.evidence, text);
  if (flaw !== null) return flaw;
  if (kind === 'observation') return numberFlaw(fact as Observation, text);
  const raw = kind === 'project' ? (fact as Project).investment?.raw : undefined;
  if (raw !== undefined && !sameScriptIncludes(fact.evidence.text, raw))
    return `evidence: the investment "${raw}" does not stand in it`;
  return null;
}

function evidenceFlaw(evidence: Evidence, text: string): string | null {
  if (evidence.text.trim() === '') return 'evidence: empty';
  const length = [...evidence.text].length;
  if (length > EVIDENCE_LIMIT) return `evidence: ${length} characters, at most ${EVIDENCE_LIMIT} are kept`;
  const { start, end } = evidence.span;
  if (!(start >= 0 && end > start && end <= text.length))
    return 'evidence: its span lies outside the article';
  if (!same(text.slice(start, end), evidence.text)) return 'evidence: not what the article has at that place';
  return null;
}

function numberFlaw({ raw, at, value, evidence }: Observation, text: string): string | null {
  if (raw.trim() === '') return 'number: nothing written';
  if (!Number.isFinite(value)) return `number: "${raw}" has no finite value`;
  if (!evidence.text.includes(raw)) return `number: "${raw}" does not stand in the evidence`;
  if (text.slice(at, at + raw.length) !== raw) return `number: "${raw}" does not stand where it was read`;
  if (at < evidence.span.start || at + raw.length > evidence.span.end)
    return `number: "${raw}" was read outside its evidence`;
  return null;
}

/** Evidence may be folded to simplified characters, which keeps its length. */
function same(a: string, b: string): boolean {
  return a === b || toSimplified(a) === toSimplified(b);
}

function sameScriptIncludes(text: string, part: string): boolean {
  return text.includes(part) || toSimplified(text).includes(toSimplified(part));
}
