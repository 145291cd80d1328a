import type { Span } from '../text/span.ts';
import type { GazetteerData, Tree } from './create.ts';
import { createFinder } from './find.ts';
import type { Division, PlaceGuess } from './gazetteer.ts';
import type { Overrides } from './lexicon.ts';
import { stemOf, withoutTones } from './names.ts';
import { createTrie } from './trie.ts';

const HAN = /^\p{Script=Han}+$/u;
const HAN_AT = /\p{Script=Han}/u;
const LATIN_WORD = /[\p{Script=Latin}\p{M}]{1,40}/gu;
/** Spaces, hyphens and apostrophes stand inside pinyin (xi'an, huo-zhou); more than that separates. */
const PINYIN_GAP = /^[ '’\-_]{0,2}$/;
/** Words before a place in a question; after them a slip may begin even though a Han character precedes. */
const LEAD_IN = new Set('下问查看说知道在和与跟比及、的了是有告诉找');
/** Shorter pinyin is too near to English words for a misspelling to be recognised. */
const MISSPELT_PINYIN_MIN = 6;
const PINYIN_WORDS_MAX = 5;

/**
 * Makes the function that understands places in a question. In this order: names as written, pinyin and
 * English, listed slips, homophones, one wrong character. A slip is only seen where nothing exact is, never
 * where another real place stands, and never replaces a very frequent character.
 */
export function createGuesser(
  tree: Tree,
  data: GazetteerData,
  overrides: Overrides,
): (question: string) => readonly PlaceGuess[] {
  const find = createFinder(tree, overrides);
  const findForeign = createForeign(tree, data);
  const findLatin = createLatin(tree);
  const findListed = createListedSlips(tree, overrides);
  const findMistyped = createMistyped(tree, data, overrides);
  return (question) => {
    const folded = foldWidth(question);
    const guesses: PlaceGuess[] = [];
    const taken = new Uint8Array(question.length);
    const add = (found: readonly PlaceGuess[]): void => {
      for (const guess of found) {
        if (taken.subarray(guess.start, guess.end).includes(1)) continue;
        taken.fill(1, guess.start, guess.end);
        guesses.push({ ...guess, surface: question.slice(guess.start, guess.end) });
      }
    };
    add(find(folded).map((mention) => ({ ...mention, how: 'exact' })));
    const foreign = findForeign(folded);
    add(foreign.guesses);
    for (const { start, end } of foreign.unknown) taken.fill(1, start, end);
    add(findLatin(folded));
    add(findListed(folded));
    add(findMistyped(folded));
    return guesses.sort((a, b) => a.start - b.start);
  };
}

/** Full-width letters to half-width and capitals to small ones, unit by unit so that offsets stay. */
function foldWidth(text: string): string {
  let folded = '';
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const half =
      code >= 0xff01 && code <= 0xff5e
        ? String.fromCharCode(code - 0xfee0)
        : code === 0x3000
          ? ' '
          : text.charAt(index);
    const lower = half.toLowerCase();
    folded += lower.length === 1 ? lower : half;
  }
  return folded;
}

/** What may follow a short county name in a question: an end, a mark, Latin, or a word that goes on with the question. */
const GOES_ON =
  /^(?:$|[^\u3400-\u9fff]|[县市区的有是和与跟在今去前全人常财一规固社城农工空书副代多怎哪呢吗啊]|GDP)/;

/** A foreign county by its short name inside a longer name; prefectures and provinces are known well enough. */
function isPartOfName(text: string, span: Span, division: Division): boolean {
  if (division.level === 'province' || division.level === 'prefecture') return false;
  if (/[县市区旗]$/.test(text.slice(span.start, span.end))) return false;
  return !GOES_ON.test(text.slice(span.end, span.end + 3));
}

