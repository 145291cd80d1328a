import { findStory, storyKeys } from './articles.ts';
import { figureKeys, findFigures, type IsSettled } from './figures.ts';
import { type Findings, noFindings, type ToldArticle } from './findings.ts';
import { findHolders, holderKeys } from './holders.ts';
import type { Knowledge } from './knowledge.ts';
import { findProjects, projectKeys } from './projects.ts';

/** What {@link derive} will ask the knowledge for. */
export function keysOf(told: ToldArticle): readonly string[] {
  return [...figureKeys(told), ...holderKeys(told), ...projectKeys(told), ...storyKeys(told)];
}

/**
 * What an article brings that nobody told before, and what it tells again; the knowledge then knows all of it. What was
 * known decides alone: no clock, no order of facts inside the article, no word of who is subscribed.
 */
export function derive(told: ToldArticle, knowledge: Knowledge, isSettled: IsSettled): Findings {
  const findings = noFindings();
  findFigures(told, knowledge, isSettled, findings);
  findHolders(told, knowledge, findings);
  findProjects(told, knowledge, findings);
  findStory(told, knowledge, findings);
  return findings;
}
