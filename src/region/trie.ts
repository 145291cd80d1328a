/** A set of words looked up at a position of a text, all matches from the shortest to the longest. */
export interface Trie<T> {
  add(word: string, value: T): void;
  /** Words that start at `at`, longest first. */
  matches(text: string, at: number): readonly TrieMatch<T>[];
}

interface TrieMatch<T> {
  readonly end: number;
  readonly values: readonly T[];
}

interface Node<T> {
  /** By UTF-16 code: a number is looked up faster than a string of one character. */
  readonly next: Map<number, Node<T>>;
  readonly values: T[];
}

const NONE: readonly never[] = [];

/** An empty trie over UTF-16 units; a lookup costs at most the length of the longest word. */
export function createTrie<T>(): Trie<T> {
  const root: Node<T> = { next: new Map(), values: [] };
  return {
    add(word, value) {
      let node = root;
      for (let index = 0; index < word.length; index++) {
        const unit = word.charCodeAt(index);
        let child = node.next.get(unit);
        if (child === undefined) {
          child = { next: new Map(), values: [] };
          node.next.set(unit, child);
        }
        node = child;
      }
      if (!node.values.includes(value)) node.values.push(value);
    },
    matches(text, at) {
      let node: Node<T> | undefined = root.next.get(text.charCodeAt(at));
      if (node === undefined) return NONE;
      const found: TrieMatch<T>[] = [];
      for (let end = at + 1; node !== undefined; end++) {
        if (node.values.length > 0) found.push({ end, values: node.values });
        node = end < text.length ? node.next.get(text.charCodeAt(end)) : undefined;
      }
      return found.reverse();
    },
  };
}
