import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom, type Random } from '../../../scripts/bench/random.ts';
import { say } from '../../../src/cli/output.ts';
import { PROJECT_ROOT } from '../../../src/config.ts';
import { type Database, openDatabase } from '../../../src/store/open.ts';
import { envFor } from '../../support/process/running-bot.ts';
import { FakeTelegram } from '../../support/telegram/fake.ts';
import { Askers } from './askers.ts';
import { createListeners, type Listener, subscribeAll } from './audience.ts';
import { Ledger } from './ledger.ts';
import { openLetterbox } from './letterbox.ts';
import { come, createNewcomers, leave } from './newcomers.ts';
import { Press } from './press.ts';
import { Program, type Sample } from './program.ts';
import { type Outcome, type Round, report } from './report.ts';
import { Site } from './site.ts';
import { foulWeather, type Weather } from './weather.ts';

const LIMITS = { perSecond: 1, perMinuteInGroups: 20, overall: 30 } as const;
const DIGEST_SECONDS = 120;
const ARTICLE_EVERY_MS = 6000;
const SAMPLE_EVERY_MS = 5000;
const SAY_EVERY_MS = 30_000;
/** For what is still on its way when the last article was printed: the next digest, and a bad moment. */
const DRAIN_MS = (DIGEST_SECONDS + 90) * 1000;
/** Shares of the time at which the program is ended. */
const ENDINGS: readonly (readonly [at: number, signal: NodeJS.Signals])[] = [
  [0.1, 'SIGKILL'],
  [0.2, 'SIGKILL'],
  [0.333, 'SIGTERM'],
  [0.667, 'SIGTERM'],
];
/** Shares of the time at which some subscribe, and half of them take it back. */
const COMING = 0.25;
const LEAVING = 0.75;
const TURN_MS = 100;
/** The last article comes so long before the end of the questions. */
const LAST_ARTICLE_MS = 20_000;
/** The contract: a signal ends the program within ten seconds. */
const LONGEST_STOP_MS = 10_000;

interface Asked {
  readonly minutes: number;
  /** Where the picture is written; null: nowhere. */
  readonly plot: string | null;
}