/** Short names of foreign places, which running text would not trust, and real places that look like ours. */
function createForeign(
  tree: Tree,
  data: GazetteerData,
): (text: string) => { guesses: readonly PlaceGuess[]; unknown: readonly Span[] } {
  const trie = createTrie<Division | null>();
  for (const division of tree.divisions)
    if (!tree.within(division, tree.root) && division.level !== 'township')
      for (const alias of division.aliases)
        if (HAN.test(alias) && alias.length >= 2) trie.add(alias, division);
  for (const name of data.lookalikes) trie.add(name, null);
  return (text) => {
    const guesses: PlaceGuess[] = [];
    const unknown: Span[] = [];
    for (let at = 0; at < text.length; ) {
      const [match] = trie.matches(text, at);
      if (match === undefined) {
        at++;
        continue;
      }
      const division = match.values.find((value) => value !== null);
      const span = { start: at, end: match.end };
      // 沁水湾抽水蓄能电站 is a thing of its own: a short county name that runs on into other words is no place.
      if (division && isPartOfName(text, span, division)) {
        at = match.end;
        continue;
      }
      if (division) guesses.push({ ...span, division, surface: text.slice(at, match.end), how: 'exact' });
      else unknown.push(span);
      at = match.end;
    }
    return { guesses, unknown };
  };
}

/** Pinyin and English: huozhou, Huo Zhou, huòzhōu, gu xian, gu county, yaodu district. */
function createLatin(tree: Tree): (text: string) => readonly PlaceGuess[] {
  const own = new Map<string, Division>();
  const keys = new Map<string, Division>();
  const ordered = [...tree.divisions].sort((a, b) => rank(a, tree) - rank(b, tree));
  for (const division of ordered)
    for (const alias of division.aliases) {
      if (HAN_AT.test(alias)) continue;
      const key = pinyinKey(alias);
      if (!keys.has(key)) keys.set(key, division);
      if (tree.within(division, tree.root) && division.level !== 'township') own.set(key, division);
    }
  return (text) => {
    const words = [...text.matchAll(LATIN_WORD)].map((word) => ({
      start: word.index,
      end: word.index + word[0].length,
      key: pinyinKey(word[0]),
    }));
    const guesses: PlaceGuess[] = [];
    for (let first = 0; first < words.length; ) {
      const found = longestKey(words, first, text, keys) ?? misspelt(words, first, own, keys);
      if (found === undefined) {
        first++;
        continue;
      }
      const start = words[first]?.start ?? 0;
      const end = words[found.last]?.end ?? start;
      guesses.push({ start, end, division: found.division, surface: text.slice(start, end), how: found.how });
      first = found.last + 1;
    }
    return guesses;
  };
}

interface LatinWord extends Span {
  readonly key: string;
}

interface LatinMatch {
  readonly last: number;
  readonly division: Division;
  readonly how: PlaceGuess['how'];
}

/** Our own counties win over foreign ones of the same sound, those over townships. */
function rank(division: Division, tree: Tree): number {
  const own = tree.within(division, tree.root);
  if (own) return division.level === 'township' ? 2 : 0;
  return tree.within(tree.root, division) || division.level === 'province' ? 1 : 3;
}

function pinyinKey(text: string): string {
  return withoutTones(text.toLowerCase()).replace(/[^a-z]/g, '');
}

function longestKey(
  words: readonly LatinWord[],
  first: number,
  text: string,
  keys: ReadonlyMap<string, Division>,
): LatinMatch | undefined {
  let key = '';
  let found: LatinMatch | undefined;
  for (let last = first; last < Math.min(words.length, first + PINYIN_WORDS_MAX); last++) {
    const word = words[last];
    const before = words[last - 1];
    if (word === undefined) break;
    if (last > first && before && !PINYIN_GAP.test(text.slice(before.end, word.start))) break;
    key += word.key;
    const division = keys.get(key);
    if (division) found = { last, division, how: 'exact' };
  }
  return found;
}

