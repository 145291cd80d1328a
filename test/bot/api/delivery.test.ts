import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Transformer } from 'grammy';
import { Delivery, delivering } from '../../../src/bot/api/delivery.ts';
import { retry } from '../../../src/bot/api/retry.ts';
import { createLog } from '../../../src/log.ts';
import { createMetrics } from '../../../src/metrics.ts';
import { openDatabase } from '../../../src/store/open.ts';

type Prev = Parameters<Transformer>[0];
type Method = Parameters<Transformer>[1];

/** The steps of a handler that sends a picture, a file and a message. */
const STEPS = ['sendPhoto', 'sendDocument', 'sendMessage'] as const satisfies readonly Method[];

test('a handler killed while it sends goes on where it was, whatever it sends', async () => {
  const inbox = openDatabase(':memory:').inbox(1);
  await inbox.take([{ id: 5, body: '{}' }], 1);
  const metrics = createMetrics();
  const log = createLog({ level: 'silent' });
  const through = retry({ log, metrics, stop: new AbortController().signal });
  const called: string[] = [];
  const run = (delivery: Delivery, prev: Prev): Promise<void> =>
    delivering(delivery, async () => {
      for (const method of STEPS) await through(prev, method, { chat_id: 7 } as never, undefined);
    });
  const answering = (dies: string | null): Prev =>
    (async (method: string) => {
      called.push(method);
      // Killed: nothing that comes after it happens.
      if (method === dies) await new Promise(() => {});
      return { ok: true, result: { message_id: 100 + called.length } };
    }) as unknown as Prev;
  const first = new Delivery({ id: 5, received: 1, sent: [], inFlight: false }, inbox);
  void run(first, answering('sendDocument'));
  while (called.length < 2) await new Promise((resolve) => setImmediate(resolve));
  const [left] = await inbox.unfinished();
  assert.ok(left);
  assert.deepEqual([left.sent, left.inFlight], [[101], true]);
  await run(new Delivery(left, inbox), answering(null));
  assert.deepEqual(called, ['sendPhoto', 'sendDocument', 'sendDocument', 'sendMessage']);
  assert.match(metrics.render({ queue: () => 0, indexAge: () => null }), /uncertain_sends_total 1/);
});
