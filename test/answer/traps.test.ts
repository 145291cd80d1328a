import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { renderPlain } from '../../src/answer/render-plain.ts';
import { PROJECT_ROOT } from '../../src/config.ts';
import { openGolden } from '../support/golden.ts';
import { temporaryFolder } from '../support/stored.ts';

/** A question that invites a wrong number, what the reply must say, and what it must not lead with; null: it refuses. */
type Trap = readonly [question: string, says: RegExp | null, never: RegExp];

const TRAPS: Readonly<Record<string, readonly Trap[]>> = {
  'a share is no contribution': [['襄汾2023年第三产业占比', null, /^[^\n]*42\.6/]],
  'days are no share of days': [['临汾2024年优良天数', /236天/, /^[^\n]*64\.5/]],
  'a month is not the year': [['永和县2024年综合指数', null, /^[^\n]*3\.52/]],
  'one event is not the year': [
    ['蒲县2024年签约几个项目', null, /^[^\n]*10个/],
    ['蒲县推介会现场签了几个项目', /10个/, /26个/],
  ],
  'the first of the growth is not the first of the total': [
    ['2024上半年GDP最高的县', /尧都区/, /^大宁/],
    ['2024上半年GDP增速最高的县是哪个', /大宁县/, /尧都区：/],
  ],
  'dried fruit is no fresh fruit': [['吉县果干年产量', null, /^[^\n]*24\.3/]],
  'money is no capacity': [['大宁储能电站装机', /报道中这样写|没有找到/, /^[^\n]*4\.6亿/]],
  'a post in short': [
    ['汾西行政审批局局长是谁', /祁寒江/, /^[^\n]*苗向荣/],
    ['汾西行政审批局局长原来是谁', /苗向荣/, /^[^\n]*祁寒江/],
    ['汾西交通局局长由谁换成了谁', /韩照野.*温如许/s, /乔砚生/],
    ['骆知微的前任是谁', /佟景和/, /农业农村局/],
    ['吉县前任县长是谁，调到哪里去了', /佟景和.*水利局局长/s, /农业农村局/],
    ['吉县县长是谁，此前是什么职务', /骆知微.*农业农村局副局长/s, /^[^\n]*水利局/],
  ],
  'a rank claimed without a unit': [
    ['蒲县2024年上半年GDP增速全市第一对吗', /不对/, /与报道一致/],
    ['吉县上半年GDP增速全市第三对吧', /与报道一致/, /不对/],
  ],
  'another kind is no proof': [['襄汾2023年制造业增速5.9%对吗', /与报道一致/, /不对/]],
};

test('questions that invite a wrong number', async (t) => {
  const folder = join(PROJECT_ROOT, 'test', 'fixtures', 'fictional', 'articles');
  const app = await openGolden(join(temporaryFolder(t), 'traps.db'), [folder]);
  t.after(() => app.close());
  for (const [what, traps] of Object.entries(TRAPS))
    for (const [question, says, never] of traps)
      await t.test(`${what}: ${question}`, async () => {
        const answer = await app.answer({ text: question });
        const text = renderPlain(answer);
        if (says === null) assert.equal(answer.abstain, true, text);
        else assert.match(text, says);
        assert.doesNotMatch(text, never);
      });
});
