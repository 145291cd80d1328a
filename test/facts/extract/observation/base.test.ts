import { tells } from '../../../support/told.ts';

// Every figure in this file is invented.

tells('what a budget is measured against', [
  [
    '2024年，古县一般公共预算收入安排5.32亿元，比上年执行数5.11亿元增长4.1%。',
    [
      '古县 一般公共预算收入 level 5.32亿元',
      '古县 一般公共预算收入 level 5.11亿元',
      '古县 一般公共预算收入 growth 4.1%',
    ],
  ],
  [
    '2024年，古县一般公共预算收入定为5.32亿元，在2023年完成5.11亿元的基础上增长4.1%。',
    [
      '古县 一般公共预算收入 level 5.32亿元',
      '古县 一般公共预算收入 level 5.11亿元',
      '古县 一般公共预算收入 growth 4.1%',
    ],
  ],
]);
