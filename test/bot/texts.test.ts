import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { LANGUAGES, textsFor, textsIn } from '../../src/bot/texts/texts.ts';
import { DATA_DIR } from '../../src/lexicon/table.ts';

test('every language has every text, with the same placeholders', () => {
  const [zh, en] = LANGUAGES.map(
    (language) =>
      JSON.parse(readFileSync(`${DATA_DIR}/texts/bot.${language}.json`, 'utf8')) as Record<string, string[]>,
  );
  const placeholders = (lines: string[] | undefined): string[] =>
    [...new Set((lines ?? []).join().match(/\{[a-z]+\}/g) ?? [])].toSorted();
  assert.deepEqual(Object.keys(en ?? {}), Object.keys(zh ?? {}));
  for (const key of Object.keys(zh ?? {}))
    assert.deepEqual(placeholders(en?.[key]), placeholders(zh?.[key]), key);
  for (const language of LANGUAGES)
    assert.ok(textsIn(language).say('start', { region: '青石市' }).includes('青石市'));
});

test('a value that looks like a placeholder is left alone', () => {
  assert.match(
    textsIn('zh').say('command.unknown', { command: '/{example}', example: 'x' }),
    /\/\{example\}/,
  );
});

for (const [message, code, language, script] of [
  ['古县GDP', 'en', 'zh', 'hans'],
  ['古縣經濟', 'zh-hans', 'zh', 'hant'],
  ['Guxian GDP', 'en-GB', 'en', 'hans'],
  ['Guxian GDP', undefined, 'zh', 'hans'],
  [undefined, 'zh-TW', 'zh', 'hant'],
  [undefined, 'zh-hant', 'zh', 'hant'],
  [undefined, 'pt-BR', 'en', 'hans'],
] as const)
  test(`speaks ${language} ${script} to ${message ?? 'nothing said'} from ${code ?? 'an unknown Telegram'}`, () => {
    const texts = textsFor(message, code);
    assert.deepEqual([texts.language, texts.script], [language, script]);
  });
