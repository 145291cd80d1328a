import type { Observation } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import { baseValue, isFiner, sameAmount } from '../amount.ts';
import { isEarlier, isLongBefore } from '../dates.ts';
import type { EventSource, Figure, Series } from '../model.ts';
import { eventId, type Findings, sameDocument, sourceOf, type ToldArticle } from './findings.ts';
import { type Knowledge, keyOf } from './knowledge.ts';
import {
  figureKey,
  figureOf,
  isAlike,
  isSame,
  type KnownFigure,
  replacedBy,
  seriesOf,
  worthOf,
} from './known-figure.ts';

/** Indicators with a settled name mean the same in every article; of others only an article's own edition is compared. */
export type IsSettled = (indicator: string) => boolean;

/** A year's figures are told until the next year's come; what ended so many days before the article is its background. */
const BACKGROUND_DAYS = 400;
/** A period that ended so many days before the newest of the same indicator is there for comparison. */
const COMPARISON_DAYS = 300;

export function figureKeys({ observations }: ToldArticle): readonly string[] {
  return observations.filter(counts).map((each) => figureKey(each, each.status));
}

/** Superseded figures are looked at by corrections; a figure of no place is nobody's. */
function counts({ status, place }: Observation): boolean {
  return status !== 'superseded' && place !== null;
}

/** Which figures of an article are new, which differ from what is known; measures of one series are one event. */
export function findFigures(
  told: ToldArticle,
  knowledge: Knowledge,
  isSettled: IsSettled,
  findings: Findings,
): void {
  const observations = told.observations.filter(counts);
  for (const [key, series] of grouped(observations, seriesKey)) {
    const [first] = series;
    if (first === undefined) continue;
    const look: Look = {
      told,
      about: seriesOf(first),
      // What has no period is of the day it is told.
      identity: first.period === null ? `${key} ${told.info.date ?? ''}` : key,
      source: sourceOf(told.info),
      knowledge,
      findings,
      settled: isSettled(first.indicator),
      quiet: told.reread || isBackground(first, told, observations),
    };
    const slots = grouped(series, (each) => figureKey(each, each.status));
    const news = [...slots].flatMap(([slot, figures]) => lookAt(look, slot, figures));
    announceFresh(look, news);
    announceChanges(look, news);
  }
}

interface Look {
  readonly told: ToldArticle;
  readonly about: Series;
  /** Of the series, for the identifiers of its events. */
  readonly identity: string;
  readonly source: EventSource;
  readonly knowledge: Knowledge;
  readonly findings: Findings;
  readonly settled: boolean;
  /** Whatever it brings is only known. */
  readonly quiet: boolean;
}

/** A figure that nobody told, with the key it is known by. */
interface News {
  readonly key: string;
  readonly known: Omit<KnownFigure, 'event'>;
  /** What it takes the place of. */
  readonly was: KnownFigure | null;
  /** Known from now on, told to nobody. */
  readonly quiet: boolean;
}

/** Compares the figures of one key with what is known of it. */
function lookAt(look: Look, key: string, slot: readonly Stored<Observation>[]): readonly News[] {
  const { knowledge, findings, source } = look;
  const had = knowledge.get<readonly KnownFigure[]>(key) ?? [];
  const values = distinct(slot);
  return values.flatMap((each): readonly News[] => {
    const parent = each.parent === undefined ? {} : { parent: each.parent };
    const known = { figure: figureOf(each), source, ...parent };
    const same = had.find((other) => isSame(other, known));
    // An article with several figures of one key speaks of several things under one name.
    const unclear = values.some((other) => other !== each && isAlike(other, each));
    const rival = rivalOf(had, known);
    const was = unclear || rival === null || !replaces(look, rival, known, same) ? null : rival;
    if (was === null && same !== undefined) {
      repeat(look, key, same, known);
      return [];
    }
    findings.fresh += 1;
    const late = was === null && rival !== null && isEarlier(source.date, rival.source.date);
    return [{ key, known, was, quiet: look.quiet || unclear || late }];
  });
}

/** The newest figure known of exactly the same, when it is another one; null also where several stand side by side. */
function rivalOf(had: readonly KnownFigure[], said: Omit<KnownFigure, 'event'>): KnownFigure | null {
  const alike = had.filter(({ figure, parent }) =>
    isAlike({ ...figure, parent }, { ...said.figure, parent: said.parent }),
  );
  const current = alike.at(-1);
  if (current === undefined || isSame(current, said)) return null;
  const several = alike.some(
    (other) =>
      other !== current && other.source.article === current.source.article && !isSame(other, current),
  );
  return several ? null : current;
}

