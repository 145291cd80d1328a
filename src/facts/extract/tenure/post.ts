import type { Division } from '../../../region/gazetteer.ts';
import type { Span } from '../../../text/span.ts';
import type { TenureStatus } from '../../model.ts';

/** One post as it stands in a text, without its holder. */
export interface Post extends Span {
  /** As written, with the level and 代/副, without the place: 县委书记, 市委组织部副部长. */
  readonly name: string;
  /** The place named before it, null when it is bare. */
  readonly division: Division | null;
  /** Level character the name begins with (市, 县, 区, 镇 …), '' when there is none. */
  readonly level: string;
  /** What is said with the title itself: 原 (former), 新任 (appointed), 现任 (holds), 候选人 (candidate). */
  readonly mark: Exclude<TenureStatus, 'left'> | null;
  /** Where the post begins behind such a mark. */
  readonly begins: number;
  /** What precedes 书记, 主任 … in it, for bare heads later in the list: 县委. */
  readonly organ: string;
  readonly head: string;
  /** Where it is held when the text names no division for it: a village's, a company's, one not told (县（市、区）长). */
  readonly seat?: 'village' | 'company' | 'untold';
}

/** Posts joined by 、 or 兼: they share the holder. */
export interface Chain extends Span {
  readonly posts: readonly Post[];
}
