import { cleanQuestion } from '../../answer/understand/clean.ts';

/** What plain words tell the bot to do, and what they say of it. */
interface Order {
  readonly do: 'subscribe' | 'unsubscribe' | 'subscriptions';
  /** As typed. */
  readonly rest: string;
  /** 关注 is said of much else: an order only when the rest can be subscribed to. */
  readonly perhaps?: true;
}

const LEAD = '(?:(?:我们?|请|麻烦|可以|能否|帮我|帮忙|给我|替我|帮|想要?|要|来|想请你|需要)\\s?){0,5}';
const SUBSCRIBE = new RegExp(`^${LEAD}订阅(?:一下|上)?(?<rest>.*)$`, 's');
const FOLLOW = new RegExp(`^${LEAD}关注(?:一下|上)?(?<rest>.+)$`, 's');
const UNSUBSCRIBE = new RegExp(
  `^${LEAD}(?:退订|取消订阅|停止订阅|不(?:想|要|想要|用)?再?订阅|取消关注|(?:不|不想|不要|不用|别)再关注)(?:一下|掉|了)?(?<rest>.*)$`,
  's',
);
const LIST = new RegExp(
  `^${LEAD}(?:(?:看看?|查看?|列出|管理)(?:一下)?)?(?:我们?|本群|群里)?的?订阅(?:列表|清单|管理|设置)[?？。!！]?$|^${LEAD}(?:看看?|查看?|列出|管理)(?:一下)?(?:我们?|本群)?的?订阅$|^我的订阅[?？。!！]?$|^我们?(?:都|已经?)?订阅了(?:什么|哪些(?:地方|内容)?|啥)[?？]?$`,
);
const ENGLISH =
  /^(?:please |i want to |i'd like to |i would like to )?(?<what>unsubscribe|subscribe)(?: me)?(?: (?:to|from)(?: news (?:of|on|about|from))?)?(?:\s(?<rest>.*))?$/s;
const ENGLISH_LIST = /^(?:show |list )?my subscriptions[?.]?$/;

/** A longer text is no order. Characters. */
const LONGEST = 200;

/** 订阅量, 订阅号 and 订阅费 are things; 订阅了多少, 怎么订阅 ask. */
const A_THING = /^(?:量|数|费|户|者|率|号|人数?|用户|总|价|制|服务|杂志|报)/;
const ASKS = /多少|几[个家人份种]|怎么?样?|如何|什么|哪|吗|呢|是不是|为何|谁|[?？]/;

/**
 * What a sentence orders, when it is an order: 订阅古县GDP, 我想订阅侯马的项目, 退订, 我的订阅. A question that happens to
 * speak of subscriptions (古县订阅量是多少) is none.
 */
export function readOrder(typed: string): Order | null {
  const text = typed.trim();
  // 订阅本报的读者朋友们…: a text that somebody pasted.
  if (text.length > LONGEST || /[。\n]./.test(text)) return null;
  const { text: folded } = cleanQuestion(text);
  if (LIST.test(folded) || ENGLISH_LIST.test(folded)) return { do: 'subscriptions', rest: '' };
  const off = UNSUBSCRIBE.exec(folded);
  if (off !== null) return orderOf('unsubscribe', text, off.groups?.['rest'] ?? '');
  const on = SUBSCRIBE.exec(folded);
  if (on !== null) return orderOf('subscribe', text, on.groups?.['rest'] ?? '');
  const follow = orderOf('subscribe', text, FOLLOW.exec(folded)?.groups?.['rest'] ?? '');
  if (follow !== null && follow.rest !== '') return { ...follow, perhaps: true };
  const english = ENGLISH.exec(folded);
  if (english === null) return null;
  const what = english.groups?.['what'] === 'unsubscribe' ? 'unsubscribe' : 'subscribe';
  return orderOf(what, text, english.groups?.['rest'] ?? '');
}

function orderOf(what: Order['do'], typed: string, folded: string): Order | null {
  if (A_THING.test(folded) || ASKS.test(folded.replace(/^了吧?/, ''))) return null;
  return { do: what, rest: restAsTyped(typed, folded) };
}

/** Quotation marks, capitals and blanks matter in words that are searched for: what was typed behind the order. */
function restAsTyped(typed: string, folded: string): string {
  if (folded.trim() === '') return '';
  const [, behind] =
    /^.{0,40}?(?:订阅|訂閱|退订|退訂|取消关注|取消關注|关注|關注|subscribe)(.*)$/is.exec(typed) ?? [];
  return (behind ?? folded).replace(/^(?:一下|上|掉|了| me)?(?:\s+(?:to|from)\b)?\s*/i, '').trim();
}