/** Whether a figure takes the place of another: of the same document before it was edited, or of an earlier article. */
function replaces(
  { settled, source, about }: Look,
  rival: KnownFigure,
  said: Omit<KnownFigure, 'event'>,
  same: KnownFigure | undefined,
): boolean {
  if (sameDocument(rival.source, said.source)) return true;
  // What somebody had told already is not news again; without a period two figures are of two days.
  return same === undefined && settled && about.period !== null && !isEarlier(source.date, rival.source.date);
}

/** Told again: the event gets this source too; the more exact wording is kept to compare with. */
function repeat(look: Look, key: string, same: KnownFigure, said: Omit<KnownFigure, 'event'>): void {
  const { findings, knowledge } = look;
  findings.repeated.push(same.source.date);
  if (same.event !== null) findings.retold.add(same.event);
  const edited = sameDocument(same.source, said.source);
  // 31.40亿元 told again as 314000万元 is shown as it was told.
  const exact = baseValue(said.figure) === baseValue(same.figure);
  if (!edited && (exact || !isFiner(said.figure, same.figure))) return;
  const had = knowledge.get<readonly KnownFigure[]>(key) ?? [];
  const better: KnownFigure = { ...said, event: same.event };
  knowledge.set(
    key,
    had.map((other) => (other.figure.fact === same.figure.fact ? better : other)),
  );
}

function announceFresh({ about, identity, knowledge, settled, findings }: Look, news: readonly News[]): void {
  const fresh = news.filter(({ was }) => was === null);
  const figures = fresh.filter(({ quiet }) => !quiet).map(({ known }) => known.figure);
  const small = !settled || about.project !== undefined || !figures.some(isMain);
  const id = eventId('figures', identity, figures.map(worthOf).toSorted());
  const body = { kind: 'figures', ...about, figures, ...(small ? { minor: true as const } : {}) } as const;
  if (figures.length > 0) findings.drafts.push({ id, body, replaces: [] });
  for (const each of fresh) remember(knowledge, each, each.quiet ? null : id);
}

function announceChanges({ about, identity, knowledge, findings }: Look, news: readonly News[]): void {
  const changed = news.flatMap((each) => (each.was === null ? [] : [{ ...each, was: each.was }]));
  const loud = changed.filter(({ quiet }) => !quiet);
  const values = loud.map(({ was, known }) => [worthOf(was.figure), worthOf(known.figure)]);
  const id = eventId('changed', identity, values);
  if (loud.length > 0)
    findings.drafts.push({
      id,
      body: {
        kind: 'changed',
        ...about,
        changes: loud.map(({ was, known }) => ({
          old: was.figure,
          oldSource: was.source,
          now: known.figure,
        })),
      },
      replaces: loud.flatMap(({ was }) => replacedBy(was)),
    });
  for (const each of changed) remember(knowledge, each, each.quiet ? null : id);
}

/** Adds a figure to what is known; an edited document says only what it says now. */
function remember(knowledge: Knowledge, { key, known, was }: News, event: string | null): void {
  const had = knowledge.get<readonly KnownFigure[]>(key) ?? [];
  const edited = was !== null && sameDocument(was.source, known.source);
  const kept = had.filter(
    (other) => !isSame(other, known) && !(edited && other.figure.fact === was.figure.fact),
  );
  // An older article's figure is known, but what is compared with stays the newest.
  const older = kept.findIndex((other) => isEarlier(known.source.date, other.source.date));
  const all = [...kept];
  all.splice(older < 0 ? all.length : older, 0, { ...known, event });
  knowledge.set(key, all);
}

/** Long over when the article was written, or beside newer figures of its kind: not what the article is there to tell. */
function isBackground(of: Observation, { info }: ToldArticle, all: readonly Observation[]): boolean {
  const { period } = of;
  if (period === null || of.status === 'plan' || of.status === 'target') return false;
  if (isLongBefore(period.end, info.date, BACKGROUND_DAYS)) return true;
  return all.some(
    (other) =>
      other.place === of.place &&
      other.indicator === of.indicator &&
      other.status === of.status &&
      other.period !== null &&
      isLongBefore(period.end, other.period.end, COMPARISON_DAYS),
  );
}

/** Levels, rates and ranks are told; a figure of 较一季度提高0.6个百分点 alone is not. */
function isMain({ measure }: Figure): boolean {
  return measure === 'level' || measure === 'growth' || measure === 'rank';
}

/** Each value once, in its most exact wording. */
function distinct(slot: readonly Stored<Observation>[]): readonly Stored<Observation>[] {
  const kept: Stored<Observation>[] = [];
  for (const each of slot) {
    const at = kept.findIndex((other) => isAlike(other, each) && sameAmount(other, each));
    const other = kept[at];
    if (other === undefined) kept.push(each);
    else if (isFiner(each, other)) kept[at] = each;
  }
  return kept;
}

function seriesKey({ place, indicator, project, status, period }: Observation): string {
  return keyOf('series', place, indicator, project, status, period?.start, period?.end);
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}
