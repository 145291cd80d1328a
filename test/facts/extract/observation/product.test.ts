import { tells } from '../../../support/told.ts';

// Every figure, person and body in this file is invented.

tells('harvests are outputs', [
  ['2024年，古县收核桃3200吨。', ['古县 核桃产量 level 3200吨']],
  ['2024年，古县收购核桃3200吨。', ['古县 收购核桃 level 3200吨']],
  [
    '古县的核桃种了9万亩，2024年产了3200吨。',
    ['古县 核桃种植面积 level 9万亩', '古县 核桃产量 level 3200吨'],
  ],
]);
