import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Newsroom, newsroom } from '../../support/newsroom.ts';

const GUXIAN = { about: 'place', place: '古县' } as const;
const WRONG = '古县前三季度经济数据发布';
const TEXT = '2026年前三季度，古县地区生产总值54.2亿元，固定资产投资11.3亿元。';

function correct(room: Newsroom): void {
  room.write(
    'z.md',
    { title: '更正', date: '2026-10-21' },
    `本报10月20日《${WRONG}》一文中，“古县地区生产总值54.2亿元”应为“古县地区生产总值52.4亿元”。特此更正。`,
  );
}

async function readWrong(room: Newsroom): Promise<void> {
  room.write('a.md', { title: WRONG, date: '2026-10-20' }, TEXT);
  await room.read();
  await room.pass();
}

test('a correction reaches those who got the old value and those who want the new one', async (t) => {
  const room = newsroom(t);
  await room.subscribe(7, GUXIAN);
  await room.subscribe(8, { about: 'indicator', place: null, indicator: '固定资产投资' });
  await room.subscribe(9, {
    about: 'indicator',
    place: '古县',
    indicator: '地区生产总值',
    threshold: { comparison: '>', value: 54, unit: '亿元', measure: 'level' },
  });
  await readWrong(room);
  room.deliver();
  correct(room);
  await room.read();
  await room.pass();
  const corrected = 'corrected 古县 地区生产总值 level 54.2亿元 → level 52.4亿元';
  assert.deepEqual(
    room.told(7).filter((line) => !line.endsWith('(sent)')),
    [corrected],
  );
  assert.deepEqual(room.told(8), ['古县 固定资产投资 actual level 11.3亿元 (sent)']);
  // 52.4 is not above 54 any more, which is what they have to know.
  assert.deepEqual(room.told(9), [corrected, '古县 地区生产总值 actual level 54.2亿元 (sent)']);
  const [event] = room.events().filter(({ kind }) => kind === 'corrected');
  assert.deepEqual(event?.kind === 'corrected' && event.changes.map(({ oldSource }) => oldSource.title), [
    WRONG,
  ]);
  assert.deepEqual(
    event?.sources.map(({ title }) => title),
    ['更正'],
  );
});

test('a value known to be wrong is not told to anybody any more', async (t) => {
  const room = newsroom(t);
  await room.subscribe(7, GUXIAN, 'weekly');
  await readWrong(room);
  correct(room);
  await room.read();
  await room.pass();
  assert.ok(room.told(7).includes('古县 地区生产总值 actual level 54.2亿元 (dropped)'));
});

test('what nobody knew is not corrected', async (t) => {
  const room = newsroom(t);
  await room.subscribe(7, GUXIAN);
  room.write('a.md', { title: WRONG, date: '2026-10-20' }, TEXT);
  correct(room);
  await room.read();
  await room.pass();
  assert.deepEqual(
    room.told(7).filter((line) => line.includes('54.2') || line.startsWith('corrected')),
    [],
  );
});

test('who was told something hears that it was withdrawn; who was not does not', async (t) => {
  const room = newsroom(t);
  await room.subscribe(7, GUXIAN);
  await readWrong(room);
  room.deliver();
  await room.subscribe(8, GUXIAN);
  const [fact] = await room.database.store.observations({ indicators: ['地区生产总值'] });
  const act = { id: fact?.id ?? '', by: 1, reason: 'r', detail: 'd', now: room.now };
  assert.equal(await room.database.withdrawals.withdraw(act), 'done');
  await room.pass();
  assert.deepEqual(
    room.told(7).filter((line) => !line.endsWith('(sent)')),
    ['withdrawn 古县2026年前三季度地区生产总值54.2亿元'],
  );
  assert.deepEqual(room.told(8), []);
  await room.pass();
  room.write('b.md', { title: '古县三季度数据有了新说法', date: '2026-10-20' }, TEXT.replace('54.2', '52.4'));
  room.now += 1000;
  await room.read();
  await room.pass();
  // Not a change of what is not to be shown any more.
  assert.deepEqual(room.told(8), [
    'article 古县三季度数据有了新说法',
    '古县 地区生产总值 actual level 52.4亿元',
  ]);
});

test('a withdrawn article is withdrawn from those who were told of it', async (t) => {
  const room = newsroom(t);
  await room.subscribe(7, GUXIAN);
  await readWrong(room);
  room.deliver();
  const [article] = await room.database.store.articles();
  const act = { id: article?.id ?? '', by: 1, reason: 'r', detail: 'd', now: room.now };
  assert.equal(await room.database.withdrawals.withdraw(act), 'done');
  await room.pass();
  assert.deepEqual(
    room.told(7).filter((line) => line.startsWith('withdrawn')),
    [
      `withdrawn 《${WRONG}》`,
      'withdrawn 古县2026年前三季度固定资产投资11.3亿元',
      'withdrawn 古县2026年前三季度地区生产总值54.2亿元',
    ].sort(),
  );
});
