import type { Article } from '../../news/article.ts';
import { fairEnd, fairStart } from '../../text/cut.ts';
import type { Span } from '../../text/span.ts';
import type { Texts } from '../texts/texts.ts';
import { QUOTE_LIMIT } from './answer.ts';
import { type Html, html, joinHtml } from './html.ts';
import { inScript, renderSource } from './source.ts';

/** A proving stretch of an article; `mark` is the number or name to be shown bold. */
export interface EvidenceView {
  readonly article: Article;
  readonly span: Span;
  readonly mark?: Span;
}

/**
 * The evidence in its paragraph, collapsed until it is touched: as much of the surroundings as the quotation limit
 * leaves, cut with … where the paragraph goes on; the proving sentence is underlined among them, its number bold.
 */
export function renderEvidence({ article, span, mark }: EvidenceView, texts: Texts): Html {
  const shown = windowAround(article, span, mark ?? span);
  const sentence = clip(span, shown) ?? shown;
  const marked = mark === undefined ? undefined : clip(mark, sentence);
  const paragraph = paragraphAt(article.text, span.start);
  const part = (from: number, to: number): string =>
    inScript(article.text.slice(from, to).replace(/\s+/g, ' '), texts.script);
  const proof =
    marked === undefined
      ? html`${part(sentence.start, sentence.end)}`
      : html`${part(sentence.start, marked.start)}<b>${part(marked.start, marked.end)}</b>${part(marked.end, sentence.end)}`;
  const alone = sentence.start === shown.start && sentence.end === shown.end;
  const quote = joinHtml(
    [
      html`${shown.start > paragraph.start ? '…' : ''}`,
      html`${part(shown.start, sentence.start)}`,
      alone ? proof : html`<u>${proof}</u>`,
      html`${part(sentence.end, shown.end)}`,
      html`${shown.end < paragraph.end ? '…' : ''}`,
    ],
    '',
  );
  const heading = texts.say(article.digest ? 'evidence.digest' : 'evidence.original');
  const source = renderSource({ ...article, articleId: article.id }, texts.script);
  return joinHtml([html`${heading}`, html`<blockquote expandable>${quote}</blockquote>`, source], '\n');
}

/**
 * As many characters of the paragraph as may be quoted, around `focus`: the whole evidence when it fits, with
 * equal surroundings; otherwise a cut around the focus. Never a neighbour that was withdrawn.
 */
function windowAround({ text, withdrawn = [] }: Article, evidence: Span, focus: Span): Span {
  // Two characters are kept for the dots.
  const room = QUOTE_LIMIT - 2;
  let paragraph = paragraphAt(text, evidence.start);
  for (const { start, end } of withdrawn)
    if (end <= evidence.start) paragraph = { ...paragraph, start: Math.max(paragraph.start, end) };
    else if (start >= evidence.end) paragraph = { ...paragraph, end: Math.min(paragraph.end, start) };
  const core = evidence.end - evidence.start <= room ? evidence : focus;
  const size = Math.min(room, paragraph.end - paragraph.start);
  const slack = Math.max(0, size - (core.end - core.start));
  const wanted = core.start - Math.floor(slack / 2);
  const start = Math.max(paragraph.start, Math.min(wanted, paragraph.end - size));
  const end = Math.min(paragraph.end, start + size);
  // A part of a number is another number: 112.5亿元 must not become …12.5亿元.
  return {
    start: onCharacter(text, start > paragraph.start ? fairStart(text, start, core.start) : start),
    end: onCharacter(text, end < paragraph.end ? fairEnd(text, end, core.end) : end),
  };
}

function paragraphAt(text: string, offset: number): Span {
  const start = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
  const end = text.indexOf('\n', offset);
  return { start, end: end < 0 ? text.length : end };
}

/** Moves an offset off the middle of a surrogate pair. */
function onCharacter(text: string, offset: number): number {
  const unit = text.charCodeAt(offset);
  return unit >= 0xdc00 && unit <= 0xdfff ? offset + 1 : offset;
}

function clip(span: Span, within: Span): Span | undefined {
  const start = Math.max(span.start, within.start);
  const end = Math.min(span.end, within.end);
  return start < end ? { start, end } : undefined;
}
