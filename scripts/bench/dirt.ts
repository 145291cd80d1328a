import { pinyin } from 'pinyin-pro';
import { toTraditional } from '../../src/text/script.ts';
import type { Random } from './random.ts';

/** Shares of places each kind of dirt is put in; measured on nothing, chosen heavier than scraped pages are. */
const PINYIN_SHARE = 0.05;
const COMMA_SHARE = 0.3;
const LOST_SHARE = 0.08;

/** What scraping does to a page, at random places: pinyin in brackets, stray commas, lost bytes, the other script. */
export function soil(text: string, random: Random): string {
  const kinds = [withPinyin, withCommas, withLostBytes, (clean: string) => toTraditional(clean)];
  const first = random.whole(kinds.length);
  const second = random.whole(kinds.length);
  const once = kinds[first]?.(text, random) ?? text;
  return first === second ? once : (kinds[second]?.(once, random) ?? once);
}

function withPinyin(text: string, random: Random): string {
  return text.replace(/\p{Script=Han}/gu, (char) =>
    random.next() < PINYIN_SHARE ? `${char}(${pinyin(char)})` : char,
  );
}

function withCommas(text: string, random: Random): string {
  return text.replace(/[，。、；]/g, (mark) => (random.next() < COMMA_SHARE ? `,${mark}` : mark));
}

/** The first byte of a GBK character is lost: what follows is read one byte off until a mark. */
function withLostBytes(text: string, random: Random): string {
  return text.replace(/。(?=\p{Script=Han}{2})/gu, (mark) => (random.next() < LOST_SHARE ? '?' : mark));
}
