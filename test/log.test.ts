import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BotError, GrammyError, HttpError } from 'grammy';
import { createLog, pseudonyms, redactor } from '../src/log.ts';
import { assertLinear } from './support/linear.ts';

const TOKEN = '123456789:AAHfakefakefakefakefakefakefakefake1';
const SECRET = 'webhook-"secret"-0123456789';

function capture(): { lines: string[]; log: ReturnType<typeof createLog> } {
  const lines: string[] = [];
  const log = createLog({ level: 'debug', secrets: [TOKEN, SECRET], write: (line) => void lines.push(line) });
  return { lines, log };
}

test('secrets never reach the sink, in whatever they are wrapped', () => {
  const { lines, log } = capture();
  const url = `https://api.telegram.org/bot${TOKEN}/sendMessage`;
  const inner = new Error(`request to ${url} failed`, {
    cause: new Error(`connect ${encodeURIComponent(url)}`),
  });
  inner.stack = `Error: ${url}\n    at ${url}:1:1`;
  log.error(`at ${url}`, { error: new HttpError('Network request failed!', inner) });
  log.error('nested', { deep: { list: [{ error: inner, text: `header ${SECRET}` }] } });
  log.error('half', { text: TOKEN.split(':')[1] });
  log.error('database', { url: 'postgres://bot:hunter22@db.example/wenxian' });
  log.error('another bot', { text: 'x987654321:BBGothergothergothergothergothergother2' });
  const all = lines.join('');
  for (const secret of [TOKEN, TOKEN.split(':')[1] ?? '', 'webhook-', 'hunter22', 'BBGother'])
    assert.ok(!all.includes(secret), `${secret} in ${all}`);
  for (const line of lines) JSON.parse(line);
  assert.match(all, /\[secret\].*\[password\].*\[token\]/s);
});

test("grammY's errors are logged without payload and context, for those hold what people wrote", () => {
  const { lines, log } = capture();
  const refused = new GrammyError(
    'Call failed!',
    { ok: false, error_code: 400, description: 'Bad Request: x' },
    'sendMessage',
    {
      chat_id: 42,
      text: '私密的话',
    },
  );
  const context = { update: { message: { text: '私密的问题' } } };
  log.error('failed', { error: new BotError(refused, context as never) });
  assert.ok(!lines.join('').includes('私密'), lines.join(''));
  assert.match(lines.join(''), /"error_code":400,"method":"sendMessage"/);
});

test('levels, one JSON object per line, endless structures', () => {
  const lines: string[] = [];
  const log = createLog({ level: 'warn', write: (line) => void lines.push(line), now: () => new Date(0) });
  log.info('dropped');
  const ring: { big: bigint; self?: unknown } = { big: 10n };
  ring.self = ring;
  log.warn('kept\nwith a break', { ring });
  assert.equal(lines.length, 1);
  assert.match(
    lines[0] ?? '',
    /^\{"time":"1970-01-01T00:00:00\.000Z","level":"warn","event":"kept\\nwith a break".*\}\n$/,
  );
  createLog({ level: 'silent', write: (line) => void lines.push(line) }).error('nothing');
  assert.equal(lines.length, 1);
});

test('chats are followed by pseudonym: stable under one salt, unlinked under another', () => {
  const [a, b] = [pseudonyms('one'), pseudonyms('two')];
  assert.equal(a(42), a('42'));
  assert.notEqual(a(42), b(42));
  assert.notEqual(pseudonyms()(42), pseudonyms()(42));
  assert.match(a(42), /^[0-9a-f]{10}$/);
});

test('redaction takes linear time on hostile text', async () => {
  const redact = redactor([TOKEN]);
  for (const unit of ['1', '1:', '://a:']) await assertLinear(redact, unit);
  await assertLinear(redact, 'A', { around: [`${'9'.repeat(20)}:`, ''] });
});
