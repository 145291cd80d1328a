import { tells } from '../../../support/told.ts';

// Every figure in this file is invented.

tells('counted in the clause before', [
  ['古县近年大力发展农家乐，目前已有38家。', ['古县 农家乐数 level 38家']],
  ['古县从2022年起建设日间照料中心，已建成32个。', ['古县 日间照料中心数 level 32个']],
  ['古县旅游热了，目前已有38家。', []],
]);
