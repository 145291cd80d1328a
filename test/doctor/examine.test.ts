import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { readConfig } from '../../src/config.ts';
import { type Finding, findingText } from '../../src/doctor/check.ts';
import { examine } from '../../src/doctor/examine.ts';
import { checkRuntime } from '../../src/doctor/machine.ts';
import { openStore } from '../../src/store/open.ts';
import { temporaryFolder } from '../support/stored.ts';
import { FakeTelegram } from '../support/telegram/fake.ts';

async function diagnose(
  t: TestContext,
  env: Record<string, string>,
  folder = temporaryFolder(t),
): Promise<string> {
  const config = readConfig({ DATABASE_URL: `file:${join(folder, 'x.db')}`, ...env });
  return (await examine(config)).map(findingText).join('\n');
}

test('a healthy installation: what the bot is, what BotFather set, what is stored', async (t) => {
  const fake = new FakeTelegram();
  await fake.start();
  t.after(() => fake.stop());
  const folder = temporaryFolder(t);
  await openStore(join(folder, 'x.db')).close();
  const text = await diagnose(t, { BOT_TOKEN: fake.token, TELEGRAM_API_ROOT: fake.apiRoot }, folder);
  assert.match(text, /✓ runtime: Node/);
  assert.match(text, /✓ sources: \d+ in data/);
  assert.match(text, /✓ database: .*x\.db opens and is intact/);
  assert.match(text, /! contents: nothing yet\n {4}→ run: npm run index/);
  assert.match(text, /✓ token: .* knows it as @wenxian_bot/);
  assert.match(text, /! group privacy: on/);
  assert.match(text, /✓ inline mode: on/);
  assert.ok(!text.includes('✗') && !text.includes(fake.token.split(':')[1] ?? ''), text);
});

test('an unknown token, a server that is away, a broken database: named, with the remedy, the token unsaid', async (t) => {
  const fake = new FakeTelegram();
  await fake.start();
  const token = '700100:AAotherotherotherotherotherotherother1';
  assert.match(
    await diagnose(t, { BOT_TOKEN: token, TELEGRAM_API_ROOT: fake.apiRoot }),
    /✗ token: Telegram does not know it/,
  );
  await fake.stop();
  const away = await diagnose(t, { BOT_TOKEN: token, TELEGRAM_API_ROOT: fake.apiRoot });
  assert.match(away, /✗ telegram: .* cannot be reached/);
  assert.ok(!away.includes('AAother'));
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'x.db'), 'this is no database at all, but long enough to look at'.repeat(40));
  assert.match(await diagnose(t, {}, folder), /✗ database/);
  assert.match(await diagnose(t, {}), /! database: .* does not exist yet/);
});

test('an old runtime', () => {
  const verdicts = ['20.20.2', '22.17.0', '22.18.0', '24.21.0'].map(
    (version): Finding['verdict'] => checkRuntime(version).verdict,
  );
  assert.deepEqual(verdicts, ['broken', 'broken', 'ok', 'ok']);
});
