import { toSimplified, toTraditional } from '../text/script.ts';
import type { Answer, Line, SourceRef } from './answer.ts';
import { dateWords, say } from './compose/texts.ts';

/** Nothing longer is ever sent: an answer, not the article. */
const HARD_LIMIT = 1200;

/**
 * The answer as plain text in the asker's script: headline, how it was understood, context, the sentence that proves
 * it, where it was printed. What `npm run ask` prints.
 */
export function renderPlain(answer: Answer): string {
  const lines = [
    plain(answer.headline),
    ...(answer.understood === null ? [] : [answer.understood]),
    ...answer.context.map(plain),
    ...answer.quotes.map((quote) => {
      const source = answer.sources.find((s) => s.articleId === quote.articleId);
      return say(source?.digest === true ? 'quoteDigest' : 'quote', { text: quote.text });
    }),
    ...answer.sources.map(sourceLine),
  ].filter((text) => text !== '');
  const text = clip(lines.join('\n'));
  return answer.script === 'hant' ? toTraditional(toSimplified(text)) : toSimplified(text);
}

function plain(line: Line): string {
  return line.map((run) => run.text).join('');
}

/** 来源：临汾新闻网，2023年2月20日，《…》 — what is not known is left out or said to be unknown. */
export function sourceLine(source: SourceRef): string {
  const date = sourceDate(source);
  const title = source.title ?? (source.digest ? '' : source.file);
  if (source.digest) {
    const of = { outlet: outletName(source), date, title };
    return withUrl(title === '' ? `据${of.outlet}${date}整理` : say('sourceDigest', of), source);
  }
  const parts = [
    outletName(source) || say('sourceArticle'),
    date,
    source.title === null ? source.file : `《${title}》`,
  ];
  return withUrl(`来源：${parts.filter((part) => part !== '').join('，')}`, source);
}

const GUESSED = /（推断）$/;

function outletName({ outlet }: SourceRef): string {
  return (outlet ?? '').replace(GUESSED, '');
}

/** 2023年2月（日期据文中内容推断）: what is inferred is said once, behind the date. */
function sourceDate(source: SourceRef): string {
  const guessed = GUESSED.test(source.outlet ?? '');
  if (source.date === null) return say(guessed ? 'dateUnknownOutletInferred' : 'dateUnknown');
  const date = dateWords(source.date);
  if (source.dateBasis === 'inferred') return say(guessed ? 'bothInferred' : 'dateInferred', { date });
  return guessed ? say('outletInferred', { date }) : date;
}

function withUrl(text: string, source: SourceRef): string {
  return source.url === null ? text : `${text} ${source.url}`;
}

function clip(text: string): string {
  return text.length <= HARD_LIMIT ? text : `${text.slice(0, HARD_LIMIT - 1)}…`;
}
