import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { annotate } from '../../../src/facts/annotate.ts';
import { extract } from '../../../src/facts/extract.ts';
import type { ArticleFacts } from '../../../src/facts/model.ts';
import { findBylines } from '../../../src/news/bylines.ts';
import { prepareArticle } from '../../../src/news/prepare.ts';
import { readArticles } from '../../../src/news/read.ts';
import { loadGazetteer } from '../../../src/region/load.ts';
import { repair } from '../../../src/text/repair.ts';

const SHARED = join(import.meta.dirname, '..', '..', '..', '..', 'shared');
const skip = existsSync(SHARED) ? false : 'the articles in ../shared are not here';
const gazetteer = loadGazetteer('临汾市');

async function factsOf(...path: readonly string[]): Promise<ArticleFacts> {
  for await (const item of readArticles(join(SHARED, ...path))) {
    assert.ok(item.ok);
    return extract(annotate(prepareArticle(item.raw, path.at(-1) ?? '', { repair, findBylines }), gazetteer));
  }
  throw new Error('no article');
}

const seed = (file: string): Promise<ArticleFacts> => factsOf('seeds', file);
const fictional = (file: string): Promise<ArticleFacts> => factsOf('eval', 'fictional', 'articles', file);

const byTitle = (facts: ArticleFacts, title: string): readonly string[] | undefined =>
  facts.lists.find((list) => list.title === title)?.items;
const amountOf = (facts: ArticleFacts, words: string): number | undefined =>
  facts.projects.find((project) => project.name.includes(words))?.investment?.value;

describe('the seeds', { skip }, () => {
  test('a ceremony: three lists with their members, started on its day', async () => {
    const facts = await seed('004_7b48e85abeb29444.txt');
    assert.equal(byTitle(facts, '产业类项目')?.length, 3);
    assert.equal(byTitle(facts, '基础设施类项目')?.length, 3);
    assert.match(byTitle(facts, '“一泓清水入黄河”类项目')?.join() ?? '', /雨污分流.*浍河.*人工湿地/);
    assert.equal(byTitle(facts, '集中开工20个项目')?.length, 9);
    const started = facts.projects.filter((project) => project.status === 'started');
    assert.equal(started.length, 9);
    for (const project of started) assert.equal(project.period?.start, '2024-01-01', project.name);
  });

  test('a work report: ten tasks, three matters, eight works, nine fields, one start', async () => {
    const facts = await seed('002_144c36bfe2fa642c.txt');
    assert.equal(byTitle(facts, '十件惠民实事')?.length, 10);
    assert.equal(byTitle(facts, '三件大事')?.length, 3);
    assert.equal(byTitle(facts, '八项具体工作')?.length, 8);
    assert.equal(byTitle(facts, '9个方面重点工作')?.length, 9);
    assert.equal(amountOf(facts, '人民医院'), 3.92);
    assert.equal(amountOf(facts, '第二生活垃圾处理厂'), 4800);
    const start = facts.events.find((event) => event.what.includes('激光熔覆'));
    assert.equal(start?.period.start, '2020-02-24');
    const goal = facts.events.find((event) => event.what.includes('卫生城市行列'));
    assert.deepEqual([goal?.period.start.slice(0, 4), goal?.status], ['2023', 'plan']);
  });

  test('an interview without a date: an opening to come, a road under way', async () => {
    const facts = await seed('001_9e3699dbbe483cf2.txt');
    const opening = facts.events.find((event) => event.what.includes('幼儿园'));
    assert.deepEqual([opening?.period.start, opening?.status], ['2023-09-01', 'plan']);
    const road = facts.projects.find((project) => project.name.includes('国道341线公路改建工程'));
    assert.equal(road?.status, 'ongoing');
    assert.equal(byTitle(facts, '三项机制')?.length, 3);
  });

  test('an interview: the works of a ring road, a group with one amount, five mechanisms', async () => {
    const facts = await seed('003_a31ba222a182815c.txt');
    assert.equal(amountOf(facts, '三个立交和两个天桥工程'), 3.8);
    const works = facts.projects.find((project) => project.name.includes('三个立交'));
    assert.match(works?.list ?? '', /快速中环/);
    assert.equal(amountOf(facts, '10个重点项目'), 70);
    assert.equal(byTitle(facts, '五项机制')?.length, 5);
    assert.equal(byTitle(facts, '三个方面措施')?.length, 3);
  });

  test('an interview: names with 、 inside and capacities', async () => {
    const facts = await seed('000_f93219fcc60a926c.txt');
    const names = facts.projects.map((project) => project.name);
    assert.ok(
      names.includes('汾河流域霍州段全域水系治理、生态修复、环境提升及产业综合开发项目'),
      names.join('\n'),
    );
    assert.ok(names.includes('16万千瓦光伏发电项目'));
    for (const project of facts.projects) assert.equal(project.status, 'planned', project.name);
  });
});

describe('the fictional articles', { skip }, () => {
  test('amounts in Chinese numerals and in the sentence behind', async () => {
    const ceremony = await fictional('a10-quwo-kaigong-202501.md');
    assert.equal(amountOf(ceremony, '晋南特钢短流程改造项目'), 35);
    const line = ceremony.projects.find((project) => project.name === '曲沃—侯马快速通道');
    assert.deepEqual([line?.place, line?.investment?.value], ['曲沃县、侯马市', 9.8]);
    const quarter = await fictional('a04-anze-fushan-2024q1.md');
    assert.equal(amountOf(quarter, '200兆瓦风电项目'), 13.6);
    assert.equal(amountOf(quarter, '安浮公路改建工程'), 6.9);
    const opening = quarter.events.find((event) => event.what.includes('安浮公路'));
    assert.deepEqual([opening?.period.start, opening?.status], ['2025-10-01', 'plan']);
  });

  test('the whole investment, not the part spent', async () => {
    const facts = await fictional('a08-xixian-interview-202411.md');
    assert.equal(amountOf(facts, '冷链物流园'), 3.2);
  });

  test('a statistical bulletin names no projects and no lists', async () => {
    const facts = await fictional('a01-hongdong-2024h1.md');
    assert.deepEqual([facts.projects, facts.lists], [[], []]);
  });
});
