import { createFinder } from './find.ts';
import type { Division, Gazetteer } from './gazetteer.ts';
import { createGuesser } from './guess.ts';
import type { Overrides } from './lexicon.ts';
import { NO_OVERRIDES } from './lexicon.ts';

/** A division as stored. */
export type DivisionRow = Division;

/** What `npm run gazetteer` writes: pure data, made from a published list of divisions. */
export interface GazetteerData {
  /** The package and version it was made from. */
  readonly source: string;
  /** Code of the region. */
  readonly root: string;
  readonly divisions: readonly DivisionRow[];
  /** For each character of the region's own names: characters read the same. */
  readonly homophones: Readonly<Record<string, string>>;
  /** Real places that differ from one of the region's names by one character. */
  readonly lookalikes: readonly string[];
}

/** The divisions of a gazetteer and how they hang together; what finding and guessing share. */
export interface Tree {
  readonly root: Division;
  readonly divisions: readonly Division[];
  byCode(code: string): Division | undefined;
  /** Whether `division` is `ancestor` or stands below it. */
  within(division: Division, ancestor: Division): boolean;
}

/**
 * Builds the gazetteer from its data and the overrides people wrote.
 * @throws when the data does not hold its own root
 */
export function createGazetteer(data: GazetteerData, overrides: Overrides = NO_OVERRIDES): Gazetteer {
  const divisions = data.divisions.map((row) => withAliases(row, overrides));
  const tree = createTree(divisions, data.root);
  const finder = createFinder(tree, overrides);
  const guesser = createGuesser(tree, data, overrides);
  const names = uniqueNames(divisions);
  return {
    root: tree.root,
    divisions,
    byCode: tree.byCode,
    byName: (name) => names.get(name),
    countyOf: (division) =>
      division.level === 'township' && division.parent !== null
        ? (tree.byCode(division.parent) ?? division)
        : division,
    find: finder,
    guess: guesser,
  };
}

function withAliases(row: DivisionRow, overrides: Overrides): Division {
  const more = [...(overrides.aliases.get(row.name) ?? []), ...(overrides.slips.get(row.name) ?? [])];
  return more.length === 0 ? row : { ...row, aliases: [...new Set([...row.aliases, ...more])] };
}

function createTree(divisions: readonly Division[], rootCode: string): Tree {
  const codes = new Map(divisions.map((division) => [division.code, division]));
  const root = codes.get(rootCode);
  if (root === undefined) throw new Error(`the gazetteer's data lacks its own root ${rootCode}`);
  const within = (division: Division, ancestor: Division): boolean => {
    // A chain is at most township, county, prefecture, province; the bound guards against a cycle in the data.
    let at: Division | undefined = division;
    for (let step = 0; at !== undefined && step < 5; step++) {
      if (at.code === ancestor.code) return true;
      at = at.parent === null ? undefined : codes.get(at.parent);
    }
    return false;
  };
  return { root, divisions, byCode: (code) => codes.get(code), within };
}

/** Full names that mean one division only, for a township the name with its county's too. */
function uniqueNames(divisions: readonly Division[]): ReadonlyMap<string, Division> {
  const names = new Map<string, Division>();
  const doubled = new Set<string>();
  for (const division of divisions) {
    if (names.has(division.name)) doubled.add(division.name);
    names.set(division.name, division);
  }
  for (const name of doubled) {
    const higher = divisions.filter((division) => division.name === name && division.level !== 'township');
    const [only] = higher;
    if (higher.length === 1 && only !== undefined) names.set(name, only);
    else names.delete(name);
  }
  return names;
}
