import { type Listener, wants } from './audience.ts';
import type { Told } from './story.ts';

/** Something that was printed, and when. */
interface Printed {
  readonly told: Told;
  readonly at: number;
  /** By which way. */
  readonly how: string;
}

/** A message that arrived at a chat. */
interface Arrival {
  readonly at: number;
  readonly text: string;
  /** The connection broke behind it: the bot cannot know that it arrived. */
  readonly broken: boolean;
}

/** With what it tells. */
type Read = Arrival & { readonly keys: ReadonlySet<string> };

/** What the judge found. */
export interface Verdict {
  /** Messages to subscribers. */
  readonly messages: number;
  /** Things that had to be told, over all chats. */
  readonly due: number;
  /** Told twice, and why that may be. */
  readonly afterBreak: number;
  readonly afterKill: number;
  readonly faults: readonly string[];
}

interface Tally {
  /** Whom each thing was lost for. */
  readonly lost: Map<string, string[]>;
  due: number;
  afterBreak: number;
  afterKill: number;
  readonly faults: string[];
}

/** A kill may come right behind an arrival that was not noted yet. */
const NOTED_MS = 1500;
/** What is on its way when quiet hours begin, or a chat unsubscribes, arrives. */
const SLACK_MS = 3000;
/** Between an article being published and its news being in the outbox: a feed is looked at now and then, and may fail. */
const NOTICED_MS = 60_000;

/** Notes what is printed and what arrives, and says in the end whether everybody heard what they asked for, once. */
export class Ledger {
  readonly #printed: Printed[] = [];
  readonly #arrivals = new Map<string, Read[]>();
  readonly #known = new Set<string>();
  readonly #kills: number[] = [];

  print(told: readonly Told[], at: number, how: string): void {
    for (const each of told) this.#printed.push({ told: each, at, how });
  }

  kill(at: number): void {
    this.#kills.push(at);
  }

  /** A message was taken. */
  arrive({ chat, thread }: Listener['target'], arrival: Arrival): void {
    const keys = new Set(
      this.#printed.map(({ told: { key } }) => key).filter((key) => stands(key, arrival.text)),
    );
    for (const key of keys) this.#known.add(key);
    const address = `${chat} ${thread}`;
    const all = this.#arrivals.get(address) ?? [];
    all.push({ ...arrival, keys });
    this.#arrivals.set(address, all);
  }

  /** Whether anybody was told of it. */
  wasTold(key: string): boolean {
    return this.#known.has(key);
  }

  /** Whether something that had to be told was not told yet. */
  isWaiting(listeners: readonly Listener[]): boolean {
    return this.judge(listeners).faults.some((fault) => fault.startsWith('lost'));
  }

  judge(listeners: readonly Listener[]): Verdict {
    const known = new Set(listeners.map(({ target: { chat, thread } }) => `${chat} ${thread}`));
    const strange = [...this.#arrivals].filter(([address]) => !known.has(address));
    const faults = strange.map(
      ([address, all]) => `told to ${address}, where nobody asked: ${all[0]?.text.slice(0, 80)}`,
    );
    const lost = new Map<string, string[]>();
    const tally: Tally = { lost, due: 0, afterBreak: 0, afterKill: 0, faults };
    const replaced = new Map(
      this.#printed.flatMap((printed) =>
        printed.told.before === undefined ? [] : [[printed.told.before, printed] as const],
      ),
    );
    for (const listener of listeners) {
      this.#judgeTimes(listener, tally);
      for (const printed of this.#printed)
        this.#judgeOne(listener, printed, replaced.get(printed.told.key), tally);
    }
    for (const [what, names] of lost)
      faults.unshift(`lost: ${what}, for ${names.length}, such as ${names.slice(0, 3).join(', ')}`);
    return { ...tally, messages: [...this.#arrivals.values()].reduce((sum, all) => sum + all.length, 0) };
  }

  /** Nothing arrives where nothing is wanted now. */
  #judgeTimes(listener: Listener, { faults }: Tally): void {
    const { quiet, deaf, until } = listener;
    const isUnwanted = ({ at }: Arrival): boolean =>
      deaf ||
      (until !== null && at > until + SLACK_MS) ||
      (quiet !== null && at > quiet.from + SLACK_MS && at < quiet.to - 500);
    for (const { text } of this.#of(listener).filter(isUnwanted))
      faults.push(`told to ${nameOf(listener)} when it wanted nothing: ${text.slice(0, 80)}`);
  }

  #judgeOne(listener: Listener, { told, at, how }: Printed, later: Printed | undefined, tally: Tally): void {
    const arrivals = this.#of(listener);
    const { key, kind, before } = told;
    // A message with what took its place tells that.
    const tells = arrivals.filter(({ keys }) => keys.has(key) && !keys.has(later?.told.key ?? ''));
    // What a chat heard first is put right for it, whatever it asked for.
    const heard =
      before !== undefined &&
      arrivals.some((each) => each.at < at - 1000 && each.keys.has(before) && !each.keys.has(key));
    if (!wants(listener, told) && !heard) {
      // The number of an article stands over its figures too.
      if (tells.length > 0 && kind !== 'article' && before === undefined)
        tally.faults.push(`told to ${nameOf(listener)}, which did not ask: ${key}`);
      return;
    }
    if (isDue(listener, at)) {
      tally.due += 1;
      // What was put right before its message left is never told.
      if (tells.length === 0 && later === undefined) {
        const what = `${kind} ${key} (${how})`;
        tally.lost.set(what, [...(tally.lost.get(what) ?? []), nameOf(listener)]);
      }
    }
    if (at < listener.since - NOTICED_MS && tells.length > 0)
      tally.faults.push(`told to ${nameOf(listener)}, older than its subscription: ${key}`);
    if (later !== undefined && tells.some((each) => each.at > later.at + NOTICED_MS))
      tally.faults.push(`told to ${nameOf(listener)}, known to be wrong: ${key}`);
    const titles = kind === 'article' && listener.wishes.some(({ about }) => about !== 'words');
    if (!titles) this.#judgeTwice(listener, key, tells, tally);
  }

  #judgeTwice(listener: Listener, key: string, tells: readonly Arrival[], tally: Tally): void {
    for (const [i, { at, broken }] of tells.slice(0, -1).entries()) {
      const again = tells[i + 1]?.at ?? 0;
      if (broken) tally.afterBreak += 1;
      else if (this.#kills.some((kill) => kill >= at && kill < at + NOTED_MS && kill < again))
        tally.afterKill += 1;
      else
        tally.faults.push(`twice to ${nameOf(listener)}: ${key}, ${Math.round((again - at) / 1000)} s apart`);
    }
  }

  #of({ target: { chat, thread } }: Listener): readonly Read[] {
    return this.#arrivals.get(`${chat} ${thread}`) ?? [];
  }
}

/** Whether it has to be told; near the moment of a subscription or its end it may be, or not. */
function isDue({ deaf, since, until, edition, quiet }: Listener, at: number): boolean {
  if (deaf || at < since + SLACK_MS) return false;
  return until === null || (edition === 'instant' && quiet === null && at < until - NOTICED_MS);
}

function nameOf({ target: { chat, thread }, edition }: Listener): string {
  return `${chat}/${thread} (${edition})`;
}

/** Whether a number or name stands in a text as a whole. */
function stands(key: string, text: string): boolean {
  const at = text.indexOf(key);
  return at >= 0 && !/[\d.]/.test(text[at - 1] ?? '') && !/\d/.test(text[at + key.length] ?? '');
}
