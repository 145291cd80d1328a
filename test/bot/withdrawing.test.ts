import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Message } from 'grammy/types';
import type { App } from '../../src/app.ts';
import { exportRows } from '../../src/export/rows.ts';
import { buildPassages } from '../../src/search/passages.ts';
import { type Running, runBot } from '../support/bot.ts';
import { openGolden } from '../support/golden.ts';
import { startProgram } from '../support/process/running-bot.ts';
import { temporaryFolder } from '../support/stored.ts';

// Every figure, name and outlet is invented.
const article = (title: string, outlet: string, text: string): string =>
  `---\ntitle: ${title}\noutlet: ${outlet}\ndate: 2031-07-20\n---\n${text}\n`;
const FIRST = article(
  '浮山县上半年经济运行',
  '示例日报',
  '2031年上半年，浮山县完成地区生产总值41.7亿元，同比增长4.6%。\n\n浮山县连翘茶合作社今年添了三条炒茶线，茶农不再往外县送鲜叶，周边几个村的老人也来拣叶挣零花钱。',
);
const SECOND = article(
  '看浮山半年成绩单',
  '样板晚报',
  '今年上半年，浮山县地区生产总值达到41.7亿元，县里说要稳住势头，下半年继续在项目上下功夫。',
);
const QUESTION = '浮山县2031年上半年GDP';
const OPERATOR = 7;

interface Paper extends Running {
  readonly app: App;
  readonly folder: string;
  readonly database: string;
  /** Reads the folder again. */
  read(): Promise<void>;
}

/** The bot over a folder with these two reports, in a database of its own. */
async function newsroom(t: TestContext): Promise<Paper> {
  const folder = temporaryFolder(t);
  const database = join(temporaryFolder(t), 'bot.db');
  writeFileSync(join(folder, 'a.md'), FIRST);
  writeFileSync(join(folder, 'b.md'), SECOND);
  const app = await openGolden(database, [folder]);
  const running = await runBot(t, {
    answer: app.answer,
    database: app.database,
    deps: {
      store: app.store,
      region: '临汾市',
      adminIds: [OPERATOR],
      passagesOf: (each) => buildPassages(each, app.gazetteer),
    },
  });
  t.after(async () => {
    await running.stop();
    await app.close();
  });
  return { ...running, app, folder, database, read: async () => void (await app.ingest([folder])) };
}

function labels(message: Message): readonly string[] {
  return (message.reply_markup?.inline_keyboard ?? []).flat().map(({ text }) => text);
}

async function ask({ fake }: Paper, text: string, id = 1): Promise<Message> {
  const reader = fake.person(id);
  reader.says(text);
  return await fake.nextReply(reader.chat);
}

async function shown({ fake }: Paper, message: Message, words: RegExp): Promise<Message> {
  const room = fake.world.room(message.chat);
  const now = (): Message => room.messages.get(message.message_id) ?? message;
  await fake.until(`shown in place: ${words.source}`, () => words.test(now().text ?? ''));
  return now();
}

/** The id of the figure in the report of an outlet. */
async function figureOf({ app }: Paper, outlet: string): Promise<string> {
  const articles = await app.store.articles();
  const { id = '' } = articles.find((info) => info.outlet === outlet) ?? {};
  const facts = await app.store.observations({ articleId: id, indicators: ['地区生产总值'] });
  return facts.find(({ measure }) => measure === 'level')?.id ?? '';
}

/** Withdraws by command and button, as an operator would. */
async function withdraw(paper: Paper, id: string, reason = ''): Promise<Message> {
  const question = await ask(paper, `/withdraw ${id} ${reason}`.trim(), OPERATOR);
  paper.fake.person(OPERATOR).press(question, '确认撤回');
  return await shown(paper, question, /^已撤回/);
}

