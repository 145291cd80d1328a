import type { NamedList, Project } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import { toSimplified } from '../../text/script.ts';
import type { Answer } from '../answer.ts';
import { line, reply } from '../compose/reply.ts';
import { dateWords, say } from '../compose/texts.ts';
import type { Ask, Responder } from '../desk.ts';
import { cover, precision } from '../lookup/match.ts';
import { hitArticles } from '../lookup/observations.ts';
import { gone, holding, newestFirst } from '../lookup/tenures.ts';
import type { Term } from '../understand/understanding.ts';
import { tenureProof } from './tell.ts';

const ENOUGH = 0.6;
/** Characters of the items together; a list longer than a screen is cut with 等. */
const LONGEST = 480;

/** A list by its title (十件实事), or the projects of a place. */
export const answerList: Responder = async (ask) =>
  (await officials(ask)) ?? (await namedList(ask)) ?? (await projectList(ask));

/** 有哪些县领导: everybody who is told in a post of the place, once. */
async function officials(ask: Ask): Promise<Answer | null> {
  const [place] = ask.question.places;
  if (place === undefined || !/领导|班子|官员|干部都|负责人/.test(ask.question.text)) return null;
  if (!ask.question.wants.has('list') && !ask.question.wants.has('person')) return null;
  const rows = newestFirst(await ask.desk.store.tenures({ place: place.division.name }));
  const left = new Set(
    gone(rows)
      .filter((r) => r.status === 'left')
      .map((r) => r.person),
  );
  const known = holding(rows).filter(
    (row, i, all) => !left.has(row.person) && all.findIndex((r) => r.person === row.person) === i,
  );
  if (known.length === 0) return null;
  const items = joinItems(
    known.map((row) => `${row.person}（${row.posts.join('、')}，${dateWords(row.asOf)}）`),
  );
  return reply(ask, {
    kind: 'list',
    headline: line(`${say('officials', { place: place.division.name, items: items.text })}。`),
    proofs: known.slice(0, 1).map(tenureProof),
    articles: known.map((row) => row.articleId),
    quoted: false,
    factIds: known.map((row) => row.id),
  });
}

async function namedList(ask: Ask): Promise<Answer | null> {
  const rows = await allLists(ask);
  const scored = rows.flatMap((row) => {
    const score = titleFit(ask, row);
    return score === null ? [] : [{ row, score }];
  });
  const [best] = scored.sort(
    (a, b) => b.score - a.score || b.row.items.length - a.row.items.length || (a.row.id < b.row.id ? -1 : 1),
  );
  if (best === undefined) return null;
  const { row } = best;
  const title = row.title;
  const period = row.period !== null && !title.includes(row.period.label) ? row.period.label : '';
  const items = joinItems(row.items);
  const place = row.place !== null && title.startsWith(row.place) ? '' : (row.place ?? '');
  const key = row.complete && items.whole ? 'list' : 'listPartial';
  return reply(ask, {
    kind: 'list',
    headline: line(`${say(key, { place, period, title, items: items.text })}。`),
    proofs: [{ articleId: row.articleId, ref: row.id, text: row.evidence.text, focus: 0 }],
    quoted: false,
  });
}

async function allLists(ask: Ask): Promise<readonly Stored<NamedList>[]> {
  const { store } = ask.desk;
  const rows: Stored<NamedList>[] = [];
  for (const { division } of ask.question.places) rows.push(...(await store.lists({ place: division.name })));
  if (ask.question.places.length === 0)
    for (const articleId of hitArticles(ask)) rows.push(...(await store.lists({ articleId })));
  const [asked] = ask.question.periods;
  return rows.filter((row) => {
    if (asked === undefined || asked.match === 'shape' || row.period === null) return true;
    return row.period.start <= asked.period.end && row.period.end >= asked.period.start;
  });
}

function titleFit(ask: Ask, row: Stored<NamedList>): number | null {
  const evidence = toSimplified(row.evidence.text).toLowerCase();
  const head = evidence.slice(0, 60);
  // 重点项目 asked of a list of projects says no more than 项目.
  const terms = ask.question.terms.map((t) =>
    t.indicator?.endsWith('项目数') === true ? { ...t, weight: 0.5 } : t,
  );
  const coverage = cover(terms, { name: row.title.toLowerCase(), clause: head, evidence });
  const hard = terms.filter((t) => t.soft !== true && t.weight >= 1);
  if (coverage.named <= 0) return null;
  const own = terms.filter((t) => t.soft !== true);
  // 创建国家卫生城市的八项指标: the whole title is said, and what stands before it tells where it stands.
  const last = hard.at(-1);
  const whole = precision(row.title.toLowerCase().replace(/[“”]/g, ''), own) >= TITLED;
  if (whole && last !== undefined && !coverage.far.includes(last) && heard(ask, row, coverage.missing))
    return Math.max(0.7, Math.round(coverage.score * 20) / 20);
  if (coverage.anywhere < ENOUGH || coverage.missing.length * 3 > hard.length) return null;
  return Math.round(coverage.score * 20) / 20;
}

/** Share of a list's title that the question must say for the rest to be its setting. */
const TITLED = 0.7;

/** Whether the missing words stand in the passages that hold the list, or in their headings. */
function heard(ask: Ask, row: Stored<NamedList>, missing: readonly Term[]): boolean {
  const near = ask
    .hits()
    .filter(({ passage }) => passage.articleId === row.articleId)
    .map(({ passage }) => `${passage.heading ?? ''}|${passage.text}`)
    .join('|');
  const folded = toSimplified(near).toLowerCase();
  return missing.every((term) => term.forms.some((form) => folded.includes(form)));
}

