import { createRandom } from '../../../scripts/bench/random.ts';
import type { Story, Told } from './story.ts';

/** The counties that news is about, and what is reported of them. */
export const COUNTIES = [
  '古县',
  '浮山县',
  '吉县',
  '乡宁县',
  '大宁县',
  '隰县',
  '永和县',
  '蒲县',
  '汾西县',
  '安泽县',
  '翼城县',
  '襄汾县',
  '洪洞县',
  '曲沃县',
] as const;
export const INDICATORS = [
  '地区生产总值',
  '固定资产投资',
  '社会消费品零售总额',
  '一般公共预算收入',
  '工业投资',
  '民间投资',
] as const;
const MONTHS = ['1月', '2月', '3月', '4月', '5月', '6月', '7月', '8月', '9月', '10月'] as const;
const OUTLETS = ['示例日报', '示例晚报', '样板周刊'] as const;
/** Words that subscribers look for, of which now and then one stands in an article. */
export const WORDS = ['连翘', '光伏', '苹果', '高铁'] as const;
const SURNAMES = [...'赵钱孙李周吴郑王冯陈'];
/** None that 任 could belong to: 本任县长 is no appointment. */
const GIVEN = [...'望山明远清和立松年海宁景行'];
const WORKS = ['光伏发电', '污水处理厂', '冷链物流园', '连翘加工', '养老服务中心'] as const;
const HILLS = [...'青白金玉石云龙凤松柏'];

/** Articles that were told and may be told again, edited or corrected. */
interface Printed {
  readonly story: Story;
  readonly figure: Figure;
}

interface Figure {
  readonly place: string;
  readonly indicator: string;
  readonly period: string;
  readonly value: string;
  readonly growth: string;
}

/** What somebody may ask, and what the answer must hold. */
export interface Asked {
  readonly question: string;
  readonly value: string;
}

/**
 * Writes articles whose figures and names are all invented and all different, so that a message shows what it tells. What
 * is news in them is noted as they are written; what only repeats, is none.
 */
export class Newsdesk {
  readonly #random = createRandom(41);
  readonly #date: string;
  readonly #year: string;
  readonly #series: (readonly [place: string, indicator: string, period: string])[] = [];
  readonly #values = new Set<string>();
  readonly #people: string[];
  readonly #projects: string[];
  readonly #offices: (readonly [place: string, post: string])[];
  #printed: Printed[] = [];
  #count = 0;

