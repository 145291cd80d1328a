import type { FakeTelegram } from '../../support/telegram/fake.ts';
import type { Askers } from './askers.ts';
import type { Ledger } from './ledger.ts';
import type { Program } from './program.ts';
import type { Weather } from './weather.ts';

interface LetterboxParts {
  readonly fake: FakeTelegram;
  readonly weather: Weather;
  readonly askers: Askers;
  readonly ledger: Ledger;
  readonly program: Program;
}

/**
 * Sorts what arrives: answers to the askers, news to the ledger.
 * @returns 429 that were not among the weather, as they come
 */
export function openLetterbox({ fake, weather, askers, ledger, program }: LetterboxParts): readonly string[] {
  const floods: string[] = [];
  const last = new Map<number, { readonly at: number; readonly broken: boolean }>();
  fake.onObeyed = (method, params) => {
    if (!method.startsWith('send') || method === 'sendChatAction') return;
    const [chat, thread] = [Number(params['chat_id']), Number(params['message_thread_id'] ?? 0)];
    const text = plain(String(params['text'] ?? params['caption'] ?? ''));
    const arrival = { at: Date.now(), text, broken: weather.breaksBehind(params) };
    last.set(chat, arrival);
    // Confirmations of commands are neither.
    if (askers.arrive(chat, arrival) || /^(?:已订阅|已取消)/.test(text)) return;
    ledger.arrive({ chat, thread }, arrival);
  };
  fake.onRefused = (method, params, { code }) => {
    if (code !== 429 || weather.isDoing(params)) return;
    const before = last.get(Number(params['chat_id']));
    // It was taken, and the bot could not know: what is sent once more comes soon after it.
    if (before?.broken === true) return;
    const ago = before === undefined ? 'never' : `${Date.now() - before.at} ms ago`;
    const age = program.age.toFixed(1);
    floods.push(
      `too fast: ${method} to ${String(params['chat_id'])}, written to ${ago}, program ${age} s old`,
    );
  };
  return floods;
}

/** What stands in a message, without its markup. */
function plain(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');
}
