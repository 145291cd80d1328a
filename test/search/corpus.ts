import type { Passage } from '../../src/search/passage.ts';

/** Invented news of invented years; the places are real, nothing said of them is. */
const NEWS: readonly (readonly [article: string, place: string, heading: string | null, text: string])[] = [
  ['ice', '隰县', '冷库建设', '城关冷链园一期气调库投用，能存梨2.6万吨，果农不再急着把香梨低价出手。'],
  ['ice', '隰县', '冷库建设', '园区负责人说，二期还要上分拣线四条，用电全部来自屋顶光伏。'],
  ['road', '安泽县', null, '府城镇到县城的公路改建完工，全长12.4公里，夜里通了第一班公交，票价两元。'],
  ['road', '安泽县', null, '公路沿线栽下国槐和油松9000多棵，养路工老贾每天骑车巡查一趟。'],
  ['seal', '洪洞县', '政务服务', '大厅推出“掌上盖章”，企业在手机上签字盖章，材料不用来回跑，一次办好。'],
  ['seal', '洪洞县', '政务服务', '窗口延时到晚上八点，周六照常开门，老年人有专人代办。'],
  ['gdp', '浮山县', null, '2031年浮山县地区生产总值完成48.3亿元，同比增长6.6%，增速排全市第三位。'],
  ['gdp', '浮山县', null, '固定资产投资增长9.1%，其中工业投资增长14.2%，房地产开发投资下降3.7%。'],
  ['trad', '曲沃縣', '工業', '鋼鐵企業短流程改造開工，總投資27.5億元，建成後年產特種鋼90萬噸。'],
  ['trad', '曲沃縣', '工業', '職工宿舍同步翻新，食堂添了清真窗口，班車增加到十六趟。'],
  ['herb', '古县', '中药材', '石壁乡连翘采收结束，合作社收青翘310吨，烘干后卖给亳州客商。'],
  ['herb', '古县', '中药材', '技术员进村教剪枝，县里给每亩补助120元，脱贫户优先领苗。'],
];

/** Passages as the indexer would make them; traditional ones keep their script, their places are simplified. */
export const PASSAGES: readonly Passage[] = NEWS.map(([article, place, heading, text], ordinal) => ({
  id: `${article}#${ordinal % 2}`,
  articleId: article,
  places: [place.replace('縣', '县')],
  heading,
  text,
  span: { start: 0, end: text.length },
}));
