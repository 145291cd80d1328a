import { readArguments } from '../answer/tables/arguments.ts';
import { figureWish } from '../answer/tables/figure-words.ts';
import { cleanQuestion } from '../answer/understand/clean.ts';
import type { BotContext, BotDeps } from './context.ts';
import type { Reply } from './render/answer.ts';
import type { Screens } from './screens/screens.ts';

/** What is shown for a question that asks for numbers in a row; null where a picture would not say more than an answer. */
export type FiguresAsked = (ctx: BotContext, question: string) => Promise<Reply | null>;

/**
 * 古县历年GDP, 各县GDP对比: shown as /trend and /compare show it, with its picture, where nothing else is asked (no year,
 * no second place) and three or more numbers can be compared. Else the answer to the question stands.
 */
export function createFiguresAsked(
  { gazetteer, lexicon }: Pick<BotDeps, 'gazetteer' | 'lexicon'>,
  screens: Screens,
): FiguresAsked {
  return async (ctx, question) => {
    const wish = figureWish(cleanQuestion(question).text);
    const screen = wish === null ? undefined : screens.get(wish.shape);
    if (wish === null || screen === undefined) return null;
    const { places, foreign, rest } = readArguments(gazetteer, wish.rest);
    if (foreign !== null || places.length !== (wish.shape === 'trend' ? 1 : 0)) return null;
    const named = new Set(lexicon.find(rest, { asked: true }).map(({ canonical }) => canonical));
    if (named.size !== 1 || /\d/.test(rest)) return null;
    const shown = await screen(ctx, [...places.map(({ name }) => name), rest].join(' '));
    return shown.picture === undefined ? null : shown;
  };
}
