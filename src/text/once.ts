/** A value that is built on first use and kept: tables too heavy to build for a process that never asks for them. */
export function once<T>(build: () => T): () => T {
  let built: { readonly value: T } | undefined;
  return () => {
    built ??= { value: build() };
    return built.value;
  };
}

/** As {@link once}, for each text; lives as long as the function it returns. */
export function eachOnce<T>(build: (text: string) => T): (text: string) => T {
  const built = new Map<string, { readonly value: T }>();
  return (text) => {
    let known = built.get(text);
    if (known === undefined) {
      known = { value: build(text) };
      built.set(text, known);
    }
    return known.value;
  };
}

/** Remembers the last text and what it gave: for what is asked of one heading by every number under it. */
export function sameAgain<T>(build: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly value: T } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, value: build(text) };
    return last.value;
  };
}
