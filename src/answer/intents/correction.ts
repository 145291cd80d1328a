import { line, reply } from '../compose/reply.ts';
import { say } from '../compose/texts.ts';
import { indicatorName, measureWords, proofOf } from '../compose/value-words.ts';
import type { Responder } from '../desk.ts';
import { askedPlaces } from '../lookup/observations.ts';

const MOST = 8;

/** What a paper corrected: the numbers that replaced withdrawn ones. */
export const answerCorrection: Responder = async (ask) => {
  const places = askedPlaces(ask);
  const rows = places.length > 0 ? await ask.desk.store.observations({ places }) : await hitRows(ask);
  const old = rows.filter((row) => row.status === 'superseded');
  const pairs = old.flatMap((was) => {
    const now = rows.find(
      (row) =>
        row.status !== 'superseded' &&
        row.indicator === was.indicator &&
        row.measure === was.measure &&
        row.place === was.place &&
        row.period?.label === was.period?.label,
    );
    return now === undefined ? [] : [now];
  });
  const distinct = [...new Map(pairs.map((row) => [row.id, row])).values()].slice(0, MOST);
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
      `${say('corrections', { place: `${first.place ?? ''}${first.period?.label ?? ''}的数据`, count: String(distinct.length), items: items.join('；') })}。`,
    ),
    proofs: distinct.map(proofOf),
  });
};

async function hitRows(
  ask: Parameters<Responder>[0],
): Promise<Awaited<ReturnType<typeof ask.desk.store.observations>>> {
  const rows = [];
  for (const articleId of [...new Set(ask.hits().map((h) => h.passage.articleId))].slice(0, 3))
    rows.push(...(await ask.desk.store.observations({ articleId })));
  return rows;
}
