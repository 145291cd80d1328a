import { readTable } from '../../lexicon/table.ts';
import { toSimplified } from '../script.ts';

/** How far back a question word may stand: 为什么 opens long questions. */
const REACH = 30;

let particles: RegExp | undefined;

/** Whether the clause before the mark at `at` holds a word that makes it a question. */
export function asksQuestion(text: string, at: number): boolean {
  particles ??= new RegExp(
    readTable('question-particles.txt', 1)
      .map(({ cells }) => cells[0])
      .join('|'),
  );
  const before = text.slice(Math.max(0, at - REACH), at);
  const clause = before.slice(before.search(/[^。！？?!；;\n]*$/));
  return particles.test(toSimplified(clause));
}
