/** A word of a table found in a text: offsets into that text, `end` exclusive. */
export interface FoundWord<T> {
  readonly start: number;
  readonly end: number;
  readonly word: string;
  readonly value: T;
}

/**
 * Finds the words of a lexicon table in a text, leftmost and longest first, so that 建成后 hides the 建成 in it.
 * Linear in the text: every position looks only at the words that begin with its character.
 */
export class WordFinder<T> {
  readonly #byFirst = new Map<string, readonly (readonly [string, T])[]>();

  constructor(entries: Iterable<readonly [string, T]>) {
    const groups = new Map<string, (readonly [string, T])[]>();
    for (const entry of entries) {
      const first = entry[0].charAt(0);
      const group = groups.get(first) ?? [];
      group.push(entry);
      groups.set(first, group);
    }
    for (const [first, group] of groups) {
      this.#byFirst.set(
        first,
        group.toSorted((a, b) => b[0].length - a[0].length),
      );
    }
  }

  /** The longest word that begins at `start` and ends by `end`, or null. */
  at(text: string, start: number, end = text.length): FoundWord<T> | null {
    for (const [word, value] of this.#byFirst.get(text.charAt(start)) ?? []) {
      if (start + word.length <= end && text.startsWith(word, start))
        return { start, end: start + word.length, word, value };
    }
    return null;
  }

  /** The longest word that ends at `end` and begins at or after `start`, or null. */
  endingAt(text: string, end: number, start = 0): FoundWord<T> | null {
    for (let from = Math.max(start, end - 12); from < end; from++) {
      for (const [word, value] of this.#byFirst.get(text.charAt(from)) ?? []) {
        if (from + word.length === end && text.startsWith(word, from))
          return { start: from, end, word, value };
      }
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
