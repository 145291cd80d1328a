/** 达到全年增长12%的目标: the time is the target's and no further number's. */
export const OF_TARGET = /^[^，。；\d]{0,10}\d[^，。；]{0,14}目标/;

/** 全年|安排的86个项目|已开工. */
const LISTED =
  /^(?:共|计划|拟|要|全县|全市|全区|全省|县里|市里|区里){0,3}(?:安排|铺排|谋划|确定|部署|排定|下达|实施|储备)了?的?(?=[^，；。]{0,20}\d)[^；。]{0,60}?(?:已|完成|开工|复工|竣工|到位|目前|累计)/;

/** Whether a year is only the one a list of projects was drawn up for. */
export function isOfList(text: string, from: number, at: number): boolean {
  return LISTED.test(text.slice(from, at));
}

/** 比上年|执行数|6.4亿元: whose result is compared with. */
export const RESULT_OF = /^的?(?:预算|预计|实际)?(?:执行|完成|决算|快报|实际)数?的?$/;
