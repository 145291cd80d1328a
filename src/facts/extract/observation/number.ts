import type { Period } from '../../../text/date.ts';
import type { Quantity } from '../../../text/quantity.ts';
import type { AnnotatedSentence } from '../../document.ts';
import type { FactStatus, Measure } from '../../model.ts';
import type { Lead } from './phrase.ts';

/** A number with the words around it. */
export interface NumberInText {
  readonly sentence: AnnotatedSentence;
  readonly quantity: Quantity;
  /** What stands between the last border (or number) and this number, taken apart. */
  readonly lead: Lead;
  /** Offset where that stretch starts. */
  readonly from: number;
  /** The clause up to the number, places and periods taken out. */
  readonly before: string;
  /** The same clause as written. */
  readonly raw: string;
  /** True when nothing but a place stands before it (大宁县7.1%、永和县6.4%). */
  readonly bare: boolean;
  /** The text behind the number up to the next one. */
  readonly after: string;
}

/** What a number is read against: the topic so far. */
export interface Topic {
  /** Name of the indicator last spoken of. */
  readonly indicator: string;
  readonly measure: Measure;
  readonly unit: string;
  readonly project?: string;
}

/** What an attribute without owner (总投资) belongs to. */
export interface Head {
  readonly noun: string;
  /** A count standing in a list closed by 等 (…等14个产业类项目): a total behind it is not its own. */
  readonly listed: boolean;
  readonly project: boolean;
  /** The period of the count, which its totals share. */
  period?: Period | null;
  /** Offset behind the count. */
  readonly end?: number;
  /** The whole this is a part of (其中省级重点项目3个). */
  readonly partOf?: Head | null;
  /** One of several parts told in a row: a total behind them is the whole's. */
  readonly sibling?: boolean;
}

/** The reading of one number, before place, period and status are attached. */
export interface Reading {
  readonly indicator: string;
  readonly measure: Measure;
  readonly value: number;
  readonly unit: string;
  readonly scope?: string;
  readonly basis?: string;
  readonly parent?: string;
  readonly project?: string;
  readonly status?: FactStatus;
  /** A count of things launched on a day, or a project's number: dated by the event. */
  readonly event: boolean;
  /** Where to read the period from, when words of time stand inside the number's own phrase (完成全年任务的34%). */
  readonly periodAt?: number;
  /** Where to read the place from, when a place compared with stands before the number (是甲县的2倍). */
  readonly placeAt?: number;
  /** Counties are counted, which the county spoken of before is one of: the number is the prefecture's. */
  readonly ofCounties?: boolean;
  /** A reading that what follows does not go on with (收入超过10亿元的县有5个). */
  readonly passing?: boolean;
  /** The period, where a list of periods hands them out. */
  readonly period?: Period;
  /** A target of the year, whatever part of it the sentence reports on. */
  readonly ofYear?: boolean;
  /** The thing counted whose period this number shares. */
  readonly of?: Head;
  /** The thing this number counts. */
  readonly counts?: Head;
}
