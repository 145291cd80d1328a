import type { SourceState } from '../store/news-sources.ts';
import type { Database } from '../store/open.ts';
import type { OutboxCounts } from '../store/outbox.ts';

/** How the work goes, for operators; times are milliseconds since 1970. */
export interface Report {
  /** When the index was last brought up to date; null: it is still being loaded. */
  readonly indexedAt: number | null;
  /** Updates taken in and not yet answered, the one that asks included. */
  readonly queue: number;
  readonly outbox: OutboxCounts;
  readonly sources: readonly SourceState[];
  /** Complaints of the last day. */
  readonly complaints: number;
}

const DAY_MS = 86_400_000;

/** Looks at the work of one bot. */
export function createReport(
  database: Database,
  bot: number,
  indexedAt: () => number | null,
): (now: number) => Promise<Report> {
  const { inbox, outbox } = { inbox: database.inbox(bot), outbox: database.outbox(bot) };
  return async (now) => ({
    indexedAt: indexedAt(),
    queue: await inbox.waiting(),
    outbox: await outbox.counts(),
    sources: await database.newsSources.all(),
    complaints: await database.feedback.count(now - DAY_MS),
  });
}
