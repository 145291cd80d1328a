import type { Story } from './town.ts';
import { year } from './town.ts';

interface Told {
  readonly place: string;
  readonly year: number;
  readonly value: number;
  readonly growth?: number;
  /** Default 示例日报. */
  readonly outlet?: string;
  readonly title?: string;
}

/** An invented report for each year and place: its product, and how it grew. */
export function yearly(told: readonly Told[]): readonly Story[] {
  return told.map(({ place, year: at, value, growth, outlet = '示例日报', title = `${place}${at}年` }, i) => {
    const grew = growth === undefined ? '' : `，同比${growth < 0 ? '下降' : '增长'}${Math.abs(growth)}%`;
    const text = `${at}年，${place}地区生产总值${value}亿元${grew}。`;
    const common = { in: text, indicator: '地区生产总值', period: year(at) } as const;
    return {
      text,
      article: {
        id: i.toString(16).padStart(16, 'd'),
        title,
        outlet,
        date: `${at + 1}-02-01`,
        dateBasis: 'stated' as const,
      },
      places: [place],
      observations: [
        { ...common, value, unit: '亿元' },
        ...(growth === undefined
          ? []
          : [
              {
                ...common,
                measure: 'growth' as const,
                value: growth,
                raw: String(Math.abs(growth)),
                unit: '%',
                basis: '同比',
              },
            ]),
      ],
    };
  });
}
