import { toSimplified, toTraditional } from '../../src/text/script.ts';

/** Numbers in [0, 1), the same for the same seed (mulberry32), so that a failing article can be made again. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;
type Mutation = (text: string, random: Random) => string;

/** What scraping, cutting and pasting leave behind, and what an attacker would add: brackets, digits, halves of pairs. */
const DIRT = (
  '(|)|（|）|“|”|《|》|【|】|？|?|；|。|、|，|\n|\n\n|\t| |\u3000|\u200b|\u0000|\ufeff|\ufffd|\ud83d|' +
  '1|2.5|0|３|—|%|‰|.|,|1,|十|百分之|亿元|万|第|位|年|月|2024年|1—9月|“十四五”|分别|其中|同比|增长|下降|(dòng)|代|原|县长|' +
  '| | | 1 | 2 |\n|<b>|&#|e9|-|+|Infinity'
).split('|');

function at(text: string, random: Random): number {
  return Math.floor(random() * (text.length + 1));
}

/** A stretch of up to `most` characters, ends before starts allowed nowhere. */
function stretch(text: string, random: Random, most: number): readonly [start: number, end: number] {
  const start = at(text, random);
  return [start, Math.min(text.length, start + Math.ceil(random() * most))];
}

function onClauses(change: (clauses: string[], i: number, j: number) => void): Mutation {
  return (text, random) => {
    const clauses = text.split(/(?<=[，。；：、\n])/);
    const pick = (): number => Math.floor(random() * clauses.length);
    change(clauses, pick(), pick());
    return clauses.join('');
  };
}

const MUTATIONS: readonly Mutation[] = [
  // Characters: delete, duplicate, swap, splice, dirt.
  (text, random) => {
    const [start, end] = stretch(text, random, 6);
    return text.slice(0, start) + text.slice(end);
  },
  (text, random) => {
    const [start, end] = stretch(text, random, 12);
    return text.slice(0, end) + text.slice(start, end).repeat(1 + Math.floor(random() * 3)) + text.slice(end);
  },
  (text, random) => {
    const i = at(text, random);
    return text.slice(0, i) + text.slice(i + 1, i + 2) + text.slice(i, i + 1) + text.slice(i + 2);
  },
  (text, random) => {
    const [start, end] = stretch(text, random, 40);
    const i = at(text, random);
    return text.slice(0, i) + text.slice(start, end) + text.slice(i);
  },
  (text, random) => {
    const i = at(text, random);
    return text.slice(0, i) + (DIRT[Math.floor(random() * DIRT.length)] ?? '') + text.slice(i);
  },
  // Clauses: the same.
  onClauses((clauses, i) => clauses.splice(i, 1)),
  onClauses((clauses, i, j) => clauses.splice(j, 0, clauses[i] ?? '')),
  onClauses((clauses, i, j) => {
    [clauses[i], clauses[j]] = [clauses[j] ?? '', clauses[i] ?? ''];
  }),
  // Script: of a part or of all.
  (text, random) => {
    const [start, end] = stretch(text, random, text.length);
    const turned =
      random() < 0.5 ? toTraditional(text.slice(start, end)) : toSimplified(text.slice(start, end));
    return text.slice(0, start) + turned + text.slice(end);
  },
];

/** The text after one to twelve random changes; one in ten also ends wherever it happens to. */
export function mutate(text: string, random: Random): string {
  let mutated = text;
  for (let i = Math.ceil(random() * 12); i > 0; i--)
    mutated = MUTATIONS[Math.floor(random() * MUTATIONS.length)]?.(mutated, random) ?? mutated;
  return random() < 0.1 ? mutated.slice(0, at(mutated, random)) : mutated;
}
