import { tells } from '../../../support/told.ts';

// Every figure in this file is invented.

tells('how many were served', [
  ['2023年，古县为5200名农村妇女免费开展“两癌”筛查。', ['古县 农村妇女两癌筛查人数 level 5200名']],
  ['2023年，古县为310户困难家庭实施适老化改造。', ['古县 困难家庭适老化改造户数 level 310户']],
  ['2023年，古县培训农民5200人。', ['古县 培训农民数 level 5200人']],
]);
