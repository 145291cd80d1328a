import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DateTime } from 'luxon';
import { afterQuiet, dueAt, isQuiet } from '../../../src/updates/deliver/due.ts';
import { type Edition, type Manner, USUAL_MANNER } from '../../../src/updates/model.ts';

const MINUTE = 60_000;
const at = (iso: string): number => Date.parse(iso);
/** Back as ISO in UTC: a table that a person can read. */
const utc = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
const manner = (change: Partial<Manner>): Manner => ({ ...USUAL_MANNER, ...change });
const clock = (text: string): number => {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return hour * 60 + minute;
};
const quiet = (zone: string, from: string, to: string): Manner =>
  manner({ zone, quiet: { from: clock(from), to: clock(to) } });

describe('news told at once', () => {
  it('waits two seconds, so that a burst is one message', () => {
    assert.equal(
      utc(dueAt('instant', USUAL_MANNER, at('2026-11-23T02:00:00Z'), null)),
      '2026-11-23T02:00:02Z',
    );
  });

  it('waits for the end of quiet hours', () => {
    const night = quiet('Asia/Shanghai', '22:00', '7:00');
    const table: readonly (readonly [now: string, due: string])[] = [
      // 21:59:57 there: still in time.
      ['2026-11-23T13:59:57Z', '2026-11-23T13:59:59Z'],
      // 21:59:58: two seconds later it is night.
      ['2026-11-23T13:59:58Z', '2026-11-23T23:00:00Z'],
      ['2026-11-23T16:30:00Z', '2026-11-23T23:00:00Z'],
      ['2026-11-23T22:59:57Z', '2026-11-23T23:00:00Z'],
      ['2026-11-23T22:59:58Z', '2026-11-23T23:00:00Z'],
      ['2026-11-23T23:00:00Z', '2026-11-23T23:00:02Z'],
    ];
    for (const [now, due] of table) assert.equal(utc(dueAt('instant', night, at(now), null)), due, now);
  });

  it('knows quiet hours within one day, and none', () => {
    const noon = quiet('Asia/Shanghai', '12:00', '14:00');
    assert.equal(utc(afterQuiet(at('2026-11-23T05:00:00Z'), noon)), '2026-11-23T06:00:00Z');
    assert.equal(isQuiet(at('2026-11-23T06:00:00Z'), noon), false);
    assert.equal(isQuiet(at('2026-11-23T05:00:00Z'), USUAL_MANNER), false);
    // From and to the same: no hours at all, rather than a whole day that never ends.
    assert.equal(isQuiet(at('2026-11-23T05:00:00Z'), quiet('Asia/Shanghai', '12:00', '12:00')), false);
  });
});

describe('quiet hours when clocks change', () => {
  const table: readonly (readonly [
    what: string,
    zone: string,
    from: string,
    to: string,
    now: string,
    due: string,
  ])[] = [
    // Berlin 2026-03-29: 02:00 CET becomes 03:00 CEST at 01:00Z.
    ['a night of 8 hours', 'Europe/Berlin', '22:00', '7:00', '2026-03-28T22:00:00Z', '2026-03-29T05:00:00Z'],
    ['ends in the gap', 'Europe/Berlin', '22:00', '2:30', '2026-03-28T23:00:00Z', '2026-03-29T01:00:00Z'],
    ['begins in the gap', 'Europe/Berlin', '2:30', '4:00', '2026-03-29T01:00:00Z', '2026-03-29T02:00:00Z'],
    // Berlin 2026-10-25: 03:00 CEST becomes 02:00 CET at 01:00Z.
    ['a night of 10 hours', 'Europe/Berlin', '22:00', '7:00', '2026-10-24T21:00:00Z', '2026-10-25T06:00:00Z'],
    ['ends the first time', 'Europe/Berlin', '22:00', '2:30', '2026-10-24T21:00:00Z', '2026-10-25T00:30:00Z'],
    ['not quiet between', 'Europe/Berlin', '22:00', '2:30', '2026-10-25T00:40:00Z', '2026-10-25T00:40:00Z'],
    ['quiet again', 'Europe/Berlin', '22:00', '2:30', '2026-10-25T01:10:00Z', '2026-10-25T01:30:00Z'],
    // New York 2026-03-08: 02:00 EST becomes 03:00 EDT at 07:00Z; 2026-11-01: 02:00 EDT becomes 01:00 EST at 06:00Z.
    ['ends in the gap', 'America/New_York', '23:00', '2:15', '2026-03-08T05:00:00Z', '2026-03-08T07:00:00Z'],
    ['longer night', 'America/New_York', '23:00', '6:00', '2026-11-01T04:00:00Z', '2026-11-01T11:00:00Z'],
    // Lord Howe 2026-04-05: back half an hour at 15:00Z the day before (02:00 +11 becomes 01:30 +10:30).
    [
      'half an hour more',
      'Australia/Lord_Howe',
      '22:00',
      '6:00',
      '2026-04-04T12:00:00Z',
      '2026-04-04T19:30:00Z',
    ],
    [
      'turned back into',
      'Australia/Lord_Howe',
      '22:00',
      '1:45',
      '2026-04-04T15:05:00Z',
      '2026-04-04T15:15:00Z',
    ],
    // Lord Howe 2026-10-04: 02:00 +10:30 becomes 02:30 +11 at 15:30Z the day before.
    [
      'half an hour less',
      'Australia/Lord_Howe',
      '22:00',
      '6:00',
      '2026-10-03T12:00:00Z',
      '2026-10-03T19:00:00Z',
    ],
    [
      'in the small gap',
      'Australia/Lord_Howe',
      '22:00',
      '2:10',
      '2026-10-03T14:00:00Z',
      '2026-10-03T15:30:00Z',
    ],
    ['no such thing', 'Asia/Shanghai', '22:00', '2:30', '2026-03-28T18:00:00Z', '2026-03-28T18:30:00Z'],
  ];
  for (const [what, zone, from, to, now, due] of table)
    it(`${zone} ${from}–${to}: ${what}`, () => {
      assert.equal(utc(afterQuiet(at(now), quiet(zone, from, to))), due);
    });

  it('ends them at the first moment that is not quiet', () => {
    const STEP = 5 * MINUTE;
    const days = [
      ['Europe/Berlin', '2026-03-29'],
      ['Europe/Berlin', '2026-10-25'],
      ['America/New_York', '2026-11-01'],
      ['Australia/Lord_Howe', '2026-04-05'],
      ['Australia/Lord_Howe', '2026-10-04'],
    ] as const;
    const hours = [
      ['22:00', '7:00'],
      ['1:15', '2:20'],
      ['23:45', '1:50'],
      ['2:10', '2:50'],
    ] as const;
    for (const [zone, day] of days)
      for (const [from, to] of hours) {
        const wish = quiet(zone, from, to);
        const start = DateTime.fromISO(`${day}T00:00`, { zone }).minus({ hours: 3 }).toMillis();
        let free: number | null = null;
        // From the end to the beginning: what comes next is known.
        for (let step = 240; step >= 0; step -= 1) {
          const now = start + step * STEP;
          if (!isQuiet(now, wish)) free = now;
          if (free !== null)
            assert.equal(utc(afterQuiet(now, wish)), utc(free), `${zone} ${from}–${to} ${utc(now)}`);
        }
      }
  });
});

