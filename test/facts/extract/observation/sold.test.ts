import { tells } from '../../../support/told.ts';

// Every figure in this file is invented.

tells('how many of a priced thing were sold', [
  [
    '古县首张“山水联票”售价88元，3个多月卖出了1.4万张。',
    ['古县 首张山水联票售价 level 88元', '古县 首张山水联票销量 level 1.4万张'],
  ],
  ['古县3个多月卖出了1.4万张。', []],
]);
