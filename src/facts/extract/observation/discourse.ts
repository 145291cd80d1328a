import type { Span } from '../../../text/span.ts';
import type { AnnotatedArticle, AnnotatedSentence } from '../../document.ts';
import { indicatorLexicon } from '../../indicators.ts';
import type { FactStatus } from '../../model.ts';
import { projectNames } from '../project-name.ts';
import { isLastOfSeveral, type ProjectReach, reachAt } from '../project-subject.ts';
import { type Reading as ArticleReading, readArticle } from '../reading.ts';
import { topicOfArticle } from './article-topic.ts';
import { aspectOf } from './aspect.ts';
import { cleaned } from './cleaned.ts';
import type { Head, NumberInText, Reading, Topic } from './number.ts';
import { plainMake } from './phrase.ts';
import { lineNamedLast, pointsToLine } from './road-named.ts';
import type { Threshold } from './threshold.ts';
import { MAKES } from './words.ts';

/** What a reader keeps in mind from number to number: the topic, the thing counted, the project spoken of. */
export class Discourse {
  readonly document: AnnotatedArticle;
  /** Simplified text with full-width marks; offsets are those of the article. */
  readonly text: string;
  readonly #reading: ArticleReading;
  topic: Topic | null = null;
  /** What the article, or the paragraph before, is about: for bare numbers behind places. */
  background: Topic | null;
  /** What the article is about as a whole, when title or opening tell. */
  readonly #ranked: Topic | null;
  /** Indicators handed out to the series told last. */
  handed: readonly string[] = [];
  /** What the paragraph is about: its first quantity of settled name. */
  #main: Topic | null = null;
  head: Head | null = null;
  /** The whole of which listed parts follow (20个项目包括…). */
  whole: Head | null = null;
  parent: string | null = null;
  /** The whole that 按…分 divides, for the second division of the same paragraph. */
  divided: string | null = null;
  #parentTopic: Topic | null = null;
  /** The whole of which parts were counted in the sentence. */
  #divided: Head | null = null;
  /** Whether the growth told last was a fall. */
  falling = false;
  /** Indicator of the last count of the sentence: what 其中 divides. */
  counted: string | null = null;
  /** The thing counted last in the sentence. */
  lastCount: Head | null = null;
  /** Levels and growths told in the paragraph, in order: what 这两个数字 points back to. */
  recent: readonly Topic[] = [];
  /** The road or river of which sections are told (旅游公路甲县段…，乙县段…). */
  line: string | null = null;
  /** The project spoken of last, for 项目 alone in a later paragraph. */
  lastProject: Head | null = null;
  /** The share told last in the sentence. */
  lastShare: string | null = null;
  /** Whether the number read last was that share. */
  shareLast = false;
  /** The bound told last, for what is counted behind it (10亿元以上的项目有5个). */
  threshold: Threshold | null = null;
  /** What the last level of the sentence was claimed as. */
  said: FactStatus | null = null;
  /** What the sentence before claimed, when this one tells of its parts (。其中，…). */
  partsOf: FactStatus | null = null;
  /** What the things counted last passed a bound in, and where that bound stands (14个村收入超过|50万元). */
  passed: { readonly what: string; readonly end: number } | null = null;
  /** What the things counted last were marked off by (集体经济收入|50万元以上), and in which sentence. */
  bounds: { readonly what: string; readonly sentence: number } | null = null;
  /** The indicators of the levels told so far by value and unit, for 8.6万亩的任务. */
  readonly told = new Map<string, string>();
  /** The last thing counted, by its classifier. */
  tally: { readonly indicator: string; readonly unit: string } | null = null;
  /** Indicators of the levels told in the sentence, for 分别增长 behind them. */
  levels: string[] = [];
  /** Whether the paragraph reports a launch, whose parts are dated like the whole. */
  launched = false;
  /** The last verb that names what is counted (集中开工). */
  make = '';
  /** Who acts in the sentence (规模以上工业企业). */
  agent = '';
  /** Whether the number being read is told of a body inside the county (a company, a village). */
  ofBody = false;
  /** Projects named in the sentence being read. */
  names: readonly Span[] = [];

