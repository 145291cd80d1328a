import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { renderPlain } from '../../../src/answer/render-plain.ts';
import { PROJECT_ROOT } from '../../../src/config.ts';
import { toSimplified } from '../../../src/text/script.ts';
import { openGolden } from '../../support/golden.ts';
import { temporaryFolder } from '../../support/stored.ts';

/** A question of the sitting with its verdicts, judged by reading the article: see README.md beside it. */
interface Asked {
  readonly id: string;
  readonly q: string;
  readonly context?: readonly string[];
  readonly now: 'right' | 'incomplete' | 'refused';
  readonly abstain: boolean;
  readonly says: readonly string[];
  readonly source: string | null;
}

const FOLDERS = ['data/articles', 'test/fixtures/golden/articles', 'test/fixtures/fictional/articles'];

test('what was answered rightly in the sitting stays right', async (t) => {
  const app = await openGolden(
    join(temporaryFolder(t), 'sitting.db'),
    FOLDERS.map((folder) => join(PROJECT_ROOT, folder)),
  );
  t.after(() => app.close());
  const lines = readFileSync(join(import.meta.dirname, 'questions.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const asked = lines.map((line): Asked => JSON.parse(line));
  assert.ok(asked.length >= 200);
  const lost: string[] = [];
  for (const { id, q, context, now, abstain, says, source } of asked) {
    if (now !== 'right') continue;
    const answer = await app.answer(context === undefined ? { text: q } : { text: q, context });
    const text = toSimplified(renderPlain(answer).normalize('NFKC'));
    const missing = says.filter((words) => !text.includes(words.normalize('NFKC')));
    const cited = source === null || answer.sources.some((each) => each.file === source);
    if (missing.length > 0 || !cited || answer.abstain !== abstain)
      lost.push(`${id} ${q}: ${missing.join('、')}\n    ${text.split('\n')[0]}`);
  }
  assert.deepEqual(lost, []);
});