test('a withdrawn fact is answered from the other source, then refused; nothing shows it again', async (t) => {
  const paper = await newsroom(t);
  const { fake, app } = paper;
  const ids = [await figureOf(paper, '示例日报'), await figureOf(paper, '样板晚报')];
  assert.match((await ask(paper, QUESTION)).text ?? '', /41\.7亿元/);
  const proof = await ask(paper, `/evidence ${ids[0]}`);
  const question = await ask(paper, `/withdraw ${ids[0]} 核对原文，数字有误`, OPERATOR);
  assert.match(question.text ?? '', /要撤回这条事实吗/);
  assert.match(
    question.text ?? '',
    /完成地区生产总值41\.7亿元[\s\S]*示例日报[\s\S]*\n理由：核对原文，数字有误$/,
  );
  fake.person(OPERATOR).press(question, '确认撤回');
  assert.deepEqual(
    labels(await shown(paper, question, /^已撤回：浮山县2031年上半年地区生产总值为41\.7亿元/)),
    ['恢复'],
  );
  const second = (await ask(paper, QUESTION)).text ?? '';
  assert.match(second, /41\.7亿元[\s\S]*样板晚报/);
  assert.doesNotMatch(second, /示例日报/);
  await withdraw(paper, ids[1] ?? '');
  const refusal = await ask(paper, QUESTION);
  assert.doesNotMatch(refusal.text ?? '', /41\.7/);
  for (const typed of [
    '/latest 浮山县',
    '/trend 浮山县 GDP',
    '/compare 浮山县 古县 GDP',
    '/csv 浮山县',
    `/evidence ${ids[0]}`,
    `/start f_${ids[0]}`,
    '浮山县地区生产总值',
    '浮山县的成绩单说了什么',
  ]) {
    const reply = await ask(paper, typed);
    assert.doesNotMatch(JSON.stringify(reply), /41\.7/, typed);
  }
  for (const { results } of [await fake.person(1).types(QUESTION), await fake.person(1).types('浮山县')])
    assert.doesNotMatch(JSON.stringify(results), /41\.7/);
  for (const name of ['facts', 'posts', 'projects', 'events', 'suspects'] as const)
    assert.doesNotMatch(JSON.stringify(await exportRows(app.store, name)), /41\.7/, name);
  // The button under a message from before.
  const before = fake.toasts.length;
  const old = fake.world.room(fake.person(1).chat).messages.get(proof.message_id);
  assert.ok(old);
  fake.person(1).press(old, { data: `1e:${ids[0]}` });
  await fake.until('a polite toast', () => fake.toasts.length > before);
  assert.match(fake.toasts.at(-1) ?? '', /请重新提问/);
  // What else the article tells is still told; in the sentence that proves it the number is blacked out.
  const growth = await ask(paper, '浮山县2031年上半年GDP增速');
  assert.match(growth.text ?? '', /4\.6%[\s\S]*地区生产总值████亿元，同比增长4\.6%/);
  fake.person(1).press(growth, '原文');
  assert.match((await fake.nextReply(growth.chat)).text ?? '', /地区生产总值████亿元，同比增长4\.6%/);
  assert.match((await ask(paper, '浮山县连翘茶合作社添了什么')).text ?? '', /三条炒茶线/);
  assert.deepEqual(fake.violations, []);
});

test('it stays withdrawn when its file is read again, edited, copied, or indexed by another process', async (t) => {
  const paper = await newsroom(t);
  const { fake, app, folder, database } = paper;
  await withdraw(paper, await figureOf(paper, '示例日报'));
  await withdraw(paper, await figureOf(paper, '样板晚报'));
  const gone = async (what: string): Promise<void> => {
    const facts = await app.store.observations({ indicators: ['地区生产总值'] });
    assert.deepEqual(
      facts.filter(({ measure }) => measure === 'level'),
      [],
      what,
    );
    assert.doesNotMatch((await ask(paper, QUESTION)).text ?? '', /41\.7/, what);
  };
  await gone('at once');
  writeFileSync(join(folder, 'copy.md'), FIRST);
  await paper.read();
  await gone('in another file');
  writeFileSync(join(folder, 'a.md'), `${FIRST}\n浮山县下一步还要修通往茶园的路，方便采茶季运鲜叶。\n`);
  await paper.read();
  await gone('in an edited file');
  writeFileSync(join(folder, 'b.md'), SECOND.replace('县里说要', '县里表示，要'));
  const indexing = startProgram(t, ['scripts/index.ts', folder], { DATABASE_URL: `file:${database}` });
  assert.equal(await indexing.ended, 0, indexing.output());
  await gone('indexed by another process');
  // With another figure it is news, not what was withdrawn.
  writeFileSync(join(folder, 'b.md'), SECOND.replace('41.7', '43.9'));
  await paper.read();
  assert.match((await ask(paper, QUESTION)).text ?? '', /43\.9亿元/);
  assert.deepEqual(fake.violations, []);
});

