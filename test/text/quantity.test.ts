import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Quantity } from '../../src/text/quantity.ts';
import { findQuantities } from '../../src/text/quantity.ts';
import { assertLinear } from '../support/linear.ts';

/** raw=value unit, then ~upper and (approx). */
function show(quantity: Quantity): string {
  const upper = quantity.upper === undefined ? '' : `~${quantity.upper}`;
  const approx = quantity.approx === undefined ? '' : `(${quantity.approx})`;
  return `${quantity.raw}=${quantity.value}${upper}${quantity.unit} ${quantity.kind}${approx}`;
}

const FOUND: Readonly<Record<string, readonly (readonly [string, ...string[]])[]>> = {
  money: [
    ['地区生产总值完成61.7亿元', '61.7=61.7亿元 money'],
    ['总投资三十五亿元', '三十五=35亿元 money'],
    ['利税四亿元以上', '四=4亿元 money(以上)'],
    ['年产值近六十亿元', '六十=60亿元 money(近)'],
    ['人均可支配收入21,308元', '21,308=21308元 money'],
    ['人均收入２１，３０８元', '２１，３０８=21308元 money'],
    ['项目投资1.2万亿元', '1.2=1.2万亿元 money'],
    ['拨付1亿2000万元', '1亿2000万=120000000元 money'],
    ['进出口额2.3亿美元', '2.3=2.3亿美元 money'],
    ['奖励5万多元', '5=5万元 money(多)'],
    ['总投资48.6亿，', '48.6=48.6亿元 money'],
    ['10万元老旧小区改造补助', '10=10万元 money'],
    ['投资 18.5 亿元', '18.5=18.5亿元 money'],
    ['产值超百亿元', '百=100亿元 money(超)'],
    ['GDP:48.6亿元', '48.6=48.6亿元 money'],
    ['实现GDP1097.6亿元', '1097.6=1097.6亿元 money'],
  ],
  'shares and growth': [
    ['增长5.2%', '5.2=5.2% percent'],
    ['下降2.3％', '2.3=2.3% percent'],
    ['增长-3.4%', '-3.4=-3.4% percent'],
    ['出生率6.1‰', '6.1=6.1‰ percent'],
    ['回落1.4个百分点', '1.4=1.4百分点 points'],
    ['提高13.2百分点', '13.2=13.2百分点 points'],
    ['占比超过六成', '六=60% percent(超过)'],
    ['七成五的农户', '七成五=75% percent'],
    ['百分之三点四', '三点四=3.4% percent'],
    ['增长5%—6%', '5=5~6% percent'],
    ['增长12%左右', '12=12% percent(左右)'],
    ['占全省的四分之一', '四分之一=25% percent'],
    ['一半以上的农户', '一半=50% percent(以上)'],
    ['利用率过半，', '过半=50% percent(过)'],
    ['出口额翻了两番', '翻了两番=2番 multiple'],
    ['产值翻番。', '翻番=1番 multiple'],
    ['与上年持平', '持平=0% percent'],
    ['分别高1.2个和0.9个百分点', '1.2=1.2百分点 points', '0.9=0.9百分点 points'],
    ['增长3倍', '3=3倍 multiple'],
    ['增长一倍', '一=1倍 multiple'],
  ],
  ranks: [
    ['增速居全市第8位', '8=8位 rank'],
    ['增幅全市名列第二，', '二=2位 rank'],
    ['总量排名全省第11位', '11=11位 rank'],
    ['位列第三名', '三=3位 rank'],
    ['增速全市第一。', '一=1位 rank'],
    ['排名全市倒数第二。', '二=2位 rank(倒数)'],
    ['进入全省前10位', '10=10位 rank(前)'],
    ['由第8位升至第5位', '8=8位 rank', '5=5位 rank'],
    ['稳居榜首', '榜首=1位 rank'],
    ['居全市首位', '首位=1位 rank'],
    ['排名末位', '末位=1位 rank(倒数)'],
    ['屈居次席', '次席=2位 rank'],
    ['分列二、三位，', '二=2位 rank', '三=3位 rank'],
    ['第六至第八位是', '六=6位 rank', '八=8位 rank'],
    ['依次排在第5至第7位。', '5=5位 rank', '7=7位 rank'],
    ['蒲县第四，为3.11。', '四=4位 rank'],
    ['总量垫底。', '垫底=1位 rank(倒数)'],
    ['居三个市区之首', '三=3个 count', '之首=1位 rank'],
    ['增速最快的是古县', '最快=1位 rank'],
    ['以371.4亿元领跑全市', '371.4=371.4亿元 money', '领跑=1位 rank'],
  ],
  counts: [
    ['140余家作坊', '140=140家 count(余)'],
    ['新增3100余户', '3100=3100户 count(余)'],
    ['三个立交和两个天桥', '三=3个 count', '两=2个 count'],
    ['八项指标40个子项', '八=8项 count', '40=40个 count'],
    ['新增就业一万五千人', '一万五千=15000人 count'],
    ['十余万人次', '十=10万人次 count(余)'],
    ['招商3至5家', '3=3~5家 count'],
    ['近百家企业', '百=100家 count(近)'],
    ['带动上千人', '千=1000人 count(上)'],
    ['不少于30座', '30=30座 count(不少于)'],
    ['全县十万干部群众', '十=10万 count'],
    ['签约3个项目', '3=3个 count'],
    ['开行班列214列', '214=214列 count'],
    ['打井612口', '612=612口 count'],
    ['举办培训9期', '9=9期 count'],
    ['前进5位', '5=5位 count'],
    ['前移4个位次', '4=4位 count'],
    ['附近3个村', '3=3个 count'],
    ['建成3个多功能厅', '3=3个 count'],
    ['新建5家乡镇加工厂', '5=5家 count'],
  ],
  'areas, mass, energy, time': [
    ['种植面积三十二万亩', '三十二=32万亩 area'],
    ['1.5万亩', '1.5=1.5万亩 area'],
    ['人均8.5平方米以上', '8.5=8.5平方米 area(以上)'],
    ['18.5 万吨', '18.5=18.5万吨 mass'],
    ['产量突破3000万公斤', '3000=3000万公斤 mass(突破)'],
    ['三百多亿斤', '三百=300亿斤 mass(多)'],
    ['年发电量约4.4亿千瓦时', '4.4=4.4亿千瓦时 energy(约)'],
    ['16万千瓦光伏发电项目', '16=16万千瓦 power'],
    ['200兆瓦风电', '200=200兆瓦 power'],
    ['全长38.7公里', '38.7=38.7公里 length'],
    ['不能少于310天', '310=310天 time(不能少于)'],
    ['13个工作日内', '13=13个工作日 time(内)'],
    ['节省2个月以上', '2=2个月 time(以上)'],
    ['工期3年', '3=3年 time'],
    ['气温零下12℃', '12=-12摄氏度 temperature'],
    ['收购价3.6元/斤', '3.6=3.6元/斤 money'],
    ['公路密度168公里/百平方公里', '168=168公里/百平方公里 length'],
    [
      '分别为48、46和45微克/立方米',
      '48=48微克/立方米 mass',
      '46=46微克/立方米 mass',
      '45=45微克/立方米 mass',
    ],
    ['城乡居民收入比由2.31缩小至2.26', '2.31=2.31 index', '2.26=2.26 index'],
    ['以2.74的综合指数居第一位', '2.74=2.74 index', '一=1位 rank'],
    ['综合指数4.87，', '4.87=4.87 index'],
    ['综合指数由5.02降至4.87', '5.02=5.02 index', '4.87=4.87 index'],
  ],
};

