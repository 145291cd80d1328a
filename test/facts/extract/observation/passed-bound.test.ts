import { tells } from '../../../support/told.ts';

// Every figure in this file is invented.

tells('how many passed a bound', [
  [
    '2023年，隰县86个行政村集体经济收入全部超过12万元，其中9个村突破60万元。',
    ['隰县 集体经济收入超过12万元的行政村数 level 86个', '隰县 集体经济收入突破60万元的村数 level 9个'],
  ],
  // A figure of its own is no bound.
  [
    '2023年，隰县共有行政村86个，集体经济收入达到1860万元。',
    ['隰县 行政村数 level 86个', '隰县 集体经济收入 level 1860万元'],
  ],
]);

tells('a second bound of the same thing', [
  [
    '2023年，永和县集体经济收入40万元以上的村有26个，80万元以上的5个。',
    ['永和县 集体经济收入40万元以上的村数 level 26个', '永和县 集体经济收入80万元以上的村数 level 5个'],
  ],
]);

tells('the amount told before, spoken of as a task', [
  [
    '2024年，永和县计划治理水土流失面积7.3万亩。7.3万亩的任务已经完成4.9万亩。',
    ['永和县 治理水土流失面积 level 7.3万亩', '永和县 治理水土流失面积 level 4.9万亩'],
  ],
]);
