import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../../scripts/bench/random.ts';
import { runScript } from '../../support/run-script.ts';
import type { Ledger } from './ledger.ts';
import { type Asked, Newsdesk } from './newsdesk.ts';
import type { Site } from './site.ts';
import { markdownOf, type Story } from './story.ts';

interface PressParts {
  /** Watched by the program. */
  readonly watched: string;
  /** For what `npm run index` is given. */
  readonly folder: string;
  readonly databasePath: string;
  readonly site: Site;
  readonly ledger: Ledger;
  readonly random: Random;
}

/** Shares of the articles that come by feed or list, and by `npm run index` in a process of its own; the others by file. */
const BY_FEED = 0.3;
const BY_INDEX = 0.06;
/** So many of the newest that were told may be asked about. */
const MOST_ASKED = 3;

/** Brings articles to the program by every way there is. */
export class Press {
  /** What went wrong with `npm run index`. */
  readonly faults: string[] = [];
  printed = 0;
  indexed = 0;
  readonly #parts: PressParts;
  readonly #desk = new Newsdesk(today());
  /** Files that can be written anew where they are. */
  readonly #files = new Set<string>();
  /** Of which nobody was told yet, as far as was looked. */
  #fresh: Story[] = [];
  #news: readonly Asked[] = [];
  #indexing: Promise<void> = Promise.resolve();

  constructor(parts: PressParts) {
    this.#parts = parts;
  }

  /** A list of no articles would be taken for a site that was rebuilt. */
  first(): void {
    this.#bring(this.#desk.report(), 'feed');
  }

  next(): void {
    const drawn = this.#desk.next();
    const isKnown = this.#files.has(drawn.file);
    const isEdited = drawn.told.length === 1 && drawn.told[0]?.kind === 'changed';
    const at = this.#parts.random.next();
    // What came by other ways is edited by a file of its own, as another reader would have saved it.
    if (isEdited && !isKnown) this.#bring({ ...drawn, file: `new-${drawn.file}` }, 'file');
    else if (isKnown || at > BY_FEED + BY_INDEX) this.#bring(drawn, 'file');
    else this.#bring(drawn, at < BY_FEED ? 'feed' : 'index');
  }

  /** What may be asked now, for somebody was told of it. */
  news(): readonly Asked[] {
    const { ledger } = this.#parts;
    const told = this.#fresh.filter((story) => story.told.some(({ key }) => ledger.wasTold(key)));
    this.#fresh = this.#fresh.filter((story) => !told.includes(story)).slice(-50);
    const asked = told.map((each) => this.#desk.questionOn(each)).filter((each) => each !== null);
    this.#news = [...this.#news, ...asked].slice(-MOST_ASKED);
    return this.#news;
  }

  /** Resolves when nothing is being indexed. */
  async idle(): Promise<void> {
    await this.#indexing;
  }

  #bring(story: Story, how: 'file' | 'feed' | 'index'): void {
    this.printed += 1;
    this.#fresh.push(story);
    if (how === 'feed') this.#parts.site.publish(story);
    else if (how === 'index') this.#index(story);
    else this.#write(story);
    this.#parts.ledger.print(story.told, Date.now(), how);
  }

  #write(story: Story): void {
    const file = join(this.#parts.watched, story.file);
    writeFileSync(`${file}.part`, markdownOf(story));
    renameSync(`${file}.part`, file);
    this.#files.add(story.file);
  }

  #index(story: Story): void {
    const { folder, databasePath } = this.#parts;
    const own = join(folder, `indexed-${this.printed}`);
    mkdirSync(own);
    writeFileSync(join(own, story.file), markdownOf(story));
    this.#indexing = this.#indexing.then(async () => {
      const ran = await runScript('index.ts', [own], { env: { DATABASE_URL: `file:${databasePath}` } });
      this.indexed += 1;
      if (ran.code !== 0) this.faults.push(`npm run index ended with ${ran.code}: ${ran.stderr.slice(-200)}`);
    });
  }
}

/** At Shanghai. */
function today(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}
