import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ConfigError, PROJECT_ROOT } from '../../src/config.ts';
import { ownSources, parseSources, readSources } from '../../src/sources/config.ts';

const GOOD = { name: '示例日报', kind: 'feed', url: 'https://news.example/rss.xml', outlet: '示例日报' };

function mistakes(value: unknown): readonly string[] {
  try {
    parseSources(typeof value === 'string' ? value : JSON.stringify(value), 'sources.json');
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.mistakes;
  }
  return [];
}

describe('sources.json', () => {
  it('is there and empty as shipped', () => {
    assert.deepEqual(ownSources(), []);
    assert.deepEqual(readSources(join(PROJECT_ROOT, 'data', 'none.json')), []);
  });

  it('reads the example of its documentation', () => {
    const text = readFileSync(join(PROJECT_ROOT, 'data', 'README.md'), 'utf8');
    const example = /```json\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    const [list, feed] = parseSources(example, 'README.md');
    assert.deepEqual([list?.kind, list?.every, list?.links], ['list', 30, '/xwzx/']);
    assert.deepEqual([feed?.kind, feed?.every, feed?.links], ['feed', 10, null]);
  });

  it('names file, entry and remedy, all mistakes at once', () => {
    assert.match(mistakes('{')[0] ?? '', /^sources\.json: is not JSON; compare/);
    assert.match(mistakes({})[0] ?? '', /must be a list/);
    assert.deepEqual(mistakes([GOOD]), []);
    assert.equal(mistakes([GOOD, GOOD]).length, 2);
    const wrong = mistakes([
      GOOD,
      { ...GOOD, name: '', url: 'http://a:b@c/', kind: 'rss', every: 0, outlets: 1, date: 'p[' },
      7,
    ]);
    for (const key of ['name', 'url', 'kind', 'every', '"outlets"', 'date'])
      assert.ok(
        wrong.some((line) => line.startsWith('sources.json, entry 2: ') && line.includes(key)),
        key,
      );
    assert.match(wrong.at(-1) ?? '', /entry 3: must be an object/);
    for (const bad of [
      { links: '/a' },
      { every: 1.5 },
      { every: '5' },
      { url: 'ftp://x/' },
      { outlet: undefined },
    ])
      assert.equal(mistakes([{ ...GOOD, ...bad }]).length, 1, JSON.stringify(bad));
    assert.equal(mistakes([{ ...GOOD, kind: 'list', links: 'xwzx.*' }]).length, 1);
  });
});
