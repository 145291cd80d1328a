import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MORNING, newsroom } from '../support/newsroom.ts';

const GUXIAN = { about: 'place', place: '古县' } as const;
const TODAY = '2026-10-20';
const TITLE = '前三季度古县经济稳中有进';
const TEXT = '2026年前三季度，古县地区生产总值54.2亿元，同比增长5.1%。';
const LONG =
  '县城西大街的老槐树下，街坊们天天聚在一起下棋聊天。孩子们围着石桌追跑打闹，日子过得热热闹闹。' +
  '入秋以后，沟里的核桃熟了，家家户户忙着打核桃、晒核桃，山路上来来往往都是运核桃的小车。' +
  '收购点就设在村口，过秤、装袋、记账，一直忙到天黑。外出打工的年轻人也赶回来搭把手。';
const TOLD = [`article ${TITLE}`, '古县 地区生产总值 actual level 54.2亿元 growth 5.1%'];

test('a new article is told with what it brings, once', async (t) => {
  const room = newsroom(t);
  await room.subscribe(7, GUXIAN);
  room.write('a.md', { title: TITLE, date: TODAY }, TEXT);
  await room.read();
  assert.deepEqual(await room.pass(), { articles: 1, events: 2, rows: 2 });
  assert.deepEqual(room.told(7), TOLD);
  assert.deepEqual(await room.pass(), { articles: 0, events: 0, rows: 0 });
  assert.deepEqual(await room.another().pass(), { articles: 0, events: 0, rows: 0 });
});

test('what three papers tell is one event with three sources', async (t) => {
  const room = newsroom(t);
  await room.subscribe(7, GUXIAN);
  room.write('a.md', { title: TITLE, date: TODAY, outlet: '甲报' }, TEXT);
  await room.read();
  await room.pass();
  room.write(
    'b.md',
    { title: '古县交出三季报', date: TODAY, outlet: '乙报' },
    '记者从统计局获悉，2026年1—9月，古县GDP完成542000万元，比上年同期增长5.1%，运行平稳。',
  );
  room.write(
    'c.md',
    { title: '约54亿元！古县经济再上台阶', date: TODAY, outlet: '丙报' },
    '2026年前三季度古县地区生产总值约54亿元。',
  );
  await room.read();
  await room.pass();
  assert.deepEqual(room.told(7), TOLD);
  const figures = room.events().find(({ kind }) => kind === 'figures');
  assert.deepEqual(figures?.sources.map(({ outlet }) => outlet).sort(), ['丙报', '乙报', '甲报']);
});

test('the same report on another site, or in other dirt, is the same article', async (t) => {
  const room = newsroom(t);
  await room.subscribe(7, { about: 'place', place: '临汾市' });
  const text = `${TEXT}${LONG}`;
  room.write('a.md', { title: TITLE, date: TODAY, outlet: '甲报', url: 'https://a.example/1' }, text);
  await room.read();
  await room.pass();
  room.write(
    'b.md',
    { title: '古县：稳中有进', date: TODAY, outlet: '乙报', url: 'https://b.example/2' },
    `${text}请继续关注。`,
  );
  await room.read();
  await room.pass();
  assert.deepEqual(room.told(7), TOLD);
  assert.deepEqual(
    room.events().map(({ sources }) => sources.map(({ outlet }) => outlet).sort()),
    [
      ['乙报', '甲报'],
      ['乙报', '甲报'],
    ],
  );
});

test('articles without any figure are told too, and their twins are not', async (t) => {
  const room = newsroom(t);
  await room.subscribe(7, GUXIAN);
  const text = `古县${LONG}`;
  room.write('a.md', { title: '古县老街的夏天', date: TODAY, outlet: '甲报' }, text);
  await room.read();
  await room.pass();
  room.write('b.md', { title: '树下的棋局', date: TODAY, outlet: '乙报' }, `${text}（来源：甲报）`);
  await room.read();
  await room.pass();
  assert.deepEqual(room.told(7), ['article 古县老街的夏天']);
});

test('an edited article tells the value it had and the one it has', async (t) => {
  const room = newsroom(t);
  await room.subscribe(7, GUXIAN);
  room.write('a.md', { title: TITLE, date: TODAY }, TEXT);
  await room.read();
  await room.pass();
  room.deliver();
  room.write('a.md', { title: TITLE, date: TODAY }, TEXT.replace('54.2', '54.6'));
  await room.read();
  await room.pass();
  assert.deepEqual(
    room.told(7),
    [
      `${TOLD[0]} (sent)`,
      // What somebody else still waits for is told without the old value.
      '古县 地区生产总值 actual growth 5.1% (sent)',
      'changed 古县 地区生产总值 level 54.2亿元 → level 54.6亿元',
    ].sort(),
  );
  room.write('a.md', { title: TITLE, date: TODAY }, TEXT);
  await room.read();
  await room.pass();
  assert.ok(room.told(7).includes('changed 古县 地区生产总值 level 54.6亿元 → level 54.2亿元'));
});

