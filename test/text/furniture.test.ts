import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findFurniture } from '../../src/text/furniture.ts';

function furniture(text: string): readonly string[] {
  return findFurniture(text).map(({ start, end }) => text.slice(start, end));
}

test('marks links, copyright, counters, navigation and the editor in either script', () => {
  const lines = [
    '上一篇：某县县长谈春耕',
    '下一篇: 某縣縣委書記談夏收',
    '版權聲明：本站稿件未經授權不得轉載。',
    '責任編輯：某某',
    '2024-01-02 08:49:07 来源：示例网 浏览次数：',
    '首页 > 新闻 > 县市',
    '【打印】【关闭】',
    '当前位置：首页',
    'Copyright 2024 示例网',
  ];
  for (const line of lines) assert.deepEqual(furniture(`正文一句。\n${line}\n正文又一句。`), [line]);
});

test('leaves sentences alone that merely mention such words', () => {
  const lines = [
    '会议发表了版权声明，要求加强保护。',
    '经济。',
    '2024年1月2日，某县开工。',
    '编辑部设在县城。',
    '来源广泛的资金支持了项目建设。',
    '文化旅游收入增长5%。',
  ];
  for (const line of lines) assert.deepEqual(furniture(line), []);
});
