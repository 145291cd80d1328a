import type { PartialDate, Period } from '../text/date.ts';
import type { Span } from '../text/span.ts';

/**
 * What proves a fact: a stretch of the article's repaired text, cut at clause borders around the number
 * to at most 200 characters. `span` are the offsets of `text` in that article's text.
 */
export interface Evidence {
  readonly text: string;
  readonly span: Span;
}

export type Measure = 'level' | 'growth' | 'change' | 'rank' | 'share';
export type FactStatus = 'actual' | 'estimate' | 'plan' | 'target' | 'superseded';

/** One number an article states: of a place, an indicator and a period. */
export interface Observation {
  /** Full simplified name as in the gazetteer, joint places joined with 、, null when the text never names it. */
  readonly place: string | null;
  /** Canonical name from the lexicon, else the text's own noun phrase; always simplified. */
  readonly indicator: string;
  readonly measure: Measure;
  readonly status: FactStatus;
  /** null only with a `periodReason`. */
  readonly period: Period | null;
  readonly periodReason?: string;
  /** In `unit`, as written (73.5 亿元); 下降 is negative, 持平 0, 3倍 300 %. */
  readonly value: number;
  /** 亿元, 万吨, 个, %, 百分点, 位 … */
  readonly unit: string;
  /** The number as the repaired text has it (73.5, 三十五, 18,452): a substring of `evidence.text`. */
  readonly raw: string;
  /** Offset of `raw` in the article's text. */
  readonly at: number;
  /** 约, 近, 余, 以上, 以内, 突破, 不少于 … as written, simplified. */
  readonly approx?: string;
  /** For a rank: among whom (全市, 全省, 全省25个市辖区). */
  readonly scope?: string;
  /** 同比, 环比, 累计, 当月, 现价, 可比价 … */
  readonly basis?: string;
  /** The indicator of the whole of which this is a part (其中). */
  readonly parent?: string;
  /** Name of the project whose attribute this number is. */
  readonly project?: string;
  readonly evidence: Evidence;
}

export type TenureStatus = 'holds' | 'appointed' | 'elected' | 'left' | 'former' | 'candidate';

/** A person in one or more posts of one place, as an article says it. */
export interface Tenure {
  /** As simplified. */
  readonly person: string;
  readonly place: string | null;
  /** As written, simplified, without the place but with the level and 代/副: 县委书记, 代市长, 市委组织部副部长. */
  readonly posts: readonly string[];
  readonly acting: boolean;
  readonly status: TenureStatus;
  readonly asOf: PartialDate | null;
  readonly evidence: Evidence;
}

export interface Amount {
  readonly value: number;
  readonly unit: string;
  readonly raw: string;
}

export type ProjectStatus = 'planned' | 'started' | 'ongoing' | 'completed' | 'unknown';

export interface Project {
  readonly place: string | null;
  readonly name: string;
  readonly investment?: Amount;
  readonly status: ProjectStatus;
  /** When the status holds or is to be reached. */
  readonly period: Period | null;
  /** What the list calls it: 产业类项目, 十件惠民实事. */
  readonly list?: string;
  readonly evidence: Evidence;
}

/** Something that happened, or is to happen, on a day or in a month. */
export interface DatedEvent {
  readonly place: string | null;
  /** The clause that tells it, simplified, without its date. */
  readonly what: string;
  readonly period: Period;
  readonly status: 'actual' | 'plan';
  readonly evidence: Evidence;
}

/** A named enumeration: 三件大事, 十件惠民实事, 14个产业类项目. */
export interface NamedList {
  readonly place: string | null;
  readonly title: string;
  readonly items: readonly string[];
  /** False when 等 or a larger count says that more exist than are named. */
  readonly complete: boolean;
  readonly period: Period | null;
  readonly evidence: Evidence;
}

/**
 * An observation as an extractor hands it over. With a `doubt` (in Chinese, for a human to judge) it is held back:
 * kept among the suspects, never used for an answer.
 */
export type ReportedObservation = Observation & { readonly doubt?: string };

/** An observation that is not believed, and why. */
export interface HeldBack {
  readonly observation: Observation;
  /** In Chinese. */
  readonly reason: string;
}

/** All that is extracted from one article. */
export interface ArticleFacts {
  readonly observations: readonly Observation[];
  /** What reading found no reason to believe (numbers in or beside damage). */
  readonly suspects?: readonly HeldBack[];
  readonly tenures: readonly Tenure[];
  readonly projects: readonly Project[];
  readonly events: readonly DatedEvent[];
  readonly lists: readonly NamedList[];
}
