import type { IndicatorLexicon } from '../facts/indicators.ts';
import type { Log } from '../log.ts';
import { pause } from '../pause.ts';
import type { Gazetteer } from '../region/gazetteer.ts';
import {
  type Assemble,
  type Chronicle,
  GONE,
  type NewEvent,
  type Publication,
  type Published,
} from '../store/chronicle.ts';
import type { Store } from '../store/store.ts';
import { createAudience } from './audience/audience.ts';
import { correct, correctionKey, type TakenBack, takenBackKeys } from './derive/corrections.ts';
import { derive, keysOf } from './derive/derive.ts';
import { type Draft, sourceOf } from './derive/findings.ts';
import { createKnowledge, type Knowledge } from './derive/knowledge.ts';
import { type Pending, type Read, readTold, unread } from './derive/reading.ts';
import { withdraw, withdrawalKey, withdrawalKeys } from './derive/withdrawals.ts';
import type { EventSource, UpdateEvent } from './model.ts';
import { foldWords } from './words.ts';

interface UpdatesDeps {
  readonly store: Store;
  readonly chronicle: (assemble: Assemble) => Chronicle;
  readonly gazetteer: Gazetteer;
  readonly lexicon: IndicatorLexicon;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly log: Log;
  /** Seconds between digests, in place of the hour each target wants; null: as it wants. */
  readonly digestEvery: number | null;
}

/** What a look at the news came to. */
export interface PassReport {
  readonly articles: number;
  readonly events: number;
  /** Rows in the outbox. */
  readonly rows: number;
}

/** Finds what is new in the store and puts it into the outbox. */
export interface Updates {
  /**
   * Looks at what changed since the last pass, by whatever process. It may be killed at any moment and run in several
   * processes at once: nothing is lost and nothing told twice. Looks that nothing calls for cost next to nothing.
   */
  pass(stop?: AbortSignal): Promise<PassReport>;
}

/** Articles in one transaction, and rows: while they are written nobody is answered. */
const BATCH = 16;
const MOST_ROWS = 1000;
/** So many rows are paid with a millisecond for others: a burst for thousands of chats takes minutes to send anyway. */
const ROWS_PER_MS = 20;

const NOTHING: PassReport = { articles: 0, events: 0, rows: 0 };

export function createUpdates(deps: UpdatesDeps): Updates {
  const { store, gazetteer, log, digestEvery } = deps;
  const chronicle = deps.chronicle((wanted) => createAudience(wanted, gazetteer, digestEvery));
  let looked = '';
  let running: Promise<PassReport> | null = null;
  const look = async (stop: AbortSignal | undefined): Promise<PassReport> => {
    const revision = await store.revision();
    if (revision === looked) return NOTHING;
    const work = new Pass(deps, chronicle);
    const whole = await work.run(stop);
    // What another process changed under our hands is looked at again.
    looked = whole ? revision : '';
    const { articles, events, rows } = work.report;
    if (events > 0 || articles > 0) log.info('updates found', { articles, events, rows });
    return work.report;
  };
  return {
    pass(stop) {
      running ??= look(stop).finally(() => {
        running = null;
      });
      return running;
    },
  };
}

/** One look at the store. What it finds was first seen when it began: who subscribes later is told of what comes later. */
class Pass {
  report: PassReport = NOTHING;
  readonly #deps: UpdatesDeps;
  readonly #chronicle: Chronicle;
  readonly #at: number;

  constructor(deps: UpdatesDeps, chronicle: Chronicle) {
    this.#deps = deps;
    this.#chronicle = chronicle;
    this.#at = deps.clock();
  }

