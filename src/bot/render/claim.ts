import type { Script } from '../../text/script.ts';
import type { BotStore } from '../context.ts';
import { factWords } from './citation.ts';
import type { EvidenceView } from './evidence.ts';
import { inScript } from './source.ts';

/** Longer than any statement; a passage is only named by its beginning. Characters. */
const LONGEST = 60;

/** What a fact says in one clause; of a passage, an event or a list the words it begins with. */
export async function claimWords(
  store: Pick<BotStore, 'fact'>,
  ref: string,
  { article, span, mark }: EvidenceView,
  script: Script,
): Promise<string> {
  const found = await store.fact(ref);
  const said = found === null ? null : factWords(found.kind, found.fact);
  if (said !== null) return inScript(said, script);
  const from = found?.kind === 'project' && mark !== undefined ? mark : span;
  const text = article.text.slice(from.start, from.end).replace(/\s+/g, ' ').trim();
  return inScript(text.length <= LONGEST ? text : `${text.slice(0, LONGEST).toWellFormed()}…`, script);
}
