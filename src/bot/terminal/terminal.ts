import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Bot } from 'grammy';
import type { Message, MessageEntity, Update, User, UserFromGetMe } from 'grammy/types';
import type { Log } from '../../log.ts';
import { once } from '../../text/once.ts';
import type { BotContext } from '../context.ts';
import { Screen } from './screen.ts';

/** What the terminal twin calls itself; a token is never needed, for nothing is sent. */
export const TERMINAL_BOT = {
  id: 1,
  is_bot: true,
  first_name: '问县',
  username: 'wenxian_terminal_bot',
  can_join_groups: false,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
} as UserFromGetMe;

/** Who types. */
export const READER: User = { id: 2, is_bot: false, first_name: '读者', language_code: 'zh-hans' };
const CHAT: Message['chat'] = { id: READER.id, type: 'private', first_name: READER.first_name };

interface TerminalOptions {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** A person is typing: prompt, bold type, line editing. */
  readonly interactive: boolean;
  readonly log: Log;
}

/**
 * The bot in a terminal: every line becomes the update that Telegram would deliver, every call is printed. Typing
 * a button's number presses it. Lines are answered one after the other; resolves at the end of input, when the
 * last answer is out.
 */
export async function runTerminal(bot: Bot<BotContext>, options: TerminalOptions): Promise<void> {
  const { input, output, interactive, log } = options;
  const bold = (text: string): string => (interactive ? `\u001b[1m${text}\u001b[22m` : text);
  const screen = new Screen({
    chat: CHAT,
    style: { strong: bold },
    print: (text) => void output.write(`${text}\n`),
    // Of this session alone: what was saved before is not written over.
    folder: once(() => mkdtempSync(join(tmpdir(), 'wenxian-'))),
  });
  bot.api.config.use(screen.transformer);
  const lines = createInterface({
    input,
    ...(interactive ? { output, prompt: '问> ' } : {}),
    crlfDelay: 1000,
  });
  // Ctrl-C ends the conversation like Ctrl-D; without this readline only stops reading, and the program hangs.
  lines.on('SIGINT', () => lines.close());
  if (interactive) lines.prompt();
  for await (const line of lines) {
    const update = updateOf(line.trim(), screen);
    try {
      if (update !== null) await bot.handleUpdate(update);
    } catch (error) {
      log.error('update failed', { error });
    }
    if (interactive) lines.prompt();
  }
  if (interactive) output.write('\n');
}

function updateOf(text: string, screen: Screen): Update | null {
  if (text === '') return null;
  const button = /^(?:\d{1,2}|[a-z])$/.test(text) ? screen.button(text) : undefined;
  if (button !== undefined && 'copy' in button) {
    screen.print(button.copy);
    return null;
  }
  const id = screen.nextMessageId();
  if (button !== undefined) {
    const query = {
      id: String(id),
      from: READER,
      chat_instance: '0',
      data: button.data,
      message: button.message,
    };
    return { update_id: id, callback_query: query };
  }
  const [command] = /^\/\w+/.exec(text) ?? [];
  const entities: MessageEntity[] =
    command === undefined ? [] : [{ type: 'bot_command', offset: 0, length: command.length }];
  const message = { message_id: id, date: 1, chat: CHAT, from: READER, text, entities };
  return { update_id: id, message } as Update;
}
