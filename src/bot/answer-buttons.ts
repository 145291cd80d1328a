import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types';
import type { Answer } from '../answer/answer.ts';
import { askedIndicator, MEASURE_WORDS, readArguments } from '../answer/tables/arguments.ts';
import { sideBySide } from '../answer/tables/side-by-side.ts';
import { tabulate } from '../answer/tables/table.ts';
import type { NamedList, Observation, Project, Tenure } from '../facts/model.ts';
import type { Division } from '../region/gazetteer.ts';
import type { Stored } from '../store/store.ts';
import type { Script } from '../text/script.ts';
import { encodeCallback } from './callback-data.ts';
import type { BotDeps } from './context.ts';
import { citationOf, withCopy } from './render/citation.ts';
import { type TextKey, textsIn } from './texts/texts.ts';

type Deps = Pick<BotDeps, 'store' | 'gazetteer' | 'lexicon'>;

/** What stands under an answer besides the evidence and the next questions: screens, with what stands behind them. */
type Offer = readonly [
  screen: 'items' | 'projects' | 'who' | 'trend' | 'compare' | 'subscribe' | 'wrong',
  args: string,
];

const LABELS = {
  items: 'button.all',
  projects: 'button.all',
  who: 'button.all',
  trend: 'button.trend',
  compare: 'button.compare',
  subscribe: 'button.subscribe',
  wrong: 'button.wrong',
} as const satisfies Record<Offer[0], TextKey>;

/** Adds the buttons that belong under an answer to those it brings along. */
export type AnswerButtons = (
  answer: Answer,
  keyboard: InlineKeyboardMarkup | undefined,
  script: Script,
) => Promise<InlineKeyboardMarkup | undefined>;

/**
 * 复制引文 beside the evidence, and a last row of 历年, 对比, 订阅, 有误？: each only where it has something to show, and
 * only while its screen exists, so that no button leads nowhere. A refusal gets none of them.
 * @param has whether there is such a screen
 */
export function createAnswerButtons(deps: Deps, has: (screen: string) => boolean): AnswerButtons {
  // An answer that is given again while the data stays as it is has the same buttons.
  const known = new WeakMap<Answer, Promise<readonly Offer[]>>();
  return async (answer, keyboard, script) => {
    if (answer.abstain || answer.factIds.length === 0) return keyboard;
    const texts = textsIn('zh', script);
    const citation = await citationOf(deps.store, answer.factIds, script);
    const cited = citation === null ? keyboard : withCopy(keyboard, texts.say('button.cite'), citation);
    const offered = known.get(answer) ?? offersFor(deps, answer);
    known.set(answer, offered);
    const row = (await offered).flatMap(([screen, args]): InlineKeyboardButton[] => {
      const data = has(screen) ? encodeCallback({ do: 'screen', screen, args, beside: true }) : null;
      return data === null ? [] : [{ text: texts.say(LABELS[screen]), callback_data: data }];
    });
    return row.length === 0 ? cited : { inline_keyboard: [...(cited?.inline_keyboard ?? []), row] };
  };
}

async function offersFor(deps: Deps, answer: Answer): Promise<readonly Offer[]> {
  const { factIds } = answer;
  const [id = ''] = factIds;
  const found = await deps.store.fact(id);
  if (found === null) return [];
  const place = 'place' in found.fact ? deps.gazetteer.byName(found.fact.place ?? '') : undefined;
  const fact = found.kind === 'observation' ? (found.fact as Stored<Observation>) : null;
  const words = fact === null || place === undefined ? null : await wordsFor(deps, place, fact);
  const figures =
    fact === null || place === undefined || words === null ? [] : await figuresOf(deps, place, fact, words);
  const settled = fact !== null && deps.lexicon.canonical(fact.indicator) !== null && words !== null;
  const subscribed = place === undefined ? [] : ([['subscribe', settled ? words : place.name]] as const);
  const more = answer.kind === 'list' ? await restOf(deps, answer, place) : [];
  return [...more, ...figures, ...subscribed, ['wrong', id]];
}

/** Of a list that did not fit its answer, a screen with all of it. */
async function restOf(
  { store }: Deps,
  { headline, factIds }: Answer,
  place: Division | undefined,
): Promise<readonly Offer[]> {
  const shown = headline.map(({ text }) => text).join('');
  const [found, last] = [await store.fact(factIds[0] ?? ''), await store.fact(factIds.at(-1) ?? '')];
  if (found?.kind === 'list') {
    const { items, id } = found.fact as Stored<NamedList>;
    return items.every((item) => shown.includes(item.replace(/[。；;]$/, ''))) ? [] : [['items', id]];
  }
  if (place === undefined || last === null) return [];
  if (last.kind === 'project' && !shown.includes((last.fact as Stored<Project>).name))
    return [['projects', place.code]];
  const isCut = last.kind === 'tenure' && !shown.includes((last.fact as Stored<Tenure>).person);
  return isCut ? [['who', place.code]] : [];
}

async function figuresOf(
  deps: Deps,
  place: Division,
  { indicator, measure }: Observation,
  words: string,
): Promise<readonly Offer[]> {
  const tables = await tabulate(deps.store, [place.name], indicator, measure);
  const beside = await sideBySide(deps, place, indicator, measure);
  return [
    ...((tables[0]?.rows.length ?? 0) >= 2 ? ([['trend', words]] as const) : []),
    ...(beside === null ? [] : ([['compare', words]] as const)),
  ];
}

/** 古县 地区生产总值 增速: what the commands read as this place, indicator and measure; null where they would read another. */
async function wordsFor(
  { store, gazetteer, lexicon }: Deps,
  place: Division,
  { indicator, measure }: Observation,
): Promise<string | null> {
  const said = measure === 'level' ? null : (MEASURE_WORDS[measure] ?? null);
  if (measure !== 'level' && said === null) return null;
  const words = [place.name, indicator, ...(said === null ? [] : [said])].join(' ');
  const { places, foreign, rest } = readArguments(gazetteer, words);
  if (foreign !== null || places.length !== 1 || places[0]?.code !== place.code) return null;
  const asked = await askedIndicator({ store, lexicon }, [place.name], rest);
  if (asked.names.length !== 1 || asked.names[0] !== indicator) return null;
  // 人口自然增长率 is a level in whose name a measure stands.
  return asked.measure === null || asked.measure === measure ? words : null;
}
