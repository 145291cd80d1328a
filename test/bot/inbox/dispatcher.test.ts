import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Update } from 'grammy/types';
import { currentDelivery } from '../../../src/bot/api/delivery.ts';
import { Dispatcher } from '../../../src/bot/inbox/dispatcher.ts';
import { createLog } from '../../../src/log.ts';
import { createMetrics } from '../../../src/metrics.ts';
import { type Database, openDatabase } from '../../../src/store/open.ts';
import { BOT } from '../../support/telegram/world.ts';

function ask(id: number, chat: number, text = `第${id}问`): Update {
  const person = { id: chat, is_bot: false, first_name: 'x' };
  return {
    update_id: id,
    message: {
      message_id: id,
      date: 1,
      chat: { id: chat, type: 'private', first_name: 'x' },
      from: person,
      text,
    },
  };
}

interface Setup {
  readonly database?: Database;
  readonly handle?: (update: Update) => Promise<void>;
}

function dispatch({ database = openDatabase(':memory:'), handle = async () => {} }: Setup = {}) {
  const handled: number[] = [];
  const stop = new AbortController();
  const logged: string[] = [];
  const inbox = database.inbox(1);
  const dispatcher = new Dispatcher({
    inbox,
    handle: async (update) => {
      handled.push(update.update_id);
      await handle(update);
    },
    log: createLog({ write: (line) => void logged.push(line) }),
    metrics: createMetrics(),
    stop: stop.signal,
  });
  return { dispatcher, handled, inbox, database, stop, logged };
}

test('an update delivered twice is handled once: in one batch, in two, and after a restart', async () => {
  const first = dispatch();
  await first.dispatcher.receive(BOT, [ask(1, 7), ask(1, 7), ask(2, 7)]);
  await first.dispatcher.receive(BOT, [ask(2, 7)]);
  await first.dispatcher.drain(1000);
  assert.deepEqual(first.handled, [1, 2]);
  const second = dispatch({ database: first.database });
  await second.dispatcher.recover();
  await second.dispatcher.receive(BOT, [ask(1, 7), ask(2, 7), ask(3, 7)]);
  await second.dispatcher.drain(1000);
  assert.deepEqual(second.handled, [3]);
});

test('updates of one chat that arrive out of order are handled in order of id', async () => {
  const { dispatcher, handled } = dispatch();
  await Promise.all([dispatcher.receive(BOT, [ask(5, 7), ask(3, 7)]), dispatcher.receive(BOT, [ask(4, 7)])]);
  await dispatcher.drain(1000);
  assert.deepEqual(handled, [3, 4, 5]);
});

test('what was taken in and not handled is handled by the next start, in order, with what was sent already', async () => {
  const killed = dispatch({ handle: () => new Promise(() => {}) });
  await killed.dispatcher.receive(BOT, [ask(2, 7), ask(1, 7)]);
  await sleep(20);
  await killed.inbox.sending(1, []);
  await killed.inbox.sending(1, [900]);
  const seen: unknown[] = [];
  const next = dispatch({
    database: killed.database,
    handle: async () => {
      const delivery = currentDelivery();
      seen.push([delivery?.replay(), delivery?.replay(), await delivery?.sending()]);
    },
  });
  await next.dispatcher.recover();
  await next.dispatcher.drain(1000);
  assert.deepEqual(next.handled, [1, 2]);
  assert.deepEqual(seen, [
    [900, undefined, true],
    [undefined, undefined, false],
  ]);
});

test('nothing of a message is left once it is handled, and its id is forgotten after two days', async () => {
  const { dispatcher, inbox } = dispatch();
  await dispatcher.receive(BOT, [ask(1, 7, '机密问题')]);
  await dispatcher.drain(1000);
  assert.deepEqual(await inbox.unfinished(), []);
  assert.equal(await inbox.sweep(Date.now() - 48 * 3_600_000), 0);
  assert.equal(await inbox.sweep(Date.now() + 1), 1);
});

test('talk in a group is not written down', async () => {
  const database = openDatabase(':memory:');
  const { dispatcher, inbox, handled } = dispatch({ database });
  const talk = ask(1, 7, '不相干的话');
  await dispatcher.receive(BOT, [
    { ...talk, message: { ...talk.message, chat: { id: -100, type: 'supergroup', title: '群' } } } as Update,
  ]);
  await dispatcher.drain(1000);
  assert.deepEqual([handled, await inbox.sweep(Date.now() + 1)], [[], 0]);
});

test('a flood by one chat does not delay the others: chats take turns', async () => {
  const { dispatcher, handled } = dispatch({ handle: () => sleep(1) });
  const flood = Array.from({ length: 500 }, (_, i) => ask(i + 1, 7));
  await dispatcher.receive(BOT, [...flood, ask(1001, 8), ask(1002, 9)]);
  await dispatcher.drain(10_000);
  assert.equal(handled.length, 502);
  // One of the flood, then everybody else.
  assert.deepEqual(
    handled.slice(0, 3).toSorted((a, b) => a - b),
    [1, 1001, 1002],
  );
});

test('a chat that waits holds nobody up', async () => {
  const { dispatcher, handled } = dispatch({
    handle: (update) => (update.update_id === 1 ? sleep(300) : Promise.resolve()),
  });
  await dispatcher.receive(BOT, [ask(1, 7), ask(2, 7), ask(3, 8), ask(4, 8)]);
  await sleep(100);
  assert.deepEqual(handled, [1, 3, 4]);
  await dispatcher.drain(1000);
  assert.deepEqual(handled, [1, 3, 4, 2]);
});

