import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Chat, Message, MessageEntity, Update, UserFromGetMe } from 'grammy/types';
import { isKnown, type Params, unknownParams } from './check.ts';
import { type FloodLimits, METHOD_TABLE, type OpenQueries } from './methods.ts';
import { parseMultipart } from './multipart.ts';
import { isDelivered } from './privacy.ts';
import { mishap, Refused } from './refusal.ts';
import { WebhookSender } from './webhook.ts';
import { type InlineAnswer, personOf, type Room, typedEntities, World } from './world.ts';

export interface Call {
  readonly method: string;
  readonly params: Params;
  readonly at: number;
}

/** What to do with the next call of a method, instead of obeying. */
export type Mischief =
  | {
      readonly kind: 'status';
      readonly code: number;
      readonly description: string;
      readonly retryAfter?: number;
    }
  /** Obey, then break the connection before answering: the bot cannot know. */
  | { readonly kind: 'reset-after' }
  /** Break the connection without obeying. */
  | { readonly kind: 'reset-before' }
  | { readonly kind: 'slow'; readonly ms: number }
  /** A gateway answers with a page of its own. */
  | { readonly kind: 'page'; readonly code: number };

interface FakeOptions {
  readonly token?: string;
  readonly me?: Partial<UserFromGetMe>;
  readonly limits?: Partial<FloodLimits>;
  /** Whether plain mentions reach a bot with privacy on; default true. */
  readonly mentions?: boolean;
  /** Whether messages that one member alone sees are taken; default false. */
  readonly ephemeral?: boolean;
  /** Long polls are answered no later than this, whatever the bot asks for; default as it asks. Milliseconds. */
  readonly longestPollMs?: number;
}

interface Said {
  readonly chat?: Chat;
  readonly thread?: number;
  readonly replyTo?: Message;
  readonly entities?: MessageEntity[];
  /** Further fields of the message (voice, photo, sticker …); then `text` may be ''. */
  readonly extra?: object;
}

/** A person with a keyboard. */
export interface Person {
  readonly id: number;
  /** Their private chat with the bot. */
  readonly chat: Chat;
  says(text: string, said?: Said): Message;
  /** Changes what was said before. */
  edits(message: Message, text: string): void;
  /** Types behind the bot's name in some chat; the answer. */
  types(query: string, offset?: string): Promise<InlineAnswer>;
  /** Calls the bot by name in a chat where it is no member; the id of the query. */
  summons(text: string, chat: Chat, extra?: object): string;
  /** Presses a button of a message, by its label (or a part of it) or by its data. */
  press(message: Message, button: string | { readonly data: string }): string;
}

/**
 * The Bot API on a loopback port, as strict as the real one: it refuses what Telegram refuses, in Telegram's words,
 * and keeps a list of everything a careful bot would not have done.
 */
export class FakeTelegram {
  readonly token: string;
  readonly world: World;
  readonly calls: Call[] = [];
  /** Refused calls and unknown parameters; mishaps that can happen to anyone are not among them. */
  readonly violations: string[] = [];
  readonly toasts: (string | undefined)[] = [];
  readonly commands: unknown[] = [];
  readonly webhook: WebhookSender;
  /** What happens to a call for which nothing was planned. */
  chance: (method: string, params: Params) => Mischief | undefined = () => undefined;
  /** Told of every call that was obeyed. */
  onObeyed: (method: string, params: Params) => void = () => {};
  /** Told of every call that was refused, whether planned or not. */
  onRefused: (method: string, params: Params, refused: Refused) => void = () => {};
  readonly #queries: OpenQueries = new Set();
  readonly #limits: FloodLimits;
  readonly #mentions: boolean;
  readonly #longestPollMs: number;
  readonly #mischief = new Map<string, Mischief[]>();
  readonly #sockets = new Set<Socket>();
  readonly #read = new Map<number, number>();
  #server: Server | null = null;
  #port = 0;
  #poll: { readonly end: (conflict: boolean) => void } | null = null;
  #wake: () => void = () => {};
  #allowed: readonly string[] | null = null;
  #queryId = 0;

