import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from 'grammy/types';
import type { NamedList, Project } from '../../src/facts/model.ts';
import { runCounty } from '../support/county.ts';
import { evidenceIn, type Story } from '../support/town.ts';

const NAMES = ['甲乙', '丙丁', '戊己', '庚辛', '壬癸', '子丑', '寅卯', '辰巳', '午未', '申酉', '戌亥'];

/** A report for each project, the first one the newest. */
function projects(names: readonly string[]): readonly Story[] {
  return names.map((name, i) => {
    const text = `古县${name}产业园项目投资${i + 2}.4亿元，已经开工。`;
    const project: Project = {
      place: '古县',
      name: `${name}产业园项目`,
      investment: { value: i + 2.4, unit: '亿元', raw: `${i + 2}.4` },
      status: 'started',
      period: null,
      evidence: evidenceIn(text, text),
    };
    return {
      text,
      article: {
        id: `ffff0000000000${String(NAMES.indexOf(name)).padStart(2, '0')}`,
        title: `${name}开工`,
        outlet: '示例日报',
        date: `2032-01-${String(28 - NAMES.indexOf(name)).padStart(2, '0')}`,
      },
      places: ['古县'],
      rest: { projects: [project] },
    };
  });
}

function named(message: Message | undefined): readonly string[] {
  return [...(message?.text ?? '').matchAll(/\d\. (\S\S)产业园项目/g)].map(([, name = '']) => name);
}

test('/projects: each once, the newest report first; the next page goes on where the last ended, though that is gone', async (t) => {
  const { fake } = await runCounty(t, { stories: projects(NAMES) });
  const reader = fake.person(1);
  reader.says('/projects 古县');
  const page = await fake.nextReply(reader.chat);
  assert.match(
    page.text ?? '',
    /共11个[\s\S]*1\. 甲乙产业园项目：投资2\.4亿元，已开工（2032年1月28日的报道）/,
  );
  assert.deepEqual(named(page), NAMES.slice(0, 8));
  reader.press(page, '依据 3');
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /戊己产业园项目投资4\.4亿元/);

  const left = NAMES.filter((_, i) => i !== 7 && i !== 0);
  const again = await runCounty(t, { stories: projects(left) });
  const same = again.fake.person(1);
  const room = again.fake.world.room(same.chat);
  room.messages.set(page.message_id, { ...page, from: again.fake.world.me } as Message);
  same.press(page, '下一页');
  await again.fake.until('turned', () => named(room.messages.get(page.message_id)).includes('午未'));
  const second = room.messages.get(page.message_id);
  assert.deepEqual(named(second), NAMES.slice(8));
  // Two of the eight before it are gone by now: six are.
  assert.match(second?.text ?? '', /\n7\. 午未产业园项目/);
  same.press(second as Message, '依据 7');
  await again.fake.until('its own proof', () =>
    again.fake.unread(1).some(({ text = '' }) => /^原文节选\n.*午未产业园项目/.test(text)),
  );
  for (const [typed, words] of [
    ['/projects', /后面写上地名/],
    ['/projects 长沙', /没有认出/],
    ['/projects 霍州', /没有霍州市的项目/],
  ] as const) {
    reader.says(typed);
    assert.match((await fake.nextReply(reader.chat)).text ?? '', words, typed);
  }
  same.press(page, { data: '1s:projects 999999 >2032-01-01,0000000000000000' });
  await again.fake.until('stale', () => /过期/.test(room.messages.get(page.message_id)?.text ?? ''));
  assert.deepEqual([...fake.violations, ...again.fake.violations], []);
});

test('a list that is too long for an answer has a button to all of it, page by page', async (t) => {
  const items = Array.from(
    { length: 23 },
    (_, i) => `第${i + 1}件，${'把某处的路修到某处并装上灯'.repeat(3)}`,
  );
  const text = `古县2031年二十三件实事：${items.join('；')}。`;
  const list: NamedList = {
    place: '古县',
    title: '二十三件实事',
    items,
    complete: true,
    period: { start: '2031-01-01', end: '2031-12-31', label: '2031年' },
    evidence: evidenceIn(text, text.slice(0, 60)),
  };
  const story: Story = {
    text,
    article: { id: 'ffff0000000000aa', title: '实事', outlet: '示例日报', date: '2032-01-15' },
    places: ['古县'],
    rest: { lists: [list] },
  };
  const { fake } = await runCounty(t, { stories: [story] });
  const reader = fake.person(1);
  const room = fake.world.room(reader.chat);
  reader.says('古县二十三件实事是哪些');
  const answer = await fake.nextReply(reader.chat);
  assert.match(answer.text ?? '', /第1件[\s\S]*未全部列出/);
  reader.press(answer, '全部');
  const first = await fake.nextReply(reader.chat);
  assert.match(first.text ?? '', /共23项[\s\S]*1\. 第1件[\s\S]*10\. 第10件/);
  assert.ok(room.messages.has(answer.message_id), 'the answer stays');
  reader.press(first, '下一页');
  const now = (): string => room.messages.get(first.message_id)?.text ?? '';
  await fake.until('second page', () => now().includes('11. 第11件'));
  reader.press(room.messages.get(first.message_id) as Message, '下一页');
  await fake.until('last page', () => now().includes('23. 第23件'));
  reader.press(room.messages.get(first.message_id) as Message, '上一页');
  await fake.until('back', () => now().includes('11. 第11件'));
  reader.press(first, { data: '1s:items 0000000000000000 11' });
  await fake.until('gone', () => /已经更新/.test(now()));
  assert.deepEqual(fake.violations, []);
});