test('a value that was not yet told when it changed is only told as it is now', async (t) => {
  const room = newsroom(t);
  await room.subscribe(7, GUXIAN, 'daily');
  room.write('a.md', { title: TITLE, date: TODAY }, TEXT);
  await room.read();
  await room.pass();
  room.write('a.md', { title: TITLE, date: TODAY }, TEXT.replace('54.2', '54.6'));
  await room.read();
  await room.pass();
  assert.deepEqual(room.told(7), [
    `article ${TITLE}`,
    'changed 古县 地区生产总值 level 54.2亿元 → level 54.6亿元',
    // Nothing of 54.2 is left in it.
    '古县 地区生产总值 actual growth 5.1%',
  ]);
});

test('a typing error mended is no news', async (t) => {
  const room = newsroom(t);
  await room.subscribe(7, GUXIAN);
  room.write('a.md', { title: TITLE, date: TODAY }, `${TEXT}全县干部群中干劲十足。`);
  await room.read();
  await room.pass();
  room.write('a.md', { title: TITLE, date: TODAY }, `${TEXT}全县干部群众干劲十足。`);
  await room.read();
  await room.pass();
  assert.deepEqual(room.told(7), TOLD);
  // The edition of today takes the place of yesterday's among the sources.
  const shown = await room.database.store.articles();
  for (const { sources } of room.events())
    assert.deepEqual(
      sources.map(({ article }) => article),
      shown.map(({ id }) => id),
    );
});

test('an article taken away and put back is not told again', async (t) => {
  const room = newsroom(t);
  await room.subscribe(7, GUXIAN);
  room.write('a.md', { title: TITLE, date: TODAY }, TEXT);
  await room.read();
  await room.pass();
  room.remove('a.md');
  await room.read();
  await room.pass();
  room.write('a.md', { title: TITLE, date: TODAY }, TEXT);
  await room.read();
  await room.pass();
  assert.deepEqual(room.told(7), TOLD);
});

test('what newer extractors find in an unchanged article is known, not told', async (t) => {
  const room = newsroom(t);
  await room.subscribe(7, GUXIAN);
  room.write('a.md', { title: TITLE, date: TODAY }, TEXT);
  await room.read();
  const [id = ''] = (await room.database.store.fingerprints()).keys();
  const article = await room.database.store.article(id);
  assert.ok(article !== null);
  const observations = await room.database.store.observations({ articleId: id });
  const facts = { tenures: [], projects: [], events: [], lists: [] };
  await room.database.store.putArticle(article, { ...facts, observations: observations.slice(0, 1) });
  await room.pass();
  await room.database.store.putArticle(article, { ...facts, observations });
  assert.deepEqual(await room.pass(), { articles: 1, events: 0, rows: 0 });
  // Another article that says it brings nothing new.
  room.write(
    'b.md',
    { title: '古县经济增速回升向好', date: TODAY },
    '2026年前三季度，古县地区生产总值同比增长5.1%。',
  );
  await room.read();
  await room.pass();
  assert.deepEqual(room.told(7), [TOLD[0], '古县 地区生产总值 actual level 54.2亿元']);
});

test('a first import of old articles tells nobody anything; what is older than three days neither', async (t) => {
  const room = newsroom(t);
  await room.subscribe(7, GUXIAN);
  const text = (value: string): string => `2026年一季度，古县粮食总产量${value}万吨。`;
  room.write('a.md', { title: '古县春粮报告之一', date: '2026-10-16' }, text('7.1'));
  room.write('b.md', { title: '古县春粮报告之二', date: '2026-09' }, text('7.2'));
  await room.read();
  await room.pass();
  assert.deepEqual(room.told(7), []);
  room.write('c.md', { title: '古县春粮报告之三', date: '2026-10-17' }, text('7.4'));
  room.write('d.md', { title: '古县春粮报告之四', date: '2026-10' }, '古县今天举行丰收节。');
  await room.read();
  await room.pass();
  assert.deepEqual(room.told(7), [
    'article 古县春粮报告之三',
    'article 古县春粮报告之四',
    'changed 古县 粮食总产量 level 7.1万吨 → level 7.4万吨',
  ]);
});

test('what was there before somebody subscribed is not told to them', async (t) => {
  const room = newsroom(t);
  room.write('a.md', { title: TITLE, date: TODAY }, TEXT);
  await room.read();
  await room.pass();
  room.now += 1000;
  await room.subscribe(7, GUXIAN);
  room.now += 1000;
  room.write('b.md', { title: '古县三季报再解读', date: TODAY }, `${TEXT}其中，古县固定资产投资11.3亿元。`);
  await room.read();
  await room.pass();
  assert.deepEqual(room.told(7), ['article 古县三季报再解读', '古县 固定资产投资 actual level 11.3亿元']);
});

