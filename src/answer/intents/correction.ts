import type { Observation } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import { line, reply } from '../compose/reply.ts';
import { say } from '../compose/texts.ts';
import { indicatorName, measureWords, proofOf } from '../compose/value-words.ts';
import type { Responder } from '../desk.ts';
import { askedPlaces } from '../lookup/observations.ts';
import { periodFit } from '../lookup/period-fit.ts';

const MOST = 8;

/** What a paper corrected: the numbers that replaced withdrawn ones. */
export const answerCorrection: Responder = async (ask) => {
  const places = askedPlaces(ask);
  const rows = places.length > 0 ? await ask.desk.store.observations({ places }) : await hitRows(ask);
  const old = rows.filter((row) => row.status === 'superseded');
  const [asked] = ask.question.periods;
  const pairs = old.flatMap((was) => {
    if (asked !== undefined && periodFit(was.period, asked, '') === 0) return [];
    const now = rows.find((row) => replaces(row, was));
    return now === undefined ? [] : [{ was, now }];
  });
  const firstOf = new Map(pairs.map(({ was, now }) => [now.id, was.period?.label ?? '']));
  const distinct = [...new Map(pairs.map(({ now }) => [now.id, now])).values()].slice(0, MOST);
  const [first] = distinct;
  if (first === undefined) return null;
  const items = distinct.map((row) =>
    say('correctionItem', {
      indicator: `${indicatorName(row)}${row.measure === 'growth' ? '增速' : row.measure === 'rank' ? '排名' : ''}`,
      value: measureWords(row),
    }),
  );
  return reply(ask, {
    kind: 'list',
    headline: line(
      `${say('corrections', { place: `${first.place ?? ''}${firstOf.get(first.id) ?? ''}的数据`, count: String(distinct.length), items: items.join('；') })}。`,
    ),
    proofs: distinct.map(proofOf),
  });
};

/** The number that took another's place: of the same time, or told in the notice of correction without one. */
function replaces(row: Stored<Observation>, was: Stored<Observation>): boolean {
  if (row.status === 'superseded' || row.indicator !== was.indicator || row.measure !== was.measure)
    return false;
  if (row.place !== was.place || row.unit !== was.unit) return false;
  if (row.period?.label === was.period?.label) return true;
  return (
    row.articleId !== was.articleId && row.period?.label.endsWith('报道') === true && row.value !== was.value
  );
}

async function hitRows(
  ask: Parameters<Responder>[0],
): Promise<Awaited<ReturnType<typeof ask.desk.store.observations>>> {
  const rows = [];
  for (const articleId of [...new Set(ask.hits().map((h) => h.passage.articleId))].slice(0, 3))
    rows.push(...(await ask.desk.store.observations({ articleId })));
  return rows;
}
