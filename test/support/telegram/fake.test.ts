import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Api, GrammyError, InputFile } from 'grammy';
import { FakeTelegram } from './fake.ts';
import { parseHtml } from './html.ts';

for (const [source, expected] of [
  ['<b>粗<i>斜</i></b> &lt;b&gt; &#65; &nbsp; a > b', '粗斜 <b> A &nbsp; a > b'],
  ['<a href="https://x.example">链</a>', '链'],
  ['<blockquote expandable>引</blockquote>', '引'],
] as const)
  test(`parses ${source}`, () => {
    const parsed = parseHtml(source);
    assert.ok(parsed.ok);
    assert.equal(parsed.text, expected);
  });

for (const [source, words] of [
  ['<p>段</p>', 'Unsupported start tag "p" at byte offset 0'],
  ['增长<5%', 'Unclosed start tag at byte offset 6'],
  ['<5% 到 >3%', 'Unsupported start tag "5%" at byte offset 0'],
  ['<b>粗', 'Can\'t find end tag corresponding to start tag "b"'],
  ['<b><i>错</b></i>', 'Unmatched end tag at byte offset 9, expected "</i>", found "</b>"'],
  ['正文</b>', 'Unexpected end tag at byte offset 6'],
  ['<b', 'Unclosed start tag at byte offset 0'],
  ['<span>x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
] as const)
  test(`refuses ${source}`, () => {
    assert.deepEqual(parseHtml(source), {
      ok: false,
      description: `Bad Request: can't parse entities: ${words}`,
    });
  });

async function withFake(
  options: ConstructorParameters<typeof FakeTelegram>[0],
  run: (fake: FakeTelegram, api: Api) => Promise<void>,
): Promise<void> {
  const fake = new FakeTelegram(options);
  await fake.start();
  try {
    await run(fake, new Api(fake.token, { apiRoot: fake.apiRoot }));
  } finally {
    await fake.stop();
  }
}

async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof GrammyError, `not refused: ${String(error)}`);
  return `${error.error_code} ${error.description}`;
}

test('refuses what Telegram refuses, and remembers every violation', async () => {
  await withFake({}, async (fake, api) => {
    fake.person(1);
    const button = (data: string) => ({
      reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: data }]] },
    });
    const cases: readonly (readonly [Promise<unknown>, RegExp])[] = [
      [api.sendMessage(1, ' \n'), /message text is empty/],
      [api.sendMessage(1, '字'.repeat(4097)), /message is too long/],
      [api.sendMessage(1, `<b>${'字'.repeat(4096)}</b>x`, { parse_mode: 'HTML' }), /message is too long/],
      [api.sendMessage(1, 'x', button('')), /BUTTON_DATA_INVALID/],
      [api.sendMessage(1, 'x', button('县'.repeat(22))), /BUTTON_DATA_INVALID/],
      [
        api.sendMessage(1, 'x', { reply_markup: { inline_keyboard: [[{ text: 'x' } as never]] } }),
        /Text buttons are unallowed/,
      ],
      [api.sendMessage(1, 'x', { reply_parameters: { message_id: 9 } }), /message to be replied not found/],
      [api.sendMessage(1, 'x', { message_thread_id: 9 }), /message thread not found/],
      [api.sendMessage(2, 'x'), /chat not found/],
      [
        api.sendPhoto(1, new InputFile(Buffer.from('x'), '图.png'), { caption: '字'.repeat(1025) }),
        /message caption is too long/,
      ],
      [api.sendPhoto(1, new InputFile(Buffer.from('no picture'), '图.png')), /IMAGE_PROCESS_FAILED/],
      [api.sendPhoto(1, new InputFile(png(9000, 2000), '图.png')), /PHOTO_INVALID_DIMENSIONS/],
      [api.sendPhoto(1, 'unheard of'), /wrong file identifier/],
      [api.editMessageMedia(1, 9, { type: 'photo', media: 'unheard of' }), /wrong file identifier/],
      [api.answerCallbackQuery('nobody'), /query is too old/],
      [api.editMessageText(1, 9, 'x'), /message to edit not found/],
    ];
    for (const [call, words] of cases) assert.match(await refusal(call), words);
    assert.equal(fake.violations.length, cases.length, fake.violations.join('\n'));
    await api.sendMessage(1, `<b>${'字'.repeat(4096)}</b>`, {
      parse_mode: 'HTML',
      ...button('县'.repeat(21)),
    });
    await api.sendMessage(1, 'x', { disable_web_page_preview: true } as never);
    assert.match(fake.violations.at(-1) ?? '', /unknown parameter disable_web_page_preview/);
  });
});

/** Nothing but what tells a PNG and its size. */
function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(24);
  Buffer.from('89504e470d0a1a0a', 'hex').copy(head);
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
}

test('a photo is known by its name, words become a photo by editing, a photo never words', async () => {
  await withFake({}, async (fake, api) => {
    fake.person(1);
    const { photo, message_id: id } = await api.sendPhoto(1, new InputFile(png(30, 20), '图.png'), {
      caption: '一',
    });
    const name = photo.at(-1)?.file_id ?? '';
    assert.equal((await api.sendPhoto(1, name)).photo.at(-1)?.file_id, name);
    assert.match(await refusal(api.editMessageText(1, id, '字')), /no text in the message to edit/);
    const words = await api.sendMessage(1, '字');
    const media = { type: 'photo', media: new InputFile(png(40, 20), '图.png'), caption: '二' } as const;
    const edited = await api.editMessageMedia(1, words.message_id, media);
    assert.ok(edited !== true && edited.text === undefined && edited.caption === '二');
    assert.deepEqual(fake.violations, []);
  });
});

