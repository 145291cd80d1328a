import { sittingQuestions } from '../../../scripts/bench/asked.ts';
import type { Random } from '../../../scripts/bench/random.ts';
import { readGolden } from '../../support/golden.ts';
import type { FakeTelegram, Person } from '../../support/telegram/fake.ts';
import type { Asked } from './newsdesk.ts';

/** A message that came back. */
interface Reply {
  readonly at: number;
  readonly text: string;
  /** The connection broke behind it: the bot cannot know that it arrived. */
  readonly broken: boolean;
}

/** A question of somebody's, and what came back. */
interface Question {
  readonly at: number;
  readonly expected: Asked | null;
  readonly replies: Reply[];
}

interface Asker {
  readonly person: Person;
  readonly asked: Question[];
  /** Not before. */
  next: number;
}

export interface AskedReport {
  readonly questions: number;
  readonly afterBreak: number;
  readonly afterKill: number;
  /** Answers that had to hold a figure just printed. */
  readonly checked: number;
  readonly faults: readonly string[];
}

const FIRST = 1000;
const COUNT = 40;
/** Each waits for the answer and then so long on average: three questions a second in all. Milliseconds. */
const PAUSE_MS = 13_000;
/** An answer is read first; Telegram takes one message a second in a chat. */
const READING_MS = 1500;
/** A share of the questions is about what was printed lately. */
const ABOUT_NEWS = 0.15;
const NOTED_MS = 1500;

/** People who ask, read and ask again. */
export class Askers {
  readonly #random: Random;
  readonly #questions: readonly string[];
  readonly #askers = new Map<number, Asker>();
  readonly #kills: number[] = [];
  #latencies: number[] = [];

  constructor(fake: FakeTelegram, random: Random) {
    this.#random = random;
    const golden = [...readGolden().values()].flat().map(({ q }) => q);
    this.#questions = [...sittingQuestions(), ...golden.filter((q) => q.trim() !== '' && q.length <= 400)];
    for (let i = 0; i < COUNT; i += 1) {
      const asker = {
        person: fake.person(FIRST + i),
        asked: [],
        next: Date.now() + random.next() * PAUSE_MS,
      };
      this.#askers.set(asker.person.id, asker);
    }
  }

  /** Whoever has an answer and has thought about it asks anew. @param news what may be asked about it now */
  turn(now: number, news: readonly Asked[]): void {
    for (const asker of this.#askers.values()) {
      if (now < asker.next || asker.asked.at(-1)?.replies.length === 0) continue;
      const about = this.#random.next() < ABOUT_NEWS ? this.#random.pick(news) : undefined;
      asker.asked.push({ at: now, expected: about ?? null, replies: [] });
      asker.next = now + PAUSE_MS * 2 * this.#random.next();
      asker.person.says(about?.question ?? this.#random.pick(this.#questions) ?? '');
    }
  }

  /** A message was taken. @returns false when it is for somebody else */
  arrive(chat: number, reply: Reply): boolean {
    const asker = this.#askers.get(chat);
    if (asker === undefined) return false;
    const last = asker.asked.at(-1);
    const { at: now } = reply;
    if (last !== undefined && last.replies.length === 0) {
      this.#latencies.push(now - last.at);
      asker.next = Math.max(asker.next, now + READING_MS);
    }
    last?.replies.push(reply);
    return true;
  }

  kill(at: number): void {
    this.#kills.push(at);
  }

  /** Questions without an answer yet. */
  get open(): number {
    return [...this.#askers.values()].filter(({ asked }) => asked.at(-1)?.replies.length === 0).length;
  }

  /** Milliseconds from question to answer since the last time. */
  take(): readonly number[] {
    const taken = this.#latencies;
    this.#latencies = [];
    return taken;
  }

  judge(): AskedReport {
    const report = { questions: 0, afterBreak: 0, afterKill: 0, checked: 0, faults: [] as string[] };
    for (const { asked, person } of this.#askers.values())
      for (const { at, expected, replies } of asked) {
        report.questions += 1;
        if (replies.length === 0) report.faults.push(`no answer for ${person.id}, asked at ${clock(at)}`);
        for (const [i, before] of replies.slice(0, -1).entries()) {
          const again = replies[i + 1]?.at ?? 0;
          if (before.broken) report.afterBreak += 1;
          else if (
            this.#kills.some((kill) => kill >= before.at && kill < before.at + NOTED_MS && kill < again)
          )
            report.afterKill += 1;
          else
            report.faults.push(
              `two answers for ${person.id}: ${replies.map(({ text }) => text.slice(0, 40)).join(' | ')}`,
            );
        }
        if (expected === null) continue;
        report.checked += 1;
        const first = replies[0]?.text ?? '';
        if (!first.includes(expected.value))
          report.faults.push(`${expected.question} is ${expected.value}, answered: ${first.slice(0, 120)}`);
      }
    return report;
  }
}

function clock(at: number): string {
  return new Date(at).toISOString().slice(11, 19);
}
