import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import Sqlite from 'better-sqlite3';
import { type BotProcess, startBot } from '../../support/process/running-bot.ts';

/** What was seen of the program at one moment. */
export interface Sample {
  /** Seconds since the start of the soak. */
  readonly at: number;
  /** Seconds since the program started. */
  readonly age: number;
  /** Megabytes. */
  readonly rss: number;
  readonly heap: number;
  /** Seconds of processor time so far, of this process. */
  readonly cpu: number;
  /** Updates not yet handled; rows in the outbox that could leave now; all that wait (digests, quiet hours). */
  readonly inbox: number;
  readonly due: number;
  readonly waiting: number;
}

const MB = 1024 * 1024;
const TICKS_PER_SECOND = 100;

/** The real program, started again and again over the same database. */
export class Program {
  readonly #env: Readonly<Record<string, string>>;
  readonly #port: number;
  readonly #path: string;
  readonly #ends: (() => unknown)[] = [];
  readonly #outputs: BotProcess[] = [];
  #raw: Sqlite.Database | null = null;
  #bot: BotProcess | null = null;
  #started = 0;

  private constructor(env: Readonly<Record<string, string>>, port: number, path: string) {
    this.#env = { ...env, PORT: String(port) };
    this.#port = port;
    this.#path = path;
  }

  static async on(env: Readonly<Record<string, string>>, path: string): Promise<Program> {
    return new Program(env, await freePort(), path);
  }

  start(): void {
    this.#bot = startBot({ after: (end) => void this.#ends.push(end as () => unknown) }, this.#env);
    this.#outputs.push(this.#bot);
    this.#started = Date.now();
  }

  /** @returns its exit code, or the signal that ended it, and after how many milliseconds */
  async end(
    signal: NodeJS.Signals,
  ): Promise<{ readonly code: number | NodeJS.Signals; readonly ms: number }> {
    const bot = this.#bot;
    if (bot === null) return { code: 0, ms: 0 };
    const began = Date.now();
    bot.child.kill(signal);
    return { code: await bot.ended, ms: Date.now() - began };
  }

  /** Seconds since it was started last. */
  get age(): number {
    return (Date.now() - this.#started) / 1000;
  }

  /** Everything that all runs wrote. */
  output(): string {
    return this.#outputs.map((each) => each.output()).join('');
  }

  /** What it wrote besides news and warnings. */
  complaints(): readonly string[] {
    const lines = this.output().split('\n');
    const odd = lines.filter((line) => line !== '' && !/"level":"(?:info|warn)"/.test(line));
    return [...new Set(odd)].map((line) => `log: ${line.slice(0, 300)}`);
  }

  /** null while it cannot be asked. */
  async sample(start: number): Promise<Sample | null> {
    const now = Date.now();
    try {
      const answer = await fetch(`http://127.0.0.1:${this.#port}/metrics`, {
        signal: AbortSignal.timeout(4000),
      });
      const metrics = await answer.text();
      const read = (name: string): number =>
        Number(new RegExp(`^${name} ([\\d.e+]+)$`, 'm').exec(metrics)?.[1] ?? 0);
      return {
        at: (now - start) / 1000,
        age: (now - this.#started) / 1000,
        rss: read('process_resident_memory_bytes') / MB,
        heap: read('nodejs_heap_size_used_bytes') / MB,
        cpu: this.#cpu(),
        ...this.queues(now),
      };
    } catch {
      return null;
    }
  }

  /** Straight from the file, so that what memory has forgotten is seen. */
  queues(now: number): Pick<Sample, 'inbox' | 'due' | 'waiting'> {
    this.#raw ??= new Sqlite(this.#path, { readonly: true });
    const count = (sql: string, ...values: unknown[]): number =>
      Number(
        this.#raw
          ?.prepare(sql)
          .pluck()
          .get(...values),
      );
    return {
      inbox: count('SELECT count(*) FROM inbox WHERE body IS NOT NULL'),
      due: count("SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending') AND due <= ?", now),
      waiting: count("SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending')"),
    };
  }

  /** Rows of the outbox by state. */
  outbox(): string {
    const rows = this.#raw?.prepare('SELECT state, count(*) AS n FROM outbox GROUP BY state').all();
    return (rows as { state: string; n: number }[]).map(({ state, n }) => `${n} ${state}`).join(', ');
  }

  async close(): Promise<void> {
    this.#raw?.close();
    for (const end of this.#ends) await end();
  }

  #cpu(): number {
    const stat = readFileSync(`/proc/${this.#bot?.child.pid}/stat`, 'utf8');
    // After the name, which may hold anything: utime and stime are the twelfth and thirteenth.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