  /** @param date today at Shanghai */
  constructor(date: string) {
    this.#date = date;
    this.#year = date.slice(0, 4);
    for (const place of COUNTIES)
      for (const indicator of INDICATORS)
        for (const month of MONTHS) this.#series.push([place, indicator, `${this.#year}年${month}`]);
    shuffle(this.#series, this.#random.next);
    this.#people = SURNAMES.flatMap((surname) =>
      GIVEN.flatMap((a) => GIVEN.filter((b) => a !== b).map((b) => `${surname}${a}${b}`)),
    );
    shuffle(this.#people, this.#random.next);
    this.#projects = HILLS.flatMap((a) =>
      HILLS.filter((b) => a !== b).flatMap((b) => WORKS.map((work) => `${a}${b}湾${work}项目`)),
    );
    shuffle(this.#projects, this.#random.next);
    this.#offices = COUNTIES.flatMap((place) => [[place, '县长'] as const, [place, '县委书记'] as const]);
    shuffle(this.#offices, this.#random.next);
  }

  /** The next article: mostly a report of a figure; now and then another kind, or something about an earlier one. */
  next(): Story {
    const at = this.#random.next();
    const earlier = this.#printed.length < 12 ? undefined : this.#printed.shift();
    if (earlier !== undefined) {
      if (at < 0.1) return this.#twin(earlier);
      if (at < 0.2) return this.#retelling(earlier);
      if (at < 0.3) return this.#edited(earlier);
      if (at < 0.4) return this.#another(earlier);
      if (at < 0.5) return this.#correction(earlier);
    }
    if (at > 0.92 && this.#offices.length > 0) return this.#election();
    if (at > 0.84) return this.#beginning();
    return this.report();
  }

  /** A figure of which nobody has told yet. */
  report(): Story {
    const [place = '', indicator = '', period = ''] = this.#series.pop() ?? [];
    const figure = { place, indicator, period, value: this.#value(), growth: this.#growth() };
    const word = this.#random.next() < 0.3 ? (this.#random.pick(WORDS) ?? '') : '';
    const serial = this.#serial();
    const title = `${place}${period}经济运行快讯${serial}`;
    const also = word === '' ? '' : `\n${place}的${word}也有了好消息，大家说得很高兴。`;
    const text = `${sentence(figure)}${also}`;
    const told: Told = { ...newsOf(figure), key: figure.value };
    const story = this.#story(`${serial}.md`, title, text, [told, article(serial, place, title + text)]);
    this.#printed.push({ story, figure });
    return story;
  }

  /** The question that an article answers; null where it has none. */
  questionOn(story: Story): Asked | null {
    const figure = this.#printed.find((each) => each.story === story)?.figure;
    return figure === undefined
      ? null
      : { question: `${figure.place}${figure.period}${figure.indicator}`, value: figure.value };
  }

  /** The same text in another paper: nothing is news in it. */
  #twin({ story }: Printed): Story {
    const file = `${this.#serial()}-twin.md`;
    return { ...story, file, outlet: this.#otherThan(story.outlet), text: ` ${story.text} `, told: [] };
  }

  /** Another paper tells the same in its own words. */
  #retelling({ story, figure }: Printed): Story {
    const { place, indicator, period, value, growth } = figure;
    const text = `记者近日获悉，${period}，${place}实现${indicator}${value}亿元，同比增长${growth}%。`;
    return {
      ...this.#story(`${this.#serial()}-again.md`, `${place}${period}数据出炉`, text, []),
      outlet: this.#otherThan(story.outlet),
    };
  }

  /** The file is written anew with another figure. */
  #edited({ story, figure }: Printed): Story {
    const now = { ...figure, value: this.#value() };
    const text = story.text.replace(sentence(figure), sentence(now));
    return { ...story, text, told: [changeOf(figure, now)] };
  }

  /** Another paper has another figure of the same. */
  #another({ story, figure }: Printed): Story {
    const now = { ...figure, value: this.#value() };
    const serial = this.#serial();
    const title = `${figure.place}${figure.period}数据更新${serial}`;
    const text = `据最新核算，${sentence(now)}`;
    const told = [changeOf(figure, now), article(serial, figure.place, title + text)];
    return {
      ...this.#story(`${serial}.md`, title, text, told),
      outlet: this.#otherThan(story.outlet),
    };
  }

  #correction({ story, figure }: Printed): Story {
    const now = { ...figure, value: this.#value() };
    const wrong = `${figure.place}${figure.indicator}完成${figure.value}亿元`;
    const right = `${figure.place}${figure.indicator}完成${now.value}亿元`;
    const month = `${Number(this.#date.slice(5, 7))}月${Number(this.#date.slice(8, 10))}日`;
    const text = `本报${month}《${story.title}》一文中，“${wrong}”应为“${right}”。特此更正。`;
    const file = `${this.#serial()}-corrected.md`;
    return { ...this.#story(file, '更正', text, [changeOf(figure, now)]), outlet: story.outlet };
  }

  #election(): Story {
    const [place = '', post = ''] = this.#offices.pop() ?? [];
    const key = this.#people.pop() ?? '';
    const serial = this.#serial();
    const title = `${place}会议快讯${serial}`;
    const text =
      post === '县长'
        ? `${place}人民代表大会会议今天选举${key}为${place}人民政府县长。`
        : `今天，${place}召开领导干部会议，宣布市委决定：${key}任${place}委书记。`;
    return this.#story(`${serial}.md`, title, text, [
      { key, kind: 'holder', place },
      article(serial, place, title + text),
    ]);
  }

  #beginning(): Story {
    const place = this.#random.pick(COUNTIES) ?? '';
    const key = this.#projects.pop() ?? '';
    const serial = this.#serial();
    const title = `${place}项目快讯${serial}`;
    const text = `今天上午，${place}${key}开工建设。该项目总投资${2 + this.#random.whole(7)}亿元。`;
    return this.#story(`${serial}.md`, title, text, [
      { key, kind: 'project', place },
      article(serial, place, title + text),
    ]);
  }

  #story(file: string, title: string, text: string, told: readonly Told[]): Story {
    const outlet = this.#random.pick(OUTLETS) ?? '';
    return { file, title, outlet, date: this.#date, text, told };
  }

  #serial(): string {
    this.#count += 1;
    return `第${String(1000 + this.#count)}号`;
  }

  /** Two decimals, never the same twice; growth has one. */
  #value(): string {
    for (;;) {
      const value = (20 + this.#random.whole(6000) / 100).toFixed(2);
      if (value.endsWith('0') || this.#values.has(value)) continue;
      this.#values.add(value);
      return value;
    }
  }

  #growth(): string {
    return `${2 + this.#random.whole(6)}.${1 + this.#random.whole(9)}`;
  }

  #otherThan(outlet: string): string {
    return OUTLETS.find((each) => each !== outlet) ?? outlet;
  }
}

function sentence({ place, indicator, period, value, growth }: Figure): string {
  return `${period}，${place}${indicator}完成${value}亿元，同比增长${growth}%。`;
}

function newsOf({ place, indicator, growth }: Figure): Omit<Told, 'key'> {
  return { kind: 'figures', place, indicator, growth: Number(growth) };
}

function changeOf(old: Figure, now: Figure): Told {
  const { place, indicator } = old;
  return { key: now.value, before: old.value, kind: 'changed', place, indicator };
}

function article(key: string, place: string, words: string): Told {
  return { key, kind: 'article', place, words };
}

function shuffle(all: unknown[], next: () => number): void {
  for (let i = all.length - 1; i > 0; i -= 1) {
    const j = Math.floor(next() * (i + 1));
    [all[i], all[j]] = [all[j], all[i]];
  }
}
