import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSolePost, postKey } from '../../src/updates/posts.ts';

test('posts that one person holds at a time, and posts that many do', () => {
  const sole = [
    '县长',
    '代县长',
    '县委书记',
    '县人民代表大会常务委员会主任',
    '县政协主席',
    '县监察委员会主任',
    '县教育局局长',
  ];
  const shared = [
    '副县长',
    '县委常委',
    '县人大常委会副主任',
    '县人大常委会委员',
    '审判委员会委员',
    '主任',
    '县委常务副书记',
  ];
  assert.deepEqual(sole.filter(isSolePost), sole);
  assert.deepEqual(shared.filter(isSolePost), []);
});

test('one post in other words', () => {
  assert.equal(postKey('县人民政府县长'), postKey('代县长'));
  assert.equal(postKey('县第十七届人民代表大会常务委员会主任'), postKey('县人大常委会主任'));
  assert.notEqual(postKey('副县长'), postKey('县长'));
});
