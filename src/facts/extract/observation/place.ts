import type { AnnotatedArticle, AnnotatedSentence } from '../../document.ts';
import { isSection, sectionPlace } from './section.ts';

/** 两县, 两地: the places named together just before. */
const JOINT =
  /(?:(?:这|上述|以上)[两三四五六七八九十]个?(?:县市区|县区|县市|县（市、区）|县|市|区|地)|(?:两|三|四)(?:县|市|区|地|县市))/g;
/** 全省 and 全国 as the owner of a number, not as the field of a rank or a yardstick. */
const WIDER =
  /(?:^|[，,；;：:（(])(全国|全省)(?!第|排|前|最|榜|末|倒数|垫底|之首|各|平均|\d|上下|人民|首|重点|领先|一流)/;

/** 把三县串起来, 连接两地, 横跨三县, 贯穿四县: a thing that is of all of them. */
const LINKED =
  /(?:把|将|连接|串联|串起|横跨|贯穿|途经|穿越|跨越|联通|打通|连通|途径|辐射|惠及|覆盖)(?:了)?(?:沿线|沿黄|这|相邻|相邻的)?([两三四五六七八九十])个?(?:县|市|区|地|县市区|县市|县区)(?!域|级|里|上|直)/;

/** What several places do together, and what hands it out to each of them. */
/** Behind a place of a list its figure, up to the next place. */
const FIGURED = /^(?:为|是|以|达)?(?:增长|下降|\s)?[-−－]?\d[\d.,]{0,12}[^、，；。\d]{0,8}[、和与，；]$/;
const FIGURED_LAST =
  /^(?:为|是|以|达)?(?:增长|下降|\s)?[-−－]?\d[\d.,]{0,12}[^、，；。\d]{0,8}，[^，；。\d]{0,16}(?:分列|分居|分别|依次)[^，；。\d]{0,12}$/;
const TOGETHER = /共同|联合|联手|携手|合作|签订|签署|结盟|共建|合计|一共|总共/;
const HANDING = /各(?![类级项种地方界])|分别|依次|每|分[列居获占]|[位名排前后]|相继|先后|最|率先/;
const APART = /分别|各自|其中|依次|每[县市区]|[各只][县市区有]/;

/** Which place owns a number: walks the sentences of an article in order. */
export class PlaceTracker {
  readonly #document: AnnotatedArticle;
  #together: readonly string[] = [];
  /** The paragraph they were named in. */
  #togetherIn = -1;

  /** The places a paragraph turned to together (把三县串起来的是…), until it names one alone. */
  #joint: string | null = null;
  #jointIn = -1;

  constructor(document: AnnotatedArticle) {
    this.#document = document;
  }

  /** 把三县串起来的，是旅游公路。这条路全长…: what runs through all of them is told of all of them. */
  #noticeJoint(sentence: AnnotatedSentence): void {
    const own = sentence.owners.filter(({ at }) => !this.#isPart(sentence, at));
    if (own.length > 0) this.#joint = null;
    const told = LINKED.exec(sentence.text)?.[1];
    if (told === undefined) return;
    const count = '两三四五六七八九十'.indexOf(told) + 2;
    if (this.#together.length !== count) return;
    this.#joint = this.#together.join('、');
    this.#jointIn = sentence.paragraph;
  }

  /** Places named side by side in the sentence (安泽县、浮山县), in order; kept for 两县 and 分别. */
  get together(): readonly string[] {
    return this.#together;
  }

  enter(sentence: AnnotatedSentence): void {
    if (sentence.paragraph !== this.#jointIn) this.#joint = null;
    this.#noticeJoint(sentence);
    const groups = this.#groups(sentence);
    const widest = groups.toSorted((a, b) => b.names.length - a.names.length)[0];
    if (widest !== undefined && widest.names.length > 1) {
      this.#together = widest.names;
      this.#togetherIn = sentence.paragraph;
    }
  }

  /**
   * The owner of the number at `at`, full name; joint places joined with 、.
   * @param from places named before it in the sentence own nothing here
   */
  at(sentence: AnnotatedSentence, at: number, from = sentence.start): string | null {
    const text = this.#document.simplified;
    const clauseStart = lastBorder(text, sentence.start, at);
    const clause = text.slice(clauseStart, at);
    if (WIDER.test(clause)) return clause.includes('全国') ? '全国' : this.#document.province;
    // 侯马段5.7公里: the part of a thing that lies there.
    const part = sectionPlace(text, sentence.places, at);
    if (part !== null) return this.#document.countyOf(part);
    let place = sentence.placeInForce;
    let placeAt = sentence.start;
    for (const owner of sentence.owners) {
      if (owner.at >= at) break;
      if (owner.at < from) continue;
      if (owner.clauseOnly && owner.at < clauseStart) continue;
      if (this.#isPart(sentence, owner.at)) continue;
      place = owner.place;
      placeAt = owner.at;
    }
    const joint = this.#jointly(sentence, placeAt, at);
    if (joint !== null) return joint;
    if (this.#joint !== null && placeAt === sentence.start) place = this.#joint;
    const jointAt = [...text.slice(sentence.start, at).matchAll(JOINT)].at(-1);
    // 将对甲、乙、丙三地的214家企业…，淘汰货车1350辆: whom something is done to own only their clause.
    const passed =
      jointAt !== undefined &&
      sentence.start + jointAt.index < clauseStart &&
      /对[^，；。]{0,40}$/.test(text.slice(sentence.start, sentence.start + jointAt.index));
    if (jointAt !== undefined && !passed && sentence.start + jointAt.index >= placeAt) {
      const count = '两三四五六七八九十'.indexOf(/[两三四五六七八九十]/.exec(jointAt[0])?.[0] ?? '') + 2;
      const known = !/^[这上以]/.test(jointAt[0]) || this.#together.length === count;
      if (known && this.#together.length > 1) return this.#together.join('、');
      // 两县 that were never named side by side: which two, no one says.
      return null;
    }
    return place;
  }

  /** 甲县、乙县签订协议，共同投入2.4亿元: what several do together is all of theirs. */
  #jointly(sentence: AnnotatedSentence, placeAt: number, at: number): string | null {
    const group = this.#groups(sentence).find(
      ({ start, end, names }) => names.length > 1 && start === placeAt && end <= at,
    );
    if (group === undefined) return null;
    const between = this.#document.simplified.slice(group.end, at);
    // 甲县、乙县经营主体达到5000户，增长3%: of which of them no word tells, so it is never the first one's alone.
    const opening = /^[^，；：。]{0,40}/.exec(between)?.[0] ?? '';
    const unparted = /[\u3400-\u9fff]/.test(opening) && !HANDING.test(opening);
    return (TOGETHER.test(between) || unparted) && !APART.test(between) ? group.names.join('、') : null;
  }

  #isPart(sentence: AnnotatedSentence, at: number): boolean {
    const mention = sentence.places.find((candidate) => candidate.start === at);
    return mention !== undefined && isSection(this.#document.simplified, mention);
  }

  /**
   * The places a series is handed out to without 分别 (只有甲区和乙市正增长，增幅为2.6%和3.9%): as many, side by side, named
   * in the same sentence, with no other list between.
   */
  adjoining(sentence: AnnotatedSentence, before: number, length: number): readonly string[] | null {
    const group = this.#groups(sentence).findLast(({ end }) => end <= before);
    if (group === undefined || length < 2 || group.names.length !== length) return null;
    const between = this.#document.simplified
      .slice(group.end, before)
      .replace(/第[一二三四五六七八九十\d]{1,3}位?(?:[、和与]第?[一二三四五六七八九十\d]{1,3}位?){0,9}/g, '');
    return between.length <= 40 && !/[；。、和与及]|合计|共同|两[县市区地]/.test(between)
      ? group.names
      : null;
  }

  /** Whether a phrase is the name of a place and nothing else. */
  isPlace(phrase: string): boolean {
    const [only, ...others] = this.#document.gazetteer.find(phrase);
    return others.length === 0 && only?.start === 0 && only.end === phrase.length;
  }

  /**
   * 甲县7.3%、乙县6.8%，分列一、二位: the places of as many figures told one by one right before a series, each with its own
   * number behind it; null when others stand between.
   */
  figured(sentence: AnnotatedSentence, before: number, length: number): readonly string[] | null {
    const places = sentence.places.filter(({ end }) => end <= before).slice(-length);
    if (length < 2 || places.length < length) return null;
    const text = this.#document.simplified;
    const told = places.map(({ end }, i) => text.slice(end, places[i + 1]?.start ?? before));
    if (!told.slice(0, -1).every((gap) => FIGURED.test(gap))) return null;
    if (!FIGURED_LAST.test(told.at(-1) ?? '')) return null;
    const first = sentence.places.filter(({ end }) => end <= before).at(-length - 1);
    // 甲县7.3%、乙县6.8%、丙县6.1%，增速分别加快1.2个、0.3个百分点: of which two of the three no word tells.
    if (first !== undefined && FIGURED.test(text.slice(first.end, places[0]?.start))) return null;
    const names = places.map((mention) => this.#document.countyOf(mention));
    return new Set(names).size === length ? names : null;
  }

  /** The places named side by side last before `at`, and where their list ends; null when none are. */
  listedBefore(
    sentence: AnnotatedSentence,
    at: number,
  ): { readonly names: readonly string[]; readonly end: number } | null {
    return this.#groups(sentence).findLast(({ end }) => end <= at) ?? null;
  }

  /** The places named together last before a series of numbers, if there are as many of them. */
  group(sentence: AnnotatedSentence, before: number, length: number): readonly string[] | null {
    let found: readonly string[] | null = null;
    for (const { names, end } of this.#groups(sentence))
      if (end <= before && names.length === length) found = names;
    // A series paragraphs later is handed out to something else.
    const near = this.#togetherIn === sentence.paragraph && this.#together.length === length;
    return found ?? (near ? this.#together : null);
  }

  #groups(sentence: AnnotatedSentence): readonly { names: string[]; start: number; end: number }[] {
    const text = this.#document.simplified;
    const groups: { names: string[]; start: number; end: number }[] = [];
    let end = -1;
    for (const mention of sentence.places) {
      const gap = end < 0 ? null : text.slice(end, mention.start);
      const name = this.#document.countyOf(mention);
      const last = groups.at(-1);
      if (gap !== null && last !== undefined && /^(?:、|和|与|及|以及|，)$/.test(gap)) {
        if (!last.names.includes(name)) last.names.push(name);
        last.end = mention.end;
      } else groups.push({ names: [name], start: mention.start, end: mention.end });
      end = mention.end;
    }
    return groups;
  }
}

/** Start of the clause that holds `at`, not before `from`; a comma inside a number is no border. */
export function lastBorder(text: string, from: number, at: number): number {
  for (let i = at - 1; i >= from; i--) {
    if (!/[，,；;：:。！？★]/.test(text[i] ?? '')) continue;
    if (/\d/.test(text[i - 1] ?? '') && /\d/.test(text[i + 1] ?? '')) continue;
    return i + 1;
  }
  return from;
}
