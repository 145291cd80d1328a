import { CommandError, runCommand, UsageError } from '../src/cli/command.ts';
import { EXIT } from '../src/cli/exit-code.ts';

/** What the command line says beside the name. */
export interface BenchOptions {
  readonly articles: number | null;
  readonly chats: number | null;
  readonly docs?: string | undefined;
  readonly queries?: string | undefined;
  readonly hits?: string | undefined;
  /** Whole numbers, ascending. */
  readonly scale?: readonly number[] | undefined;
}

/** Each measures one thing beside a reference, in the same run. */
const BENCHES: Readonly<Record<string, (options: BenchOptions) => Promise<void>>> = {
  answer: async ({ articles }) => (await import('./bench/answer.ts')).bench(articles),
  bot: async () => (await import('./bench/bot.ts')).bench(),
  broadcast: async ({ chats }) => (await import('./bench/broadcast.ts')).bench(chats),
  gate: async (options) => (await import('./bench/gate.ts')).bench(options),
  ingest: async ({ articles }) => (await import('./bench/ingest.ts')).bench(articles),
  search: async (options) => (await import('./bench/search.ts')).bench(options),
};

const MOST = 1_000_000;

await runCommand({
  usage: [
    `Usage: npm run bench -- NAME [options]     NAME: ${Object.keys(BENCHES).join(', ')}`,
    'Side-by-side measurements; the reference and its configuration are printed, ratios first.',
    '  --articles N     how many articles (ingest: 2000) or facts (answer: 100000) are made up',
    '  --chats N        broadcast: how many are subscribed (10000)',
    '  --docs FILE      search, gate: documents, one per line: {"id", "title"?, "text"}',
    '  --queries FILE   search, gate: questions, one per line: {"id", "q", "gold": [document ids]}',
    '  --hits FILE      search: writes what ours found, {"id", "hits": [document ids]} per line',
    '  --scale N,N,…    search: as many made-up passages instead (draws docs/search-scale.png), or as many of the',
    '                   text of --docs, asked --queries',
  ].join('\n'),
  options: {
    articles: { type: 'string' },
    chats: { type: 'string' },
    docs: { type: 'string' },
    queries: { type: 'string' },
    hits: { type: 'string' },
    scale: { type: 'string' },
  },
  run: async ({ articles, chats, scale, ...files }, [name = '', ...others]) => {
    const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
    if (bench === undefined || others.length > 0)
      throw new UsageError(name === '' ? 'Which bench?' : `There is no bench "${name}".`);
    await bench({
      ...files,
      articles: articles === undefined ? null : wholeNumber('--articles', articles),
      chats: chats === undefined ? null : wholeNumber('--chats', chats),
      scale: scale?.split(',').map((size) => wholeNumber('--scale', size)),
    });
    return EXIT.ok;
  },
});

function wholeNumber(option: string, given: string): number {
  const value = Number(given);
  if (Number.isInteger(value) && value >= 10 && value <= MOST) return value;
  throw new CommandError(`${option} takes whole numbers from 10 to ${MOST}, not "${given}".`, EXIT.usage);
}
