import { type Html, html, joinHtml } from './html.ts';

/** Bot API, sendMessage: 1–4096 characters after entities parsing; counted here in UTF-16 units, the stricter way. */
export const MESSAGE_LIMIT = 4096;

/**
 * Packs lines into as few messages as possible, breaking only between lines. A single line that is too long
 * for any message loses its markup and is cut between characters.
 */
export function splitMessages(lines: readonly Html[], limit: number = MESSAGE_LIMIT): readonly Html[] {
  const messages: Html[] = [];
  let open: Html[] = [];
  let length = 0;
  const close = (): void => {
    // Telegram refuses a message without visible characters.
    if (open.some((line) => line.plain.trim() !== '')) messages.push(joinHtml(open, '\n'));
    open = [];
    length = 0;
  };
  for (const line of lines.flatMap((whole) => pieces(whole, limit))) {
    const added = line.plain.length + (open.length > 0 ? 1 : 0);
    if (length + added > limit) close();
    length += line.plain.length + (open.length > 0 ? 1 : 0);
    open.push(line);
  }
  close();
  return messages;
}

function pieces(line: Html, limit: number): readonly Html[] {
  if (line.plain.length <= limit) return [line];
  const parts: Html[] = [];
  let rest = line.plain;
  while (rest.length > 0) {
    const high = rest.charCodeAt(limit - 1);
    // Never between the halves of a surrogate pair.
    const cut = rest.length > limit && high >= 0xd800 && high <= 0xdbff ? limit - 1 : limit;
    parts.push(html`${rest.slice(0, cut)}`);
    rest = rest.slice(cut);
  }
  return parts;
}
