import type { PartialDate } from '../text/date.ts';
import type { Repair } from '../text/repair.ts';
import type { Span } from '../text/span.ts';

/** How the publication date is known. */
export type DateBasis = 'stated' | 'inferred' | 'unknown';

/** Who made the report; never taken for officials. */
export interface Byline {
  /** 记者, 通讯员, 实习生, 责任编辑, 摄影 …; 作者 for a bare name. */
  readonly role: string;
  /** Simplified. */
  readonly name: string;
}

/** An article after reading and repair, before extraction. */
export interface Article {
  /** Content identity: the same text with other dirt has the same id. */
  readonly id: string;
  /** Base name of the file it was read from. */
  readonly file: string;
  readonly title: string | null;
  readonly url: string | null;
  readonly outlet: string | null;
  /** As exactly as known; `inferred` comes with a reason. */
  readonly date: PartialDate | null;
  readonly dateBasis: DateBasis;
  readonly dateReason?: string;
  /** A summary in our own words (front matter `kind: digest`), never to be shown as the paper's own. */
  readonly digest: boolean;
  /** The repaired text in the script it was published in; all offsets of facts are into this. */
  readonly text: string;
  /** What was repaired and how sure it is. */
  readonly repairs: readonly Repair[];
  /** Stretches of `text` that are damaged beyond repair: no number in or beside them is a fact. */
  readonly damaged: readonly Span[];
  /** Page furniture (上一篇 links, copyright lines): stays in `text`, yields officials but no observations. */
  readonly furniture: readonly Span[];
  readonly bylines: readonly Byline[];
  /** Stretches of `text` that operators withdrew facts from: nothing is quoted from them. */
  readonly withdrawn?: readonly Span[];
}
