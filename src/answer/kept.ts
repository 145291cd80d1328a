import type { Store } from '../store/store.ts';
import type { Desk } from './desk.ts';

/** Keeps what is worked out of the store, by a key, until the store has changed. */
export function keptBy<T>(
  work: (desk: Desk, key: string) => Promise<T>,
): (desk: Desk, key: string) => Promise<T> {
  const known = new WeakMap<Store, { readonly revision: string; readonly byKey: Map<string, T> }>();
  return async (desk, key) => {
    const { store, revision } = desk;
    let kept = known.get(store);
    if (kept?.revision !== revision) {
      kept = { revision, byKey: new Map() };
      known.set(store, kept);
    }
    const found = kept.byKey.get(key);
    if (found !== undefined) return found;
    const made = await work(desk, key);
    kept.byKey.set(key, made);
    return made;
  };
}
