import { csvLines } from '../../export/csv.ts';
import type { Observation } from '../../facts/model.ts';
import type { ArticleInfo, Stored } from '../../store/store.ts';
import type { BotStore } from '../context.ts';
import type { TextKey, Texts } from '../texts/texts.ts';
import { inScript } from './source.ts';

/** Excel takes a file for UTF-8 only when it begins so. */
const BOM = '\ufeff';

const COLUMNS = [
  'place',
  'indicator',
  'measure',
  'status',
  'period',
  'start',
  'end',
  'value',
  'unit',
  'raw',
  'approx',
  'basis',
  'scope',
  'evidence',
  'kind',
  'outlet',
  'date',
  'title',
  'url',
  'id',
] as const;

/**
 * Facts as a table that Excel opens rightly: UTF-8 with BOM, CRLF, quoted by RFC 4180, nothing that a spreadsheet would
 * run as a formula. Each row has the sentence that proves it and where it was printed.
 */
export async function csvOf(
  facts: readonly Stored<Observation>[],
  store: Pick<BotStore, 'articleInfo'>,
  texts: Texts,
): Promise<string> {
  const header = COLUMNS.map((column) => texts.say(`csv.${column}` satisfies TextKey));
  const infos = new Map<string, ArticleInfo | null>();
  const rows: Record<string, unknown>[] = [];
  for (const fact of facts) {
    if (!infos.has(fact.articleId)) infos.set(fact.articleId, await store.articleInfo(fact.articleId));
    const cells = cellsOf(fact, infos.get(fact.articleId) ?? null, texts);
    rows.push(Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ''])));
  }
  return BOM + [...csvLines(rows)].join('');
}

/** In the order of the columns; articles' own words in the reader's script, numbers as they are. */
function cellsOf(
  fact: Stored<Observation>,
  info: ArticleInfo | null,
  texts: Texts,
): readonly (string | number)[] {
  const say = (text: string | null | undefined): string => inScript(text ?? '', texts.script);
  const { period } = fact;
  return [
    say(fact.place),
    say(fact.indicator),
    texts.say(`measure.${fact.measure}`),
    texts.say(`status.${fact.status}`),
    say(period?.label),
    period?.start ?? '',
    period?.end ?? '',
    fact.value,
    say(fact.unit),
    fact.raw,
    say(fact.approx),
    say(fact.basis),
    say(fact.scope),
    say(fact.evidence.text),
    texts.say(info?.digest === true ? 'button.digest' : 'button.original'),
    say(info?.outlet),
    info?.date ?? '',
    say(info?.title ?? info?.file),
    info?.url ?? '',
    fact.id,
  ];
}
