import { LexiconError, listCell, readTable } from '../../../lexicon/table.ts';
import type { TenureStatus } from '../../model.ts';

const KINDS = [
  'head',
  'organ',
  'department',
  'ending',
  'alone',
  'inherits',
  'minor',
  'rank',
  'former',
  'new',
  'elected',
  'current',
  'proposed',
  'aside',
  'body',
  'honour',
  'institution',
  'company',
  'owner',
  'no-village',
  'scope',
  'open-head',
  'open-rank',
  'not-after',
  'not-after-level',
  'local',
  'higher',
  'soft',
  'stop',
] as const;
type Kind = (typeof KINDS)[number];

const VERB_KINDS = [
  'subject',
  'object',
  'removal',
  'resign',
  'by',
  'after',
  'earlier',
  'decided',
  'move',
  'away',
  'successor',
  'roster',
  'roster-name',
  'roster-post',
] as const;
type VerbKind = (typeof VERB_KINDS)[number];
const STATUSES: readonly TenureStatus[] = ['holds', 'appointed', 'elected', 'left', 'former', 'candidate'];

/** A word that joins a person and a post; see data/lexicon/post-verbs.txt. */
interface PostVerb {
  readonly kind: VerbKind;
  readonly status: TenureStatus;
  readonly word: string;
}

/** The words of data/lexicon/posts.txt by kind, longest first. */
export const POST_WORDS: Readonly<Record<Kind, readonly string[]>> = readPostWords();
/** The words of data/lexicon/post-verbs.txt, longest first. */
const POST_VERBS: readonly PostVerb[] = readPostVerbs();
/** What may follow a name; data/lexicon/name-followers.txt, longest first. */
export const NAME_FOLLOWERS: readonly string[] = longestFirst(
  readTable('name-followers.txt', 1).flatMap(({ cells }) => listCell(cells[0] ?? '')),
);

/** The alternatives of a regular expression, longest first so that the longest wins. */
export function alternatives(words: readonly string[]): string {
  return longestFirst(words).join('|');
}

/** The alternatives of a regular expression for the verbs of one kind, or of one kind and status. */
export function wordsOf(kind: VerbKind, status?: TenureStatus): string {
  return alternatives(
    POST_VERBS.filter((verb) => verb.kind === kind && (status === undefined || verb.status === status)).map(
      ({ word }) => word,
    ),
  );
}

/** What a verb of a kind says of the post, undefined for a word that is none of the kind. */
export function statusOf(kind: VerbKind, word: string): TenureStatus | undefined {
  return POST_VERBS.find((verb) => verb.kind === kind && verb.word === word)?.status;
}

function readPostWords(): Readonly<Record<Kind, readonly string[]>> {
  const words = Object.fromEntries(KINDS.map((kind) => [kind, [] as string[]])) as Record<Kind, string[]>;
  for (const { line, cells } of readTable('posts.txt', 2)) {
    const kind = KINDS.find((known) => known === cells[0]);
    if (kind === undefined) throw new LexiconError('posts.txt', line, `has the unknown kind “${cells[0]}”`);
    words[kind].push(...listCell(cells[1] ?? ''));
  }
  for (const kind of KINDS) words[kind] = [...longestFirst(words[kind])];
  return words;
}

function readPostVerbs(): readonly PostVerb[] {
  const verbs: PostVerb[] = [];
  for (const { line, cells } of readTable('post-verbs.txt', 3)) {
    const kind = VERB_KINDS.find((known) => known === cells[0]);
    const status = STATUSES.find((known) => known === cells[1]);
    if (kind === undefined || status === undefined)
      throw new LexiconError(
        'post-verbs.txt',
        line,
        `has the unknown pattern or status “${cells[0]} | ${cells[1]}”`,
      );
    for (const word of listCell(cells[2] ?? '')) verbs.push({ kind, status, word });
  }
  return verbs.sort((a, b) => b.word.length - a.word.length);
}

function longestFirst(words: readonly string[]): readonly string[] {
  return [...words].sort((a, b) => b.length - a.length);
}
