import type { FactStatus, Measure, ProjectStatus, TenureStatus } from '../facts/model.ts';
import type { PartialDate } from '../text/date.ts';

/** Where updates are sent: a chat, or one topic of it (`thread` 0: the chat itself). */
export interface Target {
  readonly chat: number;
  readonly thread: number;
}

/** At once, or gathered once a day or once a week. */
export type Edition = 'instant' | 'daily' | 'weekly';

export type Comparison = '<' | '<=' | '>' | '>=';

/** Only figures on this side of a bound count: 增速<5%. */
export interface Threshold {
  readonly comparison: Comparison;
  /** In `unit`. */
  readonly value: number;
  /** 亿元, % …; null: whatever unit the figure has. */
  readonly unit: string | null;
  readonly measure: Measure;
}

/** Literal words joined by AND, OR and NOT; no patterns of a user's are ever run. */
export type WordQuery =
  | { readonly is: 'word'; readonly word: string }
  | { readonly is: 'and' | 'or'; readonly of: readonly WordQuery[] }
  | { readonly is: 'not'; readonly of: WordQuery };

/** What somebody wants to hear of. `place`: full simplified name, and all below it; null: the whole region. */
export type Wish =
  /** All news of a place. */
  | { readonly about: 'place'; readonly place: string }
  | {
      readonly about: 'indicator';
      readonly place: string | null;
      /** Canonical name. */
      readonly indicator: string;
      readonly threshold?: Threshold;
    }
  /** A change of holder; `post` as people say it (市长), without: any. */
  | { readonly about: 'post'; readonly place: string | null; readonly post?: string }
  | { readonly about: 'project'; readonly place: string | null }
  /** New articles with these words. */
  | { readonly about: 'words'; readonly place: string | null; readonly query: WordQuery };

export interface Subscription {
  readonly id: number;
  readonly target: Target;
  readonly wish: Wish;
  readonly edition: Edition;
  /** Milliseconds since 1970, as are all times here. */
  readonly created: number;
  /** User id of who made it. */
  readonly creator: number;
  readonly paused: boolean;
  readonly snoozedUntil: number | null;
}

/** How a target wants to be told. */
export interface Manner {
  /** IANA name. */
  readonly zone: string;
  /** Minutes after midnight; may span it (22:00–7:00). */
  readonly quiet: { readonly from: number; readonly to: number } | null;
  readonly digestHour: number;
  /** 1 (Monday) … 7. */
  readonly digestDay: number;
  /** Without a sound. */
  readonly silent: boolean;
}

export const USUAL_MANNER: Manner = {
  zone: 'Asia/Shanghai',
  quiet: null,
  digestHour: 8,
  digestDay: 1,
  silent: false,
};

/** Where an event is told. */
export interface EventSource {
  readonly article: string;
  readonly title: string | null;
  readonly url: string | null;
  readonly outlet: string | null;
  readonly date: PartialDate | null;
  /** A summary of ours, see {@link Article}. */
  readonly digest: boolean;
}

/** One number of an event, as an observation has it. */
export interface Figure {
  readonly fact: string;
  readonly measure: Measure;
  readonly value: number;
  readonly unit: string;
  readonly raw: string;
  readonly approx?: string;
  readonly basis?: string;
  readonly scope?: string;
}

/** Which figures an event is about: what two articles must agree on to speak of the same. */
export interface Series {
  readonly place: string;
  readonly indicator: string;
  readonly project?: string;
  readonly status: FactStatus;
  /** As shown: 2026年前三季度; null when the text names none. */
  readonly period: string | null;
}

/** Something that happened, told once however many articles tell it. */
export type UpdateEvent = {
  /** Derives from what happened, not from who tells it. */
  readonly id: string;
  /** When it was first seen. */
  readonly at: number;
  /** The newest article's date; null: unknown. */
  readonly date: PartialDate | null;
  /** Never empty; the one that told it first comes first. */
  readonly sources: readonly EventSource[];
} & EventBody;

export type EventBody =
  | ({
      readonly kind: 'figures';
      readonly figures: readonly Figure[];
      /** Too small for the news of a place: not a known indicator, or a detail of a project. */
      readonly minor?: true;
    } & Series)
  /** A later article, or the same one edited, has another value. */
  | ({ readonly kind: 'changed'; readonly changes: readonly FigureChange[] } & Series)
  /** A correction (更正) took a value back, for another or for none. */
  | ({ readonly kind: 'corrected'; readonly changes: readonly FigureChange[] } & Series)
  | {
      readonly kind: 'holder';
      readonly place: string;
      readonly post: string;
      readonly person: string;
      readonly acting: boolean;
      readonly status: TenureStatus;
      /** Who held it before, as far as the articles say. */
      readonly before: readonly string[];
      /** The tenure that says so. */
      readonly fact?: string;
    }
  | {
      readonly kind: 'project';
      readonly place: string | null;
      readonly name: string;
      readonly status: ProjectStatus;
      readonly before: ProjectStatus | null;
      readonly investment?: { readonly value: number; readonly unit: string };
      readonly fact?: string;
    }
  /** A new article; the places its title (else its beginning) names, and those of a fair share of its facts. */
  | { readonly kind: 'article'; readonly places: readonly string[] }
  /** An operator withdrew what was told. */
  | { readonly kind: 'withdrawn'; readonly place: string | null; readonly told: string };

export interface FigureChange {
  readonly old: Figure;
  /** Who said so. */
  readonly oldSource: EventSource;
  /** null: taken back without another value. */
  readonly now: Figure | null;
}

/** An event on its way to a target. */
export interface OutboxRow {
  readonly n: number;
  readonly target: Target;
  readonly event: UpdateEvent;
  readonly edition: Edition;
  readonly due: number;
  readonly tries: number;
  /** The subscriptions that asked for it. */
  readonly wantedBy: readonly number[];
  /** A connection broke while it was sent: it may have arrived, and is sent once more at most. */
  readonly uncertain: boolean;
}
