import type { Gazetteer } from '../../region/gazetteer.ts';

/** Whether a place lies in another or is it: a county in its prefecture, never the other way round. */
export function isWithin(gazetteer: Gazetteer, place: string, wanted: string): boolean {
  if (place === wanted) return true;
  let division = gazetteer.byName(place);
  while (division !== undefined && division.parent !== null) {
    division = gazetteer.byCode(division.parent);
    if (division?.name === wanted) return true;
  }
  return false;
}
