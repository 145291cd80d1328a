import { Api } from 'grammy';
import { clientOptions } from '../../src/bot/api/client.ts';
import { createLog, pseudonyms } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import type { Database } from '../../src/store/open.ts';
import { Pace } from '../../src/updates/deliver/scheduler.ts';
import { Worker } from '../../src/updates/deliver/worker.ts';
import { TEST_BOT } from './outbox.ts';
import type { FakeTelegram } from './telegram/fake.ts';

type Deps = ConstructorParameters<typeof Worker>[0];

/** Starts a worker that tells what is in the outbox of {@link TEST_BOT}; what is returned stops it. */
export function startWorker(
  database: Database,
  fake: FakeTelegram,
  change: Partial<Deps> = {},
): () => Promise<void> {
  const ending = new AbortController();
  const subscriptions = database.subscriptions(TEST_BOT);
  const worker = new Worker({
    api: new Api(fake.token, clientOptions(fake.apiRoot, { http: null, https: null, except: [] })),
    outbox: database.outbox(TEST_BOT),
    subscriptions,
    keeping: database.keeping(TEST_BOT),
    move: (from, to) => subscriptions.moveChat(from, to),
    store: database.store,
    pace: new Pace(),
    log: createLog({ level: 'silent' }),
    metrics: createMetrics(),
    pseudonym: pseudonyms('salt'),
    stop: ending.signal,
    ...change,
  });
  const running = worker.run();
  return async () => {
    ending.abort();
    await running;
  };
}
