import type { Edit } from './draft.ts';
import { readingsOf, stripTone } from './readings.ts';

/** A bracket with a little Latin in it, tone marks composed or combining, with or without spaces inside. */
const ANNOTATION =
  /[(（][ \u3000]{0,3}(\p{Script=Latin}[\p{Script=Latin}\p{Mn} ]{0,30}?)[ \u3000]{0,3}[)）]/gu;
const TONED = /[\u0300\u0301\u0304\u030c]/;
const SYLLABLE =
  /^(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:a|o|e|ai|ei|ui|ao|ou|iu|ie|ü[ae]?|v[ae]?|ue|er|[aeiouüv]n|[aei]ng|ong|i|u|ia|iao|ian|iang|iong|ua|uo|uai|uan|uang|üan)$/;
const HAN = /\p{Script=Han}/u;

/**
 * Finds pinyin that a page wrote in brackets behind characters: 動(dòng), 創(chuàng )新, and with readings that do
 * not fit, 長(cháng). A syllable with a tone mark is always an annotation, whatever stands before it (one tool
 * matched bytes across characters, as in 村e(cuò)鎮); without a mark only when it is a reading of the character
 * before it. (GDP), (EOD), (km) and brackets with Chinese in them are the author's.
 */
export function findPinyin(text: string): readonly Edit[] {
  if (!text.includes('(') && !text.includes('（')) return [];
  const edits: Edit[] = [];
  for (const match of text.matchAll(ANNOTATION)) {
    const before = text.charAt(match.index - 1);
    // A lost byte mark in front carries information: see mojibake.ts.
    if (before === '?' || before === '\ufffd') continue;
    const confidence = annotationConfidence(match[1] ?? '', before);
    if (confidence === 0) continue;
    edits.push({
      start: match.index,
      end: match.index + match[0].length,
      text: '',
      kind: 'pinyin',
      confidence,
    });
  }
  return edits;
}

function annotationConfidence(latin: string, before: string): number {
  const plain = latin
    .trim()
    .toLowerCase()
    .replaceAll('\u0251', 'a')
    .replaceAll('\u0261', 'g')
    .normalize('NFD');
  const syllables = plain.split(' ').filter((part) => part !== '');
  if (syllables.length === 0 || !syllables.every((part) => SYLLABLE.test(stripTone(part)))) return 0;
  if (TONED.test(plain)) return HAN.test(before) && readingsOf(before).includes(stripTone(plain)) ? 1 : 0.9;
  return syllables.length === 1 && HAN.test(before) && readingsOf(before).includes(stripTone(plain))
    ? 0.8
    : 0;
}
