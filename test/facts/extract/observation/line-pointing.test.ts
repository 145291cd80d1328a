import { tells } from '../../../support/told.ts';

// Every figure in this file is invented.

tells('a road taken up by 这条路', [
  [
    '古县正在修建岳阳至石壁旅游公路。这条路总投资2.4亿元，已完成6公里。',
    ['古县 岳阳至石壁旅游公路总投资 level 2.4亿元', '古县 岳阳至石壁旅游公路完成长度 level 6公里'],
  ],
]);
