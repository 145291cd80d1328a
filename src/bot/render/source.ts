import type { SourceRef } from '../../answer/answer.ts';
import { dateWords } from '../../answer/compose/texts.ts';
import { sourceLine } from '../../answer/render-plain.ts';
import { type Script, toSimplified, toTraditional } from '../../text/script.ts';
import type { Texts } from '../texts/texts.ts';
import { type Html, html, link } from './html.ts';

/** Titles and quotes come in the script they were printed in; a reply is in the asker's. */
export function inScript(text: string, script: Script): string {
  return script === 'hant' ? toTraditional(toSimplified(text)) : toSimplified(text);
}

/**
 * Where a statement was printed, in the words of the plain rendering; the title is a link if, and only if, the
 * article has a URL.
 */
export function renderSource(source: SourceRef, script: Script): Html {
  const line = inScript(sourceLine({ ...source, url: null }), script);
  const title = inScript(source.title ?? source.file, script);
  const at = line.lastIndexOf(title);
  if (source.url === null || at < 0) return html`${line}`;
  return html`${line.slice(0, at)}${link(source.url, title)}${line.slice(at + title.length)}`;
}

/** A date in the reader's language: 2023年2月20日 or 2023-02-20. */
export function dateIn(texts: Texts, date: string | null): string {
  if (date === null) return texts.say('date.unknown');
  return texts.language === 'en' ? date : dateWords(date);
}
