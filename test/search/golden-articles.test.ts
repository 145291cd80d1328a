import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { toTraditional } from '../../src/text/script.ts';
import { openGolden, readGolden } from '../support/golden.ts';
import { temporaryFolder } from '../support/stored.ts';

/** Questions of these families are answered by what one article says, so search should find that article. */
const FAMILIES = ['value', 'growth', 'project', 'topical', 'date', 'target'];
/** Shares (%) of questions whose article stands first, and among the first five, when this was written less two. */
const FIRST = 93;
const AMONG_FIVE = 98;

test('golden questions find the article that answers them, in both scripts', async (t) => {
  const app = await openGolden(join(temporaryFolder(t), 'golden.db'));
  t.after(() => app.close());
  await app.indexReady;
  const files = new Map<string, string>();
  for (const id of (await app.store.fingerprints()).keys()) {
    const file = (await app.store.article(id))?.file;
    if (file !== undefined) files.set(id, basename(file));
  }
  let asked = 0;
  let first = 0;
  let amongFive = 0;
  const missed: string[] = [];
  for (const { id, q, context, expect } of FAMILIES.flatMap((family) => readGolden().get(family) ?? [])) {
    if (context !== undefined || typeof expect.article !== 'string' || expect.abstain) continue;
    const rankOf = (question: string): number =>
      app.index.search(question).findIndex(({ passage }) => files.get(passage.articleId) === expect.article);
    const rank = rankOf(q);
    assert.equal(rankOf(toTraditional(q)), rank, `${id}: another place in the other script`);
    asked++;
    if (rank === 0) first++;
    if (rank >= 0) amongFive++;
    else missed.push(`${id} ${q}`);
  }
  const told = `${asked} asked, ${first} first, ${amongFive} among five; missed:\n${missed.join('\n')}`;
  assert.ok(asked >= 100, told);
  assert.ok((100 * first) / asked >= FIRST && (100 * amongFive) / asked >= AMONG_FIVE, told);
  t.diagnostic(`${asked} asked, ${first} first, ${amongFive} among five`);
});
