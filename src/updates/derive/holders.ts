import type { Tenure } from '../../facts/model.ts';
import type { PartialDate } from '../../text/date.ts';
import { isEarlier, isLongBefore, laterOf } from '../dates.ts';
import { isSolePost, postKey } from '../posts.ts';
import { eventId, type Findings, type ToldArticle } from './findings.ts';
import { type Knowledge, keyOf } from './knowledge.ts';

/** Who is known to be in a post. */
interface Holder {
  readonly person: string;
  readonly acting: boolean;
  /** When it was last said. */
  readonly date: PartialDate | null;
  /** When an appointment, an election or a leaving made it so; absent when it was only mentioned. */
  readonly since?: PartialDate;
  /** The event that told it; null: nobody was told. */
  readonly event: string | null;
}

/** A post as it is known: who is in it, and who left it, the last one last. */
interface KnownPost {
  readonly holder: Holder | null;
  readonly gone: readonly Holder[];
}

/** What an article says of one person in one post. */
interface Claim {
  readonly place: string;
  /** As written, without 代. */
  readonly post: string;
  readonly person: string;
  readonly acting: boolean;
  readonly status: Tenure['status'];
  readonly date: PartialDate | null;
  /** When it was printed, as far as that counts: a decision of 20 November printed on the 23rd beats a mention of the 22nd. */
  readonly said: PartialDate | null;
  readonly fact: string;
}

const NOBODY: KnownPost = { holder: null, gone: [] };

/** An appointment so long before its article is a line of somebody's biography. */
const BIOGRAPHY_DAYS = 60;

export function holderKeys(told: ToldArticle): readonly string[] {
  return [...claimsByPost(told).keys()];
}

/** Which posts change hands. An older article never announces; whoever is merely met in a post nobody knew of is only known. */
export function findHolders(told: ToldArticle, knowledge: Knowledge, findings: Findings): void {
  for (const [key, claims] of claimsByPost(told)) {
    const had = knowledge.get<KnownPost>(key) ?? NOBODY;
    const come = newcomer(claims);
    // Two persons in one post: a slip of the pen or of ours, and nobody's news.
    if (come === 'unclear') continue;
    const turn: Turn = { told, findings, had, come, claims };
    const now = come === null ? had : arrived(turn, come);
    knowledge.set(key, departed(turn, now));
  }
}

interface Turn {
  readonly told: ToldArticle;
  readonly findings: Findings;
  readonly had: KnownPost;
  readonly come: Claim | null;
  readonly claims: readonly Claim[];
}

/** Who is in the post as the article says; a post that many hold is looked at for each of them by itself. */
function newcomer(claims: readonly Claim[]): Claim | 'unclear' | null {
  const left = new Set(claims.filter(({ status }) => status === 'left').map(({ person }) => person));
  const named = claims.filter(({ status }) => status === 'appointed' || status === 'elected');
  // 免去…代县长职务, 当选县长: the same person stays.
  const staying =
    named.length > 0 ? named : claims.filter(({ status, person }) => status === 'holds' && !left.has(person));
  const [first] = staying;
  if (first === undefined) return null;
  if (staying.some(({ person }) => person !== first.person)) return 'unclear';
  return staying.find(({ acting }) => !acting) ?? first;
}

function arrived({ told, findings, had, claims }: Turn, come: Claim): KnownPost {
  const { holder, gone } = had;
  const { person, acting, status } = come;
  if (holder !== null && isPassed(come, holder)) return had;
  const stays = holder?.person === person && (!holder.acting || acting);
  if (holder !== null && stays) {
    if (holder.event !== null) findings.retold.add(holder.event);
    return { holder: { ...holder, date: laterOf(come.said, holder.date), ...sinceOf(come) }, gone };
  }
  // Named once more in a post given up since.
  if (
    gone.some((other) => other.person === person && !isEarlier(other.date, come.said) && status === 'holds')
  )
    return had;
  const left = claims
    .filter((claim) => claim.status === 'left' && claim.person !== person)
    .map((claim) => claim.person);
  const before = holder === null || holder.person === person ? lastOf(gone, left) : [holder.person];
  const met = status === 'holds' && holder === null && gone.length === 0;
  const draft = {
    id: eventId('holder', come.place, postKey(come.post), person, acting, 'in'),
    body: {
      kind: 'holder',
      place: come.place,
      post: come.post,
      person,
      acting,
      status,
      before: before.filter((name) => name !== person),
    },
    replaces: [],
  } as const;
  const quiet = told.reread || met || isOld(come, told);
  if (!quiet) findings.drafts.push(draft);
  const given =
    holder === null || holder.person === person
      ? gone
      : moved(gone, { ...holder, date: come.said ?? holder.date });
  return {
    holder: { person, acting, date: come.said, ...sinceOf(come), event: quiet ? null : draft.id },
    gone: given.filter((other) => other.person !== person),
  };
}

