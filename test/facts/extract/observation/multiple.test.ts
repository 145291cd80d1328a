import { tells } from '../../../support/told.ts';

// Every figure in this file is invented.
tells('multiples and doubling', [
  [
    '2023年，蒲县网上零售额2340万元，是上年的1.6倍。',
    ['蒲县 网上零售额 level 2340万元', '蒲县 网上零售额相当于上年的倍数 share 1.6倍'],
  ],
  ['2023年，蒲县出口额增长1.2倍。', ['蒲县 出口额 growth 120%']],
  ['2023年，蒲县出口额同比翻番。', ['蒲县 出口额 growth 100%']],
  ['2023年，蒲县出口额比2019年翻了两番。', ['蒲县 出口额 growth 300% 比2019年']],
  ['2023年，蒲县出口额增长近两倍。', ['蒲县 出口额 growth 200% 近']],
  [
    '2023年，侯马市人均可支配收入42316元，是永和县的1.7倍。',
    ['侯马市 居民人均可支配收入 level 42316元', '侯马市 居民人均可支配收入相当于永和县的倍数 share 1.7倍'],
  ],
]);

tells('compared with something else than an earlier time', [['2023年，古县民宿房价比平时高出近一倍。', []]]);
