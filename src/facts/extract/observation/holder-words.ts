import { LexiconError, readTable } from '../../../lexicon/table.ts';
import { indicatorLexicon } from '../../indicators.ts';
import { WordFinder } from '../word-finder.ts';

/** A body inside a county whose figures are its own: a scenic area, a company, a village. */
export interface Holder {
  readonly name: string;
  readonly class: string;
}

const ROLES = ['head', 'whole', 'back', 'own', 'none', 'person'] as const;
/** The part a word plays in the name of a body; see data/lexicon/holder-words.txt. */
export type HolderRole = (typeof ROLES)[number];
/** The words of data/lexicon/holder-words.txt by their role. */
export const WORDS: Readonly<Record<HolderRole, WordFinder<string>>> = readWords();

/** 该公司, 这家企业, 这个村. */
export const THIS = /^(?:该|这家|这个|这座|这所|本|此)/;
/** What a sentence without a subject may go on to tell of a body: a village is told of whole paragraphs. */
export function isOwn(holder: Holder, indicator: string): boolean {
  if (indicatorLexicon().canonical(indicator) !== null) return false;
  if (holder.class === 'village') return true;
  for (let i = 0; i < indicator.length; i++) if (WORDS.own.at(indicator, i) !== null) return true;
  return false;
}

/** Between a body and what it has. */
const HAVING = /^(?:现有|共有|拥有|建有|内|有(?=[\u3400-\u9fff]{2})|的)(?=.)/;

/** 公司产值 behind 示例公司 is 示例公司产值. */
export function joined(holder: Holder, indicator: string): string {
  const core = holder.name.replace(/(?:有限|股份)?公司$|集团$/, '');
  if (indicator.startsWith(holder.name))
    return `${holder.name}${indicator.slice(holder.name.length).replace(HAVING, '')}`;
  if (indicator.includes(core)) return indicator;
  const plain = indicator.replace(THIS, '');
  const back = WORDS.back.at(indicator, 0);
  const head = WORDS.head.at(plain, 0);
  const rest =
    back?.value === holder.class
      ? indicator.slice(back.end)
      : head?.value === holder.class
        ? plain.slice(head.end)
        : indicator;
  return `${holder.name}${rest.replace(HAVING, '')}`;
}

function readWords(): Readonly<Record<HolderRole, WordFinder<string>>> {
  const rows: Record<HolderRole, [string, string][]> = {
    head: [],
    whole: [],
    back: [],
    own: [],
    none: [],
    person: [],
  };
  for (const { line, cells } of readTable('holder-words.txt', 3)) {
    const [word = '', kind = '', written = ''] = cells;
    const role = ROLES.find((known) => known === written);
    if (role === undefined || kind === '')
      throw new LexiconError('holder-words.txt', line, `needs a class and one of ${ROLES.join(', ')}`);
    rows[role].push([word, kind]);
  }
  return {
    head: new WordFinder(rows.head),
    whole: new WordFinder(rows.whole),
    back: new WordFinder(rows.back),
    own: new WordFinder(rows.own),
    none: new WordFinder(rows.none),
    person: new WordFinder(rows.person),
  };
}
