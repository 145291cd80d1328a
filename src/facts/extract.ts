import type { AnnotatedArticle } from './document.ts';
import { extractCountyLists } from './extract/county-lists.ts';
import { extractEvents } from './extract/events.ts';
import { extractLists } from './extract/lists.ts';
import { distinct } from './extract/observation/distinct.ts';
import { extractObservations } from './extract/observations.ts';
import { extractProjects } from './extract/projects.ts';
import { extractTables } from './extract/tables.ts';
import { extractTenures } from './extract/tenures.ts';
import type { ArticleFacts, HeldBack, Observation, ReportedObservation } from './model.ts';

/** Everything one article states, each fact with its evidence, in text order. */
export function extract(document: AnnotatedArticle): ArticleFacts {
  return {
    ...sorted(reported(document)),
    tenures: extractTenures(document),
    projects: extractProjects(document),
    events: extractEvents(document),
    lists: extractLists(document),
  };
}

/**
 * What sentences, lists of counties and tables say; a number in a table is the table's, one in a headed list the
 * list's, whatever its line reads like.
 */
function reported(document: AnnotatedArticle): readonly ReportedObservation[] {
  const { rows, claimed: listed } = extractCountyLists(document);
  const read: readonly ReportedObservation[] = extractObservations(document);
  const told =
    listed.size === 0
      ? read
      : distinct([...read.filter(({ at }) => !listed.has(at)), ...rows].sort((a, b) => a.at - b.at));
  const tabled = extractTables(document);
  if (tabled.length === 0) return told;
  const claimed = new Set(tabled.map(({ at }) => at));
  const all = [...told.filter(({ at }) => !claimed.has(at)), ...tabled].sort((a, b) => a.at - b.at);
  return listed.size === 0 ? all : distinct(all);
}

function sorted(reports: readonly ReportedObservation[]): Pick<ArticleFacts, 'observations' | 'suspects'> {
  const observations: Observation[] = [];
  const suspects: HeldBack[] = [];
  for (const { doubt, ...observation } of reports)
    if (doubt === undefined) observations.push(observation);
    else suspects.push({ observation, reason: doubt });
  return suspects.length === 0 ? { observations } : { observations, suspects };
}
