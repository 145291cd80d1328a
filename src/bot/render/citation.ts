import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types';
import { dateWords } from '../../answer/compose/texts.ts';
import { statement } from '../../answer/compose/value-words.ts';
import { tell } from '../../answer/intents/tell.ts';
import type { Observation, Tenure } from '../../facts/model.ts';
import type { AnyFact, ArticleInfo, FactKind, Stored } from '../../store/store.ts';
import type { Script } from '../../text/script.ts';
import type { BotStore } from '../context.ts';
import { inScript } from './source.ts';

/** Bot API, CopyTextButton: 1–256 characters; counted here in UTF-16 units, the stricter way. */
export const COPY_LIMIT = 256;

/**
 * Facts as one cites them: value and period, then outlet, date and title. As many as fit; a title that does not fit is cut.
 * @returns null when there is nothing of the kind that can be cited in a line
 */
export async function citationOf(
  store: Pick<BotStore, 'fact' | 'articleInfo'>,
  factIds: readonly string[],
  script: Script,
): Promise<string | null> {
  const lines: string[] = [];
  for (const id of factIds) {
    const line = await lineOf(store, id, script);
    if (line === null) continue;
    const length = [...lines, line].join('\n').length;
    if (length <= COPY_LIMIT) lines.push(line);
    else if (lines.length === 0) lines.push(cut(line));
  }
  const text = lines.join('\n').trim();
  return text === '' ? null : text;
}

async function lineOf(
  store: Pick<BotStore, 'fact' | 'articleInfo'>,
  id: string,
  script: Script,
): Promise<string | null> {
  const found = await store.fact(id);
  const said = found === null ? null : factWords(found.kind, found.fact);
  const article = found === null ? null : await store.articleInfo(found.fact.articleId);
  if (said === null || article === null) return null;
  const room = COPY_LIMIT - said.length - 2;
  return inScript(`${said}（${sourceWords(article, room)}）`.toWellFormed(), script);
}

/** A fact in one clause without its end mark; null for what is no such thing (projects, events, lists). */
export function factWords(kind: FactKind, fact: Stored<AnyFact>): string | null {
  if (kind === 'observation') return statement(fact as Stored<Observation>);
  return kind === 'tenure' ? tell(fact as Stored<Tenure>) : null;
}

/** 临汾新闻网，2023年2月20日，《…》; a digest of ours is called one. */
function sourceWords({ outlet, date, title, file, digest }: ArticleInfo, room: number): string {
  const head = [outlet, dateWords(date)].filter((part) => part !== null && part !== '').join('，');
  const tail = digest ? '，据报道整理' : '';
  const left = Math.max(8, room - head.length - tail.length - 3);
  const name = title ?? file;
  const short = name.length <= left ? name : `${[...name].slice(0, left - 2).join('')}…`;
  return `${head}，${title === null ? short : `《${short}》`}${tail}`;
}

function cut(line: string): string {
  return `${line.slice(0, COPY_LIMIT - 1).toWellFormed()}…`.replaceAll('\ufffd', '');
}

/** Adds a button that copies a text: beside the evidence buttons, where there are any. */
export function withCopy(
  keyboard: InlineKeyboardMarkup | undefined,
  label: string,
  text: string,
): InlineKeyboardMarkup {
  const button: InlineKeyboardButton = { text: label, copy_text: { text } };
  const rows = keyboard?.inline_keyboard ?? [];
  const [first = [], ...others] = rows;
  const proves = first.some((each) => 'callback_data' in each && each.callback_data.startsWith('1e:'));
  return { inline_keyboard: proves ? [[...first, button], ...others] : [[button], ...rows] };
}
