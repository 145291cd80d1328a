/** Names that share characters with what was typed, the likest first. */
export function nearest(typed: string, names: Iterable<string>, most: number): readonly string[] {
  const wanted = new Set(typed);
  const scored = [...new Set(names)].map((name) => {
    const shared = [...new Set(name)].filter((char) => wanted.has(char)).length;
    return { name, score: (2 * shared) / (wanted.size + new Set(name).size) };
  });
  return scored
    .filter(({ score }) => score >= LIKE)
    .toSorted((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name);
}

/** Below, two names have little more than 县 or 总 in common. */
const LIKE = 0.4;
