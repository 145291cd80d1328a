import { pinyin } from 'pinyin-pro';
import { toSimplified, toTraditional } from '../text/script.ts';
import type { DivisionRow, GazetteerData } from './create.ts';
import type { DivisionLevel } from './gazetteer.ts';
import type { Overrides } from './lexicon.ts';
import { levelWords, stemOf, withoutTones } from './names.ts';

/** A division as the source lists it: GB/T 2260 code (9 digits for a township) and full name. */
export interface SourceDivision {
  readonly code: string;
  readonly name: string;
}

/** Headings of the official list that are no places, and counties whose name is a common word. */
const NOT_PLACES = /^(?:市辖区|县|城区|郊区|矿区|社区|.*直辖县级行政区划)$/;
/** The four municipalities are provinces whose districts have no prefecture above them. */
const MUNICIPALITY = /^(?:11|12|31|50)/;
const DISTRICT_CODE = /^\d{4}(?:0|1)\d$/;

/**
 * Makes the gazetteer of a prefecture or a province out of the national list: its own divisions with
 * townships, the other prefectures and counties of its province, and the provinces and prefectures of the
 * country, so that a foreign place is recognised as foreign.
 * @param region full or short name of a prefecture or province
 * @throws when no prefecture or province has that name
 */
export function generateGazetteer(
  source: readonly SourceDivision[],
  region: string,
  overrides: Overrides,
  origin: string,
): GazetteerData {
  const all = source.filter(({ name }) => !NOT_PLACES.test(name)).map(withLevel);
  const known = new Set(all.map(({ code }) => code));
  const root = findRoot(all, region);
  const inside = (code: string): boolean => code.startsWith(prefixOf(root.code, root.level));
  const rows = all
    .filter(
      ({ code, level }) =>
        level === 'province' ||
        level === 'prefecture' ||
        inside(code) ||
        (level !== 'township' && code.startsWith(root.code.slice(0, 2))),
    )
    .map((division) => rowOf(division, known, inside(division.code), overrides))
    .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  const own = rows.filter(({ code, level }) => inside(code) && level !== 'township');
  return {
    source: origin,
    root: root.code,
    divisions: rows,
    homophones: homophonesOf(own, overrides),
    lookalikes: lookalikesOf(own, all),
  };
}

interface Levelled extends SourceDivision {
  readonly level: DivisionLevel;
}

function withLevel({ code, name }: SourceDivision): Levelled {
  return { code, name, level: levelOf(code, name) };
}

function levelOf(code: string, name: string): DivisionLevel {
  if (code.length > 6) return 'township';
  if (code.endsWith('0000')) return 'province';
  if (code.endsWith('00')) return 'prefecture';
  if (name.endsWith('区') && (DISTRICT_CODE.test(code) || MUNICIPALITY.test(code))) return 'district';
  return name.endsWith('市') ? 'county-level-city' : 'county';
}

function prefixOf(code: string, level: DivisionLevel): string {
  return level === 'province' ? code.slice(0, 2) : code.slice(0, 4);
}

function findRoot(all: readonly Levelled[], region: string): Levelled {
  const found = all.find(
    ({ name, level }) =>
      (level === 'province' || level === 'prefecture') && (name === region || stemOf(name) === region),
  );
  if (found === undefined)
    throw new Error(
      `no prefecture or province is called ${region}; give its name as in GB/T 2260, e.g. 临汾市`,
    );
  return found;
}

/** The next division above that is listed: counties of a province without prefecture hang on the province. */
function parentOf({ code, level }: Levelled, known: ReadonlySet<string>): string | null {
  if (level === 'province') return null;
  const prefecture = `${code.slice(0, 4)}00`;
  if (level === 'township') return code.slice(0, 6);
  return level !== 'prefecture' && known.has(prefecture) ? prefecture : `${code.slice(0, 2)}0000`;
}

