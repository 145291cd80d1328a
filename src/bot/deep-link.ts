import { Buffer } from 'node:buffer';

/** Where a link into the private chat leads: t.me/bot?start=f_… */
export type DeepLink =
  /** The evidence of a fact, by its id. */
  | { readonly to: 'fact'; readonly id: string }
  /** The newest articles of a place, by its code. */
  | { readonly to: 'place'; readonly code: string }
  | { readonly to: 'article'; readonly id: string }
  /** What a chat or topic has subscribed to. */
  | { readonly to: 'manage'; readonly chat: number; readonly thread: number }
  /** A question, typed inline before. */
  | { readonly to: 'question'; readonly text: string };

/** Bot API, deep linking: up to 64 characters of A-Z, a-z, 0-9, _ and -. */
const MAX_LENGTH = 64;

/** @returns null when it does not fit (a long question) */
export function encodeDeepLink(link: DeepLink): string | null {
  const payload = body(link);
  return payload.length <= MAX_LENGTH && /^[\w-]+$/.test(payload) ? payload : null;
}

function body(link: DeepLink): string {
  switch (link.to) {
    case 'fact':
      return `f_${link.id}`;
    case 'place':
      return `p_${link.code}`;
    case 'article':
      return `a_${link.id}`;
    case 'manage':
      return `m_${-link.chat}_${link.thread}`;
    case 'question':
      return `q_${Buffer.from(link.text).toString('base64url')}`;
  }
}

/** @returns null for anything that we did not make */
export function decodeDeepLink(payload: string): DeepLink | null {
  if (payload.length > MAX_LENGTH) return null;
  const [, chat, thread] = /^m_(\d{1,16})_(\d{1,10})$/.exec(payload) ?? [];
  if (chat !== undefined) return { to: 'manage', chat: -Number(chat), thread: Number(thread) };
  const [, kind, value = ''] = /^([fpaq])_([\w-]+)$/.exec(payload) ?? [];
  if (kind === 'p') return /^\d{6,9}$/.test(value) ? { to: 'place', code: value } : null;
  if (kind === 'q') {
    const text = Buffer.from(value, 'base64url').toString('utf8').trim();
    return text === '' || text.includes('\ufffd') ? null : { to: 'question', text };
  }
  if (kind === undefined || !/^[0-9a-f]{16}$/.test(value)) return null;
  return { to: kind === 'f' ? 'fact' : 'article', id: value };
}

/** The address that opens it for anybody. */
export function deepLinkUrl(bot: string, link: DeepLink): string | null {
  const payload = encodeDeepLink(link);
  return payload === null ? null : `https://t.me/${bot}?start=${payload}`;
}
