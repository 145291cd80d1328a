import type { Period } from '../../../text/date.ts';
import type { AnnotatedArticle } from '../../document.ts';
import { damageDoubt } from '../../doubt.ts';
import { cutEvidence } from '../../evidence.ts';
import { indicatorLexicon } from '../../indicators.ts';
import type { FactStatus, Measure, ReportedObservation } from '../../model.ts';
import type { ListHeading, Side } from './heading.ts';
import type { Item, ItemFigure } from './item.ts';

/** A heading with when and as what its figures hold. */
export interface DatedHeading extends ListHeading {
  /** One for each side; null where the text tells two or none. */
  readonly periods: readonly (Period | null)[];
  readonly status: FactStatus;
  readonly basis?: string;
}

interface Meant {
  readonly side: Side;
  readonly measure: Measure;
  readonly value: number;
  readonly unit: string;
}

/** The figures of the items by what their heading announces; those that could be either of two things are left out. */
export function rowsOf(
  document: AnnotatedArticle,
  heading: DatedHeading,
  items: readonly Item[],
): readonly ReportedObservation[] {
  const found: ReportedObservation[] = [];
  const row = (item: Item, figure: Pick<ItemFigure, 'at' | 'raw' | 'start' | 'end'>, meant: Meant) => {
    const period = heading.periods[heading.sides.indexOf(meant.side)] ?? null;
    if (item.place === null || period === null) return;
    found.push({
      place: item.place,
      indicator: meant.side.indicator,
      measure: meant.measure,
      status: heading.status,
      period,
      value: meant.value,
      unit: meant.unit,
      raw: figure.raw,
      at: figure.at,
      evidence: cutEvidence(document, { start: Math.min(item.start, figure.start), end: figure.end }),
      ...damageDoubt(document, figure),
    });
  };
  for (const item of items) {
    for (const [i, figure] of item.figures.entries()) {
      const meant = meaningOf(heading.sides, item.figures, i);
      if (meant === null) continue;
      row(item, figure, meant);
      const last = found.at(-1);
      const basis = figure.basis ?? (meant.measure === 'growth' ? heading.basis : undefined);
      if (last?.at !== figure.at) continue;
      found[found.length - 1] = {
        ...last,
        ...(basis === undefined ? {} : { basis }),
        ...(figure.approx === undefined ? {} : { approx: figure.approx }),
      };
    }
  }
  return found;
}

/** What a figure is: by its unit, by the word of growth in front of it, or by its turn where all are bare. */
function meaningOf(sides: readonly Side[], figures: readonly ItemFigure[], i: number): Meant | null {
  const figure = figures[i];
  if (figure === undefined) return null;
  if (figure.unit === null && figures.length === sides.length && sides.every(({ unit }) => unit !== null)) {
    const side = sides[i];
    return side === undefined ? null : meantBy(side, figure, side.unit ?? '');
  }
  const unit = figure.unit ?? '';
  // Two figures of one kind in an item: this year's and the last one's, or nobody knows what.
  if (figures.some((other, k) => k !== i && plain(other.unit ?? '') === plain(unit))) return null;
  const fitting = sides.filter((side) => fits(side, figure, unit));
  const exact = fitting.filter((side) => usualUnit(side) !== '');
  const [side, ...others] = exact.length > 0 ? exact : fitting;
  if (side === undefined) return grownOnly(sides, figure, unit);
  return others.length > 0 ? null : meantBy(side, figure, unit);
}

/** 地区生产总值：尧都区112.6亿元，增长5.1%: the word of growth says itself what the heading leaves out. */
function grownOnly(sides: readonly Side[], figure: ItemFigure, unit: string): Meant | null {
  const [side] = sides;
  if (side === undefined || figure.moved === null || unit !== '%') return null;
  if (sides.some(({ indicator }) => indicator !== side.indicator) || usualUnit(side) === '%') return null;
  return meantBy({ ...side, side: 'growth' }, figure, unit, side);
}

function meantBy(side: Side, figure: ItemFigure, unit: string, of = side): Meant | null {
  if (side.side === 'share') return null;
  const grown = side.side !== 'level';
  if (!grown && (figure.moved !== null || figure.value < 0)) return null;
  const falls = side.side === 'fall' || figure.moved === 'down';
  // 降幅：-3.1%, 下降-3.1%: a fall told twice is still one.
  const value = falls ? -Math.abs(figure.value) : figure.value;
  return { side: of, measure: grown ? 'growth' : 'level', value, unit };
}

function fits(side: Side, { moved }: ItemFigure, unit: string): boolean {
  if (side.side !== 'level') return unit === '%';
  if (moved !== null) return false;
  const usual = usualUnit(side);
  if (usual === '') return side.settled ? unit === '' : unit !== '' && unit !== '%';
  return plain(usual) === plain(unit);
}

function usualUnit({ indicator, unit, side }: Side): string {
  if (side !== 'level') return '%';
  return unit ?? indicatorLexicon().indicators.find(({ name }) => name === indicator)?.unit ?? '';
}

/** 元 of 万元 and 亿元. */
function plain(unit: string): string {
  return unit.replace(/^[十百千万亿]{1,3}(?=.)/, '');
}
