import type { DatedEvent, Project } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import { toSimplified } from '../../text/script.ts';
import type { Proof } from '../compose/reply.ts';
import { reply, strongLine } from '../compose/reply.ts';
import { say } from '../compose/texts.ts';
import type { Ask, Responder } from '../desk.ts';
import { cover, precision, qualifierDiffers } from '../lookup/match.ts';
import { hitArticles } from '../lookup/observations.ts';

/** Share of the question's words an event's own clause must hold. */
const ENOUGH = 0.6;

/** Share of an event's own words that the question must say: 撤县建市30周年会议 is not 撤县建市. */
const SAID = 0.2;

/** Share of the words taken over from before that an event must hold. */
const OWN = 0.3;

interface Told {
  readonly place: string | null;
  readonly what: string;
  readonly label: string;
  readonly plan: boolean;
  readonly proof: Proof;
  readonly score: number;
  readonly id: string;
}

/** When something happened or is to happen. */
export const answerDate: Responder = async (ask) => {
  const told = [...(await events(ask)), ...(await projects(ask))];
  const [best] = told.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  if (best === undefined) return null;
  const place = best.place !== null && !best.what.includes(best.place.slice(0, 2)) ? best.place : '';
  const what = place !== '' && best.what.startsWith(place.slice(-1)) ? best.what.slice(1) : best.what;
  const text = say(best.plan ? 'eventPlan' : 'eventDone', { place, what, period: best.label });
  return reply(ask, { kind: 'date', headline: strongLine(`${text}。`, best.label), proofs: [best.proof] });
};

async function events(ask: Ask): Promise<Told[]> {
  const { store } = ask.desk;
  const rows: Stored<DatedEvent>[] = [];
  for (const { division } of ask.question.places)
    rows.push(...(await store.events({ place: division.name })));
  if (ask.question.places.length === 0)
    for (const articleId of hitArticles(ask)) rows.push(...(await store.events({ articleId })));
  return rows.flatMap((row) => {
    const score = fits(ask, row.what, row.evidence.text);
    if (score === null || !inPeriod(ask, row.period.start, row.period.end)) return [];
    const plan = row.status === 'plan';
    return [
      {
        place: row.place,
        what: row.what,
        label: row.period.label,
        plan,
        proof: proof(row, row.what),
        score,
        id: row.id,
      },
    ];
  });
}

async function projects(ask: Ask): Promise<Told[]> {
  const { store } = ask.desk;
  const rows: Stored<Project>[] = [];
  for (const { division } of ask.question.places)
    rows.push(...(await store.projects({ place: division.name })));
  if (ask.question.places.length === 0)
    for (const articleId of hitArticles(ask)) rows.push(...(await store.projects({ articleId })));
  return rows.flatMap((row) => {
    if (row.period === null || row.status === 'unknown' || row.status === 'ongoing') return [];
    const score = fits(ask, `${row.name}${STATUS_WORD[row.status]}`, row.evidence.text);
    if (score === null) return [];
    const plan = row.status === 'planned';
    const what = `${row.name}${plan ? '' : STATUS_WORD[row.status]}`;
    return [
      {
        place: row.place,
        what,
        label: row.period.label,
        plan,
        proof: proof(row, row.name),
        score: score - 0.05,
        id: row.id,
      },
    ];
  });
}

const STATUS_WORD: Readonly<Record<string, string>> = { planned: '计划', started: '开工', completed: '竣工' };

function fits(ask: Ask, name: string, evidence: string): number | null {
  const folded = toSimplified(evidence).toLowerCase();
  const at = folded.indexOf(name.slice(0, 6).toLowerCase());
  const clause = at < 0 ? folded : folded.slice(Math.max(0, at - 30), at + name.length + 30);
  const coverage = cover(ask.question.terms, { name: name.toLowerCase(), clause, evidence: folded });
  const hard = ask.question.terms.filter((t) => t.soft !== true && t.weight >= 1);
  if (ask.question.terms.length === 0 || coverage.near < ENOUGH) return null;
  const head = hard.at(-1);
  if (head !== undefined && coverage.far.includes(head)) return null;
  if (qualifierDiffers(hard, coverage)) return null;
  // 针状焦项目总投资多少，什么时候投产: what was asked before must be what came into use.
  if (coverage.soft < OWN) return null;
  const said = precision(name.toLowerCase(), ask.question.terms);
  if (said < SAID) return null;
  if (coverage.missing.length * 3 > hard.length) return null;
  // Of two events with the asked words the one that speaks of little else is meant.
  return coverage.score + said * 0.3;
}

function inPeriod(ask: Ask, start: string, end: string): boolean {
  const [asked] = ask.question.periods;
  if (asked === undefined || asked.match === 'shape') return true;
  return start <= asked.period.end && end >= asked.period.start;
}

function proof(row: Stored<DatedEvent> | Stored<Project>, words: string): Proof {
  const text = toSimplified(row.evidence.text);
  return {
    articleId: row.articleId,
    ref: row.id,
    text: row.evidence.text,
    focus: Math.max(0, text.indexOf(words.slice(0, 6))),
  };
}
