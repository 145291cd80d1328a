import type { Quantity } from '../../../text/quantity.ts';
import type { Span } from '../../../text/span.ts';
import type { AnnotatedArticle, AnnotatedSentence } from '../../document.ts';
import { tableWords } from '../table/words.ts';

/** A figure of an item, as it stands there. */
export interface ItemFigure extends Span {
  readonly value: number;
  /** null for a bare number. */
  readonly unit: string | null;
  readonly raw: string;
  readonly at: number;
  readonly approx?: string;
  /** The words in front say that it grew or fell: 增长, 同比下降. */
  readonly moved: 'up' | 'down' | null;
  readonly basis?: string;
}

/** 尧都区412.6亿元，增长5.1% of a list of counties. */
export interface Item extends Span {
  /** Full name; null for what is listed and is no county (经济开发区). */
  readonly place: string | null;
  /** The number in front (1.尧都区), with its place in the text. */
  readonly mark: (Span & { readonly value: number }) | null;
  readonly figures: readonly ItemFigure[];
}

const MARK = /^[\s★●■◆·•]{0,4}(?:第?[（]?(\d{1,2})(?:[）.．、]|[名位][：、，]?)\s{0,4}|[①-⑳]\s{0,4})?/;
/** Between a place and its first figure. */
const LINK = /^\s{0,8}(?:[：—（]|为|是|完成|实现|达到|达|有|以)?\s{0,8}/;
/** In front of a figure: how it moved. */
const MOVED =
  /^(?:(同比|环比)?(?:累计)?(增长|上升|提高|增加|增速|增幅|下降|减少|降低|回落|负增长|降幅|增|降)?(?:为|了|达)?\s?)?/;
/** 经济开发区, 市直: what may stand in a county's place. */
const OTHER =
  /^[\u3400-\u9fff]{0,10}?(?:开发区|高新区|经开区|园区|新区|示范区|管委会|[市县区]直|市本级|市级)(?=\s{0,4}[：为]?\s{0,4}[-−－]?\d)/;
const BARE = /^[-−－+]?\d{1,12}(?:,\d{3}){0,3}(?:\.\d{1,6})?(?=[、；，。/）\s]|$)/;
const BETWEEN = /^(?:[，、/（]|\s{1,4})\s{0,4}/;

/**
 * The item that begins at `at`, null when none does: a place, perhaps numbered, and the figures right behind it.
 * @param text the article's text with full-width marks
 */
export function itemAt(
  document: AnnotatedArticle,
  text: string,
  sentence: AnnotatedSentence,
  at: number,
): Item | null {
  const rest = (from: number): string => text.slice(from, Math.min(sentence.end, from + 40));
  const marked = MARK.exec(rest(at));
  const lead = marked?.[0] ?? '';
  const start = at + lead.length;
  const label = labelAt(document, sentence, rest(start), start);
  if (label === null) return null;
  const figures: ItemFigure[] = [];
  let end = label.end + (LINK.exec(rest(label.end))?.[0].length ?? 0);
  for (let next: number | null = end; next !== null; ) {
    const figure = figureAt(sentence, rest(next), next);
    if (figure === null) break;
    figures.push(figure);
    end = figure.end;
    const gap: string | undefined = BETWEEN.exec(rest(end))?.[0];
    next = gap === undefined ? null : end + gap.length;
  }
  if (figures.length === 0) return null;
  if (text.charAt(end) === '）') end++;
  return { start, end, place: label.place, mark: markOf(marked?.[1], at, lead), figures };
}

function markOf(digits: string | undefined, at: number, lead: string): Item['mark'] {
  if (digits === undefined) return null;
  const start = at + lead.indexOf(digits);
  return { start, end: start + digits.length, value: Number(digits) };
}

function labelAt(
  document: AnnotatedArticle,
  sentence: AnnotatedSentence,
  rest: string,
  start: number,
): { readonly place: string | null; readonly end: number } | null {
  const mention = sentence.places.find((each) => each.start === start);
  if (mention !== undefined) {
    const after = rest.slice(mention.end - start);
    const own = LINK.exec(after)?.[0].length ?? 0;
    const moved = MOVED.exec(after.slice(own))?.[0].length ?? 0;
    if (/^[-−－+]?\d/.test(after.slice(own + moved)))
      return mention.division.level === 'township'
        ? { place: null, end: mention.end }
        : { place: document.countyOf(mention), end: mention.end };
  }
  const region = tableWords('region').find((word) => rest.startsWith(word));
  if (region !== undefined) return { place: document.gazetteer.root.name, end: start + region.length };
  const other = OTHER.exec(rest)?.[0];
  return other === undefined ? null : { place: null, end: start + other.length };
}

function figureAt(sentence: AnnotatedSentence, rest: string, at: number): ItemFigure | null {
  const words = MOVED.exec(rest);
  const from = at + (words?.[0].length ?? 0);
  const moved = words?.[2] === undefined ? null : /[降减落负]/.test(words[2]) ? 'down' : 'up';
  const basis = words?.[1] === undefined ? {} : { basis: words[1] };
  const quantity = sentence.quantities.find(({ start }) => start === from || start === from + 1);
  if (quantity !== undefined && (quantity.start === from || /[-−－+约近]/.test(rest.charAt(from - at)))) {
    if (!isPlain(quantity)) return null;
    const minus = /[-−－]/.test(rest.charAt(from - at)) && quantity.value > 0;
    return {
      start: quantity.start,
      end: quantity.end,
      value: minus ? -quantity.value : quantity.value,
      unit: quantity.kind === 'index' ? null : quantity.unit,
      raw: quantity.raw,
      at: quantity.rawSpan.start,
      ...(quantity.approx === undefined ? {} : { approx: quantity.approx }),
      moved,
      ...basis,
    };
  }
  const bare = BARE.exec(rest.slice(from - at))?.[0];
  if (bare === undefined) return null;
  const value = Number(bare.replaceAll(',', '').replace(/^[−－]/, '-'));
  return { start: from, end: from + bare.length, value, unit: null, raw: bare, at: from, moved, ...basis };
}

/** A rank, points and multiples are read where they stand; a range is not one figure. */
function isPlain({ kind, upper }: Quantity): boolean {
  return upper === undefined && kind !== 'rank' && kind !== 'points' && kind !== 'multiple';
}
