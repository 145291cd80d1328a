import type { Random } from '../../../scripts/bench/random.ts';
import type { FakeTelegram, Mischief } from '../../support/telegram/fake.ts';

/** What was done to the bot's calls. */
export interface Weather {
  /** By kind. */
  readonly done: ReadonlyMap<string, number>;
  /** Whether a call was one of these. */
  isDoing(params: object): boolean;
  /** Whether the connection breaks behind a call that is obeyed. */
  breaksBehind(params: object): boolean;
  /** Fair from now on. */
  clear(): void;
}

/** Of a thousand calls so many meet each of these. */
const PER_MILLE: readonly (readonly [share: number, make: () => Mischief])[] = [
  [4, () => ({ kind: 'status', code: 429, description: 'Too Many Requests: retry after 2', retryAfter: 2 })],
  [4, () => ({ kind: 'status', code: 500, description: 'Internal Server Error' })],
  [3, () => ({ kind: 'page', code: 502 })],
  [2, () => ({ kind: 'reset-before' })],
  [2, () => ({ kind: 'reset-after' })],
];

/** Failures as they come; what broke once is spared the next time, for Telegram has no means to tell whether it arrived. */
export function foulWeather(fake: FakeTelegram, random: Random): Weather {
  const done = new Map<string, number>();
  const broken = new Set<string>();
  const met = new WeakSet<object>();
  const behind = new WeakSet<object>();
  const draw = (target: string): Mischief | undefined => {
    let at = random.next() * 1000;
    for (const [share, make] of PER_MILLE) {
      at -= share;
      if (at > 0) continue;
      const mischief = make();
      if (!mischief.kind.startsWith('reset')) return mischief;
      if (broken.has(target)) return undefined;
      broken.add(target);
      return mischief;
    }
    broken.delete(target);
    return undefined;
  };
  fake.chance = (method, params) => {
    const mischief = draw(`${method} ${String(params.chat_id)}`);
    if (mischief === undefined) return undefined;
    met.add(params);
    if (mischief.kind === 'reset-after') behind.add(params);
    const name = 'code' in mischief ? String(mischief.code) : mischief.kind;
    done.set(name, (done.get(name) ?? 0) + 1);
    return mischief;
  };
  return {
    done,
    isDoing: (params) => met.has(params),
    breaksBehind: (params) => behind.has(params),
    clear: () => {
      fake.chance = () => undefined;
    },
  };
}
