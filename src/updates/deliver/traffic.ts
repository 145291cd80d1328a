import type { Transformer } from 'grammy';
import type { Pace } from './scheduler.ts';

/** Counts what the bot sends in reply, so that bulk messages leave room for it. Replies themselves never wait here. */
export function countTraffic(pace: Pace, clock: () => number = Date.now): Transformer {
  return async (prev, method, payload, signal) => {
    if (!method.startsWith('send') || method === 'sendChatAction') return await prev(method, payload, signal);
    const { chat_id: chat } = payload as { readonly chat_id?: unknown };
    pace.note(Number(chat), clock());
    const answer = await prev(method, payload, signal);
    pace.arrived(Number(chat), clock());
    if (!answer.ok && answer.error_code === 429) pace.replyFlooded(clock());
    return answer;
  };
}
