import { tells } from '../../../support/told.ts';

// Every figure and road in this file is invented.

tells('the part of a line inside a county', [
  [
    '隰县—蒲县旅游公路同日破土，路线全长33公里，其中隰县境内19公里、蒲县境内14公里，概算总投资14亿元。',
    [
      '隰县 隰县—蒲县旅游公路长度 level 33公里',
      '隰县 隰县—蒲县旅游公路隰县境内长度 level 19公里',
      '蒲县 隰县—蒲县旅游公路蒲县境内长度 level 14公里',
      '隰县 隰县—蒲县旅游公路总投资 level 14亿元',
    ],
  ],
  [
    '沿河旅游公路隰县段68公里全线贯通，大宁段51公里正在施工。',
    ['隰县 沿河旅游公路隰县段长度 level 68公里', '大宁县 沿河旅游公路大宁段长度 level 51公里'],
  ],
]);

tells('a county with figures of its own is no section', [
  ['2023年，古县农村公路68公里。', ['古县 农村公路 level 68公里']],
]);