function rowOf(
  division: Levelled,
  known: ReadonlySet<string>,
  inside: boolean,
  overrides: Overrides,
): DivisionRow {
  const { code, name, level } = division;
  const aliases = new Set([...hanAliases(division), ...latinAliases(division, inside, overrides)]);
  aliases.delete(name);
  return { code, name, level, parent: parentOf(division, known), aliases: [...aliases] };
}

/** Short name (never a single character: 古 is not 古县), traditional forms, and what OpenCC folds them to. */
function hanAliases({ name, level }: Levelled): readonly string[] {
  const stem = stemOf(name);
  const short = stem.length >= 2 && level !== 'township' ? [stem] : [];
  const simplified = [name, ...short];
  const traditional = simplified.map(toTraditional);
  return [...short, ...traditional, ...[...simplified, ...traditional].map(toSimplified)];
}

/** huozhou, huo zhou, huòzhōu, huozhoushi, huozhou city; for one-character names always with the level. */
function latinAliases(division: Levelled, inside: boolean, overrides: Overrides): readonly string[] {
  const { name, level } = division;
  const toned = readingOf(name, overrides);
  const plain = withoutTones(toned);
  const words = levelWords(level, name);
  const joined = plain.replaceAll(' ', '');
  const bare = stemOf(name).length >= 2 ? [joined] : [];
  if (!inside || level === 'township') return [...bare, `${joined} ${words.pinyin}`];
  return [
    ...bare,
    ...(bare.length > 0
      ? [plain, toned.replaceAll(' ', ''), toned]
      : [`${toned}${words.toned}`, `${toned} ${words.toned}`]),
    joined + words.pinyin,
    `${plain} ${words.pinyin}`,
    `${joined} ${words.english}`,
    ...(joined === plain ? [] : [`${plain} ${words.english}`]),
  ];
}

function readingOf(name: string, overrides: Overrides): string {
  return overrides.readings.get(name) ?? pinyin(stemOf(name));
}

/** For each syllable of the region's own names: the characters of GB 2312 that can be read so. */
function homophonesOf(own: readonly DivisionRow[], overrides: Overrides): Readonly<Record<string, string>> {
  const wanted = new Map<string, string>();
  const readings = new Map<string, string>();
  for (const { name } of own) {
    const syllables = withoutTones(readingOf(name, overrides)).split(' ');
    for (const [index, character] of [...stemOf(name)].entries()) {
      const syllable = syllables[index];
      if (syllable === undefined) continue;
      wanted.set(syllable, '');
      readings.set(character, syllable);
    }
  }
  for (const character of gb2312()) {
    const options = pinyin(character, { multiple: true, toneType: 'none', type: 'array', v: true });
    for (const syllable of new Set(options)) {
      const homophones = wanted.get(syllable);
      if (homophones !== undefined) wanted.set(syllable, homophones + character);
    }
  }
  const table: Record<string, string> = {};
  for (const [character, syllable] of readings)
    table[character] = (wanted.get(syllable) ?? '').replaceAll(character, '');
  return table;
}

/** The 6,763 Han characters of GB 2312: what people type in news chats, without rare characters. */
function gb2312(): readonly string[] {
  const decoder = new TextDecoder('gbk');
  const characters: string[] = [];
  for (let lead = 0xb0; lead <= 0xf7; lead++)
    for (let trail = 0xa1; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (/^\p{Script=Han}$/u.test(character)) characters.push(character);
    }
  return characters;
}

/**
 * Real places one character away from one of ours: 临沂市 is no misspelling of 临汾市. Names of one character
 * and the level (古县) are left out: nothing is taken for a misspelling of those.
 */
function lookalikesOf(own: readonly DivisionRow[], all: readonly Levelled[]): readonly string[] {
  const ours = own.map(({ name }) => name).filter((name) => stemOf(name).length >= 2);
  const near = new Set<string>();
  for (const { name, level } of all)
    if (level !== 'township' && !ours.includes(name) && ours.some((mine) => distance(mine, name) === 1))
      near.add(name);
  return [...near].sort();
}

/** Number of differing characters of two names of one length, Infinity for different lengths. */
function distance(a: string, b: string): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let differing = 0;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) differing++;
  return differing;
}
