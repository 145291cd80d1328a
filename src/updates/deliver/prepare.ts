import type { InlineKeyboardMarkup } from 'grammy/types';
import type { Html } from '../../bot/render/html.ts';
import { type Texts, textsIn } from '../../bot/texts/texts.ts';
import type { Keeping } from '../../store/keeping.ts';
import type { Outbox } from '../../store/outbox.ts';
import type { Subscriptions } from '../../store/subscriptions.ts';
import { composeMessage } from '../compose/message.ts';
import type { Told } from '../compose/told.ts';
import type { Manner, OutboxRow, Subscription, Target } from '../model.ts';
import { afterQuiet } from './due.ts';
import { type ProofStore, prove } from './proof.ts';

interface PrepareDeps {
  readonly outbox: Outbox;
  readonly subscriptions: Subscriptions;
  readonly keeping: Pick<Keeping, 'preferences'>;
  readonly store: ProofStore;
}

/** A message ready to leave. */
export interface Prepared {
  readonly target: Target;
  readonly rows: readonly OutboxRow[];
  readonly message: Html;
  readonly keyboard: InlineKeyboardMarkup;
  readonly silent: boolean;
  readonly texts: Texts;
  /** Who subscribed last, a person to be told when the target cannot be reached; null: nobody known. */
  readonly keeper: number | null;
}

/** More than one message holds: the rest waits for its turn. */
const MOST_ROWS = 120;

/**
 * The next message of a target. Meanwhile quiet hours may have begun, a subscription been paused, a fact been withdrawn:
 * what may not be told now is put off, what may not be told any more is dropped.
 * @returns null when nothing is left to say now
 */
export async function prepare(deps: PrepareDeps, target: Target, now: number): Promise<Prepared | null> {
  const { outbox, subscriptions, keeping, store } = deps;
  const rows = await outbox.peek(target, now, MOST_ROWS);
  const [first] = rows;
  if (first === undefined) return null;
  const manner = await subscriptions.manner(target);
  if (await isPutOff(outbox, rows, manner, now)) return null;
  const wanted = await subscriptions.of(target);
  const open = await stillWanted(outbox, rows, wanted, now);
  const told = await Promise.all(open.map((row) => prove(store, row)));
  const standing = told.filter((each): each is Told => each !== null);
  const texts = await textsOf(keeping, target.chat);
  const composed = composeMessage(standing, first.edition, texts);
  const untold = open.filter((_, i) => told[i] === null).map(({ n }) => n);
  // Only what no message can hold is left without one.
  const lost = composed === null ? standing.map(({ n }) => n) : [];
  if (untold.length > 0) await outbox.drop(untold, now);
  if (lost.length > 0) await outbox.dead(lost, 'too long for any message', now);
  if (composed === null) return null;
  const { message, keyboard } = composed;
  const creator = wanted.at(-1)?.creator ?? 0;
  return {
    target,
    rows: rows.filter(({ n }) => composed.rows.includes(n)),
    message,
    keyboard,
    silent: manner.silent,
    texts,
    keeper: creator > 0 && creator !== target.chat ? creator : null,
  };
}

/** Quiet hours may have been set, or moved, since. */
async function isPutOff(
  outbox: Outbox,
  rows: readonly OutboxRow[],
  manner: Manner,
  now: number,
): Promise<boolean> {
  const due = afterQuiet(now, manner);
  if (due <= now) return false;
  await outbox.again(
    rows.map(({ n }) => n),
    { due, counts: false },
    now,
  );
  return true;
}

/** The rows that a subscription wants now: snoozed ones wait, those of paused ones are dropped. */
async function stillWanted(
  outbox: Outbox,
  rows: readonly OutboxRow[],
  wanted: readonly Subscription[],
  now: number,
): Promise<readonly OutboxRow[]> {
  const open: OutboxRow[] = [];
  for (const row of rows) {
    const by = row.wantedBy.length === 0 ? wanted : wanted.filter(({ id }) => row.wantedBy.includes(id));
    const from = by.filter(({ paused }) => !paused).map(({ snoozedUntil }) => snoozedUntil ?? 0);
    const due = Math.min(...from);
    if (due <= now) open.push(row);
    else if (from.length === 0) await outbox.drop([row.n], now);
    else await outbox.again([row.n], { due, counts: false }, now);
  }
  return open;
}

/** As the chat has chosen; Chinese, simplified, when it has not. */
async function textsOf(keeping: PrepareDeps['keeping'], chat: number): Promise<Texts> {
  const { language, script } = await keeping.preferences(chat);
  return textsIn(language ?? 'zh', script ?? 'hans');
}
