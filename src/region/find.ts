import type { Tree } from './create.ts';
import type { Division, PlaceMention } from './gazetteer.ts';
import type { Guard, Overrides } from './lexicon.ts';
import { createTrie } from './trie.ts';

const HAN = /^\p{Script=Han}+$/u;

/**
 * Makes the function that finds places in simplified text, leftmost-longest.
 *
 * Names of the region, of its province and of the country's provinces and prefectures count; short names only
 * where they are no common word: those of the region's counties, of the province's prefectures, of provinces.
 * A township counts with 镇, 乡 or 街道 only. 临汾市尧都区 is one mention, of 尧都区.
 */
export function createFinder(
  tree: Tree,
  overrides: Overrides,
): (simplified: string) => readonly PlaceMention[] {
  const trie = createTrie<Division>();
  for (const division of tree.divisions)
    for (const word of wordsOf(division, tree, overrides)) trie.add(word, division);
  const allowed = createGuards(overrides);
  return (simplified) => {
    const mentions: PlaceMention[] = [];
    for (let at = 0; at < simplified.length; ) {
      const matches = trie.matches(simplified, at);
      if (matches.length === 0) {
        at++;
        continue;
      }
      const match = matches.find(({ end }) => allowed(simplified, at, end));
      const division = match && choose(match.values, mentions, tree);
      if (match === undefined || division === undefined) {
        at++;
        continue;
      }
      mentions.push({ start: at, end: match.end, division, surface: simplified.slice(at, match.end) });
      at = match.end;
    }
    return joinChains(mentions, simplified, tree);
  };
}

/** The words by which running text names a division. */
function wordsOf(division: Division, tree: Tree, overrides: Overrides): readonly string[] {
  const { name, level, aliases } = division;
  const own = tree.within(division, tree.root);
  if (level === 'township') return name.length >= 3 ? [name, ...aliases.filter(isFoldOf(name))] : [];
  const province = tree.within(division, provinceOf(tree));
  const short = own || level === 'province' || (level === 'prefecture' && province);
  const slips = overrides.slips.get(name) ?? [];
  const han = aliases.filter((alias) => HAN.test(alias) && !slips.includes(alias));
  return short ? [name, ...han] : [name, ...han.filter(isFoldOf(name))];
}

/** Other forms of the full name itself (traditional, or what folding makes of it): same length. */
function isFoldOf(name: string): (alias: string) => boolean {
  return (alias) => alias.length === name.length && HAN.test(alias);
}

function provinceOf(tree: Tree): Division {
  let at = tree.root;
  while (at.parent !== null) {
    const above = tree.byCode(at.parent);
    if (above === undefined) return at;
    at = above;
  }
  return at;
}

/** Of several divisions with one name: the one below the place named last, else the region's own, else the first. */
function choose(
  candidates: readonly Division[],
  before: readonly PlaceMention[],
  tree: Tree,
): Division | undefined {
  if (candidates.length < 2) return candidates[0];
  for (let index = before.length - 1; index >= 0; index--) {
    const last = before[index]?.division;
    const below = last && candidates.find((candidate) => tree.within(candidate, last));
    if (below) return below;
  }
  return candidates.find((candidate) => tree.within(candidate, tree.root)) ?? candidates[0];
}

/** 山西省临汾市尧都区: neighbouring mentions, each below the one before, are one mention of the last. */
function joinChains(mentions: readonly PlaceMention[], text: string, tree: Tree): readonly PlaceMention[] {
  const joined: PlaceMention[] = [];
  for (const mention of mentions) {
    const before = joined.at(-1);
    const chained =
      before !== undefined &&
      before.end === mention.start &&
      before.division.code !== mention.division.code &&
      tree.within(mention.division, before.division);
    if (!chained) joined.push(mention);
    else {
      const start = before.start;
      joined[joined.length - 1] = { ...mention, start, surface: text.slice(start, mention.end) };
    }
  }
  return joined;
}

/** Whether the characters around a name let it be that name: 代县长, 振兴县域 and 临汾日报 are no places. */
function createGuards(overrides: Overrides): (text: string, start: number, end: number) => boolean {
  const after = byName(overrides.notBefore);
  const before = byName(overrides.notAfter);
  return (text, start, end) => {
    const name = text.slice(start, end);
    return (
      !guardsOf(after, name).some((word) => text.startsWith(word, end)) &&
      !guardsOf(before, name).some(
        (word) => start >= word.length && text.startsWith(word, start - word.length),
      )
    );
  };
}

interface GuardTable {
  readonly any: readonly string[];
  readonly exact: ReadonlyMap<string, readonly string[]>;
  readonly endings: readonly Guard[];
}

function byName(guards: readonly Guard[]): GuardTable {
  const exact = new Map<string, string[]>();
  for (const { name, words } of guards) exact.set(name, [...(exact.get(name) ?? []), ...words]);
  const endings = guards
    .filter(({ name }) => name.startsWith('*') && name.length > 1)
    .map(({ name, words }) => ({ name: name.slice(1), words }));
  return { any: exact.get('*') ?? [], exact, endings };
}

function guardsOf(table: GuardTable, name: string): readonly string[] {
  const ending = table.endings.filter((guard) => name.endsWith(guard.name)).flatMap(({ words }) => words);
  return [...table.any, ...(table.exact.get(name) ?? []), ...ending];
}
