import { basename } from 'node:path';
import { findBylines } from '../news/bylines.ts';
import { prepareArticle, type Workshop } from '../news/prepare.ts';
import type { RawArticle, ReadProblem } from '../news/raw-article.ts';
import { readArticle } from '../news/read.ts';
import type { Gazetteer } from '../region/gazetteer.ts';
import { type Parcel, pack } from '../store/parcel.ts';
import { repair } from '../text/repair.ts';
import { createExtraction } from './extraction.ts';
import type { Yield } from './ingest.ts';

/** What came of a file that holds one article. */
export type Outcome =
  | { readonly ok: true; readonly parcel: Parcel; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problem: ReadProblem };

/**
 * The way of an article up to the store's door: read → repair → extract → pack. It depends on nothing but the article
 * and the region, so that any thread may go it.
 */
export interface Preparation {
  /** Of a file that holds one article. */
  file(path: string): Outcome;
  /** Of one article of a file that holds many. */
  article(raw: RawArticle, path: string): Parcel;
}

/** Prepares articles with the repair and the extractors of this version. */
export function createPreparation(gazetteer: Gazetteer): Preparation {
  const vocabulary = gazetteer.divisions.map(({ name }) => name);
  const workshop = { repair: (raw: string) => repair(raw, vocabulary), findBylines };
  return preparationOf(workshop, createExtraction(gazetteer));
}

/** Prepares articles with what is given. */
export function preparationOf(
  workshop: Workshop,
  extract: (article: Parcel['article']) => Yield,
): Preparation {
  const article = (raw: RawArticle, path: string): Parcel => {
    const prepared = prepareArticle(raw, basename(path), workshop);
    return pack({ article: prepared, ...extract(prepared) });
  };
  return {
    article,
    file(path) {
      const item = readArticle(path);
      return item.ok ? { ok: true, parcel: article(item.raw, path), notes: item.notes } : item;
    },
  };
}
