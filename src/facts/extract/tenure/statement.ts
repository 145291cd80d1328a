import type { Division } from '../../../region/gazetteer.ts';
import type { PartialDate } from '../../../text/date.ts';
import type { Span } from '../../../text/span.ts';
import type { AnnotatedArticle, AnnotatedSentence } from '../../document.ts';
import type { TenureStatus } from '../../model.ts';
import { eventTime, statementDay } from './day.ts';
import type { Holder, HolderFinder } from './holder.ts';
import { anyOverlaps } from './nearby.ts';
import type { Chain, Post } from './post.ts';
import { findChains } from './post.ts';
import { PostPlaces } from './post-place.ts';
import { appointmentBefore } from './subject.ts';

/** One statement that a person has posts of one place, before the statements of an article are put together. */
export interface Statement {
  readonly person: string;
  readonly division: Division | null;
  /** Whether the place stands in the title itself, not taken from the story. */
  readonly explicit: boolean;
  readonly posts: readonly Post[];
  readonly status: TenureStatus;
  readonly asOf: PartialDate | null;
  readonly sentence: AnnotatedSentence;
  readonly span: Span;
  /** Said in the headline; `span` is where the text names the person. */
  readonly headline?: true;
}

/** A chain of posts with the places it settled on and the names that follow it. */
interface Entry {
  readonly sentence: AnnotatedSentence;
  readonly chain: Chain;
  readonly divisions: readonly (Division | null)[];
  readonly holders: readonly Holder[];
  readonly closed: (start: number, end: number) => boolean;
}

/**
 * What the sentences say of persons and posts. Titles before names are read first, since the names they settle
 * are the subjects of verbs that stand clauses later (此前担任…).
 * @param text simplified text into which the sentences' offsets point
 */
export function readStatements(
  document: AnnotatedArticle,
  text: string,
  sentences: readonly AnnotatedSentence[],
  names: HolderFinder,
): readonly Statement[] {
  const entries = readEntries(document, text, sentences, names);
  const titled = entries.filter(({ holders }) => holders.length > 0);
  const known = new Set(titled.flatMap(({ holders }) => holders.map(({ name }) => name)));
  const starts = new Set(titled.flatMap(({ holders }) => holders.map(({ start }) => start)));
  const statements = titled.flatMap((entry) =>
    statementsOf(document, entry, statusOfTitle(text, entry.chain), entry.holders),
  );
  for (const entry of entries) {
    if (entry.holders.length > 0) continue;
    const { sentence, closed } = entry;
    const found = appointmentBefore(entry.chain, { text, sentence, names, closed, known, titled: starts });
    if (found === null) continue;
    for (const { name } of found.holders) known.add(name);
    statements.push(...statementsOf(document, entry, found.status, found.holders));
  }
  return statements;
}

function readEntries(
  document: AnnotatedArticle,
  text: string,
  sentences: readonly AnnotatedSentence[],
  names: HolderFinder,
): readonly Entry[] {
  const places = new PostPlaces(document);
  let earlier: readonly Post[] = [];
  let paragraph = -1;
  return sentences.flatMap((sentence) => {
    if (sentence.paragraph !== paragraph) earlier = [];
    paragraph = sentence.paragraph;
    const chains = findChains(text, sentence, sentence.places, earlier);
    earlier = chains.flatMap((chain) => chain.posts);
    const closed = closedBy(sentence, chains);
    const before: (readonly [Post, Division | null])[] = [];
    return chains.map((chain) => {
      const divisions = chain.posts.map((post) => {
        const division = places.resolve(post, sentence, before);
        before.push([post, division]);
        return division;
      });
      return { sentence, chain, divisions, holders: holdersAfter(chain, text, names, closed), closed };
    });
  });
}

/** Names never overlap a place or a title: 县长古县 is nobody. */
function closedBy(
  sentence: AnnotatedSentence,
  chains: readonly Chain[],
): (start: number, end: number) => boolean {
  const posts = chains.flatMap((chain) => chain.posts);
  return (start, end) => anyOverlaps(sentence.places, start, end) || anyOverlaps(posts, start, end);
}

/** 县长张某, 县长 张某, 副县长张某、李某. */
function holdersAfter(
  chain: Chain,
  text: string,
  names: HolderFinder,
  closed: (start: number, end: number) => boolean,
): readonly Holder[] {
  const gap = /^[ \u3000]{0,2}/.exec(text.slice(chain.end, chain.end + 2))?.[0].length ?? 0;
  return names.listAt(chain.end + gap, closed);
}

function statusOfTitle(text: string, chain: Chain): TenureStatus {
  const mark = chain.posts[0]?.mark ?? null;
  if (mark !== null) return mark;
  const before = text.slice(Math.max(0, chain.start - 5), chain.start);
  return /(?:卸任|离任|不再担任)的?$/.test(before) ? 'left' : 'holds';
}

/** One statement per holder and place of the chain. */
function statementsOf(
  document: AnnotatedArticle,
  { sentence, chain, divisions }: Entry,
  status: TenureStatus,
  holders: readonly Holder[],
): readonly Statement[] {
  const groups = new Map<string, { division: Division | null; posts: Post[] }>();
  for (const [index, post] of chain.posts.entries()) {
    const division = divisions[index] ?? null;
    const key = division?.code ?? '';
    const group = groups.get(key) ?? { division, posts: [] };
    group.posts.push(post);
    groups.set(key, group);
  }
  const asOf =
    eventTime(document, sentence, chain.start, status) ?? statementDay(document, sentence, chain.start);
  return holders.flatMap((holder) =>
    [...groups.values()].map(({ division, posts }) => ({
      person: holder.name,
      division,
      explicit: posts.some((post) => post.division !== null),
      posts,
      status,
      asOf,
      sentence,
      span: { start: Math.min(chain.start, holder.start), end: Math.max(chain.end, holder.end) },
    })),
  );
}
