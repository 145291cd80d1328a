import type { Closed, Holder, HolderFinder } from './holder.ts';

/** What is read to find out whom a clause speaks of; all offsets are into `text`. */
export interface Discourse {
  readonly text: string;
  readonly sentence: { readonly start: number; readonly end: number };
  readonly names: HolderFinder;
  readonly closed: Closed;
  /** Where a name stands right behind a title, anywhere in the article. */
  readonly titled: ReadonlySet<number>;
  /** Names known from the whole article. */
  readonly known: ReadonlySet<string>;
}

/** How far before a verb its subject may stand. */
const REACH = 240;
const CLAUSES_MAX = 8;
const NAME_MAX = 4;
const MARK = /[，,；;。：:！!？?（(\n]/;
const RELATIVE = /^(?:的|之|父亲|母亲|妻子|丈夫|儿子|女儿|爷爷|哥哥|弟弟|姐姐|妹妹|夫人|家)/;
const HAN = /\p{Script=Han}/u;
/** 任前公示 and 简历: “张某，男，……现任……” names its subject once. */
const GENDER = /[，,：: \u3000（(][男女][，,、 \u3000）)]/g;

/** The known name that stands last in the sentence, as its subject or otherwise. */
export function namedLast(verbStart: number, discourse: Discourse): Holder | null {
  const { text, sentence, known } = discourse;
  const from = Math.max(sentence.start, verbStart - REACH);
  for (let start = verbStart - 2; start >= from; start--) {
    const holder = knownAt(text, start, verbStart, known);
    if (holder) return isOwner(text, holder) ? null : holder;
  }
  return null;
}

/**
 * The subject of the clauses before `to`, the nearest first: a name that opens a clause (张某因工作变动…), or one
 * behind a title (县长张某告诉记者…). A person who is only spoken to or accompanied is none.
 */
export function subjectBefore(to: number, from: number, discourse: Discourse): Holder | null {
  const { text } = discourse;
  const least = Math.max(from, to - REACH);
  let end = to;
  for (let clauses = 0; clauses < CLAUSES_MAX && end > least; clauses++) {
    let start = end;
    while (start > least && !MARK.test(text.charAt(start - 1))) start--;
    const found = start === least && least > from ? null : subjectIn(start, end, discourse);
    if (found) return isOwner(text, found) ? null : found;
    end = start - 1;
  }
  return null;
}

/** 张某的父亲曾任…: somebody else's post. */
function isOwner(text: string, { end }: Holder): boolean {
  return RELATIVE.test(text.slice(end, end + 2));
}

function subjectIn(
  start: number,
  end: number,
  { text, names, closed, known, titled }: Discourse,
): Holder | null {
  for (let at = end - 2; at > start; at--) {
    const holder = titled.has(at) ? knownAt(text, at, end, known) : null;
    if (holder) return holder;
  }
  const opens = knownAt(text, start, end, known) ?? names.subjectAt(start, closed);
  return opens !== null && opens.end <= end ? opens : null;
}

/** Who is spoken of before the sentence, in the same paragraph. */
export function spokenOfBefore(discourse: Discourse): Holder | null {
  const { text, sentence } = discourse;
  const paragraph = text.lastIndexOf('\n', sentence.start - 1) + 1;
  return (
    introduced(paragraph, sentence.start, discourse) ?? subjectBefore(sentence.start, paragraph, discourse)
  );
}

/** 张某，男，1975年生: who a notice is about. */
export function introduced(from: number, to: number, { text, names, closed }: Discourse): Holder | null {
  const least = Math.max(from, to - REACH);
  for (const hit of [...text.slice(least, to).matchAll(GENDER)].reverse()) {
    const holder = names.endingAt(
      least + hit.index,
      Math.max(from, least + hit.index - NAME_MAX - 1),
      closed,
    );
    if (holder) return holder;
  }
  return null;
}

function knownAt(text: string, start: number, to: number, known: ReadonlySet<string>): Holder | null {
  if (!HAN.test(text.charAt(start))) return null;
  for (let end = Math.min(to, start + NAME_MAX); end >= start + 2; end--) {
    const name = text.slice(start, end);
    if (known.has(name)) return { start, end, name };
  }
  return null;
}
