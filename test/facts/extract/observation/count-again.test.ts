import { tells } from '../../../support/told.ts';

// Every figure in this file is invented.

tells('a verb alone goes on with the things counted before', [
  [
    '古县2023年改造老旧小区19个、2706户，2024年计划改造13个。',
    [
      '古县 改造老旧小区数 level 19个',
      '古县 改造老旧小区户数 level 2706户',
      '古县 改造老旧小区数 level 13个',
    ],
  ],
  [
    '2023年，蒲县实施水利工程27项，开工24项。',
    ['蒲县 水利工程数 level 27项', '蒲县 开工水利工程数 level 24项'],
  ],
  // Another classifier counts another thing.
  ['2023年，蒲县实施水利工程27项，改造8座。', ['蒲县 水利工程数 level 27项']],
]);

tells('all there are beside the new ones', [
  [
    '2023年，古县新建成日光温室31座，累计达到84座。',
    ['古县 新建成日光温室数 level 31座', '古县 日光温室数 level 84座'],
  ],
]);

tells('two verbs in a row are no growth', [
  [
    '2023年，隰县新建高标准农田2.3万亩、改造提升0.7万亩。',
    ['隰县 新建高标准农田面积 level 2.3万亩', '隰县 改造提升高标准农田面积 level 0.7万亩'],
  ],
  ['2023年，隰县森林覆盖率提升0.7个百分点。', ['隰县 森林覆盖率 change 0.7百分点']],
]);

tells('how much of a length is done', [
  [
    '昕水河大宁段治理全长21.4公里，总投资3.7亿元，已完成9.6公里。',
    [
      '大宁县 昕水河大宁段治理长度 level 21.4公里',
      '大宁县 昕水河大宁段治理总投资 level 3.7亿元',
      '大宁县 昕水河大宁段治理完成长度 level 9.6公里',
    ],
  ],
]);

tells('what was not done is no name', [
  ['2023年，古县办理民生实事17件，仍有2件没有完成。', ['古县 办理民生实事数 level 17件']],
]);
