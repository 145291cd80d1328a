import type { Quantity } from '../../../text/quantity.ts';

export interface Rank {
  /** What is ranked, '' when the clause does not say. */
  readonly noun: string;
  /** Among whom: 全市, 全省25个市辖区. */
  readonly scope: string | null;
  readonly ofGrowth: boolean;
}

const SCOPE =
  /(?:在|位居|位列|居|列)?((?:全国|全省|全市|全区|全县|全州|全盟)?(?:\d{1,4}个[\u3400-\u9fff（）、]{2,10}?)?)(?:中|里|内)?(?:排名|名列|位居|位列|稳居|跃居|升至|上升到|上升至|居|列|排在|排|位次)?$/;

/** Takes apart 增速居全市 | 第8位, GDP总量排名全省 | 第11位, 在全省25个市辖区中排名 | 第2位. */
export function readRank(before: string): Rank | null {
  // 增速居前五位的是: a group, not a rank.
  if (/前$/.test(before)) return null;
  let text = before.replace(/(?:分别|均|并列|为|是|约|由上年的?)$/, '');
  const match = SCOPE.exec(text);
  const scope = match?.[1] ?? '';
  if (match !== null) text = text.slice(0, match.index);
  text = text.replace(/(?:排名|名列|位居|位列|稳居|跃居|居|列|排|在|位次)$/, '');
  const ofGrowth = /(?:增速|增幅|增长率|增长速度)$/.test(text);
  const named = text
    .replace(/(?:增速|增幅|增长率|增长速度)$/, '')
    .replace(/^.*[，,；;：:\ue000]/, '')
    .replace(/^(?:其中|全县|全市|全区)/, '')
    .replace(/(?:^|(?<=[入值资额]))(?:总量|规模)$/, '');
  // 由第5位升至第1位, 分别以146.8亿元列第二: no name stands there.
  const noun = /\d|^(?:则|由|以|分别|依次)|(?:升至|退至|前移|后移|跃升至|降至)$|^总量和增速/.test(named)
    ? ''
    : named;
  return { noun, scope: scope === '' ? null : scope, ofGrowth };
}

/** The field of a rank (在全省25个市辖区中排名第2位) is no value of the place: such counts are left out. */
export function pools(text: string, quantities: readonly Quantity[]): readonly Quantity[] {
  return quantities.filter((quantity, i) => {
    const next = quantities[i + 1];
    if (quantity.kind !== 'count' || next?.kind !== 'rank') return false;
    return /^[\u3400-\u9fff（）、]{1,12}(?:中|里|内|位居|排名|列|居)/.test(
      text.slice(quantity.end, next.start),
    );
  });
}
