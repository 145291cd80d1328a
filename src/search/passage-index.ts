import { createScores } from './candidates.ts';
import type { Core, CoreParts } from './core.ts';
import { createCore } from './core.ts';
import type { Pace } from './pace.ts';
import { givingWay, run } from './pace.ts';
import type { Passage, PassageIndex } from './passage.ts';
import { rank } from './rank.ts';

const DEFAULT_LIMIT = 5;
/** Withdrawn passages stay in the posting lists until there are this many, and one for every three that are in. */
const COMPACT_FROM = 1000;
const COMPACT_SHARE = 1 / 3;

/** So many passages given at once are packed at once: packed lists are read twice as fast. */
const PACK_FROM = 1500;

/** An index that can be kept in a file. */
export interface KeepableIndex extends PassageIndex {
  /** Calls `keep` with everything the index knows while no change is under way. */
  keep<T>(keep: (parts: CoreParts) => Promise<T>): Promise<T>;
  /** Takes over the parts of an earlier index in place of its own; they are not copied. */
  restore(parts: CoreParts): Promise<void>;
}

/**
 * The passage index in memory. First stage: sum of quantised BM25 weights over FlexSearch's slots of the question's
 * terms. Second stage: one reading of the best hundred for exact frequencies, single characters, how close the words
 * stand, the heading, literal numbers. Weights depend only on the passages that are in, never on the order of adding.
 */
export function createPassageIndex(pace: Pace = givingWay()): KeepableIndex {
  let core = createCore();
  const scores = createScores();
  let changes: Promise<unknown> = Promise.resolve();

  /** One change after another; a failed one stops no later one. */
  function queue<T>(work: () => Promise<T>): Promise<T> {
    const done = changes.then(work, work);
    changes = done.catch(() => undefined);
    return done;
  }

  async function tidy(): Promise<void> {
    if (core.withdrawn < COMPACT_FROM || core.withdrawn < core.size * COMPACT_SHARE) return;
    // Questions are answered from the old core until the new one is complete.
    core = await run(compacted(core), pace);
  }

  return {
    add: (passages) =>
      queue(async () => {
        const before = core.size;
        await run(adding(core, passages), pace);
        if (core.size - before >= PACK_FROM) await run(core.freeze(), pace);
        await tidy();
      }),
    remove: (articleId) =>
      queue(async () => {
        await run(withdrawing(core, core.numbersOf(articleId)), pace);
        await tidy();
      }),
    search: (query, { filter, limit = DEFAULT_LIMIT } = {}) => rank(core, scores, query, filter, limit),
    get size() {
      return core.size;
    },
    async settled() {
      await changes;
    },
    restore: (parts) =>
      queue(async () => {
        core = createCore(parts);
      }),
    keep: (keep) =>
      queue(async () => {
        await run(core.freeze(), pace);
        return keep(await run(core.parts(), pace));
      }),
  };
}

function* adding(core: Core, passages: Iterable<Passage>): Generator<void, void> {
  for (const passage of passages) {
    const old = core.numbersOf(passage.articleId).filter((number) => core.shelf.idOf(number) === passage.id);
    for (const number of old) core.withdraw(number);
    if (core.full) yield* core.freeze();
    core.add(passage);
    yield;
  }
}

function* withdrawing(core: Core, numbers: readonly number[]): Generator<void, void> {
  for (const number of numbers) {
    core.withdraw(number);
    yield;
  }
}

/** A new core of what is in. */
function* compacted(old: Core): Generator<void, Core> {
  const core = createCore();
  for (let number = 0; number < old.shelf.size; number++) {
    if (!old.isIn(number)) continue;
    if (core.full) yield* core.freeze();
    core.add(old.shelf.passage(number));
    yield;
  }
  return core;
}