describe('digests', () => {
  const table: readonly (readonly [
    what: string,
    edition: Edition,
    wish: Partial<Manner>,
    now: string,
    due: string,
  ])[] = [
    ['later today', 'daily', { digestHour: 8 }, '2026-11-22T23:59:59Z', '2026-11-23T00:00:00Z'],
    ['exactly now: tomorrow', 'daily', { digestHour: 8 }, '2026-11-23T00:00:00Z', '2026-11-24T00:00:00Z'],
    // 2026-11-23 is a Monday.
    ['this week', 'weekly', { digestHour: 18, digestDay: 1 }, '2026-11-23T09:00:00Z', '2026-11-23T10:00:00Z'],
    ['next week', 'weekly', { digestHour: 8, digestDay: 1 }, '2026-11-23T09:00:00Z', '2026-11-30T00:00:00Z'],
    [
      'on a Sunday',
      'weekly',
      { digestHour: 8, digestDay: 7 },
      '2026-11-23T09:00:00Z',
      '2026-11-29T00:00:00Z',
    ],
    ['a day of 23 hours', 'daily', { zone: 'Europe/Berlin' }, '2026-03-28T08:00:00Z', '2026-03-29T06:00:00Z'],
    ['a day of 25 hours', 'daily', { zone: 'Europe/Berlin' }, '2026-10-24T07:00:00Z', '2026-10-25T07:00:00Z'],
    [
      'an hour that does not exist',
      'daily',
      { zone: 'Europe/Berlin', digestHour: 2 },
      '2026-03-28T12:00:00Z',
      '2026-03-29T01:00:00Z',
    ],
    [
      'an hour that comes twice: the first',
      'daily',
      { zone: 'America/New_York', digestHour: 1 },
      '2026-10-31T12:00:00Z',
      '2026-11-01T05:00:00Z',
    ],
    [
      'and not the second as well',
      'daily',
      { zone: 'America/New_York', digestHour: 1 },
      '2026-11-01T05:00:00Z',
      '2026-11-02T06:00:00Z',
    ],
    [
      'half an hour missing',
      'daily',
      { zone: 'Australia/Lord_Howe', digestHour: 2 },
      '2026-10-03T00:00:00Z',
      '2026-10-03T15:30:00Z',
    ],
    [
      'inside quiet hours: at their end',
      'daily',
      { digestHour: 6, quiet: { from: 22 * 60, to: 7 * 60 + 30 } },
      '2026-11-23T09:00:00Z',
      '2026-11-23T23:30:00Z',
    ],
  ];
  for (const [what, edition, wish, now, due] of table)
    it(`${edition}: ${what}`, () => {
      assert.equal(utc(dueAt(edition, manner(wish), at(now), null)), due);
    });

  it('come every so many seconds where that is set, but not at night', () => {
    const now = at('2026-11-23T02:00:25Z');
    assert.equal(utc(dueAt('daily', USUAL_MANNER, now, 10)), '2026-11-23T02:00:30Z');
    assert.equal(utc(dueAt('weekly', USUAL_MANNER, now, 10)), '2026-11-23T02:00:30Z');
    assert.equal(utc(dueAt('instant', USUAL_MANNER, now, 10)), '2026-11-23T02:00:27Z');
    const noon = quiet('Asia/Shanghai', '10:00', '10:05');
    assert.equal(utc(dueAt('daily', noon, now, 10)), '2026-11-23T02:05:00Z');
  });

  it('take a zone that nobody knows for the usual one', () => {
    assert.equal(
      utc(dueAt('daily', manner({ zone: 'Mars/Olympus' }), at('2026-11-23T02:00:00Z'), null)),
      '2026-11-24T00:00:00Z',
    );
  });
});
