import { test } from 'node:test';
import { storm } from '../support/storm.ts';

// At full length: npm run soak -- api-away
for (const intake of ['polling', 'webhook'] as const)
  test(`errors, resets, repeated and reordered updates at once (${intake}): every question is answered, once`, async (t) => {
    t.diagnostic(await storm(t, { seconds: 3, users: 20, intake }));
  });
