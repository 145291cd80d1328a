import type { AnnotatedArticle } from './document.ts';
import { extractEvents } from './extract/events.ts';
import { extractLists } from './extract/lists.ts';
import { extractObservations } from './extract/observations.ts';
import { extractProjects } from './extract/projects.ts';
import { extractTenures } from './extract/tenures.ts';
import type { ArticleFacts } from './model.ts';

/** Raised whenever extraction changes what it finds, so that unchanged files are read again after an upgrade. */
export const EXTRACTOR_VERSION = 1;

/** Everything one article states, each fact with its evidence, in text order. */
export function extract(document: AnnotatedArticle): ArticleFacts {
  return {
    observations: extractObservations(document),
    tenures: extractTenures(document),
    projects: extractProjects(document),
    events: extractEvents(document),
    lists: extractLists(document),
  };
}
