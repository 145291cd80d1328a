import type { Quantity } from '../../../text/quantity.ts';

export interface Rank {
  /** What is ranked, '' when the clause does not say. */
  readonly noun: string;
  /** Among whom: 全市, 全省25个市辖区. */
  readonly scope: string | null;
  readonly ofGrowth: boolean;
  /** True when the words say that the total is ranked (总量在全市排第12位). */
  readonly ofTotal: boolean;
}

/** Verbs of a rank, between its scope and its number or in front of both. */
const VERB =
  '(?:排名|排位|排行|名列|位居|位列|稳居|跃居|高居|荣居|荣列|暂居|暂列|占据|雄居|蝉联|重回|重返|登上|跃升至|跃升到|上升至|上升到|提升至|提升到|前移至|前移到|前进到|晋升至|进位至|升至|升到|升为|退至|退居|降至|降到|下滑至|回落至|分列|分居|分别列|分别居|并列|屈居|跌到|跌至|滑落至|滑落到|滑至|跻身|挺进|降为|排在|排到|居|列|排|位次为|位次)';
/** Among whom: 全市, 全省25个市辖区, 全国梨品类, 三个市区. */
const POOLED =
  '(?:全[国省市县区州盟](?:[\\u3400-\\u9fff（）、\\d]{1,14}?)??|全球|世界|同类[\\u3400-\\u9fff]{1,6}|(?:\\d{1,4}|[一二两三四五六七八九十]{1,3})个[\\u3400-\\u9fff（）、]{2,12}?)';
const BETWEEN = '(?:中|里|内|范围内|分别|均|的|倒数|之)*';
const SCOPED = new RegExp(`(?:在|于|${VERB})\\ue000?(${POOLED}?)${BETWEEN}${VERB}?${BETWEEN}$`);
const PLAIN = new RegExp(
  `(全[国省市县区州盟](?:\\d{1,4}个[\\u3400-\\u9fff（）、]{2,12})?)?${BETWEEN}${VERB}?${BETWEEN}$`,
);

/** The rank left behind and the verb of the move, in front of the rank arrived at. */
const MOVED_FROM =
  /(?:由|从)[^，；。由从第]{0,10}第[一二三四五六七八九十\d]{1,4}[位名]?(?:一举|直接|快速)?(?:前移|上移|上升|提升|跃升|攀升|晋升|前进|进位|升|后移|下移|下降|下滑|滑落|回落|退|降)[了]?[到至]?(?:全[市省国区县])?的?$/;
/** What may stand between a name and the verb of its rank: 增速|虽|排全市. */
const ADVERBS =
  /(?:虽然?|尽管|仍然?|却|依[然旧]|也|还|则|已经?|首次|再次|再度|一直|始终|继续|连年|稳定|都|是)+$/;

/** 在全省11个地市中|总量|排, with another rank of the same field between or not. */
const FIELDED = new RegExp(
  `在(${POOLED})(?:中|里|内)，?(?:[^，；。]{1,12}[位名][、，])?(?:GDP)?(总量|规模|总额|增速|增幅)(?:分别)?${VERB}$`,
);

