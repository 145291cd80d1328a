import { foldForSearch, isHanTerm, tokenize } from '../text/tokenize.ts';
import type { WeighedStretch, WeighedTerm } from './evidence.ts';
import { characterScore, closeness, coverage, isCharacter } from './evidence.ts';
import type { Hit, Passage, PassageIndex, SearchFilter } from './passage.ts';
import type { PostingList, Postings } from './postings.ts';
import { createPostings } from './postings.ts';
import { readQuery } from './query.ts';

/** How many passages of the first stage the second reads. */
const CANDIDATES = 100;
/** A year, a code or an English word tells passages apart better than a pair of characters. */
const RUN_BOOST = 3;
/** A single character is looked up only when it is rare, and counts half: pairs carry the meaning. */
const RARE_SHARE = 0.05;
const CHARACTER_WEIGHT = 0.5;
const CLOSENESS_WEIGHT = 0.5;
const DEFAULT_LIMIT = 5;
/** Withdrawn passages stay in the posting lists until they outnumber the others (and are worth the work). */
const REBUILD_FROM = 2000;

interface Entry {
  readonly passage: Passage;
  /** What is searched: places the text does not name, heading, text; folded. */
  readonly folded: string;
}

interface Candidate {
  readonly entry: Entry;
  readonly score: number;
}

/** A question against the passages that are in. */
interface WeighedQuery {
  readonly lookups: readonly { readonly weight: number; readonly lists: readonly PostingList[] }[];
  readonly characters: readonly WeighedTerm[];
  readonly words: readonly WeighedTerm[];
  readonly stretches: readonly WeighedStretch[];
  /** About the score of a passage that holds everything, close together. */
  readonly perfect: number;
}

/**
 * The passage index in memory. First stage: sum of quantised BM25 weights over the posting lists of the question's
 * terms. Second stage: one scan of the best hundred for single characters and for how close the words stand.
 * Weights depend only on the passages that are in, never on the order of adding; ties go by passage id. Passages
 * that share nothing but stray characters with the question are no hits.
 */
export function createPassageIndex(): PassageIndex {
  let postings = createPostings();
  let entries: (Entry | undefined)[] = [];
  /** How many withdrawn passages the posting lists of a term still hold. */
  const withdrawn = new Map<string, number>();
  const byArticle = new Map<string, Set<number>>();
  let size = 0;

  function insert(entry: Entry): void {
    const { articleId } = entry.passage;
    const ids = byArticle.get(articleId) ?? new Set();
    byArticle.set(articleId, ids.add(entries.length));
    postings.add(entries.length, tokenize(entry.folded));
    entries.push(entry);
    size += 1;
  }

  function withdraw(articleId: string, passageId?: string): void {
    const ids = byArticle.get(articleId);
    for (const id of ids ?? []) {
      const entry = entries[id];
      if (entry === undefined || (passageId !== undefined && entry.passage.id !== passageId)) continue;
      for (const term of new Set(tokenize(entry.folded))) withdrawn.set(term, (withdrawn.get(term) ?? 0) + 1);
      entries[id] = undefined;
      ids?.delete(id);
      size -= 1;
    }
    if (ids?.size === 0) byArticle.delete(articleId);
    if (entries.length > REBUILD_FROM && entries.length > 2 * size) rebuild();
  }

  function rebuild(): void {
    const kept = entries.filter((entry) => entry !== undefined);
    postings = createPostings();
    entries = [];
    withdrawn.clear();
    byArticle.clear();
    size = 0;
    for (const entry of kept) insert(entry);
  }

  function rarity(term: string, lists: readonly PostingList[]): number {
    const held = lists.reduce((sum, { ids }) => sum + ids.length, 0) - (withdrawn.get(term) ?? 0);
    return Math.log(1 + (size - held + 0.5) / (held + 0.5));
  }

  return {
    add(passages) {
      for (const passage of passages) {
        withdraw(passage.articleId, passage.id);
        insert({ passage, folded: searched(passage) });
      }
    },
    remove: (articleId) => withdraw(articleId),
    search(question, { filter, limit = DEFAULT_LIMIT } = {}) {
      const query = weigh(question, postings, rarity);
      const candidates = firstStage(query, entries, filter);
      return secondStage(query, candidates).slice(0, Math.max(0, limit));
    },
    get size() {
      return size;
    },
  };
}

