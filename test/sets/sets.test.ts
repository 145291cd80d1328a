import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readGoldSets, says } from '../support/gold.ts';
import { missOf, openGolden, tellMiss } from '../support/golden.ts';
import { temporaryFolder } from '../support/stored.ts';

/** Shares of the gold facts found and of the questions answered rightly, a little below what they are: they may only rise. */
const FLOORS: Readonly<Record<string, { readonly facts: number; readonly questions: number }>> = {
  d: { facts: 0.9, questions: 0.9 },
  e: { facts: 0.93, questions: 0.9 },
  f: { facts: 0.9, questions: 0.87 },
  g: { facts: 0.84, questions: 0.87 },
};

for (const { name, articles, facts, questions } of readGoldSets())
  test(`articles by other hands, set ${name}: the facts are found, and no answer is wrong`, async (t) => {
    const app = await openGolden(join(temporaryFolder(t), 'set.db'), [articles]);
    t.after(() => app.close());
    const files = new Map(
      (await app.store.articles()).map(({ id, file }) => [id, file.replace(/\.md$/, '')]),
    );
    const stored = await app.store.observations({});
    const found = facts.filter((gold) =>
      stored.some((fact) => files.get(fact.articleId) === gold.doc && says(fact, gold)),
    );
    const misses = [];
    for (const question of questions) {
      const miss = await missOf(app, { ...question, expect: withFiles(question.expect) });
      if (miss !== null) misses.push(miss);
    }
    const shares = { facts: found.length / facts.length, questions: 1 - misses.length / questions.length };
    t.diagnostic(
      `facts ${(100 * shares.facts).toFixed(1)} %, questions ${(100 * shares.questions).toFixed(1)} %`,
    );
    assert.deepEqual(misses.filter(({ outcome }) => outcome === 'wrong').map(tellMiss), []);
    const floor = FLOORS[name] ?? assert.fail(`set ${name} has no floor`);
    assert.ok(shares.facts >= floor.facts, `${found.length} of ${facts.length} facts found`);
    assert.ok(shares.questions >= floor.questions, misses.map(tellMiss).join('\n'));
  });

/** The sets name articles without the ending of their files. */
function withFiles<T extends { readonly article: string | null; readonly article_alt?: readonly string[] }>(
  expect: T,
): T {
  const file = (name: string): string => (name.endsWith('.md') ? name : `${name}.md`);
  return {
    ...expect,
    article: expect.article === null ? null : file(expect.article),
    article_alt: (expect.article_alt ?? []).map(file),
  };
}
