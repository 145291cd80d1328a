import type { Hit, Passage, PassageIndex, SearchFilter } from '../../src/search/passage.ts';
import { toSimplified } from '../../src/text/script.ts';

/** A passage index small enough to trust: share of the query's character pairs a passage holds. For tests only. */
export function createBigramIndex(): PassageIndex {
  const passages = new Map<string, Passage>();
  return {
    async add(more) {
      for (const passage of more) passages.set(passage.id, passage);
    },
    async remove(articleId) {
      for (const [id, passage] of passages) if (passage.articleId === articleId) passages.delete(id);
    },
    search(query, options = {}) {
      const pairs = pairsOf(toSimplified(query));
      const hits: Hit[] = [];
      for (const passage of passages.values()) {
        if (!admits(passage, options.filter)) continue;
        const text = toSimplified(passage.text + passage.places.join('')).toLowerCase();
        const covered = pairs.filter((pair) => text.includes(pair)).length;
        const coverage = covered / pairs.length;
        if (covered > 0)
          hits.push({
            passage,
            score: covered,
            coverage,
            confidence: coverage,
            exact: [],
            matches: [],
            alike: [],
          });
      }
      hits.sort((a, b) => b.score - a.score || (a.passage.id < b.passage.id ? -1 : 1));
      return hits.slice(0, options.limit ?? 5);
    },
    get size() {
      return passages.size;
    },
    async settled() {},
  };
}

function pairsOf(text: string): readonly string[] {
  const pairs = new Set<string>();
  for (let at = 0; at + 2 <= text.length; at += 1) pairs.add(text.slice(at, at + 2).toLowerCase());
  return [...pairs];
}

function admits(passage: Passage, filter: SearchFilter | undefined): boolean {
  if (filter?.places !== undefined && !filter.places.some((place) => passage.places.includes(place)))
    return false;
  return filter?.articleIds === undefined || filter.articleIds.includes(passage.articleId);
}
