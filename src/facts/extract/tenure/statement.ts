import type { Division } from '../../../region/gazetteer.ts';
import type { PartialDate } from '../../../text/date.ts';
import type { Span } from '../../../text/span.ts';
import type { AnnotatedArticle, AnnotatedSentence } from '../../document.ts';
import type { TenureStatus } from '../../model.ts';
import { appointmentBefore } from './appointment.ts';
import { findChains } from './chain.ts';
import { eventTime, statementDay } from './day.ts';
import type { Holder, HolderFinder } from './holder.ts';
import { successor } from './name-behind.ts';
import { anyOverlaps } from './nearby.ts';
import { findOpenPosts } from './open-post.ts';
import type { Chain, Post } from './post.ts';
import { PostPlaces } from './post-place.ts';
import { alternatives, POST_WORDS, wordsOf } from './post-words.ts';
import { findRosters } from './roster.ts';
import { Villages } from './village.ts';

/** One statement that a person has posts of one place, before the statements of an article are put together. */
export interface Statement {
  readonly person: string;
  readonly division: Division | null;
  /** The village whose post it is, which the region's gazetteer does not know. */
  readonly village?: string;
  /** Whether the place stands in the title itself, not taken from the story. */
  readonly explicit: boolean;
  readonly posts: readonly Post[];
  readonly status: TenureStatus;
  readonly asOf: PartialDate | null;
  /** The time the sentence gives for an appointment, an election or a leaving, null for other statements. */
  readonly told: PartialDate | null;
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
  const villages = new Villages(text);
  const statements = titled.flatMap((entry) =>
    statementsOf(document, villages, entry, statusOfTitle(text, entry), entry.holders),
  );
  for (const entry of entries) {
    const { sentence, closed, chain } = entry;
    const context = { text, sentence, names, closed, known, titled: starts };
    const found = entry.holders.length > 0 ? null : appointmentBefore(chain, context);
    for (const appointment of [found, successor(chain, context)]) {
      if (appointment === null) continue;
      for (const { name } of appointment.holders) known.add(name);
      const held = appointment.acting === true ? actingEntry(entry) : entry;
      statements.push(...statementsOf(document, villages, held, appointment.status, appointment.holders));
    }
  }
  return [...statements, ...rosterStatements(document, text, sentences, villages)];
}

/** 代理县监委主任 is the post of 县监委代理主任. */
function actingEntry(entry: Entry): Entry {
  const posts = entry.chain.posts.map((post) => {
    const at = post.name.lastIndexOf(post.head);
    return at === -1 ? post : { ...post, name: `${post.name.slice(0, at)}代理${post.name.slice(at)}` };
  });
  return { ...entry, chain: { ...entry.chain, posts } };
}

/** What tables of officials say. */
function rosterStatements(
  document: AnnotatedArticle,
  text: string,
  sentences: readonly AnnotatedSentence[],
  villages: Villages,
): readonly Statement[] {
  const places = new PostPlaces(document);
  return findRosters(text).flatMap((cell) => {
    const sentence = sentences.find(({ start, end }) => start <= cell.start && cell.end <= end);
    if (sentence === undefined) return [];
    return findChains(text, cell, sentence.places).flatMap((chain) => {
      const before: (readonly [Post, Division | null])[] = [];
      for (const post of chain.posts)
        before.push([post, places.resolve(post, sentence, before, before.at(-1)?.[1])]);
      const divisions = before.map(([, division]) => division);
      const entry = { sentence, chain, divisions, holders: [], closed: () => false };
      return statementsOf(document, villages, entry, cell.status, [cell.holder]);
    });
  });
}

/** A chief named further back in a paragraph is not looked for. */
const EARLIER_MAX = 24;

