import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { annotate } from '../../src/facts/annotate.ts';
import { extractObservations } from '../../src/facts/extract/observations.ts';
import type { Observation } from '../../src/facts/model.ts';
import { articleOf } from './article.ts';
import { linfen } from './linfen.ts';

const gazetteer = linfen();

/** The believed observations of an invented article. */
export function observed(text: string): readonly Observation[] {
  const article = articleOf(text, { title: null, date: '2024-08-01' });
  return extractObservations(annotate(article, gazetteer)).filter(({ doubt }) => doubt === undefined);
}

/** `place indicator measure value unit`, with hedge, scope and basis where a row has them. */
export function line(row: Observation): string {
  const rest = [row.approx, row.scope, row.basis].filter((each) => each !== undefined).join(' ');
  return `${row.place ?? '–'} ${row.indicator} ${row.measure} ${row.value}${row.unit}${rest === '' ? '' : ` ${rest}`}`;
}

/** Each text must tell exactly these rows, in any order. */
export function tells(name: string, cases: readonly (readonly [string, readonly string[]])[]): void {
  describe(name, () => {
    for (const [text, expected] of cases)
      test(text.slice(0, 40), () => {
        assert.deepEqual(observed(text).map(line).sort(), [...expected].sort());
      });
  });
}
