import { STOPS } from './words.ts';

const HAN = /[\u3400-\u9fff]/;

/** The noun phrase that follows a number: 111个|重点项目, 500万元|专项资金, 5个由…带队的|招商专班. */
export function readTail(after: string): { readonly noun: string; readonly attributive: boolean } {
  // “一泓清水入黄河”类项目: quotation marks belong to the name.
  let text = after.replace(/[“”"]/g, '').split(BORDER_TAIL)[0] ?? '';
  const attributive = text.startsWith('的');
  if (attributive) text = text.slice(1);
  if (/^(?:涨|跌|升|降|增|减|提高|扩大|缩|回落|攀升)/.test(text)) return { noun: '', attributive };
  // 由31所|整合为|19所: the verb of the change stands behind the number.
  if (/^[\u3400-\u9fff]{1,6}[为到至成]$/.test(text)) return { noun: '', attributive };
  const relative = /^由[^的]{1,20}的/.exec(text);
  if (relative !== null) text = text.slice(relative[0].length);
  for (const stop of STOPS) {
    const at = text.indexOf(stop);
    if (at === 0 && !(attributive && stop.length > 1)) return { noun: '', attributive };
    if (at > 1) text = text.slice(0, at);
  }
  const conjunction = /[和与及或](?=[\d一二三四五六七八九十两])/.exec(text);
  if (conjunction !== null) text = text.slice(0, conjunction.index);
  const head = /^.{0,14}?(?:项目|企业|工程|机制|专班)(?!建设|谋划|化|家)/.exec(text);
  if (head !== null) text = head[0];
  const number = /[\d１-９]/.exec(text);
  if (number !== null) text = text.slice(0, number.index);
  const noun = text
    .replace(/[和与及或]+$/, '')
    // 15个国考断面中，: the field of what follows.
    .replace(/(?<=[\u3400-\u9fff]{2})(?:当中|之中|中)$/, '')
    .replace(/^(?:以上|以内|左右|上下|余|多|的)+/, '')
    .replaceAll('的', '')
    .trim();
  if (!HAN.test(noun[0] ?? '') || noun.length < 2 || noun.length > 18) {
    return { noun: /^(?:村|镇|乡|县|站|厂|校)$/.test(noun) ? noun : '', attributive };
  }
  return { noun, attributive };
}

const BORDER_TAIL = /[，,；;：:。！？、‘’《》（）()\s\ue000…]/;
