import { tells } from '../../../support/told.ts';

// Every figure in this file is invented.

tells('money named by what it is spent on', [
  ['2023年，古县投入2800万元，实施县城供水管网改造。', ['古县 县城供水管网改造投入 level 2800万元']],
  ['2023年，古县统筹资金640万元用于校舍维修。', ['古县 校舍维修投入 level 640万元']],
  ['2023年，古县教育支出2800万元，实施营养改善计划。', ['古县 教育支出 level 2800万元']],
]);
