import { CommandError, runCommand } from '../src/cli/command.ts';
import { EXIT } from '../src/cli/exit-code.ts';
import { say } from '../src/cli/output.ts';
import { showProgress } from '../src/cli/progress.ts';
import { typedPath } from '../src/cli/typed-path.ts';
import { readConfig } from '../src/config.ts';
import { loadEnv } from '../src/env.ts';
import type { IngestReport } from '../src/ingest/ingest.ts';
import { loadGazetteer } from '../src/region/load.ts';
import { openStore } from '../src/store/open.ts';

await runCommand({
  usage: [
    'Usage: npm run index -- [PATH…] [--prune]',
    'Reads articles (.txt, .md, .html, .jsonl; files or folders) into the database. Default: data/articles.',
    '  --prune   also remove articles whose file under PATH is gone',
    'Exit code 1 when a file could not be read; the others are stored all the same.',
  ].join('\n'),
  options: { prune: { type: 'boolean' } },
  run: async ({ prune }, positionals) => {
    const started = performance.now();
    const config = readConfig(loadEnv());
    // Loading it takes longer than reading the arguments, which may be wrong.
    const { ingestInto, OWN_ARTICLES } = await import('../src/ingest/into-store.ts');
    const gazetteer = loadGazetteer(config.region);
    const store = openStore(config.database.path);
    const view = showProgress();
    const stop = new AbortController();
    process.once('SIGINT', () => stop.abort());
    process.once('SIGTERM', () => stop.abort());
    try {
      const paths =
        positionals.length === 0 ? [OWN_ARTICLES] : positionals.map((path) => typedPath(path, 'index'));
      const report = await ingestInto(store, gazetteer, paths, {
        ...view,
        prune: prune === true,
        signal: stop.signal,
      });
      view.end();
      say(summary(report, await store.counts(), (performance.now() - started) / 1000));
      return report.problems.length > 0 ? EXIT.failed : EXIT.ok;
    } catch (error) {
      if (!stop.signal.aborted) throw error;
      throw new CommandError(
        'Stopped. What is stored stays; run the command again to go on.',
        EXIT.interrupted,
      );
    } finally {
      view.end();
      await store.close();
    }
  },
});

function summary(report: IngestReport, counts: Readonly<Record<string, number>>, seconds: number): string {
  const done = [
    `${report.added} added`,
    `${report.updated} updated`,
    `${report.unchanged + report.skipped} unchanged`,
    `${report.removed} removed`,
    `${report.problems.length} failed`,
  ];
  const stored = Object.entries(counts).map(([kind, count]) => `${kind} ${count}`);
  return `${done.join(', ')}; stored: ${stored.join(', ')}; ${seconds.toFixed(1)} s`;
}
