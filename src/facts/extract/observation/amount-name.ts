import type { Quantity } from '../../../text/quantity.ts';
import { indicatorLexicon } from '../../indicators.ts';
import { sameDimension } from './amount-change.ts';
import type { NumberInText, Topic } from './number.ts';

/** 日光温室32座、38万平方米; 农村公路12条、86公里: what the second number measures of the things counted. */
export const BESIDE_COUNT: ReadonlyMap<string, string> = new Map([
  ['money', '总投资'],
  ['area', '面积'],
  ['length', '长度'],
  ['power', '装机容量'],
]);

/** 16万千瓦|光伏发电项目, 200兆瓦|风电项目, 2万吨|气调库: a capacity inside a project's name. */
export function capacityName(quantity: Quantity, after: string): string | null {
  if (!['power', 'mass', 'energy', 'area', 'volume'].includes(quantity.kind)) return null;
  const match = /^([\u3400-\u9fff]{0,14}?(?:项目|工程|基地|电站|气调库|冷库|生产线))/.exec(after);
  return match?.[1] ?? null;
}

/** 以398.7亿元的地区生产总值居首: the indicator stands behind its number. */
export function namedAfter({ raw, after, quantity }: NumberInText): string | null {
  if (!/以(?:约|近|超过)?$/.test(raw) || !after.startsWith('的') || quantity.kind === 'count') return null;
  const named = indicatorLexicon().find(after.slice(1, 24))[0];
  return named?.start === 0 ? named.canonical : null;
}

/** 比乙县多1.9亿元: how far two places are apart. */
export const APART =
  /(?:(?<![同环占对])比|较)(?!上|去|年)[\u3400-\u9fff]{1,6}[县市区](?:要|还)?(?:多|少|高|低)(?:出|了)?(?:约|近)?$/;

/** 增速居第7位。甲区以243.9亿元…: the growth was told, the amount in its usual unit is of the same. */
export function isUsual({ indicator, measure }: Topic, { unit }: Quantity): boolean {
  const usual = indicatorLexicon().indicators.find(({ name }) => name === indicator)?.unit ?? '';
  return measure === 'growth' && usual !== '' && sameDimension(usual, unit);
}

/** 连翘三十二万亩 is 连翘面积. */
export function areaName(noun: string): string {
  return /(?:面积|规模|用地|占地)$/.test(noun) ? noun : `${noun}面积`;
}
