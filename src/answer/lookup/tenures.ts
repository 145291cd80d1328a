import type { Tenure } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import { isPost, placedPost } from '../understand/posts.ts';
import type { AskedPost } from '../understand/understanding.ts';

const HOLDING: readonly Tenure['status'][] = ['holds', 'appointed', 'elected'];
const GONE: readonly Tenure['status'][] = ['left', 'former'];

/** Tenures of exactly the asked post, newest first. */
export function ofPost(rows: readonly Stored<Tenure>[], post: AskedPost): readonly Stored<Tenure>[] {
  return newestFirst(
    rows.filter(({ place, posts }) =>
      posts.some(
        (written) =>
          isPost(written, post) ||
          // The gazetteer ends at townships: a village is asked for as a part of the title.
          (place?.endsWith('村') === true && isPost(placedPost(place, written), post)),
      ),
    ),
  );
}

export function newestFirst(rows: readonly Stored<Tenure>[]): readonly Stored<Tenure>[] {
  return [...rows].sort((a, b) => {
    const [x, y] = [a.asOf ?? '', b.asOf ?? ''];
    return x === y ? (a.id < b.id ? -1 : 1) : x > y ? -1 : 1;
  });
}

export function holding(rows: readonly Stored<Tenure>[]): readonly Stored<Tenure>[] {
  return rows.filter((row) => HOLDING.includes(row.status));
}

export function gone(rows: readonly Stored<Tenure>[]): readonly Stored<Tenure>[] {
  return rows.filter((row) => GONE.includes(row.status));
}

/** The newest holder who is not said to have left at or after that time. */
export function holder(rows: readonly Stored<Tenure>[]): Stored<Tenure> | undefined {
  return holding(rows).find(
    (row) =>
      !gone(rows).some(
        (other) =>
          other.person === row.person && other.status === 'left' && (other.asOf ?? '') >= (row.asOf ?? ''),
      ),
  );
}

/** Whether a tenure is told of the asked stretch of time. */
export function toldWithin(row: Tenure, start: string, end: string): boolean {
  const { asOf } = row;
  if (asOf === null) return false;
  return asOf <= end && (asOf >= start || start.startsWith(asOf));
}