/** Takes apart 增速居全市 | 第8位, GDP总量排名全省 | 第11位, 在全省25个市辖区中排名 | 第2位, 居三个市区 | 之首. */
export function readRank(before: string): Rank | null {
  // 增速居前五位的是: a group, not a rank.
  if (/前$/.test(before)) return null;
  // 总量和增速分别居全市第6位和|第2位: the first is of the total.
  const both = /^(.*?)总量[和、与及]增速(?:分别|均|各)?(?=[^，；]{0,24}$)/.exec(before);
  if (both !== null) {
    const first = !/第[一二三四五六七八九十\d]{1,4}[位名]?[、和与及]/.test(before);
    const noun = (both[1] ?? '').replace(/^.*[，,；;：:\ue000]/, '').replace(/^(?:其中|全县|全市|全区)/, '');
    const scope = PLAIN.exec(before.replace(/(?:第[^第]{1,4}[位名]?[、和与及])+$/, ''))?.[1] ?? null;
    return { noun, scope, ofGrowth: !first, ofTotal: first };
  }
  // 在全省11个地市中总量排|第4位、增速排|第7位: the field stands in front of both.
  const fielded = FIELDED.exec(before);
  if (fielded !== null) {
    const side = fielded[2] ?? '';
    return {
      noun: '',
      scope: fielded[1] ?? null,
      ofGrowth: /^增/.test(side),
      ofTotal: !/^增/.test(side),
    };
  }
  // 居全市第3位、县级|第1位: a second rank names its own scope.
  const second = /第[一二三四五六七八九十\d]{1,4}[位名]?[、，和与及]([\u3400-\u9fff]{2,6})$/.exec(before);
  if (second !== null) return { noun: '', scope: second[1] ?? null, ofGrowth: false, ofTotal: false };
  let text = before
    // 分列第二、|第三位: the ranks in front belong to others of the list.
    .replace(/(?:第?[一二三四五六七八九十\d]{1,4}[位名]?[、和与及]){1,9}第?$/, '')
    // 第六至|第八位是甲、乙、丙: the first of the ranks in front.
    .replace(/第?[一二三四五六七八九十\d]{1,4}[位名]?[至到—]第?$/, '')
    // 由第14位前移到|第9位: where it stood before is no part of the name.
    .replace(MOVED_FROM, '')
    .replace(
      /(?:分别|均|依次|为|是|约|[由从](?:[上去]年|一季度|上?半年|年初|原来|此前|\ue000)?末?的?|了)+$/,
      '',
    )
    .replace(/(?:仍|已|也|还)?连续[一二两三四五六七八九十\d]{1,3}(?:年|个?月|个?季度)/, '');
  const scoped = SCOPED.exec(text);
  const match = scoped !== null && (scoped[1] ?? '') !== '' ? scoped : (PLAIN.exec(text) ?? scoped);
  const scope = match?.[1] ?? '';
  if (match !== null) text = text.slice(0, match.index);
  text = text.replace(new RegExp(`(?:${VERB}|在|由|以)$`), '').replace(ADVERBS, '');
  const ofTotal = /(?:总量|规模|总额|绝对额)$/.test(text);
  const ofGrowth = /(?:增速|增幅|增长率|增长速度|增长)$/.test(text);
  const named = text
    .replace(/(?:增速|增幅|增长率|增长速度|增长)$/, '')
    .replace(/^.*[，,；;：:】\ue000]/, '')
    .replace(/^(?:其中|全县|全市|全区|[两三四]个?(?:县|市|区|地|市区|县区))/, '')
    .replace(/(?:分别|分|均|双双)$/, '')
    .replace(/(?:^|(?<=[入值资额]))(?:总量|规模|总额)$/, '');
  // 由第5位升至第1位, 分别以146.8亿元列第二: no name stands there.
  const noun = /\d|^(?:则|由|以|分别|依次|较|比)|(?:升至|退至|前移|后移|跃升至|降至)$|^总量和增速/.test(named)
    ? ''
    : named;
  return { noun, scope: scope === '' ? null : scope.replace(/(?:中|里|内|的)$/, ''), ofGrowth, ofTotal };
}

const MOVED_UP = /(?:前进|上升|前移|提升|晋升|进位|提前|跃升|攀升|上移|提高|升)(?:了)?$/;
const MOVED_DOWN = /(?:后退|下降|后移|退后|下滑|回落|退步|降低|降|退)(?:了)?$/;

/** 前进5位, 较上年后移3个位次: how many places a rank has changed, null for anything else. */
export function moveOf(before: string): number | null {
  return MOVED_UP.test(before) ? 1 : MOVED_DOWN.test(before) ? -1 : null;
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
