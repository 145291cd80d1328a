import { readKinds } from './word-kinds.ts';

/** Words of project names; see data/lexicon/project-words.txt. */
export const PROJECT_WORDS = readKinds('project-words.txt', 2, [
  'head',
  'object',
  'action',
  'generic',
  'suffix',
  'boundary',
  'group',
]);

/** Words that stand in front of a name; see data/lexicon/lead-words.txt. */
export const LEAD_WORDS = readKinds('lead-words.txt', 2, ['cut', 'start']);

/** States of a project; the value is `lead` when the word also counts in front of the name. */
export const STATUS_WORDS = readKinds('status-words.txt', 3, [
  'planned',
  'started',
  'ongoing',
  'completed',
  'ignore',
  'modal',
  'tasks',
]);

/** Verbs of dated events; the value is `year` when a year alone dates the verb; see data/lexicon/event-words.txt. */
export const EVENT_WORDS = readKinds('event-words.txt', 3, ['point', 'act', 'stat']);

/** Words of enumerations; see data/lexicon/list-words.txt. */
export const LIST_WORDS = readKinds('list-words.txt', 2, [
  'counter',
  'kind',
  'intro',
  'notintro',
  'notetc',
  'bullet',
]);

/** How correction notices join wrong and right; see data/lexicon/correction-words.txt. */
export const CORRECTION_WORDS = readKinds('correction-words.txt', 2, [
  'wrong-right',
  'right-wrong',
  'notice',
  'fault',
  'instead',
]);

/** How a text goes on about a project; see data/lexicon/project-subject.txt. */
export const SUBJECT_WORDS = readKinds('project-subject.txt', 2, [
  'back',
  'own',
  'adverb',
  'presents',
  'part',
  'place',
  'aside',
  'release',
  'wide',
  'about',
]);