/** A post told in general (县（市、区）党委书记) holds what looks like one of a known place. */
function withOpenPosts(chains: readonly Chain[], open: readonly Chain[]): readonly Chain[] {
  if (open.length === 0) return chains;
  const own = chains.filter(({ start, end }) => !anyOverlaps(open, start, end));
  return [...own, ...open].sort((a, b) => a.start - b.start);
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
    const chains = withOpenPosts(
      findChains(text, sentence, sentence.places, earlier),
      findOpenPosts(text, sentence),
    );
    earlier = [...earlier.slice(-EARLIER_MAX), ...chains.flatMap((chain) => chain.posts)];
    const closed = closedBy(sentence, chains);
    const before: (readonly [Post, Division | null])[] = [];
    return chains.map((chain) => {
      const divisions: (Division | null)[] = [];
      for (const post of chain.posts) {
        const division = places.resolve(post, sentence, before, divisions.at(-1));
        before.push([post, division]);
        divisions.push(division);
      }
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

/** 总经理、市人大代表张某: an honour is no post and does not part the post from the name. */
const BEFORE_NAME = new RegExp(
  `^(?:[、，](?:全国|[省市县区镇乡]级?|优秀)?(?:${alternatives(POST_WORDS.honour)})){0,2}[ \\u3000]{0,2}`,
);

/** 县长张某, 县长 张某, 副县长张某、李某. */
function holdersAfter(
  chain: Chain,
  text: string,
  names: HolderFinder,
  closed: (start: number, end: number) => boolean,
): readonly Holder[] {
  const gap = BEFORE_NAME.exec(text.slice(chain.end, chain.end + 30))?.[0].length ?? 0;
  return names.listAt(chain.end + gap, closed);
}

function statusOfTitle(text: string, { chain, holders }: Entry): TenureStatus {
  const before = text.slice(Math.max(0, chain.start - 5), chain.start);
  if (/(?:卸任|离任|不再担任)的?$/.test(before)) return 'left';
  const end = holders.at(-1)?.end ?? chain.end;
  const behind = text.slice(end, end + 8);
  if (AWAY.test(behind)) return 'left';
  // 由县委副书记张某接任县长: who leads a government stays in the committee.
  const stays = chain.posts.some(({ organ }) => /^[县市区]委$/.test(organ));
  return before.endsWith('由') && SUCCEEDS.test(behind) && !stays ? 'former' : 'holds';
}

/** 副县长张某调任…, 县委办主任张某已于3月调任…. */
const AWAY = new RegExp(`^(?:同志)?(?:已|将|近日|日前|被|因工作变动){0,2}(?:${wordsOf('away')})`);
const SUCCEEDS = new RegExp(`^(?:同志)?(?:${wordsOf('successor')})`);

/**
 * The status of each post of a chain: 原 and 新任 govern the posts behind them until 现任, 候选人 its own only.
 * @param said what the sentence says of all of them
 */
function statusesOf(posts: readonly Post[], said: TenureStatus): readonly TenureStatus[] {
  let current = said;
  return posts.map(({ mark }) => {
    if (mark === 'candidate') return mark;
    if (mark !== null && said === 'holds') current = mark;
    return current;
  });
}

/** One statement per holder, place and status of the chain. */
function statementsOf(
  document: AnnotatedArticle,
  villages: Villages,
  { sentence, chain, divisions }: Entry,
  said: TenureStatus,
  holders: readonly Holder[],
): readonly Statement[] {
  const statuses = statusesOf(chain.posts, said);
  const groups = new Map<string, Pick<Statement, 'division' | 'village' | 'status'> & { posts: Post[] }>();
  for (const [index, post] of chain.posts.entries()) {
    const division = divisions[index] ?? null;
    const status = statuses[index] ?? said;
    const village = post.seat === 'village' ? villages.before(post.start) : null;
    const key = [division?.code ?? '', village ?? '', status].join('|');
    const group = groups.get(key) ?? {
      division,
      status,
      posts: [],
      ...(village === null ? {} : { village }),
    };
    group.posts.push(post);
    groups.set(key, group);
  }
  return holders.flatMap((holder) =>
    [...groups.values()].map((group) => {
      const told = eventTime(document, sentence, chain.start, group.status);
      return {
        person: holder.name,
        ...group,
        explicit: group.posts.some((post) => post.division !== null),
        asOf: told ?? statementDay(document, sentence, chain.start),
        told,
        sentence,
        span: { start: Math.min(chain.start, holder.start), end: Math.max(chain.end, holder.end) },
      };
    }),
  );
}
