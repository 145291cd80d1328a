import type { FakeTelegram } from '../../test/support/telegram/fake.ts';

/** The next question of a user, who are counted from 0. */
export type Asking = (user: number) => string;

interface Crowd {
  readonly users: number;
  readonly replies: number;
  readonly ask: Asking;
}

/**
 * So many users who each ask, wait for the reply and ask again, until so many replies have come.
 * @returns milliseconds from delivery to reply, of each
 */
export function chatter(fake: FakeTelegram, { users, replies, ask }: Crowd): Promise<readonly number[]> {
  return new Promise((resolve) => {
    const people = new Map(
      Array.from({ length: users }, (_, i) => {
        const person = fake.person(1000 + i);
        return [person.id, { person, at: Number.NaN }];
      }),
    );
    const latencies: number[] = [];
    let asked = 0;
    const says = (one: NonNullable<ReturnType<typeof people.get>>): void => {
      const question = ask(one.person.id - 1000);
      asked += 1;
      one.at = performance.now();
      one.person.says(question);
    };
    fake.onObeyed = (method, params) => {
      const one = people.get(Number(params.chat_id));
      // A long answer comes in two messages: the first counts.
      if (method !== 'sendMessage' || one === undefined || Number.isNaN(one.at)) return;
      latencies.push(performance.now() - one.at);
      one.at = Number.NaN;
      if (asked < replies) says(one);
      if (latencies.length === replies) resolve(latencies);
    };
    for (const one of people.values()) says(one);
  });
}
