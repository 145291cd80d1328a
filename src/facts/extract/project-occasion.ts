import type { Period } from '../../text/date.ts';
import { toSimplified } from '../../text/script.ts';
import type { AnnotatedSentence } from '../document.ts';
import type { Project, ProjectStatus } from '../model.ts';
import { STATUS_WORDS } from './lexicon.ts';
import type { Reading } from './reading.ts';

/** What the whole report is about: 集中开工 on a day. */
interface Occasion {
  readonly status: ProjectStatus;
  readonly period: Period | null;
}

/** A report headed 集中开工, 竣工投产 … tells of projects that are in this state since its day. */
export function occasionOf(reading: Reading): Occasion | null {
  const { title } = reading.document.article;
  const heads = reading.sentences.slice(0, 3).filter((sentence) => sentence.heading);
  const head = title === null ? heads.map((sentence) => sentence.text).join(' ') : toSimplified(title);
  if (!/(?:集中|仪式|首批|批)/.test(head)) return null;
  for (const status of ['started', 'completed', 'planned'] as const) {
    const word = STATUS_WORDS[status].all(head)[0]?.word;
    // Of plans only a signing is an occasion.
    if (status === 'planned' && !head.includes('签约')) continue;
    if (word === undefined) continue;
    const told = reading.sentences
      .slice(0, 8)
      .find((sentence) => sentence.text.includes(word.slice(-2)) && dayOf(sentence) !== null);
    return { status, period: told === undefined ? null : dayOf(told) };
  }
  return null;
}

function dayOf(sentence: AnnotatedSentence): Period | null {
  return sentence.periods.find((mention) => mention.kind === 'day')?.period ?? null;
}

/**
 * A project without a state of its own is in that of the report; one with a vague date has its day. One of which
 * only the end is planned (预计年底投产) has begun when the report is of beginnings.
 */
export function atOccasion(project: Project, occasion: Occasion | null, goal?: ProjectStatus): Project {
  if (occasion === null) return project;
  if (occasion.status === 'started' && project.status === 'planned' && goal === 'completed')
    return { ...project, ...occasion };
  if (project.status === 'unknown') return { ...project, ...occasion };
  const vague = project.period === null || project.period.start.slice(5) !== project.period.end.slice(5);
  return project.status === occasion.status && vague && occasion.period !== null
    ? { ...project, period: occasion.period }
    : project;
}
