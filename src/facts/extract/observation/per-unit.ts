import { perUnitAt } from '../../../text/unit.ts';
import type { Discourse } from './discourse.ts';
import { namesIndicator } from './nouns.ts';
import type { NumberInText, Reading } from './number.ts';
import { GAP, readLead } from './phrase.ts';

/**
 * An amount told per something (每亩补助300元, 每斤卖到2.8元, 每人每月645元) is never a total: its name says per what.
 * @param reading what the number would be without the words of 每
 * @returns the reading under its full name, or null when no words tell what is so much per unit
 */
export function perUnitReading(d: Discourse, n: NumberInText, reading: Reading | null): Reading | null {
  const { quantity, from } = n;
  if (/percent|points|rank|multiple/.test(quantity.kind)) return reading;
  const stretch = d.text.slice(from, quantity.start);
  const per = perIn(stretch);
  if (per === null) return reading;
  const alone = reading === null || /^每[一个]?[\u3400-\u9fff]{1,3}$/.test(reading.indicator);
  if (!alone && reading.indicator.includes('每') && !reading.indicator.endsWith(per.words)) return reading;
  const behind = readLead(d.clean(n.sentence, from + per.end, quantity.start)).noun;
  const base = reading ?? {
    indicator: '',
    measure: 'level' as const,
    value: quantity.value,
    unit: quantity.unit,
    event: false,
  };
  const { parent: _parent, counts: _counts, project: _project, of: _of, ...plain } = base;
  const spoken = d.topic?.indicator.startsWith('每') === true ? d.topic.indicator : '';
  const before = d.clean(n.sentence, from, from + per.start);
  const noun =
    behind !== ''
      ? (reading?.indicator ?? behind)
      : perNoun(n, before) ||
        (/[\u3400-\u9fff]{2}/.test(before) ? '' : spoken.slice(perUnitEnd(spoken))) ||
        // 收购价也低，每斤1.24元: a price told before.
        (reading !== null && /价(?:格|钱|位)?$/.test(reading.indicator) ? reading.indicator : '');
  return noun === '' ? null : { ...plain, indicator: `${per.words}${noun}` };
}

/** Behind the words of 每 that open a name (每人每月|低保标准). */
function perUnitEnd(name: string): number {
  let end = 0;
  while (name.charAt(end) === '每') {
    const next = perUnitAt(name, end + 1);
    if (next === null) break;
    end = next;
  }
  return end;
}

/** 每人每月, 每个项目: the last words of 每 in a stretch. */
function perIn(
  stretch: string,
): { readonly words: string; readonly start: number; readonly end: number } | null {
  let start = stretch.lastIndexOf('每');
  if (start < 0 || /^每[逢到况当]/.test(stretch.slice(start))) return null;
  const end = perUnitAt(stretch, start + 1) ?? -1;
  if (end < 0) return null;
  const before = stretch.lastIndexOf('每', start - 1);
  if (before >= 0 && perUnitAt(stretch, before + 1) === start) start = before;
  return { words: stretch.slice(start, end), start, end };
}

/** 山楂价格每公斤|5.6元, 每亩|300元补贴, 每斤卖到|2.8元: what is so much per unit. */
function perNoun(n: NumberInText, before: string): string {
  const led = /[按以对给]$/.test(before) ? '' : readLead(before.replaceAll(GAP, '')).noun;
  if (led !== '' && namesPrice(led)) return led;
  // 鲜枣卖到每斤|6元
  const sold = /([\u3400-\u9fff]{1,8}?)(?:能|可)?(?:卖|售)(?:到|出|至|价)?$/.exec(before)?.[1];
  if (sold !== undefined && n.quantity.kind === 'money') return `${sold}售价`;
  const tail = /^的?(?:左右|以上)?的?([\u3400-\u9fff]{1,10})/.exec(n.after)?.[1] ?? '';
  for (let length = 1; length <= tail.length; length++)
    if (namesPrice(tail.slice(0, length)) && tail.charAt(length) !== '额') return tail.slice(0, length);
  const verb = /(?:卖|售)(?:价|到|出|至)?/.exec(n.raw.slice(n.raw.lastIndexOf('每')));
  if (verb !== null && n.quantity.kind === 'money') return '售价';
  return led.length >= 4 && led.length <= 16 ? led : '';
}

const PRICED =
  /(?:补贴|补助|奖励|奖补|租金|价|价钱|标准|费|费用|工资|成本|利润|补偿|奖金|分红|资助|收益|酬劳|报酬|投入)$/;

function namesPrice(noun: string): boolean {
  return noun.length >= 2 && (PRICED.test(noun) || namesIndicator(noun));
}
