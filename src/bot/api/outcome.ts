import { HttpError } from 'grammy';

/** How a call ended that Telegram did not answer. */
export type Breakdown =
  /** Nothing of the request left this machine. */
  | 'unreachable'
  /** Something answered that is not the Bot API: a gateway's page. Telegram did nothing. */
  | 'gateway'
  /** The request was out; whether it was obeyed is not known. */
  | 'broken';

/** Failures before a byte of the request left this machine. */
const NEVER_SENT: readonly string[] = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  // Proxies: our own SOCKS client, Node's HTTP one.
  'EPROXY',
  'ERR_PROXY_TUNNEL',
];

/** @returns null for anything but a failed call */
export function breakdownOf(error: unknown): Breakdown | null {
  if (!(error instanceof HttpError)) return null;
  const { error: cause } = error;
  if (!(cause instanceof Error)) return 'broken';
  const { code, type } = cause as Error & { readonly code?: unknown; readonly type?: unknown };
  if (typeof code === 'string' && NEVER_SENT.includes(code)) return 'unreachable';
  // node-fetch keeps neither the system call nor the cause, only the words: "reason: connect ETIMEDOUT 149.154…".
  if (/reason: connect [A-Z]/.test(cause.message)) return 'unreachable';
  // A body that was cut off is reported as such; this one is whole, and no JSON.
  return type === 'invalid-json' ? 'gateway' : 'broken';
}