/** Those who left and were not followed in the same article. */
function departed({ told, findings, come, claims }: Turn, now: KnownPost): KnownPost {
  let { holder, gone } = now;
  for (const claim of claims) {
    const { person, place, post, acting } = claim;
    if (claim.status !== 'left' || person === come?.person) continue;
    const known = gone.find((other) => other.person === person);
    if (known !== undefined) {
      if (known.event !== null) findings.retold.add(known.event);
      continue;
    }
    if (holder?.person === person && isPassed(claim, holder)) continue;
    // Somebody else came meanwhile: that they left was said with that.
    const followed = holder !== null && holder.person !== person;
    const quiet = told.reread || followed || come !== null || isOld(claim, told);
    const id = eventId('holder', place, postKey(post), person, false, 'left');
    if (!quiet)
      findings.drafts.push({
        id,
        body: { kind: 'holder', place, post, person, acting, status: 'left', before: [], fact: claim.fact },
        replaces: [],
      });
    gone = moved(gone, { person, acting, date: claim.said, event: quiet ? null : id });
    if (holder?.person === person) holder = null;
  }
  return { holder, gone };
}

/** Whether what is claimed was over before what is known: of two decisions the dates they were made on are compared. */
function isPassed({ status, date, said }: Claim, { since, date: last }: Holder): boolean {
  return status !== 'holds' && since !== undefined ? isEarlier(date, since) : isEarlier(said, last);
}

function sinceOf({ status, date }: Claim): Pick<Holder, 'since'> {
  return status === 'holds' || date === null ? {} : { since: date };
}

/** How many of those who left are remembered. */
const MOST_GONE = 8;

function moved(gone: readonly Holder[], holder: Holder): readonly Holder[] {
  return [...gone.filter(({ person }) => person !== holder.person), holder].slice(-MOST_GONE);
}

/** Who was there before: as the article says, else the last one known to have left. */
function lastOf(gone: readonly Holder[], left: readonly string[]): readonly string[] {
  const last = gone.at(-1);
  return left.length > 0 ? left : last === undefined ? [] : [last.person];
}

function isOld({ date }: Pick<Claim, 'date'>, { info }: ToldArticle): boolean {
  return isLongBefore(date, info.date, BIOGRAPHY_DAYS);
}

/** 选举甲为县长，乙、丙为副县长: many stand in one sentence, and the first named is told first. */
function asWritten(a: Tenure, b: Tenure): number {
  const at = ({ evidence: { text, span }, person }: Tenure): number =>
    span.start + Math.max(0, text.indexOf(person));
  return at(a) - at(b);
}

const TOLD: readonly Tenure['status'][] = ['holds', 'appointed', 'elected', 'left'];

function claimsByPost(told: ToldArticle): ReadonlyMap<string, readonly Claim[]> {
  const { info, tenures } = told;
  const groups = new Map<string, Claim[]>();
  for (const { id: fact, place, person, posts, acting, status, asOf } of tenures.toSorted(asWritten)) {
    if (place === null || !TOLD.includes(status)) continue;
    const date = asOf ?? info.date;
    const said = status === 'holds' || isOld({ date }, told) ? date : laterOf(date, info.date);
    // 县委副书记、代县长: only where it says so.
    const marked = posts.some((post) => post.includes('代'));
    for (const post of posts) {
      const key = keyOf('post', place, postKey(post), isSolePost(post) ? null : person);
      const claim: Claim = {
        place,
        post: postKey(post),
        person,
        acting: acting && (!marked || post.includes('代')),
        status,
        date,
        said,
        fact,
      };
      groups.set(key, [...(groups.get(key) ?? []), claim]);
    }
  }
  return groups;
}
