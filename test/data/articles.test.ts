import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { readArticles } from '../../src/news/read.ts';
import { toSimplified } from '../../src/text/script.ts';

const OWN = join(import.meta.dirname, '..', '..', 'data', 'articles');
const SEEDS = join(import.meta.dirname, '..', '..', '..', 'shared', 'seeds');
/** As many characters in a row as nobody writes twice by chance; names of projects and titles stay below. */
const COPIED = 36;

const files = readdirSync(OWN).filter((name) => name.endsWith('.md'));

describe('our own articles', () => {
  for (const file of files)
    test(`${file} is a digest with title, outlet and date, and no invented link`, async () => {
      for await (const item of readArticles(join(OWN, file))) {
        assert.ok(item.ok);
        const { raw } = item;
        assert.equal(raw.digest, true);
        assert.equal(raw.url, null);
        assert.ok(raw.title !== null && raw.outlet !== null && raw.date !== null);
        assert.ok(raw.bylines.length > 0);
        assert.equal(raw.dateBasis === 'inferred', raw.dateReason !== undefined);
      }
    });

  test('no sentence of a published report stands in them', {
    skip: existsSync(SEEDS) ? false : 'the reports are not part of the project (../shared/seeds is absent)',
  }, () => {
    const printed = new Set<string>();
    for (const name of readdirSync(SEEDS))
      for (const run of runs(readFileSync(join(SEEDS, name), 'utf8'))) printed.add(run);
    assert.ok(printed.size > 1000);
    for (const file of files)
      for (const run of runs(readFileSync(join(OWN, file), 'utf8')))
        assert.ok(!printed.has(run), `${file} repeats ${run}`);
  });
});

/** All stretches of `COPIED` Chinese characters, whatever stands between them. */
function* runs(text: string): Generator<string> {
  const repaired = text.normalize('NFKC').replace(/\([a-zà-ǜ ]{1,10}\)/gi, '');
  const han = toSimplified(repaired).replace(/\P{Script=Han}/gu, '');
  for (let at = 0; at + COPIED <= han.length; at++) yield han.slice(at, at + COPIED);
}
