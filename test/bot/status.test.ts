import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDatabase } from '../../src/store/open.ts';
import { runBot } from '../support/bot.ts';
import { articleOf, factsOf, tenureIn } from '../support/stored.ts';

const OPERATOR = 7;

test('/status says how far the news reaches, to operators in private also how the work goes', async (t) => {
  const database = openDatabase(':memory:');
  const { fake } = await runBot(t, { database, deps: { store: database.store, adminIds: [OPERATOR] } });
  const [reader, operator] = [fake.person(1), fake.person(OPERATOR)];
  const says = async (who: typeof reader): Promise<string> => {
    who.says('/status');
    return (await fake.nextReply(who.chat)).text ?? '';
  };
  assert.equal(await says(reader), '还没有收录稿件。');
  const text = '霍州市市长方远航调研。';
  const article = articleOf(text, { file: 'x.txt', date: '2031-07-20', dateBasis: 'stated' });
  await database.store.putArticle(article, factsOf({ tenures: [tenureIn(article, text, '方远航')] }));
  const state = { etag: null, modified: null, next: 0, looked: 1, fine: 1, told: false };
  const fine = { failures: 0, failing: null, error: null };
  await database.newsSources.save({ url: 'https://fine.example/rss', ...state, ...fine });
  const broken = { failures: 4, failing: Date.UTC(2031, 6, 19, 20), error: 'HTTP 500' };
  await database.newsSources.save({ url: 'https://user:secret@broken.example/rss', ...state, ...broken });
  await database.feedback.note({ fact: 'f1', complaint: 'value', now: Date.now() });
  const seen = '数据截至2031年7月20日，共1篇稿件。';
  assert.equal(await says(reader), seen);
  // Whether the message before is off the list by now is a matter of moments.
  assert.deepEqual((await says(operator)).replace(/处理中的消息[12]条/, '处理中的消息1条').split('\n'), [
    seen,
    '事实0条，职务1条，项目0个；存疑0条，已更正0条。',
    '索引还在载入。',
    '处理中的消息1条。',
    '推送：待发0条，发送中0条，已发0条，发不出0条（见 npm run outbox）。',
    '新闻来源2个，其中正常1个。',
    '· broken.example：2031-07-20 04:00起失败4次（HTTP 500）',
    '近24小时「有误？」反馈1条。',
  ]);
  const group = fake.group(-100_8);
  operator.says('/status@wenxian_bot', { chat: group.chat });
  assert.equal((await fake.nextReply(group)).text, seen, 'in a group an operator is anybody');
  assert.deepEqual(fake.violations, []);
});
