import type { Division, Gazetteer } from '../../region/gazetteer.ts';

/** Whether a division lies in the configured region, is the region itself, or is what the region belongs to. */
export function insideRegion(gazetteer: Gazetteer, division: Division): boolean {
  return within(gazetteer, division, gazetteer.root) || within(gazetteer, gazetteer.root, division);
}

function within(gazetteer: Gazetteer, inner: Division, outer: Division): boolean {
  let at: Division | undefined = inner;
  for (let steps = 0; at !== undefined && steps < 6; steps += 1) {
    if (at.code === outer.code) return true;
    at = at.parent === null ? undefined : gazetteer.byCode(at.parent);
  }
  return false;
}

/** The region and its districts, counties and county-level cities, in the order of their codes. */
export function regionDivisions(gazetteer: Gazetteer): readonly Division[] {
  return gazetteer.divisions
    .filter((d) => d.level !== 'township' && d.level !== 'province' && within(gazetteer, d, gazetteer.root))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
}
