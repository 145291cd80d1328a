import type { Transformer } from 'grammy';
import type { InlineKeyboardMarkup, Message } from 'grammy/types';
import { htmlToTerminal, type Style } from './plain.ts';

/** A button that can be pressed by its number. */
export interface Button {
  readonly data: string;
  readonly message: Message;
}

/**
 * Stands where the network is: the bot's calls are printed instead of sent. Buttons are numbered from 1 under
 * each message; a number presses the newest button that bears it, so the second example can be pressed after the first.
 */
export class Screen {
  readonly #print: (text: string) => void;
  readonly #style: Style;
  readonly #chat: Message['chat'];
  readonly #buttons = new Map<number, Button>();
  #messageId = 0;

  constructor(chat: Message['chat'], style: Style, print: (text: string) => void) {
    this.#chat = chat;
    this.#style = style;
    this.#print = print;
  }

  nextMessageId(): number {
    this.#messageId += 1;
    return this.#messageId;
  }

  /** The newest button with this number. */
  button(number: number): Button | undefined {
    return this.#buttons.get(number);
  }

  /** Answers every API call of the bot without a network. */
  readonly transformer: Transformer = (_previous, method, payload) => {
    const result = method === 'sendMessage' ? this.#show(payload as Sent) : this.#toast(payload as Toast);
    // Callers of the other methods only look at `ok`.
    return Promise.resolve({ ok: true, result } as never);
  };

  #show({ text, parse_mode: mode, reply_markup: markup }: Sent): Message {
    const message = {
      message_id: this.nextMessageId(),
      date: 1,
      chat: this.#chat,
      text,
      ...(markup === undefined ? {} : { reply_markup: markup }),
    } as Message;
    const buttons = markup?.inline_keyboard.flat() ?? [];
    const labels = buttons.map((button, i) => `[${i + 1}] ${button.text}`);
    this.#print(mode === 'HTML' ? htmlToTerminal(text, this.#style) : text);
    if (labels.length > 0) this.#print(labels.join('  '));
    this.#print('');
    for (const [i, button] of buttons.entries())
      this.#buttons.set(i + 1, { data: 'callback_data' in button ? button.callback_data : '', message });
    return message;
  }

  #toast({ text }: Toast): true {
    if (text !== undefined) this.#print(`（${text}）\n`);
    return true;
  }
}

interface Sent {
  readonly text: string;
  readonly parse_mode?: string;
  readonly reply_markup?: InlineKeyboardMarkup;
}

interface Toast {
  readonly text?: string;
}
