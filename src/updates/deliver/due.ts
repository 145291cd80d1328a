import { DateTime, IANAZone } from 'luxon';
import { type Edition, type Manner, USUAL_MANNER } from '../model.ts';

/** What comes within as much is one message. Milliseconds. */
export const BURST_MS = 2000;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/**
 * When news that happens `now` may be told: at once (after a moment, so that a burst becomes one message), or with the
 * next digest; never inside quiet hours, digests neither.
 * @param digestEvery seconds between digests, in place of hour and day; null: as the target wants them
 */
export function dueAt(edition: Edition, manner: Manner, now: number, digestEvery: number | null): number {
  if (edition === 'instant') return afterQuiet(now + BURST_MS, manner);
  if (digestEvery !== null) {
    const every = digestEvery * 1000;
    return afterQuiet((Math.floor(now / every) + 1) * every, manner);
  }
  return afterQuiet(nextDigest(edition === 'weekly' ? manner.digestDay : null, manner, now), manner);
}

/** Whether the clock on the wall there shows a quiet hour. */
export function isQuiet(at: number, { quiet, zone }: Pick<Manner, 'quiet' | 'zone'>): boolean {
  if (quiet === null) return false;
  const { from, to } = quiet;
  const wall = wallMinutes(at, zone);
  return from <= to ? wall >= from && wall < to : wall >= from || wall < to;
}

/**
 * The first moment from `at` on that is not quiet. The clock on the wall decides: when it leaps over the end of the quiet
 * hours they end with the leap, and when it is turned back into them they begin again.
 */
export function afterQuiet(at: number, manner: Pick<Manner, 'quiet' | 'zone'>): number {
  const { quiet, zone } = manner;
  let moment = at;
  // A day has one leap at most; the bound only keeps a zone file gone mad from holding us.
  for (let step = 0; step < 4 && quiet !== null && isQuiet(moment, manner); step += 1) {
    const minute = moment - (moment % MINUTE_MS);
    const left = (quiet.to - wallMinutes(minute, zone) + DAY_MINUTES) % DAY_MINUTES;
    const end = minute + left * MINUTE_MS;
    moment = offsetAt(end, zone) === offsetAt(minute, zone) ? end : leapBetween(minute, end, zone);
  }
  return moment;
}

/** The next digest after `now`: once a day, the first time the hour is reached where it comes twice. */
function nextDigest(weekday: number | null, { zone, digestHour: hour }: Manner, now: number): number {
  const today = local(now, zone).startOf('day');
  for (let days = 0; ; days += 1) {
    const { year, month, day, weekday: of } = today.plus({ days });
    if (weekday !== null && of !== weekday && days <= 14) continue;
    // An hour that does not exist that day is the first moment behind the gap.
    const wanted = DateTime.fromObject({ year, month, day, hour }, { zone: today.zone });
    const [first = wanted.toMillis()] = wanted
      .getPossibleOffsets()
      .map((each) => each.toMillis())
      .sort((a, b) => a - b);
    if (first > now) return first;
  }
}

/** The first minute of (from, to] with another offset than `from`. */
function leapBetween(from: number, to: number, zone: string): number {
  const before = offsetAt(from, zone);
  let [low, high] = [from, to];
  while (high - low > MINUTE_MS) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS;
    if (offsetAt(middle, zone) === before) low = middle;
    else high = middle;
  }
  return high;
}

function wallMinutes(at: number, zone: string): number {
  const { hour, minute } = local(at, zone);
  return hour * 60 + minute;
}

function offsetAt(at: number, zone: string): number {
  return local(at, zone).offset;
}

/** A zone that this machine does not know (another wrote it) is taken for the usual one. */
function local(at: number, zone: string): DateTime<true> {
  // Kept by luxon; asking anew whether a zone is known takes four times as long as all the rest.
  const known = IANAZone.create(zone);
  const time = DateTime.fromMillis(at, { zone: known.isValid ? known : USUAL_MANNER.zone });
  if (!time.isValid) throw new Error(`no such moment: ${at}`);
  return time;
}