test('an older report of another value is neither news nor a change', async (t) => {
  const room = newsroom(t);
  room.now = Date.UTC(2026, 9, 1);
  await room.subscribe(7, GUXIAN);
  room.now = MORNING;
  room.write('a.md', { title: TITLE, date: TODAY }, TEXT);
  await room.read();
  await room.pass();
  room.write('b.md', { title: '古县经济快报来了', date: '2026-10-15' }, TEXT.replace('54.2', '53.9'));
  await room.read();
  await room.pass();
  assert.deepEqual(room.told(7), ['article 古县经济快报来了', ...TOLD].sort());
  room.write(
    'c.md',
    { title: '古县三季度数据解读', date: TODAY },
    '2026年前三季度，古县地区生产总值53.9亿元。',
  );
  await room.read();
  await room.pass();
  assert.equal(room.told(7).filter((line) => line.startsWith('changed')).length, 0);
});

test('a target is no result, and an estimate is not the figure itself', async (t) => {
  const room = newsroom(t);
  await room.subscribe(7, GUXIAN);
  room.write(
    'a.md',
    { title: '古县定下全年目标任务', date: TODAY },
    '2026年，古县地区生产总值力争达到75亿元。',
  );
  await room.read();
  await room.pass();
  room.write('b.md', { title: '古县全年经济数据发布', date: TODAY }, '2026年，古县地区生产总值73.8亿元。');
  await room.read();
  await room.pass();
  assert.deepEqual(room.told(7), [
    'article 古县全年经济数据发布',
    'article 古县定下全年目标任务',
    '古县 地区生产总值 actual level 73.8亿元',
    '古县 地区生产总值 target level 75亿元',
  ]);
});

test('a figure quoted later does not make other news a retelling', async (t) => {
  const room = newsroom(t);
  room.now = Date.UTC(2026, 8, 1);
  await room.subscribe(7, GUXIAN);
  room.now = MORNING;
  room.write(
    'a.md',
    { title: '古县上半年经济运行情况', date: '2026-09-02' },
    '2026年上半年，古县地区生产总值35.1亿元。',
  );
  room.write(
    'b.md',
    { title: '古县召开三季度调度会', date: TODAY },
    '2026年上半年，古县地区生产总值35.1亿元。会议强调，要再加一把劲。',
  );
  await room.read();
  await room.pass();
  assert.deepEqual(room.told(7), [
    'article 古县上半年经济运行情况',
    'article 古县召开三季度调度会',
    '古县 地区生产总值 actual level 35.1亿元',
  ]);
});

test('without any subscription nothing is kept but what is known', async (t) => {
  const room = newsroom(t);
  room.write('a.md', { title: TITLE, date: TODAY }, TEXT);
  await room.read();
  assert.deepEqual(await room.pass(), { articles: 1, events: 0, rows: 0 });
  assert.deepEqual(room.events(), []);
});

test('a burst for many chats is written piece by piece, and others have their turn between', async (t) => {
  const room = newsroom(t);
  const [chats, articles] = [300, 6];
  for (let chat = 1; chat <= chats; chat += 1) await room.subscribe(chat, GUXIAN);
  for (let i = 1; i <= articles; i += 1)
    room.write(
      `${i}.md`,
      { title: `古县前${i + 2}月工业`, date: TODAY },
      `今年前${i + 2}个月，古县规模以上工业增加值同比增长${i}.3%。`,
    );
  await room.read();
  const count = room.raw.prepare('SELECT count(*) FROM outbox').pluck();
  const seen: number[] = [0];
  const passing = room.pass();
  let over = false;
  void passing.then(() => {
    over = true;
  });
  for (; !over; await new Promise((resolve) => setImmediate(resolve))) {
    const rows = count.get() as number;
    if (rows !== seen.at(-1)) seen.push(rows);
  }
  assert.equal((await passing).rows, 2 * chats * articles);
  const steps = seen.slice(1).map((rows, i) => rows - (seen[i] ?? 0));
  assert.ok(
    steps.every((rows) => rows <= 1000),
    `at once: ${steps.join(', ')}`,
  );
});

test('whatever was stored first, a batch tells the same', async (t) => {
  const story = (file: string, value: string): readonly [string, string, string] => [
    file,
    `古县三季度报道${file}`,
    `2026年前三季度，古县地区生产总值${value}亿元，据${file}报道。`,
  ];
  const stories = [story('甲', '54.2'), story('乙', '54.6'), story('丙', '54.2'), story('丁', '55')];
  const toldIn = async (order: typeof stories): Promise<readonly string[]> => {
    const room = newsroom(t);
    await room.subscribe(7, GUXIAN);
    for (const [file, title, text] of order) {
      room.write(`${file}.md`, { title, date: TODAY }, text);
      await room.read();
    }
    await room.pass();
    return room.told(7);
  };
  assert.deepEqual(await toldIn(stories), await toldIn(stories.toReversed()));
});
