import { EVIDENCE_LIMIT } from '../facts/evidence.ts';
import type { Evidence, Observation, Project } from '../facts/model.ts';
import { toSimplified } from '../text/script.ts';
import type { AnyFact, FactKind } from './store.ts';

/**
 * The check at the door: why a fact is not proven by its article, or null when it is. Extraction may err,
 * the store may not: a number that does not literally stand in its evidence is never stored as a fact. The reason is
 * Chinese, for the journalist who reads `export suspects`.
 */
export function flawOf(kind: FactKind, fact: AnyFact, text: string): string | null {
  const flaw = evidenceFlaw(fact.evidence, text);
  if (flaw !== null) return flaw;
  if (kind === 'observation') return numberFlaw(fact as Observation, text);
  const raw = kind === 'project' ? (fact as Project).investment?.raw : undefined;
  if (raw !== undefined && !sameScriptIncludes(fact.evidence.text, raw)) return `投资额“${raw}”不在证据中`;
  return null;
}

function evidenceFlaw(evidence: Evidence, text: string): string | null {
  if (evidence.text.trim() === '') return '证据为空';
  const length = evidence.text.length > EVIDENCE_LIMIT ? [...evidence.text].length : 0;
  if (length > EVIDENCE_LIMIT) return `证据长${length}字，最多保留${EVIDENCE_LIMIT}字`;
  const { start, end } = evidence.span;
  if (!(start >= 0 && end > start && end <= text.length)) return '证据位置超出文章';
  if (!same(text.slice(start, end), evidence.text)) return '证据与原文该处不符';
  return null;
}

function numberFlaw({ raw, at, value, evidence }: Observation, text: string): string | null {
  if (raw.trim() === '') return '没有写出数字';
  if (!Number.isFinite(value)) return `数字“${raw}”没有确定的值`;
  if (!evidence.text.includes(raw)) return `数字“${raw}”不在证据中`;
  if (text.slice(at, at + raw.length) !== raw) return `数字“${raw}”不在读出的位置`;
  if (at < evidence.span.start || at + raw.length > evidence.span.end) return `数字“${raw}”读自证据之外`;
  return null;
}

/** Evidence may be folded to simplified characters, which keeps its length. */
function same(a: string, b: string): boolean {
  return a === b || toSimplified(a) === toSimplified(b);
}

function sameScriptIncludes(text: string, part: string): boolean {
  return text.includes(part) || toSimplified(text).includes(toSimplified(part));
}
