import { indicatorName, measureWords, placeWords, statement } from '../../answer/compose/value-words.ts';
import { placedPost } from '../../answer/understand/posts.ts';
import { type Html, html, joinHtml } from '../../bot/render/html.ts';
import { inScript, renderSource } from '../../bot/render/source.ts';
import type { TextKey, Texts } from '../../bot/texts/texts.ts';
import type { Observation } from '../../facts/model.ts';
import type { EventSource } from '../model.ts';
import type { Told } from './told.ts';

/** A title or name of a hostile article is no reason for a message that nobody can read. In UTF-16 units. */
const LONGEST_NAME = 120;
const LONGEST_TOLD = 300;

/** What happened, in a line or (where two sources are named) a few; nothing is ever split inside one. */
export function linesOf(told: Told, texts: Texts): Html {
  const { event } = told;
  const say = (text: string): string => inScript(text, texts.script);
  switch (event.kind) {
    case 'figures':
      return html`${say(figuresWords(told.figures))}`;
    case 'changed':
    case 'corrected':
      return joinHtml(
        told.changes.map((change) => changeLine(change, event.kind, texts)),
        '\n',
      );
    case 'holder': {
      const post = say(short(placedPost(event.place, event.post)));
      const before = event.before.map((name) => say(short(name))).join('、');
      return joinHtml(
        [
          html`${texts.say('news.head', { what: post })}`,
          ...(before === '' ? [] : [html`${before} → `]),
          html`<b>${say(short(event.person))}</b>`,
          html`${texts.say(event.acting ? 'news.acting' : (`news.${event.status}` satisfies TextKey))}`,
        ],
        '',
      );
    }
    case 'project': {
      const stage = (status: typeof event.status): string =>
        texts.say(`news.project.${status}` satisfies TextKey);
      const name = say(short(event.name));
      const what = name.startsWith(say(event.place ?? '')) ? name : `${say(event.place ?? '')}${name}`;
      const before = event.before === null ? '' : `${stage(event.before)} → `;
      const cost = event.investment;
      const amount =
        cost === undefined ? '' : texts.say('news.investment', { amount: say(`${cost.value}${cost.unit}`) });
      // Nothing is known of its progress: then its size is the news.
      if (event.status === 'unknown' && amount !== '')
        return joinHtml([html`${texts.say('news.head', { what })}`, html`<b>${amount}</b>`], '');
      const after = amount === '' ? '' : texts.say('news.and', { more: amount });
      return joinHtml(
        [
          html`${texts.say('news.head', { what })}`,
          html`${before}<b>${stage(event.status)}</b>`,
          html`${after}`,
        ],
        '',
      );
    }
    case 'article':
      return html`${texts.say('news.article')}`;
    case 'withdrawn':
      return html`<b>${texts.say('news.withdrawn')}</b>${say(short(event.told, LONGEST_TOLD))}`;
  }
}

/** 古县2026年前三季度地区生产总值为60.2亿元，同比增长5.1%: the place, period and name once. */
function figuresWords(figures: readonly Observation[]): string {
  const clear = figures.filter((fact) => !isVague(fact));
  const [first, ...others] = clear.length > 0 ? clear : figures;
  if (first === undefined) return '';
  // A goal is said as one each time: 目标 must not get lost behind a comma.
  const more = others.map((fact) => (fact.status === 'actual' ? measureWords(fact) : statement(fact)));
  return [statement(first), ...more].join('，');
}

/** 回落0.5个百分点, against what is not said: beside other figures it would be read as against theirs. */
function isVague(fact: Observation): boolean {
  return fact.measure === 'change' && !/[同环]?比|较/.test(measureWords(fact));
}

function changeLine(
  { old, oldSource, now }: Told['changes'][number],
  kind: 'changed' | 'corrected',
  texts: Texts,
): Html {
  const say = (text: string): string => inScript(text, texts.script);
  const mark = texts.say(kind === 'corrected' ? 'news.corrected' : 'news.changed');
  // A superseded figure is still of the kind it was.
  const shown = now ?? old;
  const goal = shown.status === 'target' ? texts.say('news.target') : '';
  const what = say(`${placeWords(shown)}${shown.period?.label ?? ''}${short(indicatorName(shown))}`);
  const head = html`<b>${mark}</b>${texts.say('news.head', { what: `${what}${goal}` })}${say(measureWords(old))}`;
  const change =
    now === null ? html`${texts.say('news.taken-back')}` : html` → <b>${say(measureWords(now))}</b>`;
  const before = html`${texts.say('news.before')}${renderSource(refOf(oldSource), texts.script)}`;
  return joinHtml([joinHtml([head, change], ''), before], '\n');
}

/** Where an earlier value was printed: the article itself may have been edited, or be gone. */
function refOf({ article, ...source }: EventSource): Parameters<typeof renderSource>[0] {
  const title = source.title === null ? null : short(source.title);
  return {
    ...source,
    title,
    articleId: article,
    file: '',
    dateBasis: source.date === null ? 'unknown' : 'stated',
  };
}

/** At most as many units, never half a surrogate pair. */
export function short(text: string, most: number = LONGEST_NAME): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length <= most
    ? flat
    : `${[...flat.slice(0, most - 1).toWellFormed()].join('').replaceAll('\ufffd', '')}…`;
}
