/** A value that is built on first use and kept: tables too heavy to build for a process that never asks for them. */
export function once<T>(build: () => T): () => T {
  let built: { readonly value: T } | undefined;
  return () => {
    built ??= { value: build() };
    return built.value;
  };
}