  constructor(document: AnnotatedArticle) {
    this.document = document;
    this.#reading = readArticle(document);
    this.text = this.#reading.text;
    this.background = topicOfArticle(document);
    this.#ranked = this.background;
  }

  enterParagraph(): void {
    const topic = this.parent !== null && this.#parentTopic !== null ? this.#parentTopic : this.topic;
    if (topic !== null && /^(?:level|growth)$/.test(topic.measure) && topic.project === undefined) {
      this.background = topic;
    }
    this.topic = null;
    this.#main = null;
    this.passed = null;
    this.head = null;
    this.whole = null;
    this.recent = [];
    this.line = null;
    this.launched = false;
    this.divided = null;
  }

  enterSentence(sentence: AnnotatedSentence): void {
    this.names = projectNames(this.#reading, sentence);
    this.partsOf = /^\s*其中/.test(sentence.text) ? this.said : null;
    this.said = null;
    // 项目建成后…: the sentence goes on about the project of the one before.
    const reach = reachAt(this.#reading, sentence.start);
    if (reach !== null) {
      this.head = { noun: this.nameOf(reach.named), listed: false, project: true };
      this.lastProject = this.head;
    }
    // 收入11.48亿元，其中税收8.03亿元。9月入库0.97亿元: behind the full stop the whole is the topic again.
    if (
      this.parent !== null &&
      this.topic !== null &&
      this.topic.indicator !== this.parent &&
      this.#parentTopic !== null
    ) {
      this.topic = this.#parentTopic;
    }
    // 其中新建31个，续建22个。已开复工49个: behind the full stop the whole is spoken of again.
    if (this.#divided !== null && this.head !== null && !this.head.project && this.head !== this.#divided) {
      this.head = this.#divided;
      this.tally = { indicator: `${this.#divided.noun}数`, unit: '个' };
    }
    this.#divided = null;
    this.#noticePointing(sentence);
    this.agent =
      /(?:^|，|；)([\u3400-\u9fff]{2,14}(?:企业|单位|行业|机构))(?=\d|实现|累计|共|完成)/
        .exec(sentence.text)?.[1]
        ?.replace(/^(?:全县|全市|全区|全年|上半年)/, '') ?? '';
    this.parent = null;
    this.handed = [];
    this.lastCount = null;
    this.lastShare = null;
    this.counted = null;
    this.levels = [];
    // 制造业增长8.4%，采矿业增长0.6%。17个县中…，甲县增长…: a turn to the counties goes back to what the paragraph is about.
    if (TO_COUNTIES.test(sentence.text) && this.#main !== null) this.topic = this.#main;
    this.#noticeAspect(sentence);
  }

  /** 这条路全长112公里: the road named last in the paragraph is spoken of, by its name. */
  #noticePointing(sentence: AnnotatedSentence): void {
    if (!pointsToLine(sentence.text)) return;
    const from = this.text.lastIndexOf('\n', sentence.start - 1) + 1;
    const name = lineNamedLast(this.text.slice(from, sentence.start));
    if (name === null) return;
    this.line = name;
    this.head = { noun: name, listed: false, project: true };
    this.lastProject = this.head;
  }

  /** 其中: what follows are parts of what was counted or told before. */
  openParts(): void {
    this.parent = this.counted ?? this.topic?.indicator ?? null;
    this.#parentTopic = this.topic;
  }

  /** The first quantity of settled name that a paragraph tells of, as told last. */
  #noticeMain({ indicator, measure, unit, project }: Reading): void {
    if (project !== undefined || (measure !== 'level' && measure !== 'growth')) return;
    const settled = indicatorLexicon().canonical(indicator) === indicator;
    if (this.#main === null ? settled : this.#main.indicator === indicator)
      this.#main = { indicator, measure, unit };
  }

  /** The reading just made is what the next number may go on with. */
  remember(reading: Reading): void {
    if (reading.measure === 'level' || reading.measure === 'growth')
      this.recent = [
        ...this.recent.slice(-11),
        { indicator: reading.indicator, measure: reading.measure, unit: reading.unit },
      ];
    if (reading.measure === 'level') {
      if (!this.levels.includes(reading.indicator)) this.levels.push(reading.indicator);
      this.told.set(`${reading.value}${reading.unit}`, reading.indicator);
    }
    // A share is said of the topic, it does not replace it.
    if (reading.counts !== undefined) this.lastCount = reading.counts;
    if (reading.counts?.partOf != null) this.#divided = reading.counts.partOf;
    if (reading.measure === 'share') this.lastShare = reading.indicator;
    this.shareLast = reading.measure === 'share';
    if (reading.passing === true) return;
    // 前进5位 is said of the rank, it does not replace what is ranked.
    if (reading.measure === 'change' && reading.unit === '位') return;
    // 占比上升3.3个百分点: the share is spoken of, what it is a share of goes on.
    if (reading.measure === 'change' && reading.indicator === this.lastShare) return;
    if (
      this.shareLast &&
      this.topic !== null &&
      /占|比重|占比|相当于|完成.{1,12}比例$/.test(reading.indicator)
    ) {
      const subject = reading.indicator.split(/占|相当于|完成(?=.{1,12}比例$)/)[0] ?? '';
      const same =
        subject.length < 2 ||
        this.topic.indicator.endsWith(subject) ||
        subject.endsWith(this.topic.indicator);
      if (!same) this.topic = { indicator: subject, measure: 'level', unit: '%' };
      return;
    }
    this.#noticeMain(reading);
    // 3.6元，下降10%；去年是4元: the unit of the level outlives its growth.
    const same = reading.indicator === this.topic?.indicator && reading.measure !== 'level';
    // 增长3.3%，增速加快1.2个百分点，居全市第9位: the growth is still spoken of.
    const faster =
      reading.measure === 'change' && reading.unit === '百分点' && this.topic?.measure === 'growth';
    // 增速最高的是吉县，为23.7%: what is ranked goes on, by its growth when that is ranked.
    const ranked = reading.measure === 'rank' && !same;
    this.topic = {
      indicator: reading.indicator,
      measure:
        faster || (reading.measure === 'rank' && reading.basis === '增速') ? 'growth' : reading.measure,
      unit: ranked ? '' : same ? (this.topic?.unit ?? reading.unit) : reading.unit,
      ...(reading.project === undefined ? {} : { project: reading.project }),
    };
  }

  /**
   * A number with words of its own went unread: what follows may speak of it, so the topic ends, unless the number
   * measures the topic itself (收入7.26亿元，增收0.31亿元，增长4.5%).
   */
  lose({ quantity, lead }: NumberInText): void {
    if (!lead.idle || lead.aside || this.topic === null || quantity.kind === 'rank') return;
    if (plainUnit(this.topic.unit) !== plainUnit(quantity.unit)) this.topic = null;
  }

  /** The text before a number with periods and owning places taken out, so that no noun phrase swallows them. */
  clean(sentence: AnnotatedSentence, from: number, to: number): string {
    return cleaned(this.text, sentence, from, to);
  }

  /** Remembers the projects and launches named on the way, for totals that name no owner. */
  noticeHeads(passed: Span): void {
    const words = this.text.slice(passed.start, passed.end);
    const make = plainMake(
      MAKES.find((verb) => verb.length >= 2 && verb !== '新增' && words.includes(verb)) ?? '',
    );
    // 集中开工 … 宣布开工: the shorter word repeats the longer one.
    if (make !== '' && !this.make.endsWith(make)) this.make = make;
    const name = this.names.findLast((span) => span.end > passed.start && span.end <= passed.end);
    if (name !== undefined) {
      this.head = { noun: this.#jointName(name), listed: false, project: true };
      this.lastProject = this.head;
    }
  }

  /** The stretch about one project that holds the character at `at`. */
  reachAt(at: number): ProjectReach | null {
    return reachAt(this.#reading, at);
  }

  /** 新建甲小学、改扩建乙中学，总投资…: what has one sum goes by both names. */
  #jointName(name: Span): string {
    const before = this.names[this.names.findIndex(({ start }) => start === name.start) - 1];
    if (before === undefined) return this.nameOf(name);
    const between = this.text.slice(before.end, name.start);
    return /^[、和与及][\u3400-\u9fff]{0,4}$/.test(between) &&
      isLastOfSeveral(this.text, { start: before.start, end: name.end }, name)
      ? `${this.nameOf(before)}、${this.nameOf(name)}`
      : this.nameOf(name);
  }

  nameOf(span: Span): string {
    return this.text.slice(span.start, span.end).replaceAll(/[“”]/g, '');
  }

  parentOf(indicator: string): { readonly parent: string } | Record<never, never> {
    return this.parent !== null && this.parent !== indicator ? { parent: this.parent } : {};
  }

  /** The settled name of a noun phrase, the phrase itself when it has none, null when it is empty. */
  named(noun: string): string | null {
    if (noun === '') return null;
    const lexicon = indicatorLexicon();
    const own = lexicon.canonical(noun);
    // 全市固定资产投资增长6.2%。浮山县投资增速达到23.5%: the short word repeats the topic.
    const spoken = this.topic ?? this.background;
    if (
      own === null &&
      noun.length <= 3 &&
      spoken !== null &&
      spoken.indicator.length > noun.length &&
      !spoken.indicator.startsWith('每') &&
      // 开工项目总投资24亿元，全年投资增速…: the investment that grows is the place's, not the projects'.
      !(noun === '投资' && /(?:项目|工程)[\u3400-\u9fff]{0,4}投资$/.test(spoken.indicator)) &&
      spoken.indicator.endsWith(noun)
    ) {
      return spoken.indicator;
    }
    // 2025年总量有望冲击170亿元: of what the article ranks.
    const ranked = hasUsualUnit(this.topic) ? this.topic : this.#ranked;
    if (own === null && noun === '总量' && ranked !== null) return ranked.indicator;
    // 规上工业企业实现营业收入86亿元，…；利润总额4.7亿元: an indicator of those spoken of in the sentence.
    const ofAgent = own === null && this.agent !== '' ? lexicon.canonical(this.agent + noun) : null;
    return own ?? ofAgent ?? noun;
  }

  /** 固定资产投资方面，尧都区完成…: the aspect is the topic until another is named; 再看增速 turns to another side of it. */
  #noticeAspect(sentence: AnnotatedSentence): void {
    const aspect = aspectOf(sentence.text);
    if (aspect === null) return;
    const spoken = this.topic?.measure === 'share' ? this.background : (this.topic ?? this.background);
    const indicator = aspect.indicator ?? spoken?.indicator ?? null;
    if (indicator === null) return;
    const unit = indicatorLexicon().indicators.find(({ name }) => name === indicator)?.unit ?? '';
    const grows = aspect.side === 'growth';
    this.topic = {
      indicator,
      measure: grows ? 'growth' : 'level',
      unit: grows ? '%' : aspect.indicator === null ? '' : unit,
    };
  }
}

/** 元 of 万元 and 亿元. */
function plainUnit(unit: string): string {
  return unit.replace(/^[十百千万亿]{1,3}(?=.)/, '');
}

/** A sentence that opens with all the counties: 17个县（市、区）中有12个…, 分县看，, 各县（市、区）中，. */
const TO_COUNTIES =
  /^(?:从|在|分)?(?:全[市省])?(?:各?县域?[看来]|各县|分县|县域|\d{1,3}个县|\d{1,3}个?(?:县市区|市县))/;

/** Whether a topic is a quantity of settled name that is told in money. */
function hasUsualUnit(topic: Topic | null): boolean {
  const unit = indicatorLexicon().indicators.find(({ name }) => name === topic?.indicator)?.unit ?? '';
  return unit.endsWith('元');
}
