import { isSubject } from '../../annotate.ts';
import type { AnnotatedArticle, AnnotatedSentence } from '../../document.ts';

/** 两县, 两地: the places named together just before. */
const JOINT = /(?:两|三|四)(?:县|市|区|地|县市)/g;
/** 全省 and 全国 as the owner of a number, not as the field of a rank or a yardstick. */
const WIDER = /(?:^|[，,；;：:（(])(全国|全省)(?!第|排|前|最|各|平均|\d|上下|人民|首|重点|领先|一流)/;

/** Which place owns a number: walks the sentences of an article in order. */
export class PlaceTracker {
  readonly #document: AnnotatedArticle;
  #together: readonly string[] = [];

  constructor(document: AnnotatedArticle) {
    this.#document = document;
  }

  /** Places named side by side in the sentence (安泽县、浮山县), in order; kept for 两县 and 分别. */
  get together(): readonly string[] {
    return this.#together;
  }

  enter(sentence: AnnotatedSentence): void {
    const groups = this.#groups(sentence);
    const widest = groups.sort((a, b) => b.length - a.length)[0];
    if (widest !== undefined && widest.length > 1) this.#together = widest;
  }

  /** The owner of the number at `at`, full name; joint places joined with 、. */
  at(sentence: AnnotatedSentence, at: number): string | null {
    const text = this.#document.simplified;
    const clauseStart = lastBorder(text, sentence.start, at);
    const clause = text.slice(clauseStart, at);
    if (WIDER.test(clause)) return clause.includes('全国') ? '全国' : this.#document.province;
    let place = sentence.placeInForce;
    let placeAt = sentence.start;
    for (const mention of sentence.places) {
      if (mention.end > at) break;
      const before = text.slice(sentence.start, mention.start);
      const after = text.slice(mention.end, sentence.end);
      const part = after.startsWith('段') && text.slice(mention.end + 1, at).length <= 4;
      if (after.startsWith('段') ? !part : !isSubject(before, after)) continue;
      // 与侯马 and the like are asides, but in a list of subjects each item may own the next number.
      place = this.#document.countyOf(mention);
      placeAt = mention.start;
    }
    const jointAt = [...text.slice(sentence.start, at).matchAll(JOINT)].at(-1);
    if (jointAt !== undefined && this.#together.length > 1 && sentence.start + jointAt.index >= placeAt) {
      return this.#together.join('、');
    }
    return place;
  }

  #groups(sentence: AnnotatedSentence): string[][] {
    const text = this.#document.simplified;
    const groups: string[][] = [];
    let end = -1;
    for (const mention of sentence.places) {
      const gap = end < 0 ? null : text.slice(end, mention.start);
      const name = this.#document.countyOf(mention);
      const last = groups.at(-1);
      if (gap !== null && last !== undefined && /^(?:、|和|与|及|以及|，)$/.test(gap)) {
        if (!last.includes(name)) last.push(name);
      } else groups.push([name]);
      end = mention.end;
    }
    return groups;
  }
}

/** Start of the clause that holds `at`, not before `from`; a comma inside a number is no border. */
export function lastBorder(text: string, from: number, at: number): number {
  for (let i = at - 1; i >= from; i--) {
    if (!/[，,；;：:。！？★]/.test(text[i] ?? '')) continue;
    if (/\d/.test(text[i - 1] ?? '') && /\d/.test(text[i + 1] ?? '')) continue;
    return i + 1;
  }
  return from;
}
