import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InputFile, Transformer } from 'grammy';
import type { InlineKeyboardButton, InlineKeyboardMarkup, Message } from 'grammy/types';
import { htmlToTerminal, type Style } from './plain.ts';

/** A button that can be pressed by its number or letter: it asks the bot, or holds a text to be copied. */
export type Button = { readonly data: string; readonly message: Message } | { readonly copy: string };

interface ScreenOptions {
  readonly chat: Message['chat'];
  readonly style: Style;
  readonly print: (text: string) => void;
  /** Where documents and pictures are saved; made when the first one is. */
  readonly folder: () => string;
}

/** Names of the buttons that copy: they must not take the numbers of those that ask. */
const LETTERS = 'cdefgh';

/**
 * Stands where the network is: the bot's calls are printed instead of sent. Buttons are numbered from 1 under
 * each message; a number presses the newest button that bears it, so the second example can be pressed after the first.
 */
export class Screen {
  readonly #options: ScreenOptions;
  readonly #buttons = new Map<string, Button>();
  #messageId = 0;

  constructor(options: ScreenOptions) {
    this.#options = options;
  }

  nextMessageId(): number {
    this.#messageId += 1;
    return this.#messageId;
  }

  /** The newest button of this number or letter. */
  button(name: string): Button | undefined {
    return this.#buttons.get(name);
  }

  print(text: string): void {
    this.#options.print(`${text}\n`);
  }

  /** Answers every API call of the bot without a network. */
  readonly transformer: Transformer = async (_previous, method, payload) => {
    // Callers of the other methods only look at `ok`.
    return { ok: true, result: await this.#obey(method, payload) } as never;
  };

  async #obey(method: string, payload: object): Promise<unknown> {
    switch (method) {
      case 'sendMessage':
        return this.#show(payload as Sent, this.nextMessageId());
      case 'editMessageText': {
        const edited = payload as Sent & { readonly message_id: number };
        return this.#show(edited, edited.message_id);
      }
      case 'sendPhoto':
        return await this.#showPhoto(payload as Photo, this.nextMessageId());
      case 'editMessageMedia': {
        const { media, message_id: id, ...rest } = payload as EditedMedia;
        return await this.#showPhoto({ ...rest, ...media, photo: media.media }, id);
      }
      case 'sendDocument':
        return await this.#save(payload as Document);
      default:
        return this.#toast(payload as Toast);
    }
  }

  #show({ text, parse_mode: mode, reply_markup: markup }: Sent, id: number): Message {
    const message = {
      message_id: id,
      date: 1,
      chat: this.#options.chat,
      text,
      ...(markup === undefined ? {} : { reply_markup: markup }),
    } as Message;
    this.#options.print(mode === 'HTML' ? htmlToTerminal(text, this.#options.style) : text);
    const labels = this.#name(markup?.inline_keyboard.flat() ?? [], message);
    if (labels.length > 0) this.#options.print(labels.join('  '));
    this.#options.print('');
    return message;
  }

  #name(buttons: readonly InlineKeyboardButton[], message: Message): readonly string[] {
    let asking = 0;
    let copying = 0;
    return buttons.map((button) => {
      if ('url' in button) return `${button.text} (${button.url})`;
      const copies = 'copy_text' in button;
      const name = copies ? (LETTERS[copying++] ?? '') : String(++asking);
      const data = 'callback_data' in button ? button.callback_data : '';
      this.#buttons.set(name, copies ? { copy: button.copy_text.text } : { data, message });
      return `[${name}] ${button.text}`;
    });
  }

  /** A picture: where it was saved, then its caption with the buttons. The name Telegram would give it is its path. */
  async #showPhoto({ photo, caption = '', ...rest }: Photo, id: number): Promise<Message> {
    const path = typeof photo === 'string' ? photo : await this.#write(photo);
    this.#options.print(`→ ${path}`);
    const size = { file_id: path, file_unique_id: path, width: 1, height: 1 };
    const { text: _, ...message } = this.#show({ ...rest, text: caption }, id);
    return { ...message, caption, photo: [size] } as Message;
  }

  async #write(file: InputFile): Promise<string> {
    const path = join(this.#options.folder(), file.filename ?? 'file');
    const raw = await file.toRaw();
    if (raw instanceof Uint8Array) writeFileSync(path, raw);
    return path;
  }

  async #save({ document, caption = '' }: Document): Promise<Message> {
    const path = await this.#write(document);
    this.print(`${caption}\n→ ${path}`);
    return { message_id: this.nextMessageId(), date: 1, chat: this.#options.chat } as Message;
  }

  #toast({ text }: Toast): true {
    if (text !== undefined) this.print(`（${text}）`);
    return true;
  }
}

interface Sent {
  readonly text: string;
  readonly parse_mode?: string;
  readonly reply_markup?: InlineKeyboardMarkup;
}

interface Document {
  readonly document: InputFile;
  readonly caption?: string;
}

interface Photo extends Omit<Sent, 'text'> {
  readonly photo: InputFile | string;
  readonly caption?: string;
}

interface EditedMedia extends Omit<Sent, 'text'> {
  readonly message_id: number;
  readonly media: {
    readonly media: InputFile | string;
    readonly caption?: string;
    readonly parse_mode?: string;
  };
}

interface Toast {
  readonly text?: string;
}
