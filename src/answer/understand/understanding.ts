import type { IndicatorMention } from '../../facts/indicators.ts';
import type { PlaceGuess } from '../../region/gazetteer.ts';
import type { Period } from '../../text/date.ts';
import type { PeriodKind } from '../../text/period.ts';
import type { Script } from '../../text/script.ts';
import type { Span } from '../../text/span.ts';
import type { Ranking } from './ranking.ts';

/** What the words of a question ask for; several may hold at once. The names are those of `question-intents.txt`. */
export type Want =
  | 'person'
  | 'post'
  | 'byline'
  | 'rank'
  | 'growth'
  | 'change'
  | 'share'
  | 'target'
  | 'date'
  | 'list'
  | 'compare'
  | 'superlative'
  | 'verify'
  | 'correction'
  | 'former'
  | 'before'
  | 'next'
  | 'reason'
  | 'topic'
  | 'count';

/** A content word of the question, with the forms an article may use for it. */
export interface Term extends Span {
  readonly text: string;
  /** The word itself, the written forms of its synonyms, its canonical indicator. */
  readonly forms: readonly string[];
  /** 1 for a distinguishing word, less for words common in the genre. */
  readonly weight: number;
  /** Taken over from an earlier question: helps to choose, need not be covered. */
  readonly soft?: true;
  /** Canonical indicator, when the word names one. */
  readonly indicator?: string;
}

/** A time a question names. `year` fixed: written or reckoned from 今年/去年; shape: a bare 上半年 of any year. */
export interface AskedPeriod extends Span {
  readonly period: Period;
  readonly kind: PeriodKind;
  readonly surface: string;
  /** fixed: only this time will do; shape: the newest year that has it; now: the newest fact. */
  readonly match: 'fixed' | 'shape';
  /** True when 今年, 去年 … was reckoned from an article: the reply says so. */
  readonly relative: boolean;
}

/** A post asked for: `matches` tells whether a written post of a place of `level` is the one. */
export interface AskedPost extends Span {
  /** With {X} for the level character, or the bare title (统计局局长). */
  readonly pattern: string;
  readonly surface: string;
}

/** A number the asker claims. */
export interface Claim extends Span {
  readonly value: number;
  readonly unit: string;
  readonly raw: string;
  /** 倒数第二: counted from the last. */
  readonly fromEnd?: true;
  /** 70多亿: at least so much, not exactly. */
  readonly loose?: true;
}

/** A question, understood as far as its words go; no look-up has been made but for the newest date. */
export interface Understanding {
  /** Cleaned, folded to simplified lower case. */
  readonly text: string;
  readonly script: Script;
  readonly places: readonly PlaceGuess[];
  /** A place named that is not in the region, as typed. */
  readonly foreignPlace: string | null;
  readonly periods: readonly AskedPeriod[];
  /** The time something is compared with (比2021年提高, 跟上年比): not the time asked for. */
  readonly base: AskedPeriod | null;
  readonly indicators: readonly IndicatorMention[];
  readonly wants: ReadonlySet<Want>;
  readonly terms: readonly Term[];
  readonly persons: readonly string[];
  readonly posts: readonly AskedPost[];
  /** Units that would answer, best first; empty when any. */
  readonly units: readonly string[];
  /** The unit the answer is wished in (换成万元, 合多少公顷), null when any will do. */
  readonly wish: string | null;
  readonly claims: readonly Claim[];
  /** The whole of a share asked for (占GDP多少), by its settled name; '' when none is named. */
  readonly whole: string;
  /** How all places of the region are to be ranked, null when one place or none is asked for. */
  readonly ranking: Ranking | null;
  /** What was assumed, for the line under the answer: 按霍州市理解. */
  readonly assumed: readonly string[];
}
