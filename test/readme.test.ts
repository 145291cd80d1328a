import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'dotenv';
import { PROJECT_ROOT, readConfig } from '../src/config.ts';

const READMES = ['README.md', 'README.zh-CN.md'];

function fileOf(path: string): string {
  return readFileSync(join(PROJECT_ROOT, path), 'utf8');
}

interface Promised {
  readonly row: string;
  readonly files: readonly string[];
  readonly titles: readonly string[];
}

/** The rows of the table of promises: | promise | `file`, `file`: title; title |. */
function promisesOf(readme: string): readonly Promised[] {
  return fileOf(readme)
    .split('\n')
    .filter((line) => /^\|.*\| `test\//.test(line))
    .map((row) => {
      const cell =
        row
          .split(' | ')
          .at(-1)
          ?.replace(/\|\s*$/, '')
          .trim() ?? '';
      const [, named = '', rest = ''] = /^((?:`test\/[^`]+`(?:, )?)+)[:：]\s*(.*)$/.exec(cell) ?? [];
      const files = [...named.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
      return { row, files, titles: rest.split('; ') };
    });
}

/** What a test file calls its tests and groups, templates as they are written. */
function titlesIn(file: string): readonly string[] {
  const calls = fileOf(file).matchAll(/\b(?:test|it|describe)\(\s*(['"`])([^\n]*?)\1\s*,/g);
  return [...calls].map(([, , title = '']) => title);
}

function proves(file: string, title: string): boolean {
  const families = [...title.matchAll(/`([^`]+)`/g)].map(([, family = '']) => family);
  if (families.length > 0) return families.every((family) => fileOf(file).includes(`  ${family}: [`));
  return titlesIn(file).some((known) => known.includes(title));
}

describe('the promises', () => {
  for (const readme of READMES)
    it(`of ${readme} name files and tests that exist`, () => {
      const promises = promisesOf(readme);
      assert.ok(promises.length >= 20, `${promises.length} promises`);
      for (const { row, files, titles } of promises) {
        assert.ok(files.length > 0 && titles.every((title) => title.length >= 8), `not understood: ${row}`);
        for (const file of files) {
          assert.ok(existsSync(join(PROJECT_ROOT, file)), `${file} is named and does not exist`);
          assert.ok(
            titles.some((title) => proves(file, title)),
            `${file} has none of: ${titles.join('; ')}`,
          );
        }
        for (const title of titles)
          assert.ok(
            files.some((file) => proves(file, title)),
            `no test “${title}” in ${files.join(', ')}`,
          );
      }
    });

  it('are the same in both languages', () => {
    const [english, chinese] = READMES.map((readme) =>
      promisesOf(readme).map(({ files, titles }) => [
        files,
        titles.map((title) => title.replace(/^(?:families|问题族) /, '')),
      ]),
    );
    assert.deepEqual(english, chinese);
  });
});

describe('the commands', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(fileOf('package.json'));

  for (const readme of READMES) {
    const named = new Set(
      [...fileOf(readme).matchAll(/\bnpm (?:run (?:--silent )?([a-z][\w:-]*)|(start|test)\b)/g)].map(
        ([, script, short]) => script ?? short ?? '',
      ),
    );

    it(`that ${readme} names are npm scripts`, () => {
      for (const name of named) assert.ok(Object.hasOwn(scripts, name), `npm run ${name} does not exist`);
    });

    it(`that npm knows are in ${readme}, unless another one runs them`, () => {
      const whole = Object.values(scripts).join('\n');
      for (const name of Object.keys(scripts))
        assert.ok(named.has(name) || whole.includes(`npm run ${name}`), `npm run ${name} is not documented`);
    });
  }
});

describe('the settings', () => {
  /** Variables that reading the configuration looks at, with a webhook so that its parts are looked at as well. */
  const read = new Set<string>();
  const given: Readonly<Record<string, string>> = {
    WEBHOOK_URL: 'https://bot.example.org/hook',
    WEBHOOK_SECRET: 's'.repeat(16),
    PORT: '8080',
  };
  readConfig(
    new Proxy(
      {},
      {
        get: (_, name) => {
          // The lower-case names of the proxy variables are the same variables.
          read.add(String(name).toUpperCase());
          return given[String(name)];
        },
      },
    ),
  );
  const documented = Object.keys(parse(fileOf('.env.example')));

  it('of .env.example are exactly those that are read', () => {
    assert.deepEqual(documented.toSorted(), [...read].toSorted());
  });

  for (const readme of READMES)
    it(`are all in ${readme}`, () => {
      const text = fileOf(readme);
      // The README speaks of “the usual proxy variables”.
      for (const name of documented)
        assert.ok(text.includes(`\`${name}\``) || /PROXY$/.test(name), `${name} is not in ${readme}`);
    });
});
