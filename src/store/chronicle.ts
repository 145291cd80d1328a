import type { Observation } from '../facts/model.ts';
import type { Announcement, Audience } from '../updates/audience/audience.ts';
import type { Replaced } from '../updates/derive/findings.ts';
import type { EventSource, UpdateEvent } from '../updates/model.ts';
import type { Stored } from './store.ts';
import type { Wanted } from './subscriptions.ts';

/** An article looked at: what was noted of its content before (null: nothing) and is to be noted now, beginning with its hash. */
interface LookedAt {
  readonly id: string;
  readonly before: string | null;
  readonly content: string;
}

/** A new event and what it takes the place of. */
export interface NewEvent extends Announcement {
  readonly event: UpdateEvent;
  /** Not told to anybody any more; whoever was told hears of this. */
  readonly replaces: readonly Replaced[];
  /** Nobody else is told. */
  readonly onlyToThose: boolean;
}

/** An event told again. */
interface Retold {
  readonly event: string;
  readonly source: EventSource;
}

/** An article to be looked at. */
interface ChangedArticle {
  readonly id: string;
  readonly fingerprint: string;
  /** What was noted of its content when it was last looked at. */
  readonly before: string | null;
}

/** What is noted of an article that is gone: when it comes back it may take back what was said since. */
export const GONE = '- -';

/** Everything that follows from a look at some articles; written together or not at all. */
export interface Publication {
  readonly at: number;
  readonly articles: readonly LookedAt[];
  /** What was known when this was derived: when it is no longer, another process was faster, and nothing is written. */
  readonly read: ReadonlyMap<string, string | null>;
  readonly known: ReadonlyMap<string, string | null>;
  readonly events: readonly NewEvent[];
  readonly retold: readonly Retold[];
}

export interface Published {
  readonly events: number;
  /** Rows written into the outbox. */
  readonly rows: number;
}

/** What an operator took back, with the figures that were in it. */
export interface WithdrawnObject {
  readonly object: 'fact' | 'article';
  readonly id: string;
  readonly at: number;
  readonly observations: readonly Stored<Observation>[];
}

/**
 * What the updates remember: which articles they have looked at, what is known to have been said, and what happened. The
 * outbox is written here, in the transaction of the event.
 */
export interface Chronicle {
  /** Articles that were never looked at, or changed since: with the hash of all that is stored of them. */
  changed(): Promise<readonly ChangedArticle[]>;
  /** Articles looked at that are no longer stored, unless {@link GONE} is noted of them. */
  gone(): Promise<readonly Omit<ChangedArticle, 'fingerprint'>[]>;
  /** Articles that are the same as another in other dirt, with the one that stands for them. */
  twins(): Promise<ReadonlyMap<string, string>>;
  /** Observations that a correction took back, with the article of the correction. */
  superseded(): Promise<readonly { readonly fact: string; readonly by: string }[]>;
  withdrawn(): Promise<readonly WithdrawnObject[]>;
  known(keys: readonly string[]): Promise<ReadonlyMap<string, string | null>>;
  /** Events that speak of a fact or come from an article, oldest first. */
  eventsWith(id: string): Promise<readonly UpdateEvent[]>;
  /** @returns null when another process changed what was read; then everything is as it was */
  publish(publication: Publication): Promise<Published | null>;
}

/** Makes the audience of all subscriptions; asked again when one of them changed. */
export type Assemble = (wanted: readonly Wanted[]) => Audience;
