import { tells } from '../../../support/told.ts';

// Every figure, person and body in this file is invented.

tells('whose paragraph it is', [
  [
    '2024年，古县梨园面积3万亩。\n与之相邻的隰县，2024年梨园面积36万亩。全县梨果产量30万吨。',
    ['古县 梨园面积 level 3万亩', '隰县 梨园面积 level 36万亩', '隰县 梨果产量 level 30万吨'],
  ],
  // Two counties that were never named side by side: nobody's number rather than one county's.
  [
    '2024年，古县连翘面积20万亩。两县连翘产量合计占全省的40%。',
    ['古县 连翘面积 level 20万亩', '– 连翘产量占全省比重 share 40%'],
  ],
]);

tells('many places, many numbers', [
  [
    '上半年，全市固定资产投资中只有大宁县和蒲县实现增长，增幅12.4%和3.1%。',
    ['大宁县 固定资产投资 growth 12.4%', '蒲县 固定资产投资 growth 3.1%'],
  ],
  [
    '【规上工业增加值】上半年，大宁县、蒲县增长11.2%、8.7%，古县下降2.5%。',
    [
      '大宁县 规模以上工业增加值 growth 11.2%',
      '蒲县 规模以上工业增加值 growth 8.7%',
      '古县 规模以上工业增加值 growth -2.5%',
    ],
  ],
  [
    'PM2.5平均浓度，7月大宁县16微克/立方米、蒲县18微克/立方米。',
    ['大宁县 PM2.5平均浓度 level 16微克/立方米', '蒲县 PM2.5平均浓度 level 18微克/立方米'],
  ],
]);
