import type { Subscriptions } from '../../store/subscriptions.ts';
import type { Edition, Manner, Subscription, Target, Wish } from '../../updates/model.ts';
import { isEdition, type Names, wishFrom } from '../../updates/wish/json.ts';
import { isManner } from '../../updates/wish/manner.ts';

/** Marks a file as ours, and of which make. */
const FORMAT = 'wenxian-subscriptions';
const VERSION = 1;
/** More is not ours. Bytes, and entries. */
export const LARGEST_FILE = 200_000;
const MOST_ENTRIES = 500;

export const FILE_NAME = 'wenxian-subscriptions.json';

/** What a chat has subscribed to, as it stands in a file; nothing of who made it. */
export function subscriptionFile(all: readonly Subscription[], manner: Manner): object {
  return {
    format: FORMAT,
    version: VERSION,
    manner,
    subscriptions: all.map(({ wish, edition, paused }) => ({ wish, edition, ...(paused ? { paused } : {}) })),
  };
}

interface Entry {
  readonly wish: Wish;
  readonly edition: Edition;
  readonly paused: boolean;
}

/** What a file holds, as far as it is sound. */
interface ReadFile {
  readonly entries: readonly Entry[];
  /** Entries that could not be taken. */
  readonly bad: number;
  readonly manner: Manner | null;
}

/** @returns null when it is no file of ours at all */
export function readSubscriptionFile(text: string, names: Names): ReadFile | null {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null) return null;
  const { format, version, subscriptions, manner } = value as Record<string, unknown>;
  if (format !== FORMAT || version !== VERSION || !Array.isArray(subscriptions)) return null;
  const entries = subscriptions.slice(0, MOST_ENTRIES).flatMap((entry: unknown): Entry[] => {
    const { wish, edition, paused } = (entry ?? {}) as Record<string, unknown>;
    const read = wishFrom(wish, names);
    return read === null || !isEdition(edition) ? [] : [{ wish: read, edition, paused: paused === true }];
  });
  return { entries, bad: subscriptions.length - entries.length, manner: isManner(manner) ? manner : null };
}

/** JSON that somebody sends may be broken, or nested without end. */
function parsed(text: string): unknown {
  try {
    // Editors of Windows put a mark in front when they save it.
    return JSON.parse(text.replace(/^\ufeff/, '')) as unknown;
  } catch {
    return null;
  }
}

/** What became of a file. */
interface Imported {
  readonly added: number;
  /** Were there already. */
  readonly there: number;
  /** Over the limit. */
  readonly full: number;
  readonly bad: number;
}

export async function importFile(
  subscriptions: Subscriptions,
  { entries, bad, manner }: ReadFile,
  { target, creator, now, most }: { target: Target; creator: number; now: number; most: number },
): Promise<Imported> {
  const count = { added: 0, there: 0, full: 0 };
  const had = new Map((await subscriptions.of(target)).map((one) => [one.id, one]));
  for (const { wish, edition, paused } of entries) {
    const added = await subscriptions.add({ target, wish, edition, creator, now }, most);
    count[added.result] += 1;
    const before = added.result === 'full' ? undefined : had.get(added.subscription.id);
    // What was there keeps its rest; what comes asleep stays so.
    if (added.result !== 'full' && (before?.paused ?? paused))
      await subscriptions.change(target, added.subscription.id, { paused: true });
  }
  if (manner !== null && entries.length > 0) await subscriptions.setManner(target, manner);
  return { ...count, bad };
}
