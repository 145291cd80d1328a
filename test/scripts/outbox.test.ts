import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { outboxDatabase, TEST_BOT } from '../support/outbox.ts';
import { runScript } from '../support/run-script.ts';
import { temporaryFolder } from '../support/stored.ts';

const EVENT = {
  id: 'a'.repeat(16),
  at: 0,
  date: null,
  sources: [{ article: 'b'.repeat(16), title: null, url: null, outlet: null, date: null, digest: false }],
  kind: 'article',
  places: ['古县'],
} as const;

describe('outbox', () => {
  it('lists dead letters, sends one again and drops the others', async (t) => {
    const { database, path, add, states } = outboxDatabase(t);
    add([1, 2, 3].map((chat) => ({ target: { chat, thread: 0 }, event: EVENT })));
    await database.outbox(TEST_BOT).dead([1, 2, 3], 'Bad Request: chat is weird', 1000);
    const env = { DATABASE_URL: `file:${path}`, BOT_TOKEN: `${TEST_BOT}:${'x'.repeat(35)}` };
    const listed = await runScript('outbox.ts', ['--list'], { env });
    assert.equal(listed.code, 0, listed.stderr);
    const rows = listed.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { chat: number; error: string });
    assert.deepEqual(rows.map(({ chat }) => chat).toSorted(), [1, 2, 3]);
    assert.equal(rows[0]?.error, 'Bad Request: chat is weird');
    assert.match(listed.stderr, /dead 3/);

    const retried = await runScript('outbox.ts', ['--retry', '2'], { env });
    assert.match(retried.stderr, /^1 row\(s\) will be sent again/);
    const dropped = await runScript('outbox.ts', ['--drop'], { env });
    assert.match(dropped.stderr, /^2 row\(s\) dropped/);
    assert.deepEqual(
      states().map((state) => state.split(' ')[0]),
      ['dropped', 'waiting', 'dropped'],
    );
  });

  it('names what is wrong, and creates nothing', async (t) => {
    const path = join(temporaryFolder(t), 'none.db');
    const env = { DATABASE_URL: `file:${path}`, BOT_TOKEN: `${TEST_BOT}:${'x'.repeat(35)}` };
    for (const [args, says, code] of [
      [[], /Say one of/, 64],
      [['--list', '--drop'], /Say one of/, 64],
      [['--retry', 'x'], /"x" is not the number of a row/, 64],
      [['--list'], /There is no database/, 66],
    ] as const) {
      const ran = await runScript('outbox.ts', args, { env });
      assert.match(ran.stderr, says);
      assert.equal(ran.code, code, ran.stderr);
    }
    assert.equal(existsSync(path), false);
    const nobody = await runScript('outbox.ts', ['--list'], { env: { DATABASE_URL: `file:${path}` } });
    assert.match(nobody.stderr, /BOT_TOKEN is not set/);
    assert.equal(nobody.code, 78);
  });
});
