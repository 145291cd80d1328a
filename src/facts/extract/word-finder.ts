/** A word of a table found in a text: offsets into that text, `end` exclusive. */
export interface FoundWord<T> {
  readonly start: number;
  readonly end: number;
  readonly word: string;
  readonly value: T;
}

type Entries<T> = readonly (readonly [string, T])[];

/**
 * Finds the words of a lexicon table in a text, leftmost and longest first, so that 建成后 hides the 建成 in it.
 * Linear in the text: every position looks only at the words that begin with its character.
 */
export class WordFinder<T> {
  readonly #byFirst: Entries<T>[] = [];
  readonly #byLast: Entries<T>[] = [];
  /** For each character the number of its list in `#byFirst` and `#byLast`, from 1: most characters have none. */
  readonly #first = new Uint16Array(0x10000);
  readonly #last = new Uint16Array(0x10000);

  constructor(entries: Iterable<readonly [string, T]>) {
    const all = [...entries].filter(([word]) => word !== '').sort((a, b) => b[0].length - a[0].length);
    index(all, (word) => word.charCodeAt(0), this.#first, this.#byFirst);
    index(all, (word) => word.charCodeAt(word.length - 1), this.#last, this.#byLast);
  }

  /** The longest word that begins at `start` and ends by `end`, or null. */
  at(text: string, start: number, end = text.length): FoundWord<T> | null {
    const list = start < text.length ? (this.#first[text.charCodeAt(start)] ?? 0) : 0;
    if (list === 0) return null;
    for (const [word, value] of this.#byFirst[list - 1] ?? []) {
      if (start + word.length <= end && text.startsWith(word, start))
        return { start, end: start + word.length, word, value };
    }
    return null;
  }

  /** The longest word that ends at `end` and begins at or after `start`, or null. */
  endingAt(text: string, end: number, start = 0): FoundWord<T> | null {
    const list = end > 0 && end <= text.length ? (this.#last[text.charCodeAt(end - 1)] ?? 0) : 0;
    if (list === 0) return null;
    const earliest = Math.max(start, end - LONGEST_BACKWARDS, 0);
    for (const [word, value] of this.#byLast[list - 1] ?? []) {
      const from = end - word.length;
      if (from >= earliest && text.startsWith(word, from)) return { start: from, end, word, value };
    }
    return null;
  }

  /** All words between `start` and `end`, none overlapping another, in order. */
  all(text: string, start = 0, end = text.length): readonly FoundWord<T>[] {
    const found: FoundWord<T>[] = [];
    for (let i = start; i < end; ) {
      const hit = this.at(text, i, end);
      if (hit) found.push(hit);
      i = hit ? hit.end : i + 1;
    }
    return found;
  }
}

/** No word of a table is longer. */
const LONGEST_BACKWARDS = 12;

function index<T>(
  entries: Entries<T>,
  key: (word: string) => number,
  numbers: Uint16Array,
  lists: Entries<T>[],
): void {
  for (const [code, group] of Map.groupBy(entries, ([word]) => key(word))) {
    lists.push(group);
    numbers[code] = lists.length;
  }
}
