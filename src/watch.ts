import type { App } from './app.ts';
import { pause } from './bot/api/pause.ts';
import type { Config } from './config.ts';
import { OWN_ARTICLES } from './ingest/into-store.ts';
import type { Log } from './log.ts';

/** How often the folders are looked at; an unchanged file costs one stat. Milliseconds. */
const EVERY_MS = 30_000;

/**
 * Keeps the running bot in step with the files and folders of ARTICLES (for the default database without any:
 * with the articles that come with the project). Ends, never rejects, after `stop`.
 */
export async function watchArticles(app: App, config: Config, log: Log, stop: AbortSignal): Promise<void> {
  const own = config.database.named ? [] : [OWN_ARTICLES];
  const paths = config.articles.length > 0 ? config.articles : own;
  // A file that cannot be read is reported when that begins, not every half minute.
  const reported = new Set<string>();
  while (paths.length > 0 && !stop.aborted) {
    try {
      const { added, updated, removed } = await app.ingest(paths, {
        signal: stop,
        onProblem: ({ path, message, remedy }) => {
          if (reported.has(`${path} ${message}`)) return;
          reported.add(`${path} ${message}`);
          log.warn('article not read', { path, message, remedy });
        },
      });
      if (added + updated + removed > 0) log.info('articles read', { added, updated, removed });
    } catch (error) {
      if (!stop.aborted) log.error('articles not read', { error });
    }
    await pause(EVERY_MS, stop);
  }
}
