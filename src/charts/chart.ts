/** A number in a picture: where it stands, and the words beside it, as the text has them. */
export interface Point {
  readonly value: number;
  readonly words: string;
}

/** What is drawn in one colour; null where nothing is known. As many points as the chart has categories. */
interface Series {
  readonly name: string;
  readonly points: readonly (Point | null)[];
}

/** A picture of comparable numbers as a value: the same value gives the same bytes. */
export interface Chart {
  /** columns: one place over time; bars: places at one time, lying, so that names can be read; lines: several over time. */
  readonly form: 'columns' | 'bars' | 'lines';
  readonly title: string;
  /** What the numbers are: unit, measure, basis, period. */
  readonly subtitle: string;
  readonly categories: readonly string[];
  readonly series: readonly Series[];
  /** Where the numbers were printed; lines. */
  readonly footer: string;
  /** Small is good (a rank): the first stands on top. */
  readonly firstOnTop?: true;
}
