import type { Gazetteer } from '../../region/gazetteer.ts';
import { scaledUnit } from '../../text/unit.ts';
import { unitKind } from '../amount.ts';
import type { EventBody, Figure, Series, Threshold, Wish } from '../model.ts';
import { postMatcher } from '../posts.ts';
import { fulfils } from '../words.ts';
import { isWithin } from './within.ts';

/** An event with what a wish may ask of it besides. */
export interface Happening {
  readonly body: EventBody;
  /** Title and text of a new article, see {@link foldWords}. */
  readonly words?: string;
}

/** Whether an event matters to a wish; made once for a wish and asked for each event. */
export type Matcher = (happening: Happening) => boolean;

export function matcherOf(wish: Wish, gazetteer: Gazetteer): Matcher {
  const { place } = wish;
  const here: Matcher = ({ body }) =>
    place === null || placesOf(body).some((each) => isWithin(gazetteer, each, place));
  const matters = matterOf(wish);
  // The cheap question first: most events are of another kind.
  return (happening) => matters(happening) && here(happening);
}

function matterOf(wish: Wish): Matcher {
  switch (wish.about) {
    case 'place':
      return ({ body }) => body.kind !== 'withdrawn' && !(body.kind === 'figures' && body.minor === true);
    case 'indicator': {
      const { indicator, threshold } = wish;
      return ({ body }) =>
        'indicator' in body &&
        body.indicator === indicator &&
        (threshold === undefined || figuresOf(body).some((figure) => passes(figure, body, threshold)));
    }
    case 'post': {
      const isWanted = postMatcher(wish.post ?? null);
      return ({ body }) => body.kind === 'holder' && isWanted(body.post);
    }
    case 'project':
      return ({ body }) => body.kind === 'project';
    case 'words':
      return ({ body, words }) =>
        body.kind === 'article' && words !== undefined && fulfils(words, wish.query);
  }
}

/** Figures as they are now. */
function figuresOf(body: EventBody): readonly Figure[] {
  if (body.kind === 'figures') return body.figures;
  if (body.kind !== 'changed' && body.kind !== 'corrected') return [];
  return body.changes.flatMap(({ now }) => (now === null ? [] : [now]));
}

/** Joint places (吉县、大宁县) are news of each. */
function placesOf(body: EventBody): readonly string[] {
  if (body.kind === 'article') return body.places;
  return body.place?.split('、') ?? [];
}

/** Plans and targets are no results: no bound is ever crossed by them. */
function passes(figure: Figure, { status }: Pick<Series, 'status'>, bound: Threshold): boolean {
  if (status !== 'actual' && status !== 'estimate') return false;
  if (figure.measure !== bound.measure) return false;
  const value = valueIn(figure, bound.unit);
  if (value === null) return false;
  switch (bound.comparison) {
    case '<':
      return value < bound.value;
    case '<=':
      return value <= bound.value;
    case '>':
      return value > bound.value;
    case '>=':
      return value >= bound.value;
  }
}

/** The figure in another unit; null when the two measure different things. */
function valueIn({ value, unit }: Figure, wanted: string | null): number | null {
  if (wanted === null || unit === wanted) return value;
  if (unitKind(unit) !== unitKind(wanted)) return null;
  const [from, to] = [scaledUnit(unit)?.factor ?? 1, scaledUnit(wanted)?.factor ?? 1];
  // 0.3亿元 are 3000万元, not 2999.9999999999995.
  return Number(((value * from) / to).toPrecision(12));
}
