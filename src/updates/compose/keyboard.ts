import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types';
import { encodeCallback } from '../../bot/callback-data.ts';
import type { TextKey, Texts } from '../../bot/texts/texts.ts';
import type { Group } from './group.ts';

/** More cannot be read in a row on a phone. */
const MOST_EVIDENCE = 4;

/** The screen of the buttons that change what comes, see bot/features/news.ts. */
export const NEWS_SCREEN = 'news';
/** What they do; `mute` and `back` only change the buttons. */
export const NEWS_ACTS = ['mute', 'day', 'week', 'back', 'less', 'stop'] as const;
export type NewsAct = (typeof NEWS_ACTS)[number];

/** The evidence, then the ways to hear less. */
export function keyboardFor(groups: readonly Group[], texts: Texts): InlineKeyboardMarkup {
  const named = groups.flatMap((group, i) => (group.source === null ? [] : [{ group, number: i + 1 }]));
  const evidence = named
    .slice(0, MOST_EVIDENCE)
    .flatMap(({ group, number }) => evidenceButton(group, groups.length > 1 ? ` ${number}` : '', texts));
  return { inline_keyboard: [...(evidence.length > 0 ? [evidence] : []), controls('usual', texts)] };
}

/** The last row: what one can do, or for how long there shall be silence. */
export function controls(which: 'usual' | 'mute', texts: Texts): InlineKeyboardButton[] {
  const acts: readonly NewsAct[] = which === 'usual' ? ['mute', 'less', 'stop'] : ['day', 'week', 'back'];
  return acts.flatMap((act) => {
    const data = encodeCallback({ do: 'screen', screen: NEWS_SCREEN, args: act });
    return data === null
      ? []
      : [{ text: texts.say(`news.button.${act}` satisfies TextKey), callback_data: data }];
  });
}

/** A single fact in its paragraph; for several, the article with all of its own. */
function evidenceButton({ source, events }: Group, number: string, texts: Texts): InlineKeyboardButton[] {
  const [first] = events;
  if (source === null || first === undefined) return [];
  const text = `${texts.say(source.digest ? 'button.digest' : 'button.original')}${number}`;
  const data =
    events.length === 1 && first.ref !== null
      ? encodeCallback({ do: 'evidence', ref: first.ref })
      : encodeCallback({ do: 'screen', screen: 'article', args: source.articleId, beside: true });
  return data === null ? [] : [{ text, callback_data: data }];
}
