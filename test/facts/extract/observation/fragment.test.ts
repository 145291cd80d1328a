import { tells } from '../../../support/told.ts';

// Every figure, person and body in this file is invented.

tells('words that name no quantity', [
  // The number goes on with what was spoken of.
  [
    '古县2023年核桃产量0.9万吨。2025年有望恢复到1.4万吨。',
    ['古县 核桃产量 level 0.9万吨', '古县 核桃产量 level 1.4万吨'],
  ],
  ['2024年，我们县地区生产总值完成71亿元。', ['– 地区生产总值 level 71亿元']],
  ['2024年，古县技改投资却逆势增长21%。', ['古县 技改投资 growth 21%']],
  // A difference and one grower's gain are nobody's statistic.
  ['2024年，古县苹果地头价每公斤5元，比前年高0.8元。', ['古县 每公斤苹果地头价 level 5元']],
  ['老张家去年卖了12万元，多挣3万元。', []],
  // What is no name does not become the topic of the next number.
  [
    '2024年上半年，古县一般公共预算收入4.1亿元，同比增收0.2亿元，增长5.1%。',
    [
      '古县 一般公共预算收入 level 4.1亿元',
      '古县 一般公共预算收入 change 0.2亿元',
      '古县 一般公共预算收入 growth 5.1%',
    ],
  ],
]);

tells('what is left of a torn number', [
  // 28.4万亩 with rubbish in it: neither a value nor the name of one, and nothing behind it takes its name.
  [
    '2024年，古县核桃面积28.柴禾4万亩，产量0.9万吨，产值2.1亿元。',
    ['古县 核桃产量 level 0.9万吨', '古县 核桃产值 level 2.1亿元'],
  ],
]);

tells('ordinals of a list', [
  ['一是2024年古县改造老旧小区18个。', ['古县 改造老旧小区数 level 18个']],
  ['2024年，古县办好实事。一是改造老旧小区18个。', ['古县 改造老旧小区数 level 18个']],
]);