test('what is interrupted by a stop stays, and with it what the same chat asked later', async () => {
  const { dispatcher, handled, inbox } = dispatch({
    handle: async () => {
      const delivery = currentDelivery();
      assert.ok(delivery);
      throw delivery.interrupt();
    },
  });
  await dispatcher.receive(BOT, [ask(1, 7), ask(2, 7)]);
  await dispatcher.drain(1000);
  assert.deepEqual(handled, [1]);
  assert.deepEqual(
    (await inbox.unfinished()).map(({ id }) => id),
    [1, 2],
  );
});

test('an update that ends the program again and again is given up', async () => {
  const { dispatcher, inbox, handled, logged } = dispatch();
  await inbox.take([{ id: 1, body: JSON.stringify(ask(1, 7)) }], Date.now());
  for (let start = 0; start < 5; start += 1) await inbox.unfinished();
  await dispatcher.recover();
  await dispatcher.drain(100);
  assert.deepEqual([handled, await inbox.unfinished()], [[], []]);
  assert.ok(logged.some((line) => line.includes('given up')));
});

test('the same number of two bots is two updates', async () => {
  const database = openDatabase(':memory:');
  const now = Date.now();
  const one = await database.inbox(1).take([{ id: 5, body: '{}' }], now);
  const other = await database.inbox(2).take([{ id: 5, body: '{}' }], now);
  assert.deepEqual([one.size, other.size], [1, 1]);
});

/** A gate that handlers wait at. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

test('however much one chat sends, memory holds little of it, others come at once, and all of it is handled in order', async () => {
  const { opened, open } = gate();
  const { dispatcher, handled } = dispatch({
    handle: (update) => (update.message?.chat.id === 7 ? opened : Promise.resolve()),
  });
  const flood = Array.from({ length: 3000 }, (_, i) => ask(i + 1, 7));
  for (let i = 0; i < flood.length; i += 100) await dispatcher.receive(BOT, flood.slice(i, i + 100));
  assert.equal(dispatcher.size, 3000);
  assert.ok(dispatcher.held <= 20, `${dispatcher.held} are held in memory`);
  await dispatcher.receive(BOT, [ask(9001, 8)]);
  await sleep(50);
  assert.deepEqual(handled, [1, 9001]);
  open();
  await dispatcher.drain(60_000);
  assert.deepEqual(
    handled.filter((id) => id !== 9001),
    flood.map(({ update_id: id }) => id),
  );
  assert.deepEqual([dispatcher.size, dispatcher.held], [0, 0]);
});

test('many chats that wait are not all held in memory either', async () => {
  const { opened, open } = gate();
  const { dispatcher, handled } = dispatch({ handle: () => opened });
  for (let chat = 1; chat <= 300; chat += 1)
    await dispatcher.receive(
      BOT,
      Array.from({ length: 15 }, (_, i) => ask(chat * 100 + i, chat)),
    );
  assert.equal(dispatcher.size, 4500);
  assert.ok(dispatcher.held <= 2000, `${dispatcher.held} are held in memory`);
  open();
  await dispatcher.drain(60_000);
  assert.equal(handled.length, 4500);
});

test('with too much in hand nothing more is asked for until there is room, or the program stops', async () => {
  const { opened, open } = gate();
  const { dispatcher, stop } = dispatch({ handle: () => opened });
  for (let chat = 1; chat <= 20; chat += 1)
    await dispatcher.receive(
      BOT,
      Array.from({ length: 1000 }, (_, i) => ask(chat * 1000 + i, chat)),
    );
  assert.ok(dispatcher.isFull);
  let ready = 0;
  const waiting = dispatcher.ready().then(() => {
    ready += 1;
  });
  await sleep(50);
  assert.equal(ready, 0);
  open();
  await waiting;
  assert.ok(!dispatcher.isFull);
  stop.abort();
  await dispatcher.ready();
});

test('what was erased while it waited is not handled', async () => {
  const database = openDatabase(':memory:');
  const { opened, open } = gate();
  const { dispatcher, handled } = dispatch({ database, handle: () => opened });
  await dispatcher.receive(
    BOT,
    Array.from({ length: 40 }, (_, i) => ask(i + 1, 7)),
  );
  await database.keeping(1).erase({ person: 7 }, 1);
  open();
  await dispatcher.drain(10_000);
  assert.ok(handled.length <= 21, `${handled.length} were handled`);
});

test('what is typed inline faster than it can be answered is dropped', async () => {
  const { opened, open } = gate();
  const { dispatcher, handled } = dispatch({ handle: () => opened });
  const from = { id: 7, is_bot: false, first_name: 'x' };
  await dispatcher.receive(
    BOT,
    Array.from({ length: 200 }, (_, i) => ({
      update_id: i + 1,
      inline_query: { id: String(i), from, query: '青石县', offset: '' },
    })),
  );
  assert.ok(dispatcher.size <= 21, `${dispatcher.size} wait`);
  open();
  await dispatcher.drain(10_000);
  assert.ok(handled.length <= 21);
});

test('an update of a shape that nobody knows is dropped, and does not hold up what comes with it', async () => {
  const { dispatcher, handled, logged } = dispatch();
  await dispatcher.receive(BOT, [{ update_id: 1, message: 5 } as unknown as Update, ask(2, 7)]);
  await dispatcher.drain(1000);
  assert.deepEqual(handled, [2]);
  assert.equal(logged.length, 1);
});