  /** @returns false when something is left for the next pass */
  async run(stop: AbortSignal | undefined): Promise<boolean> {
    // Corrections first: what replaces a figure is then no news of its own.
    const corrected = await this.#corrections();
    const withdrawn = await this.#withdrawals();
    const pending = await this.#pending();
    let whole = corrected && withdrawn;
    let size = 1;
    for (let at = 0, next = size; at < pending.length; at = next) {
      if (stop?.aborted === true) return false;
      const before = this.report.rows;
      next = at + size;
      if (!(await this.#articles(pending.slice(at, next)))) whole = false;
      const rows = this.report.rows - before;
      size = nextSize(size, rows);
      // A first import is long; people are answered meanwhile.
      if (next < pending.length) await pause(rows / ROWS_PER_MS, stop);
    }
    return whole;
  }

  /** Articles that were never looked at or changed since, the oldest first, so that what is told ends with the newest. */
  async #pending(): Promise<readonly Pending[]> {
    const { store } = this.#deps;
    const chronicle = this.#chronicle;
    const groups = groupsOf(await chronicle.twins());
    const noted: Publication['articles'][number][] = (await chronicle.gone()).map((each) => ({
      ...each,
      content: GONE,
    }));
    const pending: Pending[] = [];
    for (const { id, fingerprint, before } of await chronicle.changed()) {
      const info = await store.articleInfo(id);
      const [main = id] = groups.get(id) ?? [];
      const twins = (groups.get(id) ?? []).filter((twin) => twin !== id);
      if (info === null) noted.push({ id, before, content: unread(fingerprint) });
      else pending.push({ info, fingerprint, before, main, twins });
    }
    if (noted.length > 0) await this.#publish(createKnowledge(new Map()), { articles: noted });
    return pending.toSorted(oldestFirst);
  }

  async #articles(batch: readonly Pending[]): Promise<boolean> {
    const { store, gazetteer, lexicon } = this.#deps;
    const reads: Read[] = [];
    for (const pending of batch) {
      const read = await readTold(store, gazetteer, pending);
      if (read !== null) reads.push(read);
    }
    const knowledge = await this.#know(reads.flatMap(({ told }) => keysOf(told)));
    const events: NewEvent[] = [];
    const retold: Publication['retold'][number][] = [];
    for (const read of reads) {
      const findings = derive(read.told, knowledge, (name) => lexicon.canonical(name) === name);
      const source = sourceOf(read.told.info);
      for (const draft of findings.drafts) events.push(this.#event(draft, [source], wordsFor(draft, read)));
      for (const event of findings.retold) retold.push({ event, source });
    }
    const articles = reads.map(({ told, before, content }) => ({ id: told.info.id, before, content }));
    return this.#publish(knowledge, { articles, events, retold });
  }

  async #corrections(): Promise<boolean> {
    const { store } = this.#deps;
    const all = await this.#chronicle.superseded();
    const done = await this.#chronicle.known(all.map(({ fact, by }) => correctionKey(fact, by)));
    const taken: TakenBack[] = [];
    for (const { fact, by } of all) {
      if (done.get(correctionKey(fact, by)) !== null) continue;
      const [observation] = await store.observations({ ids: [fact] });
      const info = await store.articleInfo(by);
      if (observation !== undefined && info !== null)
        taken.push({ observation, by: { info, observations: await store.observations({ articleId: by }) } });
    }
    if (taken.length === 0) return true;
    const knowledge = await this.#know(taken.flatMap(takenBackKeys));
    const events = correct(taken, knowledge).map(({ by, ...draft }) => this.#event(draft, [by]));
    return this.#publish(knowledge, { events });
  }

  async #withdrawals(): Promise<boolean> {
    const all = await this.#chronicle.withdrawn();
    const done = await this.#chronicle.known(all.map(withdrawalKey));
    for (const withdrawn of all) {
      if (done.get(withdrawalKey(withdrawn)) !== null) continue;
      const withdrawing = { withdrawn, events: await this.#chronicle.eventsWith(withdrawn.id) };
      const knowledge = await this.#know(withdrawalKeys(withdrawing));
      const events = withdraw(withdrawing, knowledge).map(({ sources, ...draft }) => ({
        ...this.#event(draft, sources),
        onlyToThose: true,
      }));
      if (!(await this.#publish(knowledge, { events }))) return false;
    }
    return true;
  }

  async #know(keys: readonly string[]): Promise<Knowledge> {
    return createKnowledge(await this.#chronicle.known([...new Set(keys)]));
  }

  #event({ id, body, replaces }: Draft, sources: readonly EventSource[], words?: string): NewEvent {
    const [at, date] = [this.#at, sources[0]?.date ?? null];
    const event: UpdateEvent = { id, at, date, sources, ...body };
    return { event, body, at, date, replaces, onlyToThose: false, ...(words === undefined ? {} : { words }) };
  }

  async #publish(
    { read, written }: Knowledge,
    { articles = [], events = [], retold = [] }: Partial<Publication>,
  ): Promise<boolean> {
    const publication = { at: this.#at, articles, read, known: written, events, retold };
    const published: Published | null = await this.#chronicle.publish(publication);
    if (published === null) return false;
    this.report = {
      articles: this.report.articles + articles.length,
      events: this.report.events + published.events,
      rows: this.report.rows + published.rows,
    };
    return true;
  }
}

/** Articles in the next transaction, after one of so many wrote so many rows. */
function nextSize(size: number, rows: number): number {
  return Math.max(1, Math.min(BATCH, 2 * size, rows === 0 ? BATCH : Math.floor((size * MOST_ROWS) / rows)));
}

/** Words are looked for in new articles only. */
function wordsFor({ body }: Draft, { title, text }: Read): string | undefined {
  return body.kind === 'article' ? foldWords(`${title}\n${text}`) : undefined;
}

/** All articles that are one, by each of them; the one that stands for them comes first. */
function groupsOf(mains: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [twin, main] of mains) {
    const group = groups.get(main) ?? [main];
    group.push(twin);
    groups.set(main, group).set(twin, group);
  }
  return groups;
}

/** Unknown dates last; of one day by id, so that it does not matter what was stored first. */
function oldestFirst(a: Pending, b: Pending): number {
  const key = ({ info: { date, id } }: Pending): string => `${date ?? '9'} ${id}`;
  return key(a) < key(b) ? -1 : 1;
}
