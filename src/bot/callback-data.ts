/**
 * What a button carries. Bot API: callback_data is 1–64 bytes. It starts with a version, so that buttons of
 * older messages are recognised as stale instead of misread.
 */
export type CallbackData =
  /** Show the evidence of a fact or passage. */
  | { readonly do: 'evidence'; readonly ref: string }
  /** Ask this question. */
  | { readonly do: 'ask'; readonly question: string }
  /** Ask what stands on the button: for questions longer than 64 bytes. `slot` only keeps the data of two buttons apart. */
  | { readonly do: 'ask-label'; readonly slot: number }
  /** Answer this question again, for all to see: under an answer that one person alone was shown. */
  | { readonly do: 'publish'; readonly question: string }
  /**
   * Show this screen: a command with what is written behind it. In place of what is shown, or `beside` it: under an
   * answer, which must not vanish.
   */
  | { readonly do: 'screen'; readonly screen: string; readonly args: string; readonly beside?: true };

const VERSION = '1';
const MAX_BYTES = 64;

/** @returns null when the data does not fit */
export function encodeCallback(data: CallbackData): string | null {
  const text = `${VERSION}${body(data)}`;
  return Buffer.byteLength(text) <= MAX_BYTES ? text : null;
}

function body(data: CallbackData): string {
  switch (data.do) {
    case 'evidence':
      return `e:${data.ref}`;
    case 'ask':
      return `a:${data.question}`;
    case 'publish':
      return `p:${data.question}`;
    case 'ask-label':
      return `l:${data.slot}`;
    case 'screen':
      return `${data.beside === true ? 'o' : 's'}:${data.screen} ${data.args}`;
  }
}

/** @returns null for anything that is not ours, or is of another version: the presser is told so politely */
export function decodeCallback(text: string): CallbackData | null {
  const match = /^1([ealosp]):(.{1,62})$/su.exec(text);
  const [, kind, value] = match ?? [];
  if (kind === undefined || value === undefined) return null;
  if (kind === 'e') return /^[\w.:#-]+$/.test(value) ? { do: 'evidence', ref: value } : null;
  if (kind === 'a') return { do: 'ask', question: value };
  if (kind === 'p') return { do: 'publish', question: value };
  if (kind === 's' || kind === 'o') {
    const [, screen, args = ''] = /^([a-z_]{1,20}) (.{0,60})$/su.exec(value) ?? [];
    if (screen === undefined) return null;
    return { do: 'screen', screen, args, ...(kind === 'o' ? { beside: true as const } : {}) };
  }
  return /^\d$/.test(value) ? { do: 'ask-label', slot: Number(value) } : null;
}
