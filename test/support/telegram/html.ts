import type { MessageEntity } from 'grammy/types';

/** Text and entities as Telegram would keep them, or its words of refusal. */
export type Parsed =
  | { readonly ok: true; readonly text: string; readonly entities: readonly MessageEntity[] }
  | { readonly ok: false; readonly description: string };

/** Tags of the Bot API's HTML style, and the entity each makes. */
const TAGS: Readonly<Record<string, MessageEntity['type']>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  span: 'spoiler',
  'tg-spoiler': 'spoiler',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};

interface Open {
  readonly name: string;
  readonly type: MessageEntity['type'];
  readonly from: number;
  readonly at: number;
  readonly url?: string;
}

class Refusal extends Error {}

/** Parses HTML as the Bot API does: known tags only, all closed in order, offsets in UTF-16, errors in its words. */
export function parseHtml(source: string): Parsed {
  try {
    return { ok: true, ...new HtmlParser(source).parse() };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false, description: `Bad Request: can't parse entities: ${error.message}` };
  }
}

class HtmlParser {
  readonly #source: string;
  #at = 0;
  #text = '';
  readonly #open: Open[] = [];
  readonly #entities: MessageEntity[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  parse(): { text: string; entities: readonly MessageEntity[] } {
    while (this.#at < this.#source.length) {
      const char = this.#source[this.#at];
      if (char === '<' && this.#source[this.#at + 1] === '/') this.#endTag(this.#at);
      else if (char === '<') this.#startTag(this.#at);
      else if (char === '&') this.#entity();
      else {
        this.#text += char;
        this.#at += 1;
      }
    }
    const left = this.#open.at(-1);
    if (left !== undefined) throw new Refusal(`Can't find end tag corresponding to start tag "${left.name}"`);
    return { text: this.#text, entities: this.#entities };
  }

  #offset(at: number): number {
    return Buffer.byteLength(this.#source.slice(0, at));
  }

  #startTag(at: number): void {
    // A name ends at a space or >, nowhere else: 增长<5% is a tag that never ends.
    const end = at + 1 + this.#source.slice(at + 1).search(/[\s>]|$/);
    if (end >= this.#source.length)
      throw new Refusal(`Unclosed start tag at byte offset ${this.#offset(at)}`);
    const name = this.#source.slice(at + 1, end).toLowerCase();
    const type = TAGS[name];
    if (type === undefined)
      throw new Refusal(`Unsupported start tag "${name}" at byte offset ${this.#offset(at)}`);
    this.#at = at + 1 + name.length;
    const attributes = this.#attributes(at);
    if (name === 'span' && attributes.get('class') !== 'tg-spoiler')
      throw new Refusal(`Tag "span" must have class "tg-spoiler" at byte offset ${this.#offset(at)}`);
    const url = attributes.get('href');
    this.#open.push({ name, type, from: this.#text.length, at, ...(url === undefined ? {} : { url }) });
  }

  #attributes(tagAt: number): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (;;) {
      const rest = this.#source.slice(this.#at);
      const space = /^\s*/.exec(rest)?.[0].length ?? 0;
      this.#at += space;
      if (this.#at >= this.#source.length)
        throw new Refusal(`Unclosed start tag at byte offset ${this.#offset(tagAt)}`);
      if (this.#source[this.#at] === '>') {
        this.#at += 1;
        return found;
      }
      const match = /^([a-zA-Z-]{1,30})(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/.exec(
        this.#source.slice(this.#at),
      );
      if (match === null)
        throw new Refusal(`Empty attribute name in the tag at byte offset ${this.#offset(tagAt)}`);
      this.#at += match[0].length;
      found.set((match[1] ?? '').toLowerCase(), decode(match[2] ?? match[3] ?? match[4] ?? ''));
    }
  }

  #endTag(at: number): void {
    const end = this.#source.indexOf('>', at);
    if (end < 0) throw new Refusal(`Unclosed end tag at byte offset ${this.#offset(at)}`);
    const name = this.#source
      .slice(at + 2, end)
      .trim()
      .toLowerCase();
    const open = this.#open.pop();
    if (open === undefined) throw new Refusal(`Unexpected end tag at byte offset ${this.#offset(at)}`);
    if (name !== '' && name !== open.name)
      throw new Refusal(
        `Unmatched end tag at byte offset ${this.#offset(at)}, expected "</${open.name}>", found "</${name}>"`,
      );
    this.#at = end + 1;
    const length = this.#text.length - open.from;
    // An empty entity vanishes; a link without a usable address too.
    if (length === 0 || (open.type === 'text_link' && !isHttp(open.url))) return;
    this.#entities.push({
      type: open.type,
      offset: open.from,
      length,
      ...(open.type === 'text_link' ? { url: open.url ?? '' } : {}),
    } as MessageEntity);
  }

  /** Only the four named entities and numbers are decoded; anything else stays as it stands. */
  #entity(): void {
    const match = /^&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[a-z]{1,8});/.exec(
      this.#source.slice(this.#at, this.#at + 12),
    );
    const whole = match?.[0] ?? '&';
    this.#text += decode(whole);
    this.#at += whole.length;
  }
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

function decode(text: string): string {
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[a-z]{1,8});/g, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED[name] ?? whole;
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole;
  });
}

function isHttp(url: string | undefined): boolean {
  return url !== undefined && URL.canParse(url) && /^(https?|tg):$/.test(new URL(url).protocol);
}
