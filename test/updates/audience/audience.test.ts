import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadGazetteer } from '../../../src/region/load.ts';
import type { Wanted } from '../../../src/store/subscriptions.ts';
import { type Announcement, createAudience } from '../../../src/updates/audience/audience.ts';
import { USUAL_MANNER, type Wish } from '../../../src/updates/model.ts';

const gazetteer = loadGazetteer('临汾市');
/** Nine in the morning at Linfen. */
const NOW = Date.UTC(2026, 9, 20, 1);
const HOUR = 3_600_000;

const ARTICLE: Announcement = {
  body: { kind: 'article', places: ['古县'] },
  words: '',
  at: NOW,
  date: '2026-10-20',
};

let ids = 0;

function wanted(chat: number, over: Partial<Wanted> = {}): Wanted {
  ids += 1;
  return {
    id: ids,
    bot: 1,
    target: { chat, thread: 0 },
    wish: { about: 'place', place: '古县' },
    edition: 'instant',
    created: NOW - HOUR,
    creator: 1,
    paused: false,
    snoozedUntil: null,
    manner: USUAL_MANNER,
    suspension: null,
    ...over,
  };
}

function told(all: readonly Wanted[], announcement = ARTICLE): readonly string[] {
  return createAudience(all, gazetteer, null)
    .recipients(announcement)
    .map(
      ({ bot, target, edition, due }) =>
        `${bot} ${target.chat}/${target.thread} ${edition} +${Math.round((due - NOW) / HOUR)}h`,
    );
}

test('everybody who asked, of every bot and topic', () => {
  const all = [
    wanted(1),
    wanted(1, { bot: 2 }),
    wanted(2, { target: { chat: 2, thread: 5 } }),
    wanted(3, { wish: { about: 'place', place: '安泽县' } }),
    wanted(4, { edition: 'daily' }),
    wanted(5, { edition: 'weekly' }),
    wanted(6, { suspension: { reason: 'blocked', since: 1 } }),
  ];
  assert.deepEqual(told(all), [
    '1 1/0 instant +0h',
    '2 1/0 instant +0h',
    '1 2/5 instant +0h',
    '1 4/0 daily +23h',
    '1 5/0 weekly +143h',
    '1 6/0 instant +0h',
  ]);
});

test('a target that asked twice is told once, as soon as it asked for', () => {
  const wider: Wish = { about: 'place', place: '临汾市' };
  const all = [wanted(1, { edition: 'weekly' }), wanted(1, { wish: wider, edition: 'instant' })];
  assert.deepEqual(told(all), ['1 1/0 instant +0h']);
  const [row] = createAudience(all, gazetteer, null).recipients(ARTICLE);
  assert.deepEqual(
    row?.wantedBy,
    all.map(({ id }) => id),
  );
});

test('paused is not told, snoozed is told at its end, quiet hours are kept', () => {
  const quiet = { ...USUAL_MANNER, quiet: { from: 8 * 60, to: 12 * 60 } };
  assert.deepEqual(
    told([
      wanted(1, { paused: true }),
      wanted(2, { snoozedUntil: NOW + 5 * HOUR }),
      wanted(3, { snoozedUntil: NOW - HOUR }),
      wanted(4, { manner: quiet }),
    ]),
    ['1 2/0 instant +5h', '1 3/0 instant +0h', '1 4/0 instant +3h'],
  );
});

test('only what was first seen after subscribing and is dated no earlier than three days before, or not at all', () => {
  const dated = (date: string | null): number => told([wanted(1)], { ...ARTICLE, date }).length;
  assert.deepEqual(
    ['2026-10-20', '2026-10-17', '2026-10-16', '2026-10', '2026-09', '2026', '2025', null, '2027'].map(dated),
    [1, 1, 0, 1, 0, 1, 0, 1, 1],
  );
  assert.deepEqual(told([wanted(1, { created: NOW + 1 })]), []);
  // Half past midnight at Linfen is yesterday in Greenwich.
  const midnight = wanted(1, { created: Date.UTC(2026, 9, 19, 16, 30) });
  assert.equal(told([midnight], { ...ARTICLE, date: '2026-10-17' }).length, 1);
  assert.equal(told([midnight], { ...ARTICLE, date: '2026-10-16' }).length, 0);
});