test('a withdrawn article is gone with its words, and comes back whole', async (t) => {
  const paper = await newsroom(t);
  const { fake, app } = paper;
  const id = (await app.store.articles()).find(({ outlet }) => outlet === '示例日报')?.id ?? '';
  const tea = '浮山县连翘茶合作社添了什么';
  assert.match((await ask(paper, tea)).text ?? '', /三条炒茶线/);
  const question = await ask(paper, `/withdraw ${id}`, OPERATOR);
  assert.match(question.text ?? '', /要撤回整篇稿件吗[\s\S]*浮山县上半年经济运行/);
  const operator = fake.person(OPERATOR);
  operator.press(question, '取消');
  await shown(paper, question, /没有撤回/);
  assert.match((await ask(paper, tea)).text ?? '', /三条炒茶线/, 'nothing happened yet');
  const done = await withdraw(paper, id);
  for (const typed of [tea, '/latest', `/start a_${id}`, QUESTION])
    assert.doesNotMatch((await ask(paper, typed)).text ?? '', /炒茶线|浮山县上半年经济运行|示例日报/, typed);
  assert.doesNotMatch(JSON.stringify(await exportRows(app.store, 'articles')), /示例日报/);
  await paper.read();
  assert.doesNotMatch((await ask(paper, tea)).text ?? '', /炒茶线/, 'read again');
  operator.press(done, '恢复');
  assert.match((await shown(paper, done, /^已恢复/)).text ?? '', /浮山县上半年经济运行/);
  assert.match((await ask(paper, tea)).text ?? '', /三条炒茶线/);
  // The button is still there for somebody who scrolls back.
  operator.press(done, { data: `1s:restore ${id}` });
  await shown(paper, done, /没有被撤回/);
  assert.deepEqual(fake.violations, []);
});

test('for everybody but operators in private these commands do not exist', async (t) => {
  const paper = await newsroom(t);
  const { fake, app } = paper;
  const id = await figureOf(paper, '示例日报');
  const unknown = (await ask(paper, '/nonsense')).text ?? '';
  for (const command of ['withdraw', 'restore', 'audit', 'ignore']) {
    const reply = (await ask(paper, `/${command} ${id}`)).text ?? '';
    assert.equal(reply.replace(`/${command}`, '/nonsense'), unknown);
  }
  // Forged data, and the operator's own button pressed by somebody else.
  const answer = await ask(paper, QUESTION);
  for (const data of [`1s:withdraw yes ${id}`, `1s:withdraw ${id}`, `1o:audit `]) {
    const before = fake.toasts.length;
    fake.person(1).press(answer, { data });
    await fake.until('a polite toast', () => fake.toasts.length > before);
    assert.match(fake.toasts.at(-1) ?? '', /过期|失效/);
  }
  const group = fake.group(-100_5);
  fake.person(OPERATOR).says(`/withdraw ${id}`, { chat: group.chat });
  fake.person(OPERATOR).says('/ask@wenxian_bot 浮山县2031年上半年GDP', { chat: group.chat });
  assert.match((await fake.nextReply(group)).text ?? '', /41\.7/, 'in a group an operator is anybody');
  assert.notEqual(await app.store.fact(id), null);
  assert.deepEqual(await app.database.withdrawals.acts(null, 9), []);
  assert.deepEqual(fake.violations, []);
});

