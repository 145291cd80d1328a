/** Equal values kept once and known by a number: thousands of passages share the same few places. */
export interface Pool<T> {
  readonly values: readonly T[];
  intern(value: T): number;
  find(value: T): number | undefined;
}

export function createPool<T>(nameOf: (value: T) => string, from: readonly T[] = []): Pool<T> {
  const values = [...from];
  const known = new Map(values.map((value, at) => [nameOf(value), at]));
  return {
    values,
    intern(value) {
      const name = nameOf(value);
      let at = known.get(name);
      if (at === undefined) {
        at = values.push(value) - 1;
        known.set(name, at);
      }
      return at;
    },
    find: (value) => known.get(nameOf(value)),
  };
}
