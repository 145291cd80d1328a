import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headingYear } from '../../src/text/heading-year.ts';

const rows: readonly (readonly [heading: string, label: string | null])[] = [
  ['回首：负重前行的2024', '2024年'],
  ['回眸2023 砥砺前行', '2023年'],
  ['2025：再上新台阶', '2025年'],
  ['展望2026', '2026年'],
  ['“数说2024”系列之三', '2024年'],
  ['【2024·成绩单】', '2024年'],
  ['·展望2025·', '2025年'],
  ['2025怎么干', '2025年'],
  ['新建2024套住房', null],
  ['2024套住房', null],
  ['国道2024线改造', null],
  ['从2023到2024', null],
  ['完成投资2024万元', null],
  ['2024.5亿元落地', null],
  ['一、主要成绩', null],
];

for (const [heading, label] of rows)
  test(`heading year: ${heading} → ${label ?? 'none'}`, () => {
    const found = headingYear(heading, 7);
    assert.equal(found?.period.label ?? null, label);
    if (found !== null) assert.equal(heading.slice(found.start - 7, found.end - 7), label?.slice(0, 4));
  });
