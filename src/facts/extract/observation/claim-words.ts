import { LexiconError, listCell, readTable } from '../../../lexicon/table.ts';
import type { FactStatus } from '../../model.ts';

const PLACES = ['after', 'before', 'announce', 'section', 'name', 'result', 'disposal'] as const;
type Where = (typeof PLACES)[number];

/** A word that says a number is no result, or ends what such a word says; see data/lexicon/claim-words.txt. */
export interface ClaimWord {
  readonly word: string;
  readonly status: FactStatus;
  readonly notBehind: readonly string[];
  readonly notBefore: readonly string[];
}

const STATUSES: readonly string[] = ['actual', 'target', 'plan', 'estimate'];

/** The words by where they govern from, in the order of the table. */
export const CLAIM_WORDS: Readonly<Record<Where, readonly ClaimWord[]>> = read();

function read(): Readonly<Record<Where, readonly ClaimWord[]>> {
  const words: Record<Where, ClaimWord[]> = {
    after: [],
    before: [],
    announce: [],
    section: [],
    name: [],
    result: [],
    disposal: [],
  };
  for (const { line, cells } of readTable('claim-words.txt', 5)) {
    const [word = '', status = '', place = '', behind = '', before = ''] = cells;
    const where = PLACES.find((known) => known === place);
    if (!STATUSES.includes(status))
      throw new LexiconError('claim-words.txt', line, `unknown status "${status}": ${STATUSES.join(', ')}`);
    if (where === undefined)
      throw new LexiconError('claim-words.txt', line, `unknown position "${place}": ${PLACES.join(', ')}`);
    words[where].push({
      word,
      status: status as FactStatus,
      notBehind: listCell(behind),
      notBefore: notInFrontOf(before),
    });
  }
  return words;
}

/** The marks ，and 、 are listed as themselves: `，,、,。`. */
function notInFrontOf(cell: string): readonly string[] {
  const marks = [...cell].filter((char) => '，、。；'.includes(char));
  return [...marks, ...listCell(cell).filter((word) => !marks.includes(word))];
}

/** Where a claim word last stands in a text as itself (not 主要, 要求), -1 when nowhere. */
export function lastClaimAt(text: string, claim: ClaimWord): number {
  for (let at = text.lastIndexOf(claim.word); at >= 0; at = text.lastIndexOf(claim.word, at - 1)) {
    const behind = at + claim.word.length;
    const refuted =
      claim.notBehind.some((word) => text.endsWith(word, at)) ||
      claim.notBefore.some((word) => text.startsWith(word, behind));
    if (!refuted && !isObjectMark(text, at, claim.word)) return at;
    if (at === 0) break;
  }
  return -1;
}

/** 将 announces in front of a verb; in front of a noun that something is done to it has been done (将时限由90天压缩至…). */
function isObjectMark(text: string, at: number, word: string): boolean {
  if (word !== '将') return false;
  const clause = text.slice(at + 1, at + 24).split(/[，；。]/)[0] ?? '';
  if (/^[\d实达突完新超投带增于在有可能会成为进继再全力持到建开由从用年月]/.test(clause))
    return /^\d/.test(clause);
  return CLAIM_WORDS.disposal.some(({ word: done }) => clause.indexOf(done) >= 2);
}
