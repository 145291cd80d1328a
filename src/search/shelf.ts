import { figuresOf } from './alike.ts';
import { textOf } from './characters.ts';
import type { Column } from './column.ts';
import { createColumn } from './column.ts';
import type { DayRange, Passage } from './passage.ts';
import type { Pool } from './pool.ts';
import { createPool } from './pool.ts';

/** Where a passage stands in the units it is searched in: unnamed places, title, heading, text, each ended by a line feed. */
export interface Place {
  readonly units: Uint16Array;
  readonly start: number;
  readonly headingAt: number;
  readonly textAt: number;
  readonly end: number;
}

/** All passages by dense number, in order of arrival; nothing is ever taken off (see the index's compaction). */
export interface Shelf {
  readonly size: number;
  add(passage: Passage): number;
  passage(number: number): Passage;
  idOf(number: number): string;
  articleOf(number: number): string;
  /** The number of the set of places, and of the set of periods, for filters that look at each set once. */
  placesOf(number: number): number;
  periodsOf(number: number): number;
  /** The figures of its text, see {@link figuresOf}. */
  figuresOf(number: number): number;
  readonly placeSets: readonly (readonly string[])[];
  readonly periodSets: readonly (readonly DayRange[])[];
  place(number: number): Place;
  readonly parts: ShelfParts;
}

/** What a shelf consists of, for keeping it in a file. */
export interface ShelfParts {
  /** FIELDS numbers per passage. */
  readonly columns: Uint32Array;
  readonly blocks: readonly Uint16Array[];
  readonly articles: readonly string[];
  readonly placeSets: readonly (readonly string[])[];
  readonly periodSets: readonly (readonly DayRange[])[];
  /** Passages whose id is not `articleId#ordinal`. */
  readonly oddIds: readonly (readonly [number: number, id: string])[];
}

/** Numbers kept per passage, see {@link Field}. */
const FIELDS = 12;
const FIELD = {
  block: 0,
  at: 1,
  placesLength: 2,
  headingLength: 3,
  textLength: 4,
  article: 5,
  ordinal: 6,
  spanStart: 7,
  places: 8,
  periods: 9,
  titleLength: 10,
  figures: 11,
} as const;
type Field = keyof typeof FIELD;

/** 2 MB of text at a time: growing never copies what is there. */
const BLOCK = 1 << 20;
const NONE = 0xffff_ffff;

/** @param parts of an earlier shelf; they are taken over, not copied */
export function createShelf(parts?: ShelfParts): Shelf {
  const columns: Column = createColumn(parts?.columns);
  const blocks: Uint16Array[] = [...(parts?.blocks ?? [])];
  const articles: Pool<string> = createPool((id) => id, parts?.articles);
  const placeSets: Pool<readonly string[]> = createPool((set) => JSON.stringify(set), parts?.placeSets);
  const periodSets: Pool<readonly DayRange[]> = createPool(
    (set) => set.map(({ start, end }) => `${start}/${end}`).join(),
    parts?.periodSets,
  );
  const oddIds = new Map<number, string>(parts?.oddIds);
  // What a file gave is full: the next passage begins a block of its own.
  let free = 0;
  let block = new Uint16Array(0);

  const field = (number: number, name: Field): number => columns.values[number * FIELDS + FIELD[name]] ?? 0;

  function write(text: string): number {
    if (free + text.length > block.length) {
      block = new Uint16Array(Math.max(BLOCK, text.length));
      blocks.push(block);
      free = 0;
    }
    for (let at = 0; at < text.length; at++) block[free + at] = text.charCodeAt(at);
    free += text.length;
    return free - text.length;
  }

  const shelf: Shelf = {
    get size() {
      return columns.length / FIELDS;
    },
    add(passage) {
      const number = shelf.size;
      const { articleId, title, heading, text } = passage;
      const places = unnamedPlaces(passage);
      const at = write(
        `${places}${title === undefined ? '' : `${title}\n`}${heading === null ? '' : `${heading}\n`}${text}`,
      );
      const ordinal = ordinalOf(passage);
      if (ordinal === NONE) oddIds.set(number, passage.id);
      const row = {
        block: blocks.length - 1,
        at,
        placesLength: places.length,
        headingLength: heading === null ? NONE : heading.length,
        textLength: text.length,
        article: articles.intern(articleId),
        ordinal,
        spanStart: passage.span.start,
        places: placeSets.intern(passage.places),
        periods: periodSets.intern(passage.periods ?? []),
        titleLength: title === undefined ? NONE : title.length,
        figures: figuresOf(block, free - text.length, free),
      } satisfies Record<Field, number>;
      for (const name of Object.keys(FIELD) as Field[]) columns.push(row[name]);
      return number;
    },
    passage(number) {
      const { units, headingAt, textAt, end } = shelf.place(number);
      const titleLength = field(number, 'titleLength');
      const spanStart = field(number, 'spanStart');
      const periods = periodSets.values[field(number, 'periods')] ?? [];
      return {
        id: shelf.idOf(number),
        articleId: shelf.articleOf(number),
        places: placeSets.values[field(number, 'places')] ?? [],
        ...(periods.length > 0 ? { periods } : {}),
        ...(titleLength === NONE ? {} : { title: textOf(units, headingAt - 1 - titleLength, headingAt - 1) }),
        heading: field(number, 'headingLength') === NONE ? null : textOf(units, headingAt, textAt - 1),
        text: textOf(units, textAt, end),
        span: { start: spanStart, end: spanStart + end - textAt },
      };
    },
    idOf(number) {
      const ordinal = field(number, 'ordinal');
      return ordinal === NONE ? (oddIds.get(number) ?? '') : `${shelf.articleOf(number)}#${ordinal}`;
    },
    articleOf: (number) => articles.values[field(number, 'article')] ?? '',
    placesOf: (number) => field(number, 'places'),
    periodsOf: (number) => field(number, 'periods'),
    figuresOf: (number) => field(number, 'figures'),
    placeSets: placeSets.values,
    periodSets: periodSets.values,
    place(number) {
      const start = field(number, 'at');
      const title = field(number, 'titleLength');
      const headingAt = start + field(number, 'placesLength') + (title === NONE ? 0 : title + 1);
      const heading = field(number, 'headingLength');
      const textAt = heading === NONE ? headingAt : headingAt + heading + 1;
      const units = blocks[field(number, 'block')] ?? block;
      return { units, start, headingAt, textAt, end: textAt + field(number, 'textLength') };
    },
    get parts() {
      return {
        columns: columns.values.subarray(0, columns.length),
        blocks: blocks.map((units) => (units === block ? units.subarray(0, free) : units)),
        articles: articles.values,
        placeSets: placeSets.values,
        periodSets: periodSets.values,
        oddIds: [...oddIds],
      };
    },
  };
  return shelf;
}

/** A passage on 全县 has its county only in the heading or as its governing place: both are searched with it. */
function unnamedPlaces({ heading, places, text, title }: Passage): string {
  return places
    .filter((place) => !text.includes(place) && !named(heading, place) && !named(title, place))
    .map((place) => `${place}\n`)
    .join('');
}

function named(words: string | null | undefined, place: string): boolean {
  return words?.includes(place) === true;
}

function ordinalOf({ id, articleId }: Passage): number {
  if (!id.startsWith(`${articleId}#`)) return NONE;
  const digits = id.slice(articleId.length + 1);
  return /^(?:0|[1-9]\d{0,8})$/.test(digits) ? Number(digits) : NONE;
}
