import type { SourceState } from '../../store/news-sources.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { isOperator } from '../operators.ts';
import { html } from '../render/html.ts';
import { momentOf } from './audit.ts';
import { dateOf } from './places.ts';
import { replyOf, type Screen } from './screen.ts';

/** Sources in trouble that are named; a message is not a log. */
const MOST_SOURCES = 10;

/** /status: how far the articles reach; for operators also how the work goes. */
export function statusScreen(deps: BotDeps): Screen {
  return async (ctx) => {
    const [newest, ...others] = await deps.store.articles();
    const head =
      newest === undefined
        ? ctx.texts.say('state.none')
        : ctx.texts.say('state', {
            date: dateOf(ctx, newest.date),
            articles: String(others.length + 1),
          });
    const work = isOperator(ctx, deps.adminIds) ? await workOf(ctx, deps) : [];
    return replyOf([head, ...work].map((line) => html`${line}`));
  };
}

async function workOf(ctx: BotContext, deps: BotDeps): Promise<readonly string[]> {
  const { texts } = ctx;
  const counts = await deps.store.counts();
  const { indexedAt, queue, outbox, sources, complaints } = await deps.report(deps.clock());
  const words = (values: Readonly<Record<string, number>>): Record<string, string> =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
  const failing = sources.filter(({ failures }) => failures > 0);
  return [
    texts.say('state.facts', words(counts)),
    indexedAt === null ? texts.say('state.loading') : texts.say('state.index', { at: momentOf(indexedAt) }),
    texts.say('state.queue', words({ queue })),
    texts.say('state.outbox', words(outbox)),
    texts.say('state.sources', words({ count: sources.length, fine: sources.length - failing.length })),
    ...failing.slice(0, MOST_SOURCES).map((source) => trouble(ctx, source)),
    texts.say('state.complaints', words({ complaints })),
  ];
}

function trouble({ texts }: BotContext, { url, failures, failing, error }: SourceState): string {
  return texts.say('state.trouble', {
    host: URL.canParse(url) ? new URL(url).host : url,
    failures: String(failures),
    since: failing === null ? '' : momentOf(failing),
    error: error ?? '',
  });
}
