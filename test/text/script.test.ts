import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { scriptOf, toSimplified, toTraditional } from '../../src/text/script.ts';

const SIMPLIFIED: readonly (readonly [string, string])[] = [
  ['臨汾市固定資產投資', '临汾市固定资产投资'],
  ['甯武縣', '宁武县'],
  ['乾縣', '乾县'],
  ['乾县', '乾县'],
  ['乾隆年間，氣候乾燥', '乾隆年间，气候干燥'],
  ['成效顯著', '成效显著'],
  ['成效显著', '成效显著'],
  ['踏著晨光，睡著了', '踏著晨光，睡着了'],
  ['着力发展', '着力发展'],
  ['著力發展', '着力发展'],
  ['為、爲、群、羣、裡、裏、啟、啓', '为、为、群、群、里、里、启、启'],
  ['第11颱風機', '第11台风机'],
];

test('folds to simplified characters and protects the words that are right', () => {
  for (const [text, folded] of SIMPLIFIED) assert.equal(toSimplified(text), folded);
});

test('the fold keeps the UTF-16 length of any text', () => {
  // 𡞵 and its like are written with two UTF-16 units in one script and one in the other.
  const char = fc.oneof(
    fc.constantFrom(...'臨汾縣㑳𡞵𠁞著乾衞，。（） \n'),
    fc.integer({ min: 0x3400, max: 0x2ffff }).map((code) => String.fromCodePoint(code)),
    fc.integer({ min: 0xd800, max: 0xdfff }).map((unit) => String.fromCharCode(unit)),
  );
  fc.assert(
    fc.property(fc.array(char, { maxLength: 40 }), (chars) => {
      const text = chars.join('');
      assert.equal(toSimplified(text).length, text.length);
    }),
  );
});

test('folding what is folded changes nothing, and simplified text comes out as the same string', () => {
  for (const [, folded] of SIMPLIFIED) assert.equal(toSimplified(folded), folded);
});

test('converts to traditional characters without spoiling counters and surnames', () => {
  assert.equal(toTraditional('为这里的群众启动项目'), '為這裡的群眾啟動項目');
  assert.equal(toTraditional('第11台风机'), '第11台風機');
  assert.equal(toTraditional('范某在示范区，气候干燥，乾县'), '范某在示範區，氣候乾燥，乾縣');
});

test('tells the script of questions and articles; simplified when nothing decides', () => {
  const table = [
    ['古縣2022年GDP增速', 'hant'],
    ['古县2022年GDP增速', 'hans'],
    ['古', 'hans'],
    ['GDP 2022?', 'hans'],
    ['', 'hans'],
    ['乾隆', 'hans'],
    ['干部后天里程', 'hans'],
    ['為什麼', 'hant'],
    ['霍州市GDP是多少億元', 'hant'],
  ] as const;
  for (const [text, script] of table) assert.equal(scriptOf(text), script, text);
});
