import type { InlineQueryResultArticle } from 'grammy/types';
import { checkKeyboard, checkText, type Params } from './check.ts';
import { badRequest } from './refusal.ts';

/** Everything the Bot API demands of `answerInlineQuery`, for results of type article. */
export function checkInlineAnswer(params: Params): readonly InlineQueryResultArticle[] {
  const { results, next_offset: next, button, cache_time: cache } = params;
  if (!Array.isArray(results)) throw badRequest("can't parse JSON encoded inline query results");
  // Bot API: no more than 50 results per query are allowed.
  if (results.length > 50) throw badRequest('RESULTS_TOO_MUCH');
  if (next !== undefined && (typeof next !== 'string' || Buffer.byteLength(next) > 64))
    throw badRequest('NEXT_OFFSET_INVALID');
  if (cache !== undefined && !Number.isInteger(cache)) throw badRequest('can\'t parse "cache_time"');
  checkButton(button);
  const seen = new Set<string>();
  for (const result of results as Record<string, unknown>[]) {
    checkResult(result);
    if (seen.has(String(result['id']))) throw badRequest('RESULT_ID_DUPLICATE');
    seen.add(String(result['id']));
  }
  return results as InlineQueryResultArticle[];
}

function checkResult(result: Record<string, unknown>): void {
  const { type, id, title, description, input_message_content: content, reply_markup: markup } = result;
  if (type !== 'article')
    throw badRequest(`can't parse inline query result: unsupported type ${String(type)}`);
  if (typeof id !== 'string' || Buffer.byteLength(id) < 1 || Buffer.byteLength(id) > 64)
    throw badRequest('RESULT_ID_INVALID');
  if (typeof title !== 'string' || title.trim() === '') throw badRequest('ARTICLE_TITLE_EMPTY');
  for (const words of [title, description])
    if (typeof words === 'string' && !words.isWellFormed())
      throw badRequest('strings must be encoded in UTF-8');
  if (typeof content !== 'object' || content === null)
    throw badRequest("can't parse inline query result: input message content is not specified");
  const { message_text: text, parse_mode: mode } = content as Record<string, unknown>;
  checkText({ text, ...(mode === undefined ? {} : { parse_mode: mode }) }, 'text', 4096);
  checkKeyboard(markup);
}

function checkButton(button: unknown): void {
  if (button === undefined) return;
  const { text, start_parameter: start } = button as {
    readonly text?: unknown;
    readonly start_parameter?: unknown;
  };
  if (typeof text !== 'string' || text === '') throw badRequest('BUTTON_TEXT_EMPTY');
  if (typeof start !== 'string' || !/^[A-Za-z0-9_-]{1,64}$/.test(start))
    throw badRequest('START_PARAM_INVALID');
}
