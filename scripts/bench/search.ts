import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { say, writeData } from '../../src/cli/output.ts';
import { typedPath } from '../../src/cli/typed-path.ts';
import type { BenchOptions } from '../bench.ts';
import type { Query } from './collection.ts';
import { readFiles } from './collection.ts';
import { percentile } from './percentile.ts';
import { grow } from './scale.ts';
import type { Doc, Engine } from './search-engines.ts';
import { fts5, miniSearch, ours } from './search-engines.ts';

/** Hits looked at per question. */
const DEEP = 10;
/** MiniSearch takes about 30 KB of heap per document: beyond this many it would end the process. */
const MOST_FOR_MINISEARCH = 30_000;

interface Tally {
  readonly engine: Engine;
  readonly build: number;
  readonly memory: number;
  readonly times: number[];
  readonly ranks: number[];
}

/**
 * Ours beside SQLite FTS5 and MiniSearch over the same documents: each is built alone, then every question is asked of
 * all in turn, the first of them another each time, so that all meet the same machine. Figures of quality in percent.
 */
export async function bench(options: BenchOptions): Promise<void> {
  if (options.scale !== undefined)
    return grow(options.scale, options.docs === undefined ? undefined : await readFiles(options));
  const { docs, queries } = await readFiles(options);
  const makers = docs.length > MOST_FOR_MINISEARCH ? [ours, fts5] : [ours, fts5, miniSearch];
  if (makers.length === 2) say(`MiniSearch is left out beyond ${MOST_FOR_MINISEARCH} documents: its heap.`);
  const tallies: Tally[] = [];
  for (const make of makers) tallies.push(await build(make(), docs));
  const hits: string[] = [];
  for (const [turn, query] of queries.entries())
    for (let at = 0; at < tallies.length; at++) {
      const tally = tallies[(at + turn) % tallies.length];
      if (tally === undefined) continue;
      const found = ask(tally, query);
      if (tally.engine.name === 'ours') hits.push(JSON.stringify({ id: query.id, hits: found }));
    }
  if (options.hits !== undefined) writeFileSync(typedPath(options.hits, 'bench'), `${hits.join('\n')}\n`);
  await writeData(report(tallies, docs.length, queries.length));
  for (const { engine } of tallies) engine.close();
}

async function build(engine: Engine, docs: readonly Doc[]): Promise<Tally> {
  const before = process.memoryUsage().rss;
  const start = performance.now();
  await engine.add(docs);
  const seconds = (performance.now() - start) / 1000;
  say(`${engine.name}: ${docs.length} documents in ${seconds.toFixed(1)} s`);
  const memory = Math.max(0, process.memoryUsage().rss - before) / 1e6;
  return { engine, build: seconds, memory, times: [], ranks: [] };
}

function ask(tally: Tally, { q, gold }: Query): readonly string[] {
  const start = performance.now();
  const found = tally.engine.search(q, DEEP);
  tally.times.push(performance.now() - start);
  tally.ranks.push(found.findIndex((id) => gold.includes(id)));
  return found;
}

function report(tallies: readonly Tally[], docs: number, queries: number): string {
  const lines = [
    `${docs} documents, ${queries} questions; Node ${process.version}, peak memory of the whole run ${(process.resourceUsage().maxRSS / 1000).toFixed(0)} MB`,
  ];
  const [own, ...others] = tallies;
  for (const other of others)
    if (own !== undefined)
      lines.push(
        `ours / ${other.engine.name}: p50 ${(percentile(own.times, 0.5) / percentile(other.times, 0.5)).toFixed(3)}, p99 ${(percentile(own.times, 0.99) / percentile(other.times, 0.99)).toFixed(3)}, build ${(own.build / other.build).toFixed(2)}; R@1 ${signed(share(own, 1) - share(other, 1))}, MRR@10 ${signed(mrr(own) - mrr(other))}`,
      );
  lines.push(
    '',
    '| engine | R@1 | R@5 | R@10 | MRR@10 | build s | p50 ms | p99 ms | memory MB |',
    '|---|---|---|---|---|---|---|---|---|',
  );
  for (const tally of tallies)
    lines.push(
      `| ${[tally.engine.name, share(tally, 1).toFixed(2), share(tally, 5).toFixed(2), share(tally, 10).toFixed(2), mrr(tally).toFixed(2), tally.build.toFixed(1), percentile(tally.times, 0.5).toFixed(2), percentile(tally.times, 0.99).toFixed(2), tally.memory.toFixed(0)].join(' | ')} |`,
    );
  lines.push('', ...tallies.map(({ engine }) => `${engine.name}: ${engine.configuration}`), '');
  return lines.join('\n');
}

function share({ ranks }: Tally, depth: number): number {
  return (100 * ranks.filter((rank) => rank >= 0 && rank < depth).length) / ranks.length;
}

function mrr({ ranks }: Tally): number {
  return (100 * ranks.reduce((sum, rank) => sum + (rank < 0 ? 0 : 1 / (rank + 1)), 0)) / ranks.length;
}

function signed(value: number): string {
  return `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(2)}`;
}