/** Items joined with ；, cut at {@link LONGEST}. */
function joinItems(items: readonly string[]): { text: string; whole: boolean } {
  const shown: string[] = [];
  let length = 0;
  for (const item of items) {
    length += item.length + 1;
    if (length > LONGEST) break;
    shown.push(item.replace(/[。；;]$/, ''));
  }
  return { text: shown.join('；'), whole: shown.length === items.length };
}

async function projectList(ask: Ask): Promise<Answer | null> {
  const { wants, terms } = ask.question;
  if (!wants.has('list') || !/项目|工程/.test(ask.question.text)) return null;
  const rows: Stored<Project>[] = [];
  for (const { division } of ask.question.places)
    rows.push(...(await ask.desk.store.projects({ place: division.name })));
  const weighty = terms.filter((t) => t.weight >= 1 && t.soft !== true);
  const asked = stateAsked(ask.question.text);
  const event = await eventArticles(ask, weighty);
  const fitting = rows.filter((row) => {
    if (event.has(row.articleId)) return asked === null || asked.states.includes(row.status);
    if (asked !== null && !asked.states.includes(row.status)) return false;
    const fields = {
      name: `${row.name}${row.list ?? ''}${asked?.words ?? ''}`.toLowerCase(),
      clause: clauseOf(row),
      evidence: '',
    };
    return inYear(ask, row) && (weighty.length === 0 || cover(weighty, fields).near >= ENOUGH);
  });
  if (fitting.length === 0) return null;
  const names = [...new Set(fitting.map((row) => describe(row)))];
  const items = joinItems(names);
  const articles = [...new Set(fitting.map((row) => row.articleId))];
  return reply(ask, {
    kind: 'list',
    headline: line(
      `${say('projects', { place: ask.question.places.map((p) => p.division.name).join('、'), items: items.text })}。`,
    ),
    proofs: articles.slice(0, 3).flatMap((id) => {
      const row = fitting.find((r) => r.articleId === id);
      return row === undefined ? [] : [{ articleId: id, ref: row.id, text: row.evidence.text, focus: 0 }];
    }),
    quoted: false,
    factIds: fitting.map((row) => row.id),
  });
}

/**
 * 春季集中签约的项目: articles of the asked year in which one sentence holds every word of the event; whatever projects they
 * name with an investment belong to it.
 */
export async function eventArticles(ask: Ask, weighty: readonly Term[]): Promise<ReadonlySet<string>> {
  const [asked] = ask.question.periods;
  const found = new Set<string>();
  if (weighty.length === 0 || !EVENT.test(ask.question.text)) return found;
  for (const { passage } of ask.hits()) {
    const date = (await ask.desk.store.articleInfo(passage.articleId))?.date ?? '';
    if (asked !== undefined && asked.match === 'fixed' && !date.startsWith(asked.period.start.slice(0, 4)))
      continue;
    const sentences =
      toSimplified(passage.text)
        .toLowerCase()
        .match(/[^。！？\n]{4,400}/g) ?? [];
    const whole = sentences.some((sentence) =>
      weighty.every((term) => term.forms.some((form) => sentence.includes(form))),
    );
    if (whole) found.add(passage.articleId);
  }
  return found;
}

/** What brings many projects together on a day. */
const EVENT = /签约|集中开工|开工(?:日|仪式|活动|的项目)/;

interface StateAsked {
  readonly states: readonly Project['status'][];
  /** The words of the question that ask for the state: no project bears them in its name. */
  readonly words: string;
}

/** 开工了哪些, 在建的有哪些, 谋划了哪些: only projects in that state are listed; what is planned to begin is planned. */
function stateAsked(text: string): StateAsked | null {
  for (const { asks, states } of STATES) {
    const found = text.match(asks);
    if (found !== null) return { states, words: found.join('') };
  }
  return null;
}

const STATES: readonly { readonly asks: RegExp; readonly states: readonly Project['status'][] }[] = [
  { asks: /(?:谋划|拟建|储备|筹划|计划|打算|准备|将要?)(?:开工|建设|实施|新建)?/g, states: ['planned'] },
  { asks: /在建|正在建设|正在施工|续建/g, states: ['started', 'ongoing'] },
  { asks: /竣工投产|建成投产|建成投用|竣工|完工|建成|投产|投用|通车/g, states: ['completed'] },
  { asks: /集中开工|新开工|开工建设|开工|动工|奠基/g, states: ['started', 'ongoing'] },
];

/** The stretch between end marks in which the project is named. */
function clauseOf(row: Project): string {
  const text = toSimplified(row.evidence.text).toLowerCase();
  const at = Math.max(0, text.indexOf(row.name.slice(0, 6).toLowerCase()));
  const begins = Math.max(text.lastIndexOf('；', at), text.lastIndexOf('。', at)) + 1;
  const stop = text.slice(at).search(/[；。]/);
  return text.slice(begins, stop < 0 ? text.length : at + stop);
}

function inYear(ask: Ask, row: Project): boolean {
  const [asked] = ask.question.periods;
  if (asked === undefined || asked.match === 'shape') return true;
  return row.period !== null && row.period.start <= asked.period.end && row.period.end >= asked.period.start;
}

function describe(row: Project): string {
  const { investment } = row;
  return investment === undefined
    ? row.name
    : `${row.name}（总投资${toSimplified(investment.raw)}${investment.unit}）`;
}
