import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { TakenByAnother, takeTenancy } from '../../src/bot/tenancy.ts';
import { createLog } from '../../src/log.ts';
import { openDatabase } from '../../src/store/open.ts';

const QUICK = { beatMs: 40, staleMs: 400 };
const never = (): boolean => false;

function options() {
  return { log: createLog({ write: () => {} }), stop: new AbortController().signal, ...QUICK };
}

test('one at a time: the second is refused and told whose it is; after the end it may', async () => {
  const lease = openDatabase(':memory:').lease('bot 1');
  const first = await takeTenancy(lease, options());
  assert.ok(first);
  await assert.rejects(
    takeTenancy(lease, options()),
    (error) =>
      error instanceof TakenByAnother && error.message.includes(`pid ${process.pid} on ${hostname()}`),
  );
  await first.end();
  const second = await takeTenancy(lease, options());
  await second?.end();
});

test('a holder whose process is gone is followed at once', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'close');
  const lease = openDatabase(':memory:').lease('bot 1');
  await lease.take({ holder: 'x', pid: child.pid ?? 0, host: hostname() }, Date.now(), never);
  const tenancy = await takeTenancy(lease, { ...options(), staleMs: 3_600_000 });
  await tenancy?.end();
});

test('a holder elsewhere that shows no sign of life is followed after a while', async () => {
  const lease = openDatabase(':memory:').lease('bot 1');
  await lease.take({ holder: 'x', pid: 1, host: 'elsewhere' }, Date.now() + 3_600_000, never);
  const tenancy = await takeTenancy(lease, options());
  assert.ok(tenancy, 'whatever its clock says');
  await tenancy.end();
});

test('whoever loses the lease is told', async () => {
  const lease = openDatabase(':memory:').lease('bot 1');
  const tenancy = await takeTenancy(lease, options());
  assert.ok(tenancy);
  await lease.take({ holder: 'x', pid: 1, host: 'elsewhere' }, Date.now(), () => true);
  for (let i = 0; i < 100 && !tenancy.lost.aborted; i += 1) await sleep(20);
  assert.ok(tenancy.lost.aborted);
  await tenancy.end();
  assert.ok(
    await lease.beat({ holder: 'x', pid: 1, host: 'elsewhere' }, Date.now()),
    'not released for another',
  );
});

test('bots do not share a lease', async () => {
  const database = openDatabase(':memory:');
  const one = await takeTenancy(database.lease('bot 1'), options());
  const other = await takeTenancy(database.lease('bot 2'), options());
  assert.ok(one && other);
  await one.end();
  await other.end();
});
