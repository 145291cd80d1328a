import { tells } from '../../../support/told.ts';

// Every figure in this file is invented.

tells('numbers handed to what was told last', [
  [
    '一季度，古县固定资产投资增长11%，其中工业投资增长24%。去年同期，这两个数字分别是6%和9%。',
    [
      '古县 固定资产投资 growth 11%',
      '古县 工业投资 growth 24%',
      '古县 固定资产投资 growth 6%',
      '古县 工业投资 growth 9%',
    ],
  ],
  [
    '上半年，古县固定资产投资增长14%，规上工业增加值增长7%，而去年同期这两项指标分别为9%和4%。',
    [
      '古县 固定资产投资 growth 14%',
      '古县 规模以上工业增加值 growth 7%',
      '古县 固定资产投资 growth 9%',
      '古县 规模以上工业增加值 growth 4%',
    ],
  ],
]);

tells('nothing was told to point back to', [['去年同期，这两个数字分别是6%和9%。', []]]);
