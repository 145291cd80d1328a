import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fontPath } from '../../src/charts/canvas.ts';
import { MARKS } from '../../src/charts/palette.ts';
import { indicatorLexicon } from '../../src/facts/indicators.ts';
import { DATA_DIR, readTable } from '../../src/lexicon/table.ts';
import { loadGazetteer } from '../../src/region/load.ts';
import { toTraditional } from '../../src/text/script.ts';

/** The characters that a font has glyphs for: the `cmap` table of OpenType, formats 4 and 12. */
function glyphsOf(font: Buffer): (code: number) => boolean {
  const tables = font.readUInt16BE(4);
  let cmap = 0;
  for (let i = 0; i < tables; i += 1)
    if (font.toString('latin1', 12 + 16 * i, 16 + 16 * i) === 'cmap') cmap = font.readUInt32BE(20 + 16 * i);
  assert.ok(cmap > 0, 'the font has no cmap');
  const known = new Set<number>();
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i += 1) {
    const at = cmap + font.readUInt32BE(cmap + 8 + 8 * i);
    const format = font.readUInt16BE(at);
    if (format === 12)
      for (let group = 0; group < font.readUInt32BE(at + 12); group += 1) {
        const [from, to] = [font.readUInt32BE(at + 16 + 12 * group), font.readUInt32BE(at + 20 + 12 * group)];
        for (let code = from; code <= to; code += 1) known.add(code);
      }
    if (format !== 4) continue;
    const segments = font.readUInt16BE(at + 6) / 2;
    for (let segment = 0; segment < segments; segment += 1) {
      const to = font.readUInt16BE(at + 14 + 2 * segment);
      const from = font.readUInt16BE(at + 16 + 2 * segments + 2 * segment);
      const delta = font.readInt16BE(at + 16 + 4 * segments + 2 * segment);
      const place = at + 16 + 6 * segments + 2 * segment;
      const offset = font.readUInt16BE(place);
      for (let code = from; code <= to && code < 0xffff; code += 1) {
        const glyph =
          offset === 0 ? (code + delta) & 0xffff : font.readUInt16BE(place + offset + 2 * (code - from));
        if (glyph !== 0) known.add(code);
      }
    }
  }
  return (code) => known.has(code);
}

test('every character of the gazetteer, of the indicators, the units and the texts has a glyph, in both scripts', () => {
  const has = glyphsOf(readFileSync(fontPath()));
  assert.ok(!has('🙂'.codePointAt(0) ?? 0), 'the reading of the font can say no');
  const texts = JSON.parse(readFileSync(join(DATA_DIR, 'texts', 'bot.zh.json'), 'utf8')) as Record<
    string,
    readonly string[]
  >;
  const said = Object.entries(texts).flatMap(([key, lines]) =>
    /^(?:chart|figures|measure|outlet|date)\./.test(key) ? lines : [],
  );
  const words = [
    ...loadGazetteer('临汾市').divisions.map(({ name }) => name),
    ...indicatorLexicon().indicators.flatMap(({ name, unit, written }) => [name, unit, ...written]),
    ...readTable('units.txt', 8).flatMap(({ cells }) => cells),
    ...said,
    ...MARKS.map(({ sign }) => sign),
    '0123456789.,-+*%‰…·、，。：；（）《》“”—～年月日上下半季度前三近约余超',
  ];
  const missing = new Set<string>();
  for (const word of words)
    for (const char of word + toTraditional(word))
      if (char.trim() !== '' && !has(char.codePointAt(0) ?? 0)) missing.add(char);
  assert.deepEqual([...missing], []);
});
