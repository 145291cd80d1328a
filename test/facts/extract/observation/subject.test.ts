import { tells } from '../../../support/told.ts';

// Every figure in this file is invented.

tells('whose output a bare word is', [
  // The actor of the clause, not the product of the sentence before.
  [
    '2023年，翼城县粗钢产量214万吨。资质以上建筑业企业完成总产值9.4亿元。',
    ['翼城县 粗钢产量 level 214万吨', '翼城县 资质以上建筑业企业总产值 level 9.4亿元'],
  ],
  // Those counted in the clause before.
  [
    '2023年，乡宁县原煤产量1830万吨。陶瓷产业入驻企业73户，产值突破2亿元。',
    [
      '乡宁县 原煤产量 level 1830万吨',
      '乡宁县 陶瓷产业入驻企业数 level 73户',
      '乡宁县 陶瓷产业产值 level 2亿元 突破',
    ],
  ],
]);

tells('adverbs and asides are no part of a name', [
  [
    '2023年，蒲县一般公共预算收入19.4亿元，虽同比下降3.7%，总量仍居全市第二。',
    [
      '蒲县 一般公共预算收入 level 19.4亿元',
      '蒲县 一般公共预算收入 growth -3.7% 同比',
      '蒲县 一般公共预算收入 rank 2位 全市',
    ],
  ],
  [
    '2023年，蒲县一般公共预算收入19.4亿元，短收0.6亿元，降幅3.1%。',
    ['蒲县 一般公共预算收入 level 19.4亿元', '蒲县 一般公共预算收入 growth -3.1%'],
  ],
  ['2023年，蒲县非煤工业占规上工业的比重只有12.4%。', ['蒲县 非煤工业占规上工业比重 share 12.4%']],
  [
    '2023年，蒲县一般公共预算收入9.1亿元，完成年初预算的97.3%，同比下降2.2%。',
    [
      '蒲县 一般公共预算收入 level 9.1亿元',
      '蒲县 一般公共预算收入完成年初预算比例 share 97.3%',
      '蒲县 一般公共预算收入 growth -2.2% 同比',
    ],
  ],
  // Who acts and the modal in front of the verb.
  ['2024年，蒲县县政府将实施惠民工程34项。', ['蒲县 惠民工程数 level 34项']],
  ['2023年，蒲县受益群众5200人，就业率94.6%。', ['蒲县 受益群众数 level 5200人', '蒲县 就业率 level 94.6%']],
]);

tells('parts named after the whole', [
  [
    '2023年，永和县新能源装机74万千瓦，其中风电43万千瓦、光伏31万千瓦。',
    ['永和县 新能源装机 level 74万千瓦', '永和县 风电装机 level 43万千瓦', '永和县 光伏装机 level 31万千瓦'],
  ],
]);

tells('a rank arrived at from another', [
  [
    '2023年，霍州市地区生产总值增长4.3%，增速比一季度快了0.7个百分点，在全市17个县市区中由第15位前移到第8位。',
    [
      '霍州市 地区生产总值 growth 4.3%',
      '霍州市 地区生产总值 change 0.7百分点 较一季度',
      '霍州市 地区生产总值 rank 15位 全市17个县市区 增速',
      '霍州市 地区生产总值 rank 8位 全市17个县市区 增速',
    ],
  ],
  // Two are ranked: the number is said of neither.
  ['2023年，霍州市粮食总产量增长3.4%，两项增速都居全市第一。', ['霍州市 粮食总产量 growth 3.4%']],
]);

tells('a title and a name are no tenths', [['2023年，古县会议由县人大常委会主任温九成主持。', []]]);
