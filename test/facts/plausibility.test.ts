import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Observation } from '../../src/facts/model.ts';
import { contradictions, implausible, isSteady } from '../../src/facts/plausibility.ts';
import { articleOf, observationIn } from '../support/stored.ts';

function fact(over: Partial<Observation>): Observation {
  const article = articleOf('某数为61.2。');
  return observationIn(article, article.text, '61.2', over);
}

describe('implausible', () => {
  const believable: readonly Partial<Observation>[] = [
    {},
    { unit: '万元' },
    { indicator: '进出口总额', unit: '亿美元' },
    { indicator: '规模以上工业增加值', unit: '亿元' },
    { indicator: '规模以上工业增加值', measure: 'growth', unit: '%', value: -99 },
    { measure: 'growth', unit: '%', value: 300 },
    { measure: 'share', indicator: '固定资产投资完成年度计划比例', unit: '%', value: 108.7 },
    { measure: 'share', indicator: '第二产业贡献率', unit: '%', value: 130 },
    { measure: 'rank', unit: '位', value: 25, scope: '全省25个市辖区' },
    { indicator: '优良天数', unit: '天', value: 300 },
    { indicator: '年馍产量', unit: '万个', value: 2023, raw: '2,023' },
    {
      indicator: '城镇新增就业',
      unit: '人',
      value: 2021,
      raw: '2021',
      period: { start: '2015-01-01', end: '2015-12-31', label: '' },
    },
    { indicator: '没有名字的指标', unit: '新单位', value: 5 },
  ];
  const unbelievable: readonly (readonly [Partial<Observation>, RegExp])[] = [
    [{ unit: '个' }, /单位/],
    [{ unit: '%' }, /单位/],
    [{ indicator: '城镇化率', unit: '万人' }, /单位/],
    [{ indicator: '城镇化率', unit: '%', value: 157 }, /比率/],
    [{ measure: 'growth', unit: '%', value: 301 }, /增减幅度/],
    [{ measure: 'growth', unit: '%', value: -100.1 }, /增减幅度/],
    [{ measure: 'share', indicator: '工业占比', unit: '%', value: 100.5 }, /占比/],
    [{ measure: 'rank', unit: '位', value: 26, scope: '全省25个市辖区' }, /位次26超出/],
    [{ measure: 'rank', unit: '位', value: 0 }, /位次/],
    [{ measure: 'rank', unit: '位', value: 2.5 }, /整数/],
    [{ measure: 'change', unit: '百分点', value: 140 }, /百分点/],
    [{ indicator: '优良天数', unit: '天', value: 613 }, /没有这么多天/],
    [{ indicator: '重点项目数', unit: '个', value: 2022, raw: '2022' }, /年份/],
  ];
  it('lets believable figures pass', () => {
    for (const over of believable) assert.equal(implausible(fact(over)), null, JSON.stringify(over));
  });
  it('says why a figure is not', () => {
    for (const [over, reason] of unbelievable)
      assert.match(implausible(fact(over)) ?? '', reason, JSON.stringify(over));
  });
});

describe('contradictions', () => {
  it('holds back a part that is larger than its whole', () => {
    const whole = fact({ indicator: '项目投资', value: 20 });
    const part = fact({ indicator: '产业类项目投资', parent: '项目投资', value: 26 });
    const fits = fact({ indicator: '民生类项目投资', parent: '项目投资', value: 6 });
    const other = fact({ indicator: '项目数', parent: '项目投资', unit: '个', value: 90 });
    assert.deepEqual([...contradictions([whole, part, fits, other])], [[part, '其中项大于总体']]);
  });
  it('lets the part of an average lie above the whole', () => {
    const whole = fact({ indicator: '居民人均可支配收入', unit: '元', value: 28000 });
    const part = fact({
      indicator: '城镇居民人均可支配收入',
      parent: '居民人均可支配收入',
      unit: '元',
      value: 35000,
    });
    assert.equal(contradictions([whole, part]).size, 0);
  });
  const parts = (total: string, first: number, over: Partial<Observation> = {}): readonly Observation[] => [
    fact({ value: Number(total) }),
    fact({ indicator: '第一产业增加值', value: first }),
    fact({ indicator: '第二产业增加值', value: 300_000, unit: '万元' }),
    fact({ indicator: '第三产业增加值', value: 20, ...over }),
  ];
  it('are found where the parts do not make the whole, across units', () => {
    assert.equal(contradictions(parts('60', 10)).size, 0);
    assert.equal(contradictions(parts('60.9', 10)).size, 0, 'rounded');
    assert.equal(contradictions(parts('66', 10)).size, 4);
  });
  it('need all parts, of one place and period, and results', () => {
    assert.equal(contradictions(parts('66', 10, { place: '古县' })).size, 0);
    assert.equal(contradictions(parts('66', 10, { period: null })).size, 0);
    assert.equal(contradictions(parts('66', 10, { status: 'target' })).size, 0);
  });
});

describe('isSteady', () => {
  it('is for settled names that do not change by leaps', () => {
    for (const name of ['地区生产总值', '常住人口']) assert.ok(isSteady(name), name);
    for (const name of ['签约项目数', '年馍产量', 'GDP']) assert.ok(!isSteady(name), name);
  });
});
