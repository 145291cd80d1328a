import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { RawArticle } from '../news/raw-article.ts';
import type { Parcel } from '../store/parcel.ts';
import type { Outcome, Preparation } from './preparation.ts';

/** What a thread is asked: the article of a file, or, with `raw`, one article of many. */
export interface Job {
  readonly id: number;
  readonly path: string;
  readonly raw?: RawArticle;
}

export interface JobResult {
  readonly id: number;
  readonly result?: Outcome | Parcel;
  /** Set when preparing threw. */
  readonly error?: unknown;
}

/** A {@link Preparation} by several threads. */
export interface Threads {
  readonly count: number;
  file(path: string): Promise<Outcome>;
  article(raw: RawArticle, path: string): Promise<Parcel>;
  close(): Promise<void>;
}

/** The thread that writes keeps about four busy. */
const MOST_THREADS = 4;

/** How many threads preparing articles is worth on this machine; on one core it is worth none. */
export function threadsWorthwhile(): number {
  const cores = availableParallelism();
  return cores < 2 ? 0 : Math.min(cores, MOST_THREADS);
}

interface Waiting {
  readonly job: Job;
  readonly resolve: (result: Outcome | Parcel) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Starts threads that prepare articles (each loads the lexicons and the gazetteer once, about half a second).
 * What a thread gives depends on the article alone, so it does not matter which one was asked. When a thread dies,
 * its articles are prepared here.
 * @param region code of the gazetteer's root
 */
export function startThreads(count: number, region: string, here: Preparation): Threads {
  let last = 0;
  let closing = false;
  const crew = Array.from({ length: count }, () => ({
    worker: new Worker(new URL('./thread.ts', import.meta.url), { workerData: region }),
    waiting: new Map<number, Waiting>(),
    alive: true,
  }));
  for (const member of crew) {
    member.worker.on('message', ({ id, result, error }: JobResult) => {
      const asked = member.waiting.get(id);
      member.waiting.delete(id);
      if (result === undefined) asked?.reject(error);
      else asked?.resolve(result);
    });
    const dead = (): void => {
      member.alive = false;
      const left = [...member.waiting.values()];
      member.waiting.clear();
      if (!closing) for (const each of left) prepareHere(here, each);
    };
    // An error event always ends in exit; without a listener it would end the process.
    member.worker.on('error', dead);
    member.worker.on('exit', dead);
  }
  const ask = async (job: Omit<Job, 'id'>): Promise<Outcome | Parcel> =>
    new Promise((resolve, reject) => {
      const numbered = { ...job, id: ++last };
      const [idlest] = crew.filter(({ alive }) => alive).toSorted((a, b) => a.waiting.size - b.waiting.size);
      if (idlest === undefined) return prepareHere(here, { job: numbered, resolve, reject });
      idlest.waiting.set(numbered.id, { job: numbered, resolve, reject });
      idlest.worker.postMessage(numbered);
    });
  return {
    count,
    file: async (path) => (await ask({ path })) as Outcome,
    article: async (raw, path) => (await ask({ raw, path })) as Parcel,
    async close() {
      closing = true;
      await Promise.all(crew.map(({ worker }) => worker.terminate()));
    },
  };
}

function prepareHere(here: Preparation, { job, resolve, reject }: Waiting): void {
  try {
    resolve(job.raw === undefined ? here.file(job.path) : here.article(job.raw, job.path));
  } catch (error) {
    reject(error);
  }
}
