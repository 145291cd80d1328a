import type { Project } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import { toSimplified } from '../../text/script.ts';
import { reply, strongLine } from '../compose/reply.ts';
import { say } from '../compose/texts.ts';
import type { Ask, Responder } from '../desk.ts';
import { cover, precision } from '../lookup/match.ts';
import { hitArticles } from '../lookup/observations.ts';

/** 进展如何, 建成了吗: what a question about the state of a work says. */
const ASKED = /进展|进度|建到|建得|建设情况|完工|竣工|建成|投产|投用|通车|开工|动工|状态/;
/** The same words as terms of the question: said of the project by its state, not by its name. */
const STATE_TERM = /进展|进度|情况|完工|竣工|建成|投产|投用|通车|开工|动工|建设|状态|怎么样/;
/** Share of the question's words the project's name must hold. */
const ENOUGH = 0.75;
/** Share of the name that the question must say, so that 项目 alone finds none. */
const SAID = 0.15;

/** How far a named project is: its state as last reported, with the day and the sentence. */
export const answerProgress: Responder = async (ask) => {
  const { question } = ask;
  if (!ASKED.test(question.text) || /哪些|几个|多少/.test(question.text)) return null;
  const rows = (await candidates(ask)).flatMap((row) => {
    const score = row.status === 'unknown' ? null : fit(ask, row);
    return score === null ? [] : [{ row, score }];
  });
  const [best, second] = rows.sort((a, b) => b.score - a.score || newer(a.row, b.row));
  if (best === undefined) return null;
  // Two works that fit alike: the question does not say which.
  if (second !== undefined && second.score === best.score && !sameName(best.row, second.row)) return null;
  const { row } = best;
  const label = row.period?.label ?? '';
  const state = say(label === '' ? `project-${row.status}` : `project-${row.status}-dated`, {
    period: label,
  });
  const place = row.place !== null && !row.name.startsWith(row.place.slice(0, 2)) ? row.place : '';
  const text = `${say('projectState', { place, name: row.name, state })}。`;
  const focus = Math.max(0, toSimplified(row.evidence.text).indexOf(row.name.slice(0, 6)));
  return reply(ask, {
    kind: 'project',
    headline: strongLine(text, state),
    proofs: [{ articleId: row.articleId, ref: row.id, text: row.evidence.text, focus }],
    factIds: [row.id],
  });
};

async function candidates(ask: Ask): Promise<readonly Stored<Project>[]> {
  const { store } = ask.desk;
  const rows: Stored<Project>[] = [];
  for (const { division } of ask.question.places)
    rows.push(...(await store.projects({ place: division.name })));
  if (ask.question.places.length === 0)
    for (const articleId of hitArticles(ask)) rows.push(...(await store.projects({ articleId })));
  return rows;
}

function fit(ask: Ask, row: Project): number | null {
  const terms = ask.question.terms.filter((term) => !STATE_TERM.test(term.text) && term.soft !== true);
  if (terms.filter((term) => term.weight >= 1).length === 0) return null;
  const name = toSimplified(row.name).toLowerCase();
  const coverage = cover(terms, { name, clause: '', evidence: '' });
  if (coverage.near < ENOUGH || coverage.missing.length > 0) return null;
  const said = precision(name, terms);
  return said < SAID ? null : coverage.score + said * 0.3;
}

function newer(a: Stored<Project>, b: Stored<Project>): number {
  const [x, y] = [a.period?.end ?? '', b.period?.end ?? ''];
  return x === y ? (a.id < b.id ? -1 : 1) : x < y ? 1 : -1;
}

function sameName(a: Project, b: Project): boolean {
  return toSimplified(a.name) === toSimplified(b.name);
}
