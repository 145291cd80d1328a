import type { NumberInText, Reading } from './number.ts';

/** 投入1.6亿元, 统筹资金800万元, 筹资3000万元. */
const SPENDING =
  /(?:投入|投资|出资|注资|筹资|筹集|筹措|拨付|拨款|安排|落实|整合|统筹|争取|列支)(?:了|各级|各类|财政|专项|中央|省级|衔接|补助|涉农|建设|帮扶)*(?:资金)?(?:约|近|超过|超|逾)*$/;
/** What it is spent on: ，实施供水管网改造; 用于校舍维修. */
const SPENT_ON =
  /^(?:资金)?[，]?(?:专项|全部|主要)?(?:用于|用来|实施|推进|开展|建设|新建|改建|扩建|修建|建成|打造|完善|支持|购置|完成|改造|修缮|升级|治理|修复|整治|硬化|绿化|维修|翻修)了?(?:了|对)?([\u3400-\u9fff“”]{3,18})(?=[，。；]|$)/;

/**
 * 投入1.6亿元，实施县城供水管网改造: money without a noun of its own is named by what it is spent on; null when the
 * words do not tell.
 */
export function readingOfSpent({ quantity, lead, raw, after }: NumberInText): Reading | null {
  if (
    quantity.kind !== 'money' ||
    !/^(?:[\u3400-\u9fff]{0,8}资金|投资)?$/.test(lead.noun) ||
    lead.arrives ||
    !SPENDING.test(raw)
  )
    return null;
  const object =
    SPENT_ON.exec(after)?.[1]
      ?.replaceAll(/[“”]/g, '')
      .replace(/(?:等|工作)+$/, '') ?? '';
  if (object.length < 3) return null;
  return {
    indicator: `${object}投入`,
    measure: 'level',
    value: quantity.value,
    unit: quantity.unit,
    event: false,
  };
}
