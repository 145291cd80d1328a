import { parentPort, workerData } from 'node:worker_threads';
import { loadGazetteer } from '../region/load.ts';
import { createPreparation } from './preparation.ts';
import type { Job, JobResult } from './threads.ts';

// One of the threads that prepare articles, see threads.ts: it owns nothing and writes nothing.
const { file, article } = createPreparation(loadGazetteer(String(workerData)));

parentPort?.on('message', (job: Job) => parentPort?.postMessage(done(job)));

function done(job: Job): JobResult {
  try {
    return { id: job.id, result: job.raw === undefined ? file(job.path) : article(job.raw, job.path) };
  } catch (error) {
    // A fault of one article is that article's: the thread goes on with the next.
    return { id: job.id, error };
  }
}
