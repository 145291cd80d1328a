import type { IndicatorLexicon } from '../../facts/indicators.ts';
import type { Observation } from '../../facts/model.ts';
import type { Gazetteer } from '../../region/gazetteer.ts';
import type { Store } from '../../store/store.ts';
import { regionDivisions } from '../lookup/region.ts';
import { postHolders } from './holders.ts';

export interface ExampleDesk {
  readonly store: Pick<Store, 'indicators' | 'observations' | 'projects' | 'tenures'>;
  readonly gazetteer: Gazetteer;
  readonly lexicon: IndicatorLexicon;
}

const MOST = 3;
/** A longer name makes no question that anybody would type, or could read on a button. Characters. */
const LONGEST_NAME = 14;

type Kind = (desk: ExampleDesk, place: string) => Promise<string | null>;

/**
 * Three questions that the articles answer: of a number, a post and a project, of one place where it has all three. The
 * same articles give the same questions; none when there is nothing to ask.
 */
export async function exampleQuestions(desk: ExampleDesk): Promise<readonly string[]> {
  const kinds: readonly Kind[] = [ofNumber, ofPost, ofProject];
  const first: (string | null)[] = kinds.map(() => null);
  const spare: string[] = [];
  // The prefecture's own come last: whoever lives in a county asks for the county.
  const [prefecture, ...counties] = regionDivisions(desk.gazetteer);
  for (const { name } of prefecture === undefined ? [] : [...counties, prefecture]) {
    const here: (string | null)[] = [];
    for (const kind of kinds) here.push(await kind(desk, name));
    if (here.every((question) => question !== null)) return here;
    for (const [i, question] of here.entries())
      if (first[i] === null) first[i] = question;
      else if (question !== null) spare.push(question);
  }
  return [...first.filter((question) => question !== null), ...spare].slice(0, MOST);
}

/** 古县2031年地区生产总值是多少: a settled figure of the newest whole year. */
async function ofNumber({ store, lexicon }: ExampleDesk, place: string): Promise<string | null> {
  const known = new Set((await store.indicators({ place })).map(({ indicator }) => indicator));
  for (const { name } of lexicon.indicators.filter((each) => known.has(each.name))) {
    const rows = await store.observations({ places: [place], indicators: [name] });
    const [label] = rows
      .filter((row) => row.place === place && isSettled(row))
      .map(({ period }) => period?.label ?? '')
      .toSorted()
      .toReversed();
    if (label !== undefined) return `${place}${label}${name}是多少`;
  }
  return null;
}

function isSettled({ measure, status, period, scope }: Observation): boolean {
  return (
    measure === 'level' && status === 'actual' && scope === undefined && /^\d{4}年$/.test(period?.label ?? '')
  );
}

/** 霍州市市长是谁: the first of the posts in the order in which they are printed. */
async function ofPost({ store }: ExampleDesk, place: string): Promise<string | null> {
  const posts = (await postHolders(store, place)).map(({ post }) => post);
  const short = posts.find((post) => /^[县区市]委书记$|^[县区市]长$/.test(post));
  return short === undefined ? null : `${place}${short}是谁`;
}

/** 古县某某公园总投资多少: the project with the shortest name whose investment is told as a figure, once. */
async function ofProject({ store }: ExampleDesk, place: string): Promise<string | null> {
  const rows = (await store.projects({ place })).filter((row) => row.place === place);
  const names = rows
    .filter(({ investment }) => investment !== undefined)
    .map(({ name }) => name)
    .filter((name) => /^\p{Script=Han}{4,}$/u.test(name) && name.length <= LONGEST_NAME)
    .toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
  for (const name of new Set(names)) {
    const indicators = [`${name}总投资`, `${name}投资`];
    const told = (await store.observations({ places: [place], indicators })).filter(
      (row) => row.place === place && row.measure === 'level' && row.status !== 'superseded',
    );
    const [fact] = told;
    if (fact === undefined || told.length > 1) continue;
    return `${place}${name.startsWith(place) ? fact.indicator.slice(place.length) : fact.indicator}多少`;
  }
  return null;
}
