import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import Sqlite from 'better-sqlite3';
import { createAnswerer } from '../../src/answer/answerer.ts';
import { renderPlain } from '../../src/answer/render-plain.ts';
import { say, writeData } from '../../src/cli/output.ts';
import { indicatorLexicon } from '../../src/facts/indicators.ts';
import type { Observation, Tenure } from '../../src/facts/model.ts';
import type { Article } from '../../src/news/article.ts';
import { loadGazetteer } from '../../src/region/load.ts';
import type { Passage } from '../../src/search/passage.ts';
import { createPassageIndex } from '../../src/search/passage-index.ts';
import { openStore } from '../../src/store/open.ts';
import { createRandom, type Random } from './random.ts';

const DEFAULT_FACTS = 100_000;
const FACTS_PER_ARTICLE = 20;
const QUESTIONS = 400;
/** What we promise: half of the median of the reference. */
const TARGET = 0.5;

/**
 * Question to reply text over a made-up store, beside one FTS5 query over pairs of characters of the same passages:
 * interleaved, question by question, so that both meet the same machine.
 */
export async function bench(given: number | null): Promise<void> {
  const size = given ?? DEFAULT_FACTS;
  const folder = mkdtempSync(join(tmpdir(), 'wenxian-bench-'));
  try {
    const random = createRandom(7);
    const world = makeWorld(random);
    const store = openStore(join(folder, 'answers.db'));
    const index = createPassageIndex();
    const reference = new Sqlite(join(folder, 'reference.db'));
    reference.exec("CREATE VIRTUAL TABLE passage USING fts5(pairs, tokenize = 'unicode61')");
    const insert = reference.prepare('INSERT INTO passage (rowid, pairs) VALUES (?, ?)');
    let row = 0;
    const articles = Math.ceil(size / FACTS_PER_ARTICLE);
    for (let i = 0; i < articles; i++) {
      const { article, observations, tenures, passages } = makeArticle(i, world, random);
      await store.putArticle(article, { observations, tenures, projects: [], events: [], lists: [] });
      await index.add(passages);
      reference.transaction(() => {
        for (const passage of passages) insert.run(++row, pairsOf(passage.text).join(' '));
      })();
      if ((i + 1) % 1000 === 0) say(`${i + 1} of ${articles} articles`);
    }
    const answer = createAnswerer({ store, index, gazetteer: world.gazetteer });
    const search = reference.prepare(
      'SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY bm25(passage) LIMIT 10',
    );
    const questions = Array.from({ length: QUESTIONS }, (_, i) => makeQuestion(i, world, random));
    // The first questions build what later ones use: tables of both, and the caches of a settled store.
    for (const question of questions.slice(0, 40)) {
      renderPlain(await answer({ text: question }));
      search.all(matchOf(question));
    }
    const ours: number[] = [];
    const theirs: number[] = [];
    let refused = 0;
    for (const question of questions) {
      const start = performance.now();
      const reply = await answer({ text: question });
      renderPlain(reply);
      const middle = performance.now();
      search.all(matchOf(question));
      theirs.push(performance.now() - middle);
      ours.push(middle - start);
      if (reply.abstain) refused += 1;
    }
    const { facts = 0 } = await store.counts();
    await writeData(report(facts, row, ours, theirs, refused));
    await store.close();
    reference.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface World {
  readonly gazetteer: ReturnType<typeof loadGazetteer>;
  readonly places: readonly string[];
  /** Name and unit. */
  readonly indicators: readonly (readonly [string, string])[];
}

/** The counties of the region, the settled indicators that have a unit, and as many products of an open vocabulary. */
function makeWorld(random: Random): World {
  const gazetteer = loadGazetteer('临汾市');
  const places = gazetteer.divisions
    .filter((d) => d.parent === gazetteer.root.code && d.level !== 'township')
    .map((d) => d.name);
  const settled = indicatorLexicon()
    .indicators.filter((i) => i.unit !== '' && i.unit !== '%')
    .map((i) => [i.name, i.unit] as const);
  const goods = [...'苹果玉米小麦核桃红枣香梨药材蔬菜生猪蜂蜜'].map(
    (_, i, all) => (all[i * 2] ?? '') + (all[i * 2 + 1] ?? ''),
  );
  const open = goods
    .filter((name) => name.length === 2)
    .flatMap((name) => [
      [`${name}种植面积`, '万亩'] as const,
      [`${name}产量`, '万吨'] as const,
      [`${name}产值`, '亿元'] as const,
    ]);
  random.next();
  return { gazetteer, places, indicators: [...settled, ...open] };
}

function makeArticle(
  i: number,
  { places, indicators }: World,
  random: Random,
): { article: Article; observations: Observation[]; tenures: Tenure[]; passages: Passage[] } {
  const place = places[i % places.length] ?? '';
  const year = 2005 + (Math.floor(i / places.length) % 20);
  const id = `bench-${String(i).padStart(6, '0')}`;
  let text = '';
  const observations: Observation[] = [];
  const passages: Passage[] = [];
  for (let n = 0; n < FACTS_PER_ARTICLE; n++) {
    const [indicator, unit] = indicators[(i * 7 + n * 3) % indicators.length] ?? ['', ''];
    const raw = `${1 + random.whole(900)}.${1 + random.whole(9)}`;
    const sentence = `${year}年，${place}${indicator}完成${raw}${unit}，`;
    const rest = `比上年有所变化，有关部门按照年初确定的安排推进各项工作，第${n + 1}项任务由专人负责，定期汇总进展并向社会说明情况。\n`;
    const start = text.length;
    text += sentence + rest;
    observations.push({
      place,
      indicator,
      measure: 'level',
      status: 'actual',
      period: { start: `${year}-01-01`, end: `${year}-12-31`, label: `${year}年` },
      value: Number(raw),
      unit,
      raw,
      at: start + sentence.indexOf(raw),
      evidence: { text: sentence, span: { start, end: start + sentence.length } },
    });
    const span = { start, end: text.length };
    passages.push({
      id: `${id}#${n}`,
      articleId: id,
      places: [place],
      heading: null,
      text: sentence + rest,
      span,
    });
  }
  const person = `${'赵钱孙李周吴郑王'[i % 8] ?? ''}${'明远清和文修'[random.whole(6)] ?? ''}${'川野岚松石舟'[random.whole(6)] ?? ''}`;
  const said = `${place}发展和改革局局长${person}介绍了情况。`;
  const start = text.length;
  text += said;
  const evidence = { text: said, span: { start, end: text.length } };
  const tenures: Tenure[] = [
    {
      person,
      place,
      posts: ['发展和改革局局长'],
      acting: false,
      status: 'holds',
      asOf: `${year + 1}-02-01`,
      evidence,
    },
  ];
  const article: Article = {
    id,
    file: `${id}.md`,
    title: `${place}${year}年情况之${i}`,
    url: null,
    outlet: '示例日报',
    date: `${year + 1}-02-01`,
    dateBasis: 'stated',
    digest: false,
    text,
    repairs: [],
    damaged: [],
    furniture: [],
    bylines: [],
  };
  return { article, observations, tenures, passages };
}

function makeQuestion(i: number, { places, indicators }: World, random: Random): string {
  const place = random.pick(places) ?? '';
  const other = random.pick(places) ?? '';
  const [indicator] = random.pick(indicators) ?? [''];
  const year = 2005 + random.whole(20);
  const kinds = [
    `${place}${year}年${indicator}是多少`,
    `${place}${indicator}`,
    `请问${place}${year}年${indicator}完成了多少？`,
    `${place}和${other}${year}年${indicator}哪个高`,
    `${place}发展和改革局局长是谁`,
    `${place}${year}年${indicator}是55.5吗`,
    `${place}推进各项工作的情况怎么样`,
    `${place}${year}年房价是多少`,
  ];
  return kinds[i % kinds.length] ?? '';
}

function pairsOf(text: string): readonly string[] {
  const pairs: string[] = [];
  for (const run of text.matchAll(/[\u4e00-\u9fa5]+|[a-zA-Z0-9.]+/g)) {
    const word = run[0];
    if (/^[a-zA-Z0-9.]/.test(word) || word.length === 1) pairs.push(word.replaceAll('.', 'd'));
    else for (let at = 0; at + 2 <= word.length; at++) pairs.push(word.slice(at, at + 2));
  }
  return pairs;
}

function matchOf(question: string): string {
  return pairsOf(question)
    .map((pair) => `"${pair}"`)
    .join(' OR ');
}

function report(
  facts: number,
  passages: number,
  ours: readonly number[],
  theirs: readonly number[],
  refused: number,
): string {
  const at = (times: readonly number[], share: number): number =>
    times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const line = (name: string, times: readonly number[]): string =>
    `${name.padEnd(10)} p50 ${at(times, 0.5).toFixed(2)} ms  p99 ${at(times, 0.99).toFixed(2)} ms`;
  const ratio = at(ours, 0.5) / at(theirs, 0.5);
  const tail = at(ours, 0.99) / at(theirs, 0.99);
  return [
    `p50 ${ratio.toFixed(3)} of the reference (at most ${TARGET}), p99 ${tail.toFixed(3)}`,
    line('ours', ours),
    line('reference', theirs),
    `${QUESTIONS} questions (${refused} refused), ${facts} facts, ${passages} passages`,
    'reference: SQLite FTS5, pairs of characters as tokens, one OR query of the question, bm25, LIMIT 10',
    `Node ${process.versions.node}, ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`,
    '',
  ].join('\n');
}
