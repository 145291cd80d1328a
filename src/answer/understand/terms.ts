import type { IndicatorMention } from '../../facts/indicators.ts';
import type { Span } from '../../text/span.ts';
import type { Term } from './understanding.ts';
import { questionWords } from './words.ts';

/** Weight of a word that stands in half the articles of the genre (项目, 完成); see `question-generic.txt`. */
const GENERIC = 0.25;
/** An indicator's name is one word but says as much as two. */
const INDICATOR = 2;

/**
 * Content words of a folded question outside the spans already understood. Known words (indicators, synonyms,
 * generic words) are taken whole; what remains is cut at fillers and read as overlapping pairs of characters,
 * so that a name nobody listed (激光熔覆) is matched by its own characters.
 */
export function contentTerms(
  text: string,
  taken: readonly Span[],
  indicators: readonly IndicatorMention[],
  aliases: (canonical: string) => readonly string[] = () => [],
): readonly Term[] {
  const free =
    [...text].length === text.length
      ? Array.from(text, () => true)
      : Array.from({ length: text.length }, () => true);
  for (const span of taken) free.fill(false, span.start, span.end);
  const terms: Term[] = [];
  for (const mention of indicators) {
    terms.push(indicatorTerm(mention, aliases(mention.canonical)));
    free.fill(false, mention.start, mention.end);
  }
  terms.push(...knownWords(text, free));
  const open = openWords(text, free);
  terms.push(...open.filter((term) => term.text.length > 1 || qualifies(term, [...terms, ...open])));
  return contextOfPart(
    text,
    terms.sort((a, b) => a.start - b.start),
  );
}

/** 首批开工项目中产业类项目: what stands before 中 says where to look, what follows is asked for. */
function contextOfPart(text: string, terms: readonly Term[]): readonly Term[] {
  const part = /(?:项目|工程|企业|投资|收入|增加值|产业)(?:中|里|当中|之中)(?=[\u4e00-\u9fa5]{2})/.exec(text);
  if (part === null) return terms;
  const border = part.index + part[0].length;
  if (!terms.some((term) => term.start >= border && term.weight >= 1)) return terms;
  return terms.map((term) => (term.end <= border ? softened(term) : term));
}

/** Words of the context weigh this much. */
const SOFT = 0.4;

/** A word that helps to choose but need not be covered. */
export function softened({ indicator: _asked, ...term }: Term): Term {
  return { ...term, weight: term.weight * SOFT, soft: true };
}

function indicatorTerm(mention: IndicatorMention, aliases: readonly string[]): Term {
  const forms = [...new Set([mention.canonical.toLowerCase(), mention.surface, ...aliases])];
  return {
    start: mention.start,
    end: mention.end,
    text: mention.surface,
    forms,
    weight: INDICATOR,
    indicator: mention.canonical,
  };
}

const CLASSIFIED = /(?:多少|几)[篇箱座床份条名位次户家所件项台辆头只株棵张届场批类种个]/g;

function isFree(free: readonly boolean[], start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (free[at] !== true) return false;
  return true;
}

function knownWords(text: string, free: boolean[]): Term[] {
  const words = questionWords();
  const terms: Term[] = [];
  for (const hit of words.synonyms.find(text)) {
    if (!isFree(free, hit.start, hit.end)) continue;
    // 开工率 is one word, and 动工 no other word for it.
    const rate = text[hit.end] === '率';
    const [end, word] = rate ? [hit.end + 1, `${hit.word}率`] : [hit.end, hit.word];
    const weight = words.generic.has(word) ? GENERIC : 1;
    terms.push({ start: hit.start, end, text: word, forms: rate ? [word] : [word, ...hit.value], weight });
    free.fill(false, hit.start, end);
  }
  for (const hit of words.units.find(text))
    if (isFree(free, hit.start, hit.end)) free.fill(false, hit.start, hit.end);
  // 多少篇报告: the measure word belongs to the question, not to its subject.
  for (const match of text.matchAll(CLASSIFIED)) {
    const at = match.index + match[0].length - 1;
    if (free[at] === true) free[at] = false;
  }
  const open = [...free];
  for (const hit of words.intents.findAll(text))
    if (isFree(open, hit.start, hit.end)) free.fill(false, hit.start, hit.end);
  return terms;
}

const WORD_CHAR = /[\p{L}\p{N}]/u;

function openWords(text: string, free: boolean[]): Term[] {
  const terms: Term[] = [];
  let at = 0;
  while (at < text.length) {
    if (free[at] !== true || !WORD_CHAR.test(text[at] ?? '')) {
      at += 1;
      continue;
    }
    let end = at;
    while (end < text.length && free[end] === true && WORD_CHAR.test(text[end] ?? '')) end += 1;
    terms.push(...stretchTerms(text.slice(at, end), at));
    at = end;
  }
  return terms;
}

/** Splits a stretch at fillers, generic words and runs of digits or Latin letters; pairs of characters elsewhere. */
function stretchTerms(stretch: string, offset: number): Term[] {
  const { fillers, generic } = questionWords();
  const terms: Term[] = [];
  let run = '';
  const flush = (end: number): void => {
    terms.push(...pairs(run, offset + end - run.length));
    run = '';
  };
  for (let at = 0; at < stretch.length; ) {
    const latin = /^[a-z0-9.%]+/.exec(stretch.slice(at))?.[0];
    const filler = fillers.at(stretch, at)?.word;
    const common = generic.at(stretch, at)?.word;
    if (common !== undefined && common.length >= (filler?.length ?? 0)) {
      flush(at);
      // 产业 says little, 产业类 names one kind among others.
      const kind = stretch[at + common.length] === '类' ? `${common}类` : common;
      const weight = kind === common ? GENERIC : 1;
      terms.push({ start: offset + at, end: offset + at + kind.length, text: kind, forms: [kind], weight });
      at += kind.length;
    } else if (filler !== undefined && (filler.length > 1 || latin !== undefined || isEdge(stretch, at))) {
      flush(at);
      at += filler.length;
    } else if (latin !== undefined) {
      flush(at);
      terms.push({
        start: offset + at,
        end: offset + at + latin.length,
        text: latin,
        forms: [latin],
        weight: 1,
      });
      at += latin.length;
    } else {
      run += stretch[at];
      at += 1;
    }
  }
  flush(stretch.length);
  return terms;
}

/** A one-character filler is dropped everywhere but inside a word it may belong to (中 of 中药材, 云上签). */
function isEdge(stretch: string, at: number): boolean {
  const single = stretch[at] ?? '';
  if ('的了呢吗嘛啊呀吧哦哈么谁几到赴去'.includes(single)) return true;
  // 在太原 stands in a place, 在建 is a word.
  if (at === 0 && single === '在') return !/[建岗校册线职读编]/.test(stretch[1] ?? '');
  return at === stretch.length - 1;
}

/** 梨产量: one character right before a word narrows it, and must be covered; elsewhere it is dust. */
function qualifies(single: Term, others: readonly Term[]): boolean {
  return others.some((term) => term.start === single.end && term.text.length > 1);
}

function pairs(run: string, start: number): Term[] {
  if (run.length === 1 && !questionWords().fillers.has(run))
    return [{ start, end: start + 1, text: run, forms: [run], weight: 1 }];
  if (run.length < 2) return [];
  const terms: Term[] = [];
  for (let at = 0; at + 2 <= run.length; at += 1) {
    const pair = run.slice(at, at + 2);
    terms.push({ start: start + at, end: start + at + 2, text: pair, forms: [pair], weight: 1 });
  }
  return terms;
}
