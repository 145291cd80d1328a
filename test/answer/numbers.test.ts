import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Answer } from '../../src/answer/answer.ts';
import { renderPlain } from '../../src/answer/render-plain.ts';
import type { App } from '../../src/app.ts';
import { toSimplified } from '../../src/text/script.ts';
import { openGolden, readGolden } from '../support/golden.ts';
import { temporaryFolder } from '../support/stored.ts';

/** Numbers as written; thousands separators are no part of them. */
function numbersOf(text: string): readonly string[] {
  const flat = toSimplified(text.normalize('NFKC')).replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
  return flat.match(/\d+(?:\.\d+)?/g) ?? [];
}

/** Whether a × b, a ÷ b, a − b or a sum in the reply gives the number: the computation is shown, so it can be checked. */
function isComputed(number: string, text: string): boolean {
  const flat = text.replaceAll(',', '');
  for (const [, a = '', sign = '', b = ''] of flat.matchAll(
    /(\d+(?:\.\d+)?)([×÷−])（?(-?\d+(?:\.\d+)?)）?/g,
  )) {
    const [x, y] = [Number(a), Number(b)];
    const result = sign === '×' ? x * y : sign === '÷' ? x / y : x - y;
    if ([number, a, b].some((n) => n === number) && Math.abs(result - Number(number)) < 1e-6) return true;
    if (number === b && sign !== '−') return true;
  }
  return /合计|推算/.test(flat);
}

/** What may stand in a reply: the question, the evidence of its facts, the cited articles' own dates and sentences. */
async function allowed(app: App, answer: Answer, asked: string): Promise<Set<string>> {
  const texts = [asked, ...answer.quotes.map((quote) => quote.text)];
  for (const id of answer.factIds) {
    const found = await app.store.fact(id);
    if (found === null) continue;
    texts.push(found.fact.evidence.text, JSON.stringify('period' in found.fact ? found.fact.period : ''));
    if ('asOf' in found.fact && found.fact.asOf !== null) texts.push(found.fact.asOf.replaceAll('-', '年'));
  }
  for (const source of answer.sources) {
    texts.push(source.title ?? '', source.date ?? '', source.file);
    const article = await app.store.article(source.articleId);
    // A list's items and an official's date stand in the article; its numbers are its own.
    if (answer.kind === 'list' || answer.kind === 'person' || answer.kind === 'post')
      texts.push(article?.text ?? '');
  }
  const numbers = new Set(texts.flatMap(numbersOf));
  for (const number of [...numbers]) numbers.add(String(Number(number)));
  return numbers;
}

/** What the reply says about itself and its data, not about the world. */
const OWN_WORDS =
  /资料最新到[^。]*。|时间口径相同的\d+个地方里|更正了\d+项|可以这样问：.*|按[^；\n]*理解|据.*整理.*|来源：.*|（[^（）]*\d{4}年[^（）]*报道[^（）]*）|[^：（）\n]{0,4}\d{4}年[\d月日]*的报道/g;

test('every number of a reply stands in cited evidence, the question, or a computation that is shown', async (t) => {
  const app = await openGolden(join(temporaryFolder(t), 'numbers.db'));
  t.after(() => app.close());
  const loose: string[] = [];
  let checked = 0;
  for (const questions of readGolden().values())
    for (const { q, context } of questions) {
      const answer = await app.answer(context === undefined ? { text: q } : { text: q, context });
      const text = renderPlain(answer);
      const may = await allowed(app, answer, [q, ...(context ?? [])].join(' '));
      for (const number of numbersOf(text.replace(OWN_WORDS, ' '))) {
        checked += 1;
        if (may.has(number) || may.has(String(Number(number))) || isComputed(number, text)) continue;
        loose.push(`${number} in «${q.slice(0, 60)}»: ${text.split('\n')[0]}`);
      }
    }
  assert.ok(checked > 1000, `${checked} numbers`);
  assert.deepEqual(loose, []);
});
