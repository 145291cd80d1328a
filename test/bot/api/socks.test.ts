import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Api, HttpError } from 'grammy';
import { clientOptions } from '../../../src/bot/api/client.ts';
import { breakdownOf } from '../../../src/bot/api/outcome.ts';
import { FakeSocks } from '../../support/socks.ts';
import { FakeTelegram } from '../../support/telegram/fake.ts';

async function scene(t: TestContext, options: Parameters<typeof FakeSocks.start>[1] = {}) {
  const fake = new FakeTelegram();
  await fake.start();
  const proxy = await FakeSocks.start(Number(new URL(fake.apiRoot).port), options);
  t.after(async () => {
    proxy.stop();
    await fake.stop();
  });
  const through = (login = ''): Api => {
    const address = `socks5://${login}127.0.0.1:${proxy.port}`;
    return new Api(
      fake.token,
      clientOptions('http://telegram.invalid', { http: address, https: address, except: [] }),
    );
  };
  return { fake, proxy, through };
}

test('goes through a SOCKS5 proxy, which resolves the name', async (t) => {
  const { fake, proxy, through } = await scene(t);
  fake.person(1);
  const api = through();
  assert.equal((await api.getMe()).username, 'wenxian_bot');
  await api.sendMessage(1, '字'.repeat(4000));
  assert.deepEqual([...new Set(proxy.asked)], ['telegram.invalid:80']);
});

test('logs in with user and password, percent-encoded as in any address', async (t) => {
  const { through } = await scene(t, { login: ['ann', 'p@ss:词'] });
  assert.ok(await through(`ann:${encodeURIComponent('p@ss:词')}@`).getMe());
});

for (const [name, options, login, words] of [
  ['a wrong password', { login: ['ann', 'right'] }, 'ann:wrong@', /refused the user name or the password/],
  ['no password where one is needed', { login: ['ann', 'right'] }, '', /way to log in/],
  ['a target that it will not reach', { refuse: 2 }, '', /not allowed by its rules/],
] as const)
  test(`${name} is named, and counts as never sent`, async (t) => {
    const { through } = await scene(t, options);
    const error = await through(login)
      .getMe()
      .then(
        () => null,
        (reason: unknown) => reason,
      );
    assert.ok(error instanceof HttpError && error.error instanceof Error);
    assert.match(error.error.message, words);
    assert.doesNotMatch(error.error.message, /wrong@|right/);
    assert.equal(breakdownOf(error), 'unreachable');
  });

test('an http proxy taken for a SOCKS one is named', async (t) => {
  const { fake } = await scene(t);
  const address = fake.apiRoot.replace('http', 'socks5');
  const api = new Api(
    '1:x',
    clientOptions('http://telegram.invalid', { http: address, https: address, except: [] }),
  );
  await assert.rejects(api.getMe(), (error: unknown) => error instanceof HttpError);
});

test('names in NO_PROXY are reached directly', async (t) => {
  const { proxy } = await scene(t);
  const address = `socks5://127.0.0.1:${proxy.port}`;
  const config = { http: address, https: address, except: ['.invalid'] };
  await assert.rejects(new Api('1:x', clientOptions('http://telegram.invalid', config)).getMe());
  assert.deepEqual(proxy.asked, []);
});