  constructor(options: FakeOptions = {}) {
    // Of the real shape, so that redaction has something to find.
    this.token = options.token ?? '700100:AAFakeFakeFakeFakeFakeFakeFakeFakeFake';
    this.world = new World(options.me);
    this.world.ephemeral = options.ephemeral ?? false;
    this.webhook = new WebhookSender(this.world.updates);
    this.#limits = { perSecond: null, perMinuteInGroups: null, overall: null, ...options.limits };
    this.#mentions = options.mentions ?? true;
    this.#longestPollMs = options.longestPollMs ?? Number.POSITIVE_INFINITY;
  }

  /** Starts listening; after `stop` again on the same port, as a server that was away. */
  async start(): Promise<void> {
    const server = createServer((request, response) => void this.#serve(request, response));
    // The long poll must not be cut by Node's own timeout.
    server.requestTimeout = 0;
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Goes away: connections break, new ones are refused. */
  async stop(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    this.#poll?.end(false);
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  get apiRoot(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Whether a `getUpdates` is waiting right now. */
  get isPolled(): boolean {
    return this.#poll !== null;
  }

  /** Plans what happens to the next calls of a method, in order. */
  plan(method: string, ...mischief: readonly Mischief[]): void {
    this.#mischief.set(method, [...(this.#mischief.get(method) ?? []), ...mischief]);
  }

  person(id: number, name = `user${id}`, languageCode: string | undefined = 'zh-hans'): Person {
    const user = personOf(id, name, languageCode);
    const chat: Chat = { id, type: 'private', first_name: name };
    this.world.room(chat);
    return {
      id,
      chat,
      says: (text, said = {}) => {
        const room = this.world.room(said.chat ?? chat);
        const entities = said.entities ?? typedEntities(text);
        const message = {
          message_id: this.world.nextMessageId(),
          date: Math.floor(Date.now() / 1000),
          chat: room.chat,
          from: user,
          ...(text === '' ? {} : { text }),
          ...(entities.length > 0 ? { entities } : {}),
          ...(said.thread === undefined ? {} : { message_thread_id: said.thread, is_topic_message: true }),
          ...(said.replyTo === undefined ? {} : { reply_to_message: said.replyTo }),
          ...said.extra,
        } as Message;
        room.messages.set(message.message_id, message);
        if (isDelivered(this.world.me, message, { botIsAdmin: room.botIsAdmin, mentions: this.#mentions }))
          this.inject({ message: message as NonNullable<Update['message']> });
        return message;
      },
      edits: (message, text) => {
        const { entities: _, ...rest } = message as Message & { readonly entities?: unknown };
        const entities = typedEntities(text);
        const edited = {
          ...rest,
          text,
          ...(entities.length > 0 ? { entities } : {}),
          edit_date: Math.floor(Date.now() / 1000),
        } as Message;
        const room = this.world.room(message.chat);
        room.messages.set(message.message_id, edited);
        if (isDelivered(this.world.me, edited, { botIsAdmin: room.botIsAdmin, mentions: this.#mentions }))
          this.inject({ edited_message: edited as NonNullable<Update['edited_message']> });
      },
      types: async (query, offset = '') => {
        this.#queryId += 1;
        const queryId = `inline${this.#queryId}`;
        this.#queries.add(queryId);
        const before = this.world.inlineAnswers.length;
        this.inject({ inline_query: { id: queryId, from: user, query, offset, chat_type: 'sender' } });
        await this.until('the inline query is answered', () => this.world.inlineAnswers.length > before);
        const answered = this.world.inlineAnswers.find(({ inline_query_id: known }) => known === queryId);
        assert.ok(answered, 'another query was answered');
        return answered;
      },
      summons: (text, where, extra = {}) => {
        this.#queryId += 1;
        const id = `summons${this.#queryId}`;
        this.#queries.add(id);
        const entities = typedEntities(text);
        const message = { message_id: 7, date: Math.floor(Date.now() / 1000), chat: where, from: user, text };
        const called = { ...message, entities, guest_query_id: id, ...extra };
        this.inject({ guest_message: called as unknown as NonNullable<Update['guest_message']> });
        return id;
      },
      press: (message, button) => {
        const keys = message.reply_markup?.inline_keyboard.flat() ?? [];
        const key = keys.find(({ text }) => typeof button === 'string' && text.includes(button));
        const data =
          typeof button === 'string'
            ? key !== undefined && 'callback_data' in key && key.callback_data
            : button.data;
        assert.ok(
          data,
          `no button ${JSON.stringify(button)} under the message, only ${keys.map(({ text }) => text).join(', ')}`,
        );
        this.#queryId += 1;
        const id = `query${this.#queryId}`;
        this.#queries.add(id);
        // Of one that is too old Telegram tells no more than where it stood.
        const { chat: where, message_id: number, date } = message;
        const shown = date === 0 ? { chat: where, message_id: number, date } : message;
        this.inject({
          callback_query: { id, from: user, chat_instance: '1', data, message: shown },
        } as unknown as Omit<Update, 'update_id'>);
        return id;
      },
    };
  }

  group(
    id: number,
    options: {
      readonly forum?: boolean;
      readonly threads?: readonly number[];
      readonly botIsAdmin?: boolean;
    } = {},
  ): Room {
    const chat: Chat =
      options.forum === true
        ? { id, type: 'supergroup', title: '群', is_forum: true }
        : { id, type: 'supergroup', title: '群' };
    const room = this.world.room(chat);
    room.botIsAdmin = options.botIsAdmin ?? false;
    for (const thread of options.threads ?? []) room.threads.add(thread);
    return room;
  }

  /** Hands any update to the bot. */
  inject(update: Omit<Update, 'update_id'>): number {
    const id = this.world.enqueue(update);
    this.#wake();
    this.webhook.wake();
    return id;
  }

  /** The bot's next message in a chat that was not read yet; fails after a while. */
  async nextReply(chat: Chat | Room, timeoutMs = 5000): Promise<Message> {
    const { id } = 'chat' in chat ? chat.chat : chat;
    const until = Date.now() + timeoutMs;
    while (Date.now() < until) {
      const message = this.unread(id).at(0);
      if (message !== undefined) {
        this.#read.set(id, message.message_id);
        return message;
      }
      await sleep(10);
    }
    assert.fail(`no reply in chat ${id} within ${timeoutMs} ms`);
  }

  /** The bot's messages in a chat that `nextReply` has not handed out. */
  unread(chatId: number): readonly Message[] {
    const read = this.#read.get(chatId) ?? 0;
    return [...(this.world.rooms.get(chatId)?.messages.values() ?? [])].filter(
      (message) => message.from?.id === this.world.me.id && message.message_id > read,
    );
  }

  /** Waits until something is true. */
  async until(what: string, condition: () => boolean, timeoutMs = 5000): Promise<void> {
    const end = Date.now() + timeoutMs;
    while (!condition()) {
      if (Date.now() > end) assert.fail(`not within ${timeoutMs} ms: ${what}`);
      await sleep(10);
    }
  }

  callsOf(method: string): readonly Call[] {
    return this.calls.filter((call) => call.method === method);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, owner, file = ''] = /^\/file\/bot([^/]*)\/documents\/(\w+)\.json$/.exec(request.url ?? '') ?? [];
    const content = owner === this.token ? this.world.files.get(file) : undefined;
    if (content !== undefined) return void response.end(content);
    const [, token = '', method = ''] = /^\/bot([^/]*)\/(\w+)/.exec(request.url ?? '') ?? [];
    let params: Params = {};
    try {
      params = await readParams(request);
      if (!/^\d+:[\w-]+$/.test(token)) throw new Refused(404, 'Not Found');
      if (token !== this.token) throw new Refused(401, 'Unauthorized');
      this.calls.push({ method, params, at: Date.now() });
      for (const name of unknownParams(method, params, this.world.me))
        this.violations.push(`${method}: unknown parameter ${name}`);
      const mischief = this.#mischief.get(method)?.shift() ?? this.chance(method, params);
      if (mischief?.kind === 'reset-before') return void request.socket.destroy();
      // Not holding up the end of the tests.
      if (mischief?.kind === 'slow') await sleep(mischief.ms, undefined, { ref: false });
      if (mischief?.kind === 'page') {
        response.writeHead(mischief.code, { 'content-type': 'text/html' });
        return void response.end('<html><body><h1>Bad Gateway</h1></body></html>');
      }
      if (mischief?.kind === 'status')
        throw mishap(
          mischief.code,
          mischief.description,
          mischief.retryAfter === undefined ? {} : { retry_after: mischief.retryAfter },
        );
      const result =
        method === 'getUpdates' ? await this.#getUpdates(params, request) : this.#obey(method, params);
      this.onObeyed(method, params);
      if (mischief?.kind === 'reset-after') return void request.socket.destroy();
      answer(response, 200, { ok: true, result });
    } catch (error) {
      const refused =
        error instanceof Refused ? error : new Refused(500, `the fake failed: ${String(error)}`);
      this.onRefused(method, params, refused);
      if (!refused.innocent && token === this.token) this.violations.push(`${method}: ${refused.message}`);
      const { code, parameters } = refused;
      answer(response, code, {
        ok: false,
        error_code: code,
        description: refused.message,
        ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
      });
    }
  }

  #obey(method: string, params: Params): unknown {
    if (method === 'setWebhook') return this.webhook.set(params);
    if (method === 'deleteWebhook') return this.webhook.delete();
    const obey = METHOD_TABLE[method];
    if (obey === undefined || !isKnown(method, this.world.me))
      throw new Refused(404, 'Not Found: method not found');
    if (method === 'answerCallbackQuery') this.toasts.push(params.text as string | undefined);
    return obey(
      { world: this.world, limits: this.#limits, queries: this.#queries, commands: this.commands },
      params,
    );
  }

  /** Long polling: an offset confirms what is below it; a second poller throws the first out. */
  async #getUpdates(params: Params, request: IncomingMessage): Promise<readonly Update[]> {
    if (this.webhook.active)
      throw mishap(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    this.#poll?.end(true);
    this.world.confirm(Number(params.offset ?? 0));
    const allowed = params.allowed_updates;
    if (Array.isArray(allowed) && allowed.includes('guest_message') && !this.world.me.supports_guest_queries)
      this.violations.push('getUpdates: guests are not supported');
    if (Array.isArray(allowed)) this.#allowed = allowed.length > 0 ? (allowed as string[]) : null;
    const until = Date.now() + Math.min(Number(params.timeout ?? 0) * 1000, this.#longestPollMs);
    let ended: 'no' | 'conflict' | 'gone' = 'no';
    const poll = {
      end: (conflict: boolean) => {
        ended = conflict ? 'conflict' : 'gone';
        this.#wake();
      },
    };
    this.#poll = poll;
    const gone = (): void => poll.end(false);
    request.socket.once('close', gone);
    try {
      for (;;) {
        // TypeScript cannot see that `end` runs while we sleep.
        const state = ended as 'no' | 'conflict' | 'gone';
        if (state === 'conflict')
          throw mishap(
            409,
            'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
          );
        const ready = this.#deliverable().slice(0, Number(params.limit ?? 100));
        if (ready.length > 0 || state === 'gone' || Date.now() >= until) return state === 'gone' ? [] : ready;
        await Promise.race([
          sleep(Math.min(1000, until - Date.now()), undefined, { ref: false }),
          new Promise<void>((resolve) => {
            const before = this.#wake;
            this.#wake = () => {
              before();
              resolve();
            };
          }),
        ]);
        this.#wake = () => {};
      }
    } finally {
      // The socket is kept for the next request: listeners must not pile up on it.
      request.socket.off('close', gone);
      if (this.#poll === poll) this.#poll = null;
    }
  }

  #deliverable(): readonly Update[] {
    const allowed = this.#allowed;
    if (allowed === null) return this.world.updates;
    return this.world.updates.filter((update) => allowed.some((kind) => kind in update));
  }
}

async function readParams(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/')) return parseMultipart(body, type);
  return body.length === 0 ? {} : (JSON.parse(body.toString('utf8')) as Record<string, unknown>);
}

function answer(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed) return;
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json' });
  // In pieces, as a gateway that compresses sends it: its end is not known from its head.
  response.write(text.slice(0, text.length / 2));
  setImmediate(() => response.end(text.slice(text.length / 2)));
}
