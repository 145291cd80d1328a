import type { Threshold, Wish, WordQuery } from '../model.ts';

/** A wish in its one written form: two that mean the same are the same text. */
export function wishKey(wish: Wish): string {
  return JSON.stringify(canonicalWish(wish));
}

/** The same wish with its parts in the one order. */
export function canonicalWish(wish: Wish): Wish {
  switch (wish.about) {
    case 'place':
      return { about: 'place', place: wish.place };
    case 'indicator': {
      const { place, indicator, threshold } = wish;
      const bound = threshold === undefined ? {} : { threshold: inOrder(threshold) };
      return { about: 'indicator', place, indicator, ...bound };
    }
    case 'post':
      return { about: 'post', place: wish.place, ...(wish.post === undefined ? {} : { post: wish.post }) };
    case 'project':
      return { about: 'project', place: wish.place };
    case 'words':
      return { about: 'words', place: wish.place, query: canonicalQuery(wish.query) };
  }
}

function inOrder({ comparison, value, unit, measure }: Threshold): Threshold {
  return { comparison, value, unit, measure };
}

/** 甲且(乙且丙) is 丙且乙且甲: nested alike is one list, each once and in order. */
export function canonicalQuery(query: WordQuery): WordQuery {
  switch (query.is) {
    case 'word':
      return { is: 'word', word: query.word };
    case 'not': {
      const of = canonicalQuery(query.of);
      return of.is === 'not' ? of.of : { is: 'not', of };
    }
    case 'and':
    case 'or': {
      const flat = query.of.map(canonicalQuery).flatMap((part) => (part.is === query.is ? part.of : [part]));
      const byKey = new Map(flat.map((part) => [keyOf(part), part]));
      const of = [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
      const [only] = of;
      return of.length === 1 && only !== undefined ? only : { is: query.is, of };
    }
  }
}

/** Orders as people write: words, what is in parentheses, what is not wanted. */
function keyOf(query: WordQuery): string {
  const rank = query.is === 'word' ? 0 : query.is === 'not' ? 2 : 1;
  return `${rank}${JSON.stringify(query)}`;
}
