import { LexiconError, readTable } from '../../../lexicon/table.ts';

const ROLES = ['carry', 'drop', 'aside', 'back', 'front', 'open', 'close', 'whole'] as const;
type FragmentRole = (typeof ROLES)[number];

const WORDS: Readonly<Record<FragmentRole, readonly string[]>> = byRole();
const CARRY: ReadonlySet<string> = new Set(WORDS.carry);
const DROP: ReadonlySet<string> = new Set([...WORDS.drop, ...WORDS.aside]);
const ASIDE: ReadonlySet<string> = new Set(WORDS.aside);

/** A noun phrase without the words around it that belong to the sentence and not to a name. */
export interface Named {
  readonly noun: string;
  /** True when the phrase is no name but measures a difference (每斤|高|0.7元): the number is nobody's statistic. */
  readonly idle: boolean;
  /** True when such a phrase compares those spoken of, so that what follows goes on with the topic. */
  readonly aside: boolean;
}

/**
 * What is left of a noun phrase when pronouns, adverbs and words of time are taken off; an empty noun lets the number
 * go on with what was spoken of before. The words are those of data/lexicon/fragment-words.txt.
 */
export function withoutFragments(phrase: string): Named {
  // 一是改造…: the ordinal of a list.
  let noun = phrase.replace(/^(?:[一二三四五六七八九十]{1,2}是|其[一二三四五六])(?=..)/, '');
  for (;;) {
    const back = WORDS.back.find((word) => noun.length > word.length + 1 && noun.endsWith(word));
    if (back !== undefined) {
      noun = noun.slice(0, -back.length);
      continue;
    }
    const front = WORDS.front.find((word) => noun.length > word.length + 1 && noun.startsWith(word));
    if (front === undefined) break;
    noun = noun.slice(front.length);
  }
  if (DROP.has(noun)) return { noun, idle: true, aside: ASIDE.has(noun) };
  return { noun: CARRY.has(noun) || WORDS.back.includes(noun) ? '' : noun, idle: false, aside: false };
}

/**
 * Whether a name is none: the reading has cut the sentence in the wrong place (主要得益于总投资, 46和). A name made with 数
 * is looked at without it.
 */
export function isFragment(name: string): boolean {
  const plain = name.length > 1 && name.endsWith('数') ? name.slice(0, -1) : name;
  if (CARRY.has(plain) || DROP.has(plain) || plain === '' || plain === '数') return true;
  // 46和; 28.案型产量: what is left of a torn number.
  if (/^[\d.]+(?:[和与及]|$)|\d\.(?!\d)/.test(plain)) return true;
  return (
    (WORDS.open.some((word) => plain.startsWith(word)) &&
      !WORDS.whole.some((word) => plain.startsWith(word))) ||
    WORDS.close.some((word) => plain.endsWith(word))
  );
}

function byRole(): Readonly<Record<FragmentRole, readonly string[]>> {
  const words: Record<FragmentRole, string[]> = {
    carry: [],
    drop: [],
    aside: [],
    back: [],
    front: [],
    open: [],
    close: [],
    whole: [],
  };
  for (const { line, cells } of readTable('fragment-words.txt', 2)) {
    const role = ROLES.find((known) => known === cells[1]);
    if (role === undefined) {
      throw new LexiconError(
        'fragment-words.txt',
        line,
        `unknown role "${cells[1] ?? ''}": ${ROLES.join(', ')}`,
      );
    }
    words[role].push(cells[0] ?? '');
  }
  for (const list of Object.values(words)) list.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return words;
}