/** Numbers that are no quantities. */
const NOTHING = [
  '“十四五”期间',
  '十四五规划',
  '“1·18”工作思路',
  '1·18会议',
  '按照“1236”思路',
  '“5+N”阵营',
  '7×24小时',
  '国道341线',
  'G108改建',
  '2#炉烘炉',
  '五人制足球场',
  '党的十九大',
  '十二届七次全会',
  '落实“三个文件”',
  '“十个三”机制',
  '“15分钟生活圈”',
  '《关于办好12件实事的通知》',
  '一系列举措',
  '一批项目',
  '另一方面',
  '一带一路',
  '第一书记',
  '第一时间',
  '第一产业',
  '第二产业增加值',
  '全市第一季度',
  '全省第一家',
  '第11台风机',
  '打响第一枪',
  '一是抓项目。二是抓产业。',
  '一周一调度、一天一对接',
  '电话0357-2012345',
  '2023年1月7日9时30分',
  '2023-02-20 08:58:54',
  '一、加快建设。二、加快转换。',
  '（三）改革',
  '把安全放在首位',
  '产业首位度',
  '末位淘汰制',
  '万分之一的可能',
  '翻番计划',
  '领跑全市的勇气',
  '过半年',
  '一成不变',
  '任务完成',
  '三五家',
  '二十五六家',
  '几十家',
  '数百户',
  '两个多月以来',
  '两位数增长',
  '最后一公里',
  '百亿级阵营',
  '四套班子',
  '4A级景区',
  '二次创业',
];

describe('findQuantities', () => {
  for (const [family, rows] of Object.entries(FOUND)) {
    describe(family, () => {
      for (const [text, ...expected] of rows)
        it(text, () => assert.deepEqual(findQuantities(text).map(show), expected));
    });
  }

  describe('finds nothing in', () => {
    for (const text of NOTHING) it(text, () => assert.deepEqual(findQuantities(text).map(show), []));
  });

  it('covers number and unit, not the hedges', () => {
    const text = '产值近5.1亿元以上';
    const [found] = findQuantities(text);
    assert.equal(text.slice(found?.start, found?.end), '5.1亿元');
  });

  it('shifts spans by the offset and leaves out what is excluded', () => {
    const [found, ...rest] = findQuantities('3个和5个', 100, [{ start: 100, end: 102 }]);
    assert.deepEqual([found?.start, found?.end, found?.rawSpan.start, rest.length], [103, 105, 103, 0]);
  });

  it('keeps order, spans within the text, and raw as the text at its span', () => {
    const piece = fc.constantFrom(
      ...'一二三十百千万亿两点第前位个家元%吨年月日近余多以上“”《》—至到0123456789.,，。A·× \n'.split(''),
      '亿元',
      '百分点',
      '百分之',
      '名列第',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const found of findQuantities(text)) {
          assert.ok(found.start >= last && found.end > found.start && found.end <= text.length);
          assert.equal(found.raw, text.slice(found.rawSpan.start, found.rawSpan.end));
          assert.ok(found.rawSpan.start >= found.start && found.rawSpan.end <= found.end);
          assert.ok(found.raw.length > 0 && Number.isFinite(found.value));
          assert.ok(found.upper === undefined || found.upper > found.value);
          last = found.end;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('takes linear time on hostile text', async () => {
    for (const unit of [
      '一',
      '1',
      '1,',
      '百',
      '“',
      '《',
      '至',
      '5至',
      '第一',
      '亿',
      '1亿2',
      '近',
      '百分之',
      '3余',
      '首',
      '最高',
      '垫底',
      '持平',
      '翻一',
      '过半',
      '分别1、',
      '1个和',
    ])
      await assertLinear((text) => findQuantities(text), unit);
  });
});
