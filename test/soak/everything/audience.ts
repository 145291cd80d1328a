import type { Random } from '../../../scripts/bench/random.ts';
import type { Database } from '../../../src/store/open.ts';
import { type Edition, type Target, USUAL_MANNER, type Wish } from '../../../src/updates/model.ts';
import { TEST_BOT } from '../../support/outbox.ts';
import type { FakeTelegram } from '../../support/telegram/fake.ts';
import { COUNTIES, INDICATORS, WORDS } from './newsdesk.ts';
import type { Told } from './story.ts';

/** Whoever subscribed for a chat, and what is to be seen of it. */
export interface Listener {
  readonly target: Target;
  /** All of one edition. */
  readonly edition: Edition;
  readonly wishes: Wish[];
  /** Milliseconds since 1970; nothing may arrive between them. */
  readonly quiet: { readonly from: number; readonly to: number } | null;
  /** Paused, or never subscribed: nothing may arrive at all. */
  readonly deaf: boolean;
  /** When it subscribed and when it unsubscribed by itself, or was lost; milliseconds since 1970. */
  since: number;
  until: number | null;
}

/** How many chats of each kind. */
const PRIVATE = 170;
const GROUPS = 80;
const FORUMS = 17;
const TOPICS = 3;
const FIRST_PERSON = 20_000;
const FIRST_GROUP = -1_000_200_000;
const REGION = '临汾市';
const MINUTE_MS = 60_000;
const MOST = 10;

/** Everybody who subscribed before the start. */
export function createListeners(random: Random, start: number, minutes: number): readonly Listener[] {
  const targets: Target[] = [
    ...Array.from({ length: PRIVATE }, (_, i) => ({ chat: FIRST_PERSON + i, thread: 0 })),
    ...Array.from({ length: GROUPS }, (_, i) => ({ chat: FIRST_GROUP - i, thread: 0 })),
    ...Array.from({ length: FORUMS * TOPICS }, (_, i) => ({
      chat: FIRST_GROUP - GROUPS - Math.floor(i / TOPICS),
      thread: 11 + (i % TOPICS),
    })),
  ];
  return targets.map((target, i) => ({
    target,
    edition: i % 4 === 3 ? 'daily' : 'instant',
    wishes: wishesOf(random, target),
    quiet: i % 9 === 5 ? quietHours(start, minutes, i % 2) : null,
    deaf: i % 25 === 24,
    since: start,
    until: null,
  }));
}

/** The whole region for a few: a group has room for twenty messages a minute. */
function wishesOf(random: Random, { thread }: Target): Wish[] {
  const place = random.pick(COUNTIES) ?? '';
  const indicator = random.pick(INDICATORS) ?? '';
  const word = random.pick(WORDS) ?? '';
  const kinds: readonly (() => Wish)[] = [
    () => ({ about: 'place', place }),
    () => ({ about: 'place', place }),
    () => ({ about: 'place', place: random.next() < 0.3 && thread === 0 ? REGION : place }),
    () => ({ about: 'indicator', place: random.next() < 0.5 ? null : place, indicator }),
    () => ({
      about: 'indicator',
      place: null,
      indicator,
      threshold: { comparison: '<', value: 4, unit: '%', measure: 'growth' },
    }),
    () => ({ about: 'post', place: null }),
    () => ({ about: 'project', place: null }),
    () => ({ about: 'words', place: null, query: { is: 'word', word } }),
  ];
  const first = random.pick(kinds)?.();
  const second = random.next() < 0.3 ? random.pick(kinds)?.() : undefined;
  return [first, second].filter((wish) => wish !== undefined);
}

/** Whole minutes of the clock on the wall, over before the end. */
function quietHours(start: number, minutes: number, which: number): NonNullable<Listener['quiet']> {
  const minute = Math.floor(start / MINUTE_MS);
  const [from, to] = which === 0 ? [-30, 0.3] : [0.4, 0.6];
  const begin = from < 0 ? from : Math.ceil(from * minutes);
  return {
    from: (minute + begin) * MINUTE_MS,
    to: (minute + Math.max(begin + 1, Math.ceil(to * minutes))) * MINUTE_MS,
  };
}

/** Makes the chats on the fake's side, and their subscriptions in the database. */
export async function subscribeAll(
  database: Database,
  fake: FakeTelegram,
  listeners: readonly Listener[],
): Promise<void> {
  const subscriptions = database.subscriptions(TEST_BOT);
  const threads = new Map<number, number[]>();
  for (const { target } of listeners)
    threads.set(target.chat, [...(threads.get(target.chat) ?? []), target.thread]);
  for (const [chat, all] of threads) {
    if (chat > 0) fake.person(chat);
    else if (all.includes(0)) fake.group(chat);
    else fake.group(chat, { forum: true, threads: all });
  }
  for (const { target, wishes, edition, quiet, deaf, since } of listeners) {
    for (const wish of wishes) {
      const wanted = { target, wish, edition, creator: Math.abs(target.chat), now: since - MINUTE_MS };
      const added = await subscriptions.add(wanted, MOST);
      if (deaf && added.result !== 'full')
        await subscriptions.change(target, added.subscription.id, { paused: true });
    }
    if (quiet !== null)
      await subscriptions.setManner(target, {
        ...USUAL_MANNER,
        quiet: { from: wallMinute(quiet.from), to: wallMinute(quiet.to) },
      });
  }
}

/** Minutes after midnight at Shanghai. */
function wallMinute(at: number): number {
  return (Math.floor(at / MINUTE_MS) + 8 * 60) % (24 * 60);
}

/** Whether one of its wishes is for this: our own reading of what a subscription promises. */
export function wants({ wishes }: Listener, told: Told): boolean {
  return wishes.some((wish) => isFor(wish, told));
}

function isFor(wish: Wish, told: Told): boolean {
  const here = wish.place === null || wish.place === REGION || wish.place === told.place;
  switch (wish.about) {
    case 'place':
      return here;
    case 'indicator': {
      if (!here || told.indicator !== wish.indicator) return false;
      // Only levels change in what is printed here: a bound of growth is not crossed anew.
      return (
        wish.threshold === undefined ||
        (told.kind === 'figures' && (told.growth ?? 100) < wish.threshold.value)
      );
    }
    case 'post':
      return told.kind === 'holder';
    case 'project':
      return told.kind === 'project';
    case 'words':
      return (
        told.kind === 'article' && wish.query.is === 'word' && (told.words ?? '').includes(wish.query.word)
      );
  }
}
