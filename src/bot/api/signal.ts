import type { Api } from 'grammy';

/** grammY types its signals with a polyfill's class that lacks the newer members of Node's own. */
export type ApiSignal = NonNullable<Parameters<Api['getMe']>[0]>;

/** Node's signal as grammY wants it: the same object at run time. */
export function apiSignal(signal: AbortSignal): ApiSignal {
  return signal as unknown as ApiSignal;
}
