import type { FakeTelegram } from '../../support/telegram/fake.ts';
import type { Listener } from './audience.ts';
import { COUNTIES } from './newsdesk.ts';

const COUNT = 6;
const FIRST = 30_000;

/** People who will subscribe by a command. */
export function createNewcomers(): readonly Listener[] {
  return Array.from({ length: COUNT }, (_, i) => ({
    target: { chat: FIRST + i, thread: 0 },
    edition: 'instant' as const,
    wishes: [{ about: 'place', place: COUNTIES[i % COUNTIES.length] ?? '' } as const],
    quiet: null,
    deaf: false,
    since: Number.MAX_SAFE_INTEGER,
    until: null,
  }));
}

/** All of them subscribe. */
export function come(fake: FakeTelegram, newcomers: readonly Listener[]): void {
  for (const each of newcomers) {
    fake.person(each.target.chat).says(`/subscribe ${each.wishes[0]?.place}`);
    each.since = Date.now();
  }
}

/** Every second one takes it back, in plain words. */
export function leave(fake: FakeTelegram, newcomers: readonly Listener[]): void {
  for (const each of newcomers.filter((_, i) => i % 2 === 0)) {
    fake.person(each.target.chat).says(`退订${each.wishes[0]?.place}`);
    each.until = Date.now();
  }
}
