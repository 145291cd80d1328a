/** Numbers that look random and are the same in every run: a linear congruence, Numerical Recipes' constants. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  /** A whole number from 0 to `below` − 1. */
  whole(below: number): number;
  pick<T>(items: readonly T[]): T | undefined;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    // The low bits of such a sequence repeat soon.
    return (state >>> 8) / 0x1000000;
  };
  const whole = (below: number): number => Math.floor(next() * below);
  return { next, whole, pick: (items) => items[whole(items.length)] };
}