/** One letter too many, too few or wrong in the pinyin of one of our own places, and of one only. */
function misspelt(
  words: readonly LatinWord[],
  first: number,
  own: ReadonlyMap<string, Division>,
  keys: ReadonlyMap<string, Division>,
): LatinMatch | undefined {
  const key = words[first]?.key ?? '';
  if (key.length < MISSPELT_PINYIN_MIN || keys.has(key)) return undefined;
  const near = new Set<Division>();
  for (const [known, division] of own) if (withinOneEdit(key, known)) near.add(division);
  const [division] = near;
  return near.size === 1 && division ? { last: first, division, how: 'slip' } : undefined;
}

function withinOneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  return short.slice(at + (short.length === long.length ? 1 : 0)) === long.slice(at + 1);
}

/** Misspellings that people listed. */
function createListedSlips(tree: Tree, overrides: Overrides): (text: string) => readonly PlaceGuess[] {
  const trie = createTrie<Division>();
  for (const division of tree.divisions)
    for (const slip of overrides.slips.get(division.name) ?? []) trie.add(slip, division);
  return (text) => {
    const guesses: PlaceGuess[] = [];
    for (let at = 0; at < text.length; at++) {
      const [match] = trie.matches(text, at);
      const [division] = match?.values ?? [];
      if (match === undefined || division === undefined) continue;
      guesses.push({ start: at, end: match.end, division, surface: text.slice(at, match.end), how: 'slip' });
      at = match.end - 1;
    }
    return guesses;
  };
}

/**
 * One wrong character in a name of the region. Two of three signs are needed: its level stands after it, a
 * question's opening words or nothing stand before it, the wrong character sounds or looks like the right one
 * and is none of the most frequent (those write 使用和, not 永和). A frequent character that does not even
 * resemble the right one is never a misspelling (安全县).
 */
function createMistyped(
  tree: Tree,
  data: GazetteerData,
  overrides: Overrides,
): (text: string) => readonly PlaceGuess[] {
  const targets = tree.divisions
    .filter((division) => tree.within(division, tree.root) && division.level !== 'township')
    .map((division) => ({ division, stem: stemOf(division.name), level: division.name.slice(-1) }))
    // A one-character name is too near to everything: 及县, 几县 and 各县 are not 吉县.
    .filter(({ stem }) => stem.length >= 2);
  const alike = (right: string, typed: string): boolean =>
    (data.homophones[right] ?? '').includes(typed) || (overrides.shapes.get(right) ?? '').includes(typed);
  const oneWrong = (stem: string, typed: string): { right: string; typed: string } | undefined => {
    let wrong: { right: string; typed: string } | undefined;
    for (let index = 0; index < stem.length; index++) {
      if (stem[index] === typed[index]) continue;
      if (wrong) return undefined;
      wrong = { right: stem.charAt(index), typed: typed.charAt(index) };
    }
    return wrong;
  };
  return (text) => {
    const guesses: PlaceGuess[] = [];
    for (let at = 0; at < text.length; at++) {
      const opening = at === 0 || !HAN_AT.test(text.charAt(at - 1)) || LEAD_IN.has(text.charAt(at - 1));
      for (const { division, stem, level } of targets) {
        const typed = text.slice(at, at + stem.length);
        const wrong = typed.length === stem.length && HAN.test(typed) ? oneWrong(stem, typed) : undefined;
        if (wrong === undefined) continue;
        const levelled = text.charAt(at + stem.length) === level;
        const similar = alike(wrong.right, wrong.typed);
        const likely =
          Number(levelled) + Number(opening) + Number(similar && !overrides.common.has(wrong.typed));
        if (likely < 2 || (!similar && overrides.common.has(wrong.typed))) continue;
        const end = at + stem.length + (levelled ? 1 : 0);
        guesses.push({ start: at, end, division, surface: text.slice(at, end), how: 'slip' });
        at = end - 1;
        break;
      }
    }
    return guesses;
  };
}
