import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATA_DIR } from '../../lexicon/table.ts';

let sentences: Readonly<Record<string, string>> | undefined;

/**
 * A reply sentence of `data/texts/answer.zh.json` with its {places} filled in; missing values become nothing.
 * @throws when the key does not exist: a mistake in the program, found by the first test that uses it
 */
export function say(key: string, values: Readonly<Record<string, string | undefined>> = {}): string {
  sentences ??= JSON.parse(readFileSync(join(DATA_DIR, 'texts', 'answer.zh.json'), 'utf8')) as Record<
    string,
    string
  >;
  const template = sentences[key];
  if (template === undefined) throw new Error(`data/texts/answer.zh.json has no text «${key}»`);
  return template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

/** 2023-02-20 → 2023年2月20日; 2023-02 → 2023年2月; unknown → 日期不详. */
export function dateWords(date: string | null): string {
  if (date === null) return say('dateUnknown');
  const [year = '', month, day] = date.split('-');
  return `${year}年${month ? `${Number(month)}月` : ''}${day ? `${Number(day)}日` : ''}`;
}