/** A passage on 全县 has its county only in the heading or as its governing place: both are searched with it. */
function searched({ heading, places, text }: Passage): string {
  const own = `${heading ?? ''}\n${text}`;
  const unnamed = places.filter((place) => !own.includes(place));
  return foldForSearch([...unnamed, own].join('\n'));
}

function weigh(
  question: string,
  postings: Postings,
  rarity: (term: string, lists: readonly PostingList[]) => number,
): WeighedQuery {
  const { terms, stretches } = readQuery(question);
  const found = terms.map((term) => {
    const lists = postings.find(term);
    return { term, lists, rarity: rarity(term, lists) };
  });
  const rarities = new Map(found.map((weighed) => [weighed.term, weighed.rarity]));
  const part = (term: string) => ({ term, rarity: rarities.get(term) ?? 0 });
  return {
    lookups: found.map((weighed) => ({ weight: lookupWeight(weighed), lists: weighed.lists })),
    characters: found.filter(({ term }) => isCharacter(term)),
    words: found.filter(({ term }) => !isCharacter(term)),
    stretches: stretches.map((stretch) => {
      const han = isHanTerm(stretch);
      return { han, parts: (han ? [...stretch] : [stretch]).map(part) };
    }),
    perfect: 2 * found.reduce((sum, weighed) => sum + weighed.rarity, 0),
  };
}

function lookupWeight({ term, rarity }: WeighedTerm): number {
  if (!isHanTerm(term)) return RUN_BOOST * rarity;
  if (!isCharacter(term)) return rarity;
  return rarity >= Math.log(1 / RARE_SHARE) ? CHARACTER_WEIGHT * rarity : 0;
}

/** The best candidates by summed weights; filters work here, so that they cost no recall. */
function firstStage(
  query: WeighedQuery,
  entries: readonly (Entry | undefined)[],
  filter: SearchFilter | undefined,
): readonly Candidate[] {
  const scores = new Float32Array(entries.length);
  for (const { weight, lists } of query.lookups) {
    if (weight === 0) continue;
    for (const list of lists) {
      const impact = weight * list.weight;
      for (const id of list.ids) scores[id] = (scores[id] ?? 0) + impact;
    }
  }
  const candidates: Candidate[] = [];
  for (let id = 0; id < scores.length; id += 1) {
    const score = scores[id] ?? 0;
    const entry = score > 0 ? entries[id] : undefined;
    if (entry !== undefined && passes(entry.passage, filter)) candidates.push({ entry, score });
  }
  // Numbers sort fast; the comparison with ties is for the few that can be among the best.
  const least =
    Float32Array.from(candidates, ({ score }) => score)
      .sort()
      .at(-CANDIDATES) ?? 0;
  return candidates
    .filter(({ score }) => score >= least)
    .sort(byScore)
    .slice(0, CANDIDATES);
}

function passes(passage: Passage, filter: SearchFilter | undefined): boolean {
  if (filter?.articleIds !== undefined && !filter.articleIds.includes(passage.articleId)) return false;
  return filter?.places === undefined || filter.places.some((place) => passage.places.includes(place));
}

/** Adds what a scan of the text shows, and makes scores of different questions comparable. */
function secondStage(query: WeighedQuery, candidates: readonly Candidate[]): readonly Hit[] {
  const best = candidates[0]?.score ?? 0;
  const rescored = candidates.map(({ entry, score }) => {
    const near = CLOSENESS_WEIGHT * best * closeness(query.words, entry.folded);
    return { entry, score: score + near + characterScore(query.characters, entry.folded) };
  });
  const hits = rescored.sort(byScore).map(({ entry, score }) => ({
    passage: entry.passage,
    score: rounded(score / query.perfect),
    coverage: rounded(coverage(query.stretches, entry.folded)),
  }));
  return hits.filter((hit) => hit.coverage > 0);
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function byScore(a: Candidate, b: Candidate): number {
  return b.score - a.score || (a.entry.passage.id < b.entry.passage.id ? -1 : 1);
}
