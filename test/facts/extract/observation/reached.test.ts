import { tells } from '../../../support/told.ts';

// Every figure in this file is invented.

tells('how many something reached', [
  [
    '2024年，古县农村低保标准提高到每人每年7020元，惠及3960人。',
    ['古县 每人每年农村低保标准 level 7020元', '古县 每人每年农村低保惠及人数 level 3960人'],
  ],
  [
    '2024年，古县改造农村公路46公里，惠及群众1.1万人。',
    ['古县 改造农村公路 level 46公里', '古县 改造农村公路惠及人数 level 1.1万人'],
  ],
  ['2024年，古县惠及3960人。', []],
]);
