import type { PlaceMention } from '../../../region/gazetteer.ts';
import type { Discourse } from './discourse.ts';
import type { NumberInText, Reading } from './number.ts';
import { GAP, trimFront } from './phrase.ts';
import { lastBorder } from './place.ts';

/** 甲县段, 甲县境内: the part of a road or a river that lies there. */
const PART = /^(?:段|境内段?|辖区段?)/;
/** Between those words and the length. */
const LINKING = /^(?:全长|总长|长度|长|里程|约|为|共|有|达)*$/;
/** What runs through several counties. */
const LINE = /(?:路|道|线|渠|河|桥|轨|廊|带|管网|高速|快速通道|通道|工程|项目)$/;

/** 这条路: no name. */
const POINTING = /^(?:这条|该|此条?|整条|这段)/;

/** Whether a place is named only for the part of a line that lies there, which makes it no subject. */
export function isSection(text: string, { end }: Pick<PlaceMention, 'end'>): boolean {
  return PART.test(text.slice(end, end + 3));
}

/** The place whose part of a line a number measures (旅游公路甲县段68公里), null for any other number. */
export function sectionPlace(text: string, places: readonly PlaceMention[], at: number): PlaceMention | null {
  const mention = places.findLast(({ end }) => end <= at);
  if (mention === undefined) return null;
  const between = text.slice(mention.end, at);
  const part = PART.exec(between)?.[0];
  return part !== undefined && LINKING.test(between.slice(part.length)) ? mention : null;
}

/**
 * 旅游公路甲县段68公里，乙县段51公里; 全长33公里，其中甲县境内19公里: the length of the line inside a county goes by the
 * name of the line and the county; null for any other number.
 */
export function readingOfSection(d: Discourse, n: NumberInText): Reading | null {
  const { sentence, quantity } = n;
  if (quantity.kind !== 'length') return null;
  const place = sectionPlace(d.text, sentence.places, quantity.start);
  if (place === null) return null;
  const from = lastBorder(d.text, sentence.start, place.start);
  const led = trimFront(
    d
      .clean(sentence, from, place.start)
      .replace(/^.*[\ue000、]/, '')
      .replaceAll(GAP, ''),
    false,
  ).noun;
  if (led.length >= 3 && led.length <= 16 && LINE.test(led) && !POINTING.test(led)) d.line = led;
  const project = d.head?.project === true ? d.head.noun : null;
  const topic = d.topic?.indicator.replace(/(?:里程|长度)$/, '') ?? '';
  const name = d.line ?? project ?? (LINE.test(topic) ? topic : null);
  if (name === null) return null;
  const part = d.text.startsWith('境内', place.end) ? '境内' : '段';
  return {
    // The length of the whole is another figure.
    indicator: `${name}${d.text.slice(place.start, place.end).replace(/(?<=[\u3400-\u9fff]{2})[市县区]$/, '')}${part}长度`,
    measure: 'level',
    value: quantity.value,
    unit: quantity.unit,
    event: d.line === null,
    ...(d.line === null && project !== null ? { project } : {}),
  };
}