test('the audit says who did what, when and why, page by page', async (t) => {
  const paper = await newsroom(t);
  const id = await figureOf(paper, '示例日报');
  assert.match((await ask(paper, '/audit', OPERATOR)).text ?? '', /还没有操作记录/);
  for (let i = 0; i < 5; i++) {
    await withdraw(paper, id, `第${i + 1}次`);
    await ask(paper, `/restore ${id}`, OPERATOR);
  }
  const first = await ask(paper, '/audit', OPERATOR);
  const lines = first.text?.split('\n') ?? [];
  assert.match(
    lines[1] ?? '',
    new RegExp(`^10\\. \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d ${OPERATOR} 恢复：浮山县.*（${id}）$`),
  );
  assert.match(
    lines[2] ?? '',
    /^9\. .* 撤回：浮山县2031年上半年地区生产总值为41\.7亿元（[0-9a-f]{16}）理由：第5次$/,
  );
  assert.equal(lines.length, 9);
  paper.fake.person(OPERATOR).press(first, '较早');
  const older = await shown(paper, first, /\n2\. /);
  assert.deepEqual(
    older.text
      ?.split('\n')
      .slice(1)
      .map((line) => line.split('.')[0]),
    ['2', '1'],
  );
  const there = await withdraw(paper, id, '终于');
  assert.match((await ask(paper, `/withdraw ${id}`, OPERATOR)).text ?? '', /^已于.*由7撤回，理由：终于/);
  // Pressed twice, it is done once.
  paper.fake.person(OPERATOR).press(there, { data: `1s:withdraw yes ${id}` });
  await shown(paper, there, /^已于/);
  assert.equal((await paper.app.database.withdrawals.acts(null, 99)).length, 11);
  for (const [typed, words] of [
    ['/withdraw', /写上事实或稿件的编号/],
    ['/withdraw 0123456789abcdef', /没有编号为/],
    ['/restore', /写上要恢复的编号/],
    ['/restore 0123456789abcdef', /没有被撤回/],
  ] as const)
    assert.match((await ask(paper, typed, OPERATOR)).text ?? '', words);
  assert.deepEqual(paper.fake.violations, []);
});

test('operators find their commands in the menu and in /help, nobody else does', async (t) => {
  const paper = await newsroom(t);
  const { fake } = paper;
  await fake.until('the menus are set', () => fake.commands.length >= 8);
  const menus = fake.commands as {
    scope: { type: string; chat_id?: number };
    commands: { command: string }[];
  }[];
  for (const { scope, commands } of menus)
    assert.equal(
      commands.some(({ command }) => command === 'withdraw'),
      scope.type === 'chat' && scope.chat_id === OPERATOR,
    );
  assert.match((await ask(paper, '/help', OPERATOR)).text ?? '', /\/withdraw/);
  assert.doesNotMatch((await ask(paper, '/help')).text ?? '', /\/withdraw/);
  assert.deepEqual(fake.violations, []);
});

async function complain(paper: Paper, complaint: string, id = 1): Promise<Message> {
  const answer = await ask(paper, QUESTION, id);
  paper.fake.person(id).press(answer, '有误');
  const choices = await paper.fake.nextReply(answer.chat);
  assert.deepEqual(labels(choices), [
    '数值不对',
    '时间不对',
    '地方不对',
    '张冠李戴（人或单位）',
    '已过时',
    '其他',
  ]);
  paper.fake.person(id).press(choices, complaint);
  return await shown(paper, choices, /^谢谢/);
}

test('有误? takes one tap, keeps no name, and reaches every operator once', async (t) => {
  const paper = await newsroom(t);
  const { fake, app } = paper;
  const operator = fake.person(OPERATOR);
  const thanks = await complain(paper, '数值不对');
  assert.match(thanks.text ?? '', /谢谢，记下了：「浮山县2031年上半年地区生产总值为41\.7亿元」数值不对/);
  assert.deepEqual(labels(thanks), []);
  const told = await fake.nextReply(operator.chat);
  assert.match(
    told.text ?? '',
    /^读者反馈：数值不对\n浮山县.*41\.7亿元[\s\S]*(示例日报|样板晚报)[\s\S]*编号：[0-9a-f]{16}$/,
  );
  assert.deepEqual(labels(told), ['撤回', '撤回整篇', '忽略']);
  assert.doesNotMatch(JSON.stringify(told), /user1\b/);
  // The same from others within the hour is counted.
  await complain(paper, '数值不对', 2);
  await complain(paper, '已过时', 3);
  assert.match((await fake.nextReply(operator.chat)).text ?? '', /^读者反馈：已过时/);
  assert.equal(fake.unread(OPERATOR).length, 0);
  assert.equal(await app.database.feedback.count(0), 3);
  operator.press(told, '忽略');
  await shown(paper, told, /^已忽略：「浮山县.*」数值不对/);
  assert.match((await ask(paper, QUESTION)).text ?? '', /41\.7/);
  assert.deepEqual(fake.violations, []);
});

