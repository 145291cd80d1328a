import type { ReportedObservation } from '../../model.ts';

/** The same number told twice in one article (title and lead) is one fact: the first telling stays. */
export function distinct(found: readonly ReportedObservation[]): readonly ReportedObservation[] {
  const seen = new Set<string>();
  return found.filter((row) => {
    const key = [
      row.place,
      row.indicator,
      row.measure,
      row.status,
      row.period?.start,
      row.period?.end,
      row.value,
      row.unit,
      // A doubted telling never hides a believable one.
      row.doubt === undefined,
    ].join('|');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