test('an edit that changes nothing is refused, but is nobody’s violation', async () => {
  await withFake({}, async (fake, api) => {
    fake.person(1);
    const { message_id: id } = await api.sendMessage(1, 'x');
    assert.match(await refusal(api.editMessageText(1, id, 'x')), /message is not modified/);
    await api.editMessageText(1, id, 'y');
    assert.deepEqual(fake.violations, []);
  });
});

test('knows its token only, and one poller', async () => {
  await withFake({}, async (fake, api) => {
    assert.match(await refusal(new Api('1:AAother', { apiRoot: fake.apiRoot }).getMe()), /401 Unauthorized/);
    assert.match(await refusal(new Api('nonsense', { apiRoot: fake.apiRoot }).getMe()), /404 Not Found/);
    const first = refusal(api.getUpdates({ timeout: 5 }));
    await fake.until('polled', () => fake.isPolled);
    await api.getUpdates({ timeout: 0 });
    assert.match(await first, /409 Conflict: terminated by other getUpdates request/);
  });
});

test('an offset confirms, allowed_updates is remembered', async () => {
  await withFake({}, async (fake, api) => {
    const reader = fake.person(1);
    reader.says('一');
    reader.says('二');
    fake.inject({ edited_message: {} as never });
    const updates = await api.getUpdates({ allowed_updates: ['message'] });
    assert.deepEqual(
      updates.map(({ message }) => message?.text),
      ['一', '二'],
    );
    assert.equal((await api.getUpdates()).length, 2, 'not confirmed, so delivered again');
    assert.equal((await api.getUpdates({ offset: (updates[1]?.update_id ?? 0) + 1 })).length, 0);
  });
});

test('flood limits, blocked users and moved groups answer as Telegram does', async () => {
  await withFake({ limits: { perSecond: 1, perMinuteInGroups: 2 } }, async (fake, api) => {
    fake.person(1);
    await api.sendMessage(1, 'x');
    assert.match(await refusal(api.sendMessage(1, 'x')), /429 Too Many Requests: retry after 1/);
    fake.world.room({ id: 1, type: 'private', first_name: 'x' }).forbidden =
      'Forbidden: bot was blocked by the user';
    assert.match(await refusal(api.sendMessage(1, 'x')), /403 Forbidden/);
    fake.group(-5).migratedTo = -1005;
    assert.match(await refusal(api.sendMessage(-5, 'x')), /upgraded to a supergroup/);
    assert.deepEqual(fake.violations, []);
  });
});

test('privacy mode: talk between people is not delivered, unless the bot is an admin', async () => {
  await withFake({ mentions: false }, async (fake) => {
    const room = fake.group(-5);
    const ann = fake.person(1);
    ann.says('大家好', { chat: room.chat });
    ann.says('@wenxian_bot 你好', { chat: room.chat });
    ann.says('/ask@other_bot x', { chat: room.chat });
    assert.equal(fake.world.updates.length, 0);
    ann.says('/ask x', { chat: room.chat });
    room.botIsAdmin = true;
    ann.says('大家好', { chat: room.chat });
    assert.equal(fake.world.updates.length, 2);
  });
});

test('is strict about what stands inside parameters, about actions, menus, topics and messages of others', async () => {
  await withFake({}, async (fake, api) => {
    const reader = fake.person(1);
    const said = reader.says('一');
    await api.sendMessage(1, 'x', { reply_parameters: { message_id: said.message_id, qoute: 'x' } as never });
    assert.deepEqual(fake.violations, ['sendMessage: unknown parameter reply_parameters.qoute']);
    assert.match(await refusal(api.sendChatAction(1, 'thinking' as never)), /wrong parameter action/);
    assert.match(
      await refusal(api.sendChatAction(1, 'typing', { message_thread_id: 9 })),
      /thread not found/,
    );
    const menu = [{ command: 'a', description: 'b' }];
    assert.match(
      await refusal(api.setMyCommands(menu, { scope: { type: 'all' } as never })),
      /BotCommandScope/,
    );
    const room = fake.group(-5);
    const theirs = reader.says('/ask x', { chat: room.chat });
    assert.match(await refusal(api.deleteMessage(-5, theirs.message_id)), /can't be deleted/);
    assert.equal(fake.violations.length, 5);
  });
});

test('answers in pieces, ends a long poll early where it is told to, and tells little of an old message', async () => {
  await withFake({ longestPollMs: 30 }, async (fake, api) => {
    const answered = await fetch(`${fake.apiRoot}/bot${fake.token}/getMe`);
    assert.equal(answered.headers.get('content-length'), null);
    assert.equal(((await answered.json()) as { ok: boolean }).ok, true);
    assert.deepEqual(await api.getUpdates({ timeout: 50 }), []);
    const reader = fake.person(1);
    const { message_id: id, chat } = await api.sendMessage(1, 'x');
    reader.press({ message_id: id, chat, date: 0, text: 'x' } as never, { data: '1' });
    const [update] = await api.getUpdates();
    assert.deepEqual(Object.keys(update?.callback_query?.message ?? {}), ['chat', 'message_id', 'date']);
  });
});
