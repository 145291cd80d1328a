import type { SourceNotice } from '../sources/look.ts';
import type { Reply } from './render/answer.ts';
import { html } from './render/html.ts';
import { replyOf } from './screens/screen.ts';
import type { Texts } from './texts/texts.ts';

/** What an operator is told of a source of news that died, or is back. */
export function sourceNotice(texts: Texts, { what, source, error, since }: SourceNotice): Reply {
  if (what === 'back') return replyOf([html`${texts.say('source.back', { source })}`]);
  const minutes = since === null ? '' : new Date(since + 8 * 3_600_000).toISOString().slice(0, 16);
  const from = minutes.replace('T', ' ');
  return replyOf([html`${texts.say('source.dead', { source, since: from, error: error ?? '' })}`]);
}
