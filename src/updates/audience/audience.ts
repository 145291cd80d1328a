import type { Gazetteer } from '../../region/gazetteer.ts';
import type { Wanted } from '../../store/subscriptions.ts';
import type { PartialDate } from '../../text/date.ts';
import { tellableUntil } from '../dates.ts';
import { dueAt } from '../deliver/due.ts';
import type { Edition, Target } from '../model.ts';
import { wishKey } from '../wish/canonical.ts';
import { type Happening, type Matcher, matcherOf } from './match.ts';

/** An event that is about to be told. */
export interface Announcement extends Happening {
  /** When it was first seen. */
  readonly at: number;
  /** Of the article that tells it. */
  readonly date: PartialDate | null;
}

/** Who is to be told, of which bot's chats, and when. */
export interface Recipient {
  readonly bot: number;
  readonly target: Target;
  readonly edition: Edition;
  readonly due: number;
  /** Ids of the subscriptions that asked for it. */
  readonly wantedBy: readonly number[];
}

/** Everybody who wants to hear of anything. */
export interface Audience {
  /** A target that asked twice is told once, in the soonest of the editions it asked for. */
  recipients(announcement: Announcement): readonly Recipient[];
  /** A target that did not ask for it, but was told before what is wrong now; null: it no longer asks for anything. */
  recipient(bot: number, target: Target, edition: Edition, now: number): Recipient | null;
}

/** @param digestEvery seconds, see {@link dueAt} */
export function createAudience(
  wanted: readonly Wanted[],
  gazetteer: Gazetteer,
  digestEvery: number | null,
): Audience {
  const active = wanted.filter(({ paused }) => !paused);
  const groups = groupsOf(active, gazetteer);
  const byTarget = new Map(wanted.map((each) => [addressOf(each), each]));
  return {
    recipients(announcement) {
      const { at, date } = announcement;
      const until = Math.min(at + 1, tellableUntil(date));
      const asking = groups
        .filter(({ matches }) => matches(announcement))
        .flatMap(({ members }) => members.filter(({ created }) => created < until));
      const due = dueMemory(at, digestEvery);
      return merged(
        asking.map((each) => recipientOf(each, each.edition, due(each, each.edition), [each.id])),
      );
    },
    recipient(bot, target, edition, now) {
      const each = byTarget.get(addressOf({ bot, target }));
      return each === undefined
        ? null
        : recipientOf(each, edition, dueMemory(now, digestEvery)(each, edition), []);
    },
  };
}

function recipientOf(
  { bot, target }: Wanted,
  edition: Edition,
  due: number,
  wantedBy: readonly number[],
): Recipient {
  return { bot, target, edition, due, wantedBy };
}

const EDITIONS: readonly Edition[] = ['instant', 'daily', 'weekly'];

/** One for each target: what is soonest, of equals the more immediate edition; all who asked are remembered. */
function merged(all: readonly Recipient[]): readonly Recipient[] {
  const byTarget = new Map<string, Recipient>();
  for (const each of all) {
    const key = addressOf(each);
    const other = byTarget.get(key);
    if (other === undefined) byTarget.set(key, each);
    else {
      const [best] = [other, each].toSorted(sooner);
      byTarget.set(key, { ...(best ?? each), wantedBy: [...other.wantedBy, ...each.wantedBy] });
    }
  }
  return [...byTarget.values()];
}

function sooner(a: Recipient, b: Recipient): number {
  return a.due - b.due || EDITIONS.indexOf(a.edition) - EDITIONS.indexOf(b.edition);
}

interface Group {
  readonly matches: Matcher;
  readonly members: readonly Wanted[];
}

/** Ten thousand chats have a few hundred wishes: each wish is asked once. */
function groupsOf(wanted: readonly Wanted[], gazetteer: Gazetteer): readonly Group[] {
  const groups = new Map<string, { readonly matches: Matcher; readonly members: Wanted[] }>();
  for (const each of wanted) {
    const key = wishKey(each.wish);
    const group = groups.get(key);
    if (group !== undefined) group.members.push(each);
    else groups.set(key, { matches: matcherOf(each.wish, gazetteer), members: [each] });
  }
  return [...groups.values()];
}

/** Time zones are slow to ask; most targets want to be told in the same manner. A snoozed subscription waits for its end. */
function dueMemory(now: number, digestEvery: number | null): (each: Wanted, edition: Edition) => number {
  const known = new Map<string, number>();
  return ({ manner, snoozedUntil }, edition) => {
    const { zone, quiet, digestHour, digestDay } = manner;
    const from = Math.max(now, snoozedUntil ?? 0);
    const key = `${from} ${edition} ${zone} ${quiet?.from} ${quiet?.to} ${digestHour} ${digestDay}`;
    const due = known.get(key) ?? dueAt(edition, manner, from, digestEvery);
    known.set(key, due);
    return due;
  };
}

function addressOf({ bot, target }: Pick<Recipient, 'bot' | 'target'>): string {
  return `${bot} ${target.chat} ${target.thread}`;
}