/** Feeds, questions and broadcasts at once, for so many minutes. @returns what came of it */
export async function soakEverything({ minutes, plot }: Asked): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'wenxian-soak-'));
  const fake = new FakeTelegram({ limits: LIMITS });
  await fake.start();
  const databasePath = join(folder, 'bot.db');
  const watched = join(folder, 'watched');
  mkdirSync(watched);
  const database = openDatabase(databasePath);
  const program = await Program.on(
    {
      ...envFor(fake, folder),
      ARTICLES: [join(PROJECT_ROOT, 'data', 'articles'), watched].join(','),
      DIGEST_EVERY: String(DIGEST_SECONDS),
      LOG_LEVEL: 'info',
    },
    databasePath,
  );
  const random = createRandom(17);
  try {
    const parts = { fake, folder, watched, databasePath, database, program, random, minutes, plot };
    return await new Soak(parts).run();
  } finally {
    await program.close();
    await database.store.close();
    await fake.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Parts extends Asked {
  readonly fake: FakeTelegram;
  readonly folder: string;
  readonly watched: string;
  readonly databasePath: string;
  readonly database: Database;
  readonly program: Program;
  readonly random: Random;
}

class Soak {
  readonly #parts: Parts;
  readonly #ledger = new Ledger();
  readonly #site = new Site();
  readonly #press: Press;
  readonly #askers: Askers;
  readonly #newcomers = createNewcomers();
  readonly #listeners: readonly Listener[];
  readonly #samples: Sample[] = [];
  readonly #rounds: Round[] = [];
  readonly #latencies: { readonly at: number; readonly ms: readonly number[] }[] = [];
  readonly #faults: string[] = [];
  readonly #start = Date.now();

  constructor(parts: Parts) {
    const { fake, folder, databasePath, watched, random, minutes } = parts;
    const [site, ledger] = [this.#site, this.#ledger];
    this.#parts = parts;
    this.#press = new Press({ folder, databasePath, watched, site, ledger, random });
    this.#askers = new Askers(fake, random);
    this.#listeners = [...createListeners(random, this.#start, minutes), ...this.#newcomers];
  }

  async run(): Promise<Outcome> {
    const { fake, database, databasePath, program, random } = this.#parts;
    const before = this.#listeners.filter((each) => !this.#newcomers.includes(each));
    await subscribeAll(database, fake, before);
    program.start();
    const isReady = (): boolean => fake.isPolled && program.output().includes('updates found');
    await fake.until('the program polls and has looked at its articles', isReady, 60_000);
    const weather = foulWeather(fake, random);
    const floods = openLetterbox({ fake, weather, askers: this.#askers, ledger: this.#ledger, program });
    this.#press.first();
    const reading = new AbortController();
    const site = this.#site.run(database, databasePath, reading.signal);
    await this.#work();
    weather.clear();
    await this.#drain();
    reading.abort();
    await site;
    await this.#end('SIGTERM');
    return await this.#report(weather, floods);
  }

  /** Everything at once until the time is over. */
  async #work(): Promise<void> {
    const { fake, minutes, program } = this.#parts;
    const over = this.#start + minutes * 60_000;
    const at = (share: number): Promise<void> =>
      sleep(Math.max(0, this.#start + share * minutes * 60_000 - Date.now()));
    const endings = async (): Promise<void> => {
      for (const [share, signal] of ENDINGS) {
        await at(share);
        await this.#end(signal);
        program.start();
      }
    };
    const comings = async (): Promise<void> => {
      await at(COMING);
      come(fake, this.#newcomers);
      await at(LEAVING);
      leave(fake, this.#newcomers);
    };
    await Promise.all([
      every(TURN_MS, over, (now) => this.#askers.turn(now, this.#press.news())),
      every(ARTICLE_EVERY_MS, over - LAST_ARTICLE_MS, () => this.#press.next()),
      every(SAMPLE_EVERY_MS, over, () => this.#sample()),
      every(SAY_EVERY_MS, over, () => this.#say()),
      endings(),
      comings(),
    ]);
  }

  async #sample(): Promise<void> {
    const sample = await this.#parts.program.sample(this.#start);
    if (sample !== null) this.#samples.push(sample);
    this.#latencies.push({ at: (Date.now() - this.#start) / 1000, ms: this.#askers.take() });
  }

  #say(): void {
    const { rss = 0, heap = 0, inbox = 0, due = 0, waiting = 0 } = this.#samples.at(-1) ?? {};
    const minutes = ((Date.now() - this.#start) / 60_000).toFixed(1);
    say(
      `${minutes} min: ${this.#press.printed} articles, rss ${rss.toFixed(0)} MB, heap ${heap.toFixed(0)} MB, inbox ${inbox}, outbox ${due} due of ${waiting}, ${this.#askers.open} questions open`,
    );
  }

  /** As an operator ends it, or as a machine does. */
  async #end(signal: NodeJS.Signals): Promise<void> {
    const began = Date.now();
    if (signal === 'SIGKILL') for (const each of [this.#ledger, this.#askers]) each.kill(began);
    const { code, ms } = await this.#parts.program.end(signal);
    const at = (began - this.#start) / 1000;
    this.#rounds.push({ signal, at, ms });
    say(`${signal} at ${(at / 60).toFixed(1)} min: ended with ${code} after ${ms} ms`);
    if (code !== (signal === 'SIGTERM' ? 0 : signal) || ms > LONGEST_STOP_MS)
      this.#faults.push(`${signal}: ended with ${code} after ${ms} ms`);
  }

  /** Until everything is told and answered. */
  async #drain(): Promise<void> {
    say('no more news and questions');
    await this.#press.idle();
    const { program } = this.#parts;
    for (const end = Date.now() + DRAIN_MS; ; await sleep(SAMPLE_EVERY_MS)) {
      await this.#sample();
      const { inbox, waiting } = program.queues(Date.now());
      const isEmpty = inbox === 0 && waiting === 0 && this.#askers.open === 0;
      if (isEmpty && !this.#ledger.isWaiting(this.#listeners)) return;
      if (Date.now() < end) continue;
      this.#faults.push(`not all done in the end: inbox ${inbox}, outbox ${waiting}`);
      return;
    }
  }

  async #report(weather: Weather, floods: readonly string[]): Promise<Outcome> {
    const { fake, minutes, plot, program } = this.#parts;
    const faults = [
      ...this.#faults,
      ...this.#press.faults,
      ...fake.violations.map((each) => `violation: ${each}`),
      ...program.complaints(),
    ];
    return await report({
      minutes,
      plot,
      samples: this.#samples,
      latencies: this.#latencies,
      rounds: this.#rounds,
      told: this.#ledger.judge(this.#listeners),
      asked: this.#askers.judge(),
      weather: weather.done,
      floods,
      printed: this.#press.printed,
      fetched: this.#site.requests,
      indexed: this.#press.indexed,
      listeners: this.#listeners.length,
      outbox: program.outbox(),
      faults,
    });
  }
}

async function every(ms: number, until: number, act: (now: number) => unknown): Promise<void> {
  for (let next = Date.now() + ms; next < until; next += ms) {
    await sleep(Math.max(0, next - Date.now()));
    await act(Date.now());
  }
}