test('a passage has no number to withdraw: its complaint leads to the article', async (t) => {
  const paper = await newsroom(t);
  const { fake } = paper;
  const operator = fake.person(OPERATOR);
  const answer = await ask(paper, '浮山县连翘茶合作社添了什么');
  fake.person(1).press(answer, '原文');
  const proof = await fake.nextReply(answer.chat);
  fake.person(1).press(proof, '有误');
  const choices = await fake.nextReply(answer.chat);
  assert.match(choices.text ?? '', /^「.*…」哪里不对/);
  fake.person(1).press(choices, '已过时');
  const told = await fake.nextReply(operator.chat);
  assert.deepEqual(labels(told), ['撤回整篇', '忽略']);
  operator.press(told, '撤回整篇');
  const question = await shown(paper, told, /要撤回整篇稿件吗/);
  operator.press(question, '确认撤回');
  await shown(paper, told, /^已撤回：《浮山县上半年经济运行》/);
  assert.doesNotMatch((await ask(paper, '浮山县连翘茶合作社添了什么')).text ?? '', /炒茶线/);
  assert.deepEqual(fake.violations, []);
});

test('an operator withdraws what was complained of with one tap; the complaint is the reason', async (t) => {
  const paper = await newsroom(t);
  const { fake, app } = paper;
  fake.person(OPERATOR).says('/help');
  await fake.nextReply(fake.person(OPERATOR).chat);
  await complain(paper, '张冠李戴');
  const told = await fake.nextReply(fake.person(OPERATOR).chat);
  fake.person(OPERATOR).press(told, '撤回');
  await shown(paper, told, /^已撤回：浮山县/);
  const [act] = await app.database.withdrawals.acts(null, 9);
  assert.equal(act?.reason, '张冠李戴（人或单位）');
  assert.equal(act?.by, OPERATOR);
  // Whoever still sees the old answer is told that it is gone.
  const before = fake.toasts.length;
  const old = [...fake.world.room(fake.person(1).chat).messages.values()].find((message) =>
    labels(message).includes('有误？'),
  );
  assert.ok(old);
  fake.person(1).press(old, '有误');
  await fake.until('a polite toast', () => fake.toasts.length > before);
  assert.match(fake.toasts.at(-1) ?? '', /请重新提问/);
  assert.deepEqual(fake.violations, []);
});

test('anybody in a group may complain; an operator who blocked the bot does not matter', async (t) => {
  const paper = await newsroom(t);
  const { fake } = paper;
  fake.world.room(fake.person(OPERATOR).chat).forbidden = 'Forbidden: bot was blocked by the user';
  const group = fake.group(-100_6);
  const [asker, member] = [fake.person(1), fake.person(2)];
  asker.says(`/ask@wenxian_bot ${QUESTION}`, { chat: group.chat });
  const answer = await fake.nextReply(group);
  member.press(answer, '有误');
  const choices = await fake.nextReply(group);
  member.press(choices, '其他');
  await shown(paper, choices, /^谢谢/);
  assert.match(
    fake.world.room(group.chat).messages.get(answer.message_id)?.text ?? '',
    /41\.7/,
    'the answer stays',
  );
  await fake.until('the operator was tried', () =>
    fake.callsOf('sendMessage').some(({ params }) => params.chat_id === OPERATOR),
  );
  assert.doesNotMatch((await ask(paper, QUESTION)).text ?? '', /抱歉/);
  assert.deepEqual(fake.violations, []);
});
