import type { Project } from '../../facts/model.ts';
import type { ArticleInfo, Stored } from '../../store/store.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { type Html, html } from '../render/html.ts';
import { pageOf, pageRow } from './page.ts';
import { dateOf } from './places.ts';
import {
  evidenceRows,
  inTheirScript,
  replyOf,
  type Screen,
  screenButton,
  sourceLines,
  textReply,
} from './screen.ts';
import { askedPlace, onePlaceLine } from './which-place.ts';

/** Projects on one page: each has its evidence button. */
const PAGE = 8;

interface Row {
  readonly project: Stored<Project>;
  readonly info: ArticleInfo;
}

/**
 * /projects: what is reported of the projects of a place, the newest report first, each project once. args: what was typed,
 * or the place's code and behind (`141025 >2024-01-02,a1b2…`) or before which report the page stands.
 */
export function projectsScreen(deps: BotDeps): Screen {
  const { store } = deps;
  return async (ctx, args) => {
    const [, code, way, date = '', id = ''] =
      /^(\d{6,9})(?: ([<>])(\d{4}(?:-\d\d){0,2}|\?),([0-9a-f]{16}))?$/.exec(args) ?? [];
    const asked = askedPlace(ctx, deps, { args, code, command: 'projects' });
    if ('refused' in asked) return asked.refused;
    const { place, others } = asked;
    const name = inTheirScript(ctx, place.name);
    const all = await projectsOf(store, place.name);
    if (all.length === 0) return textReply(ctx, 'projects.none', { place: name });
    const order = (row: Row): number => compare(keyOf(row), { date: date === '?' ? '' : date, id });
    const page = pageOf(all, PAGE, way === undefined ? null : { way, order });
    const head = ctx.texts.say('projects', { place: name, count: String(all.length) });
    const turn = pageRow(ctx, 'projects', page, (to, row) => {
      const key = keyOf(row);
      return `${place.code} ${to}${key.date === '' ? '?' : key.date},${key.id}`;
    });
    return replyOf(
      [
        html`<b>${head}</b>`,
        ...onePlaceLine(ctx, others),
        ...page.shown.map((row, i) => line(ctx, row, page.from + i + 1)),
        ...sourceLines(
          ctx,
          page.shown.map(({ info }) => info),
        ),
      ],
      [
        ...evidenceRows(
          page.shown.map(({ project }) => project.id),
          ctx.texts.say('button.evidence'),
          page.from,
        ),
        [...turn, ...screenButton(ctx.texts.say('button.latest'), 'latest', place.code)],
      ],
    );
  };
}

/** The newest report of each project. */
async function projectsOf(
  store: Pick<BotDeps['store'], 'projects' | 'articleInfo'>,
  place: string,
): Promise<readonly Row[]> {
  const newest = new Map<string, Row>();
  for (const project of await store.projects({ place })) {
    const info = project.place === place ? await store.articleInfo(project.articleId) : null;
    if (info === null) continue;
    const row = { project, info };
    const known = newest.get(project.name);
    if (known === undefined || compare(keyOf(row), keyOf(known)) < 0) newest.set(project.name, row);
  }
  return [...newest.values()].toSorted((a, b) => compare(keyOf(a), keyOf(b)));
}

interface Key {
  /** '' when it is not known: behind all others. */
  readonly date: string;
  readonly id: string;
}

function keyOf({ project, info }: Row): Key {
  return { date: info.date ?? '', id: project.id };
}

function compare(a: Key, b: Key): number {
  if (a.date !== b.date) return a.date > b.date ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

const STATUS = {
  planned: 'project.planned',
  started: 'project.started',
  ongoing: 'project.ongoing',
  completed: 'project.completed',
} as const;

/** 1. 示例公园：投资3亿元，已开工（2032年1月15日的报道） */
function line(ctx: BotContext, { project, info }: Row, number: number): Html {
  const { texts } = ctx;
  const { investment, status, name } = project;
  const parts = [
    ...(investment === undefined
      ? []
      : [texts.say('project.investment', { amount: `${investment.raw}${investment.unit}` })]),
    ...(status === 'unknown' ? [] : [texts.say(STATUS[status])]),
  ];
  const told = texts.say('project.told', { date: dateOf(ctx, info.date) });
  const words = `${parts.length === 0 ? '' : texts.say('project.words', { words: parts.join('，') })}${told}`;
  return html`${String(number)}. <b>${inTheirScript(ctx, name)}</b>${inTheirScript(ctx, words)}`;
}
