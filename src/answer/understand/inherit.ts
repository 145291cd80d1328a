import { softened } from './terms.ts';
import type { Term, Understanding, Want } from './understanding.ts';

/** What a follow-up took over, to be said in the reply; null when nothing. */
export interface Inherited {
  readonly understanding: Understanding;
  readonly said: string | null;
}

const MEASURES: readonly Want[] = [
  'growth',
  'rank',
  'share',
  'change',
  'target',
  'date',
  'list',
  'person',
  'byline',
];

/** Whether a question names a subject of its own: an indicator, a post, a person, a distinguishing word. */
export function hasSubject(question: Understanding): boolean {
  return (
    question.indicators.length + question.posts.length + question.persons.length > 0 ||
    question.terms.some((term) => term.weight >= 1)
  );
}

/** 那…呢: what is not said is meant as before. */
const CONTINUES = /^(?:那|那么|还有)|呢[?？]?$/;

/**
 * Completes a follow-up (尧都区呢? / 2020年的呢 / 总投资多少) from the question before it: only what the message leaves
 * out. A question complete in itself (a place or a person with something asked, two places, a superlative over all
 * places) takes nothing over: 侯马市长是谁 after 古县2022年GDP asks for today's mayor.
 */
export function inherit(current: Understanding, earlier: Understanding): Inherited {
  const own = hasSubject(current);
  if (isComplete(current, own)) return { understanding: current, said: null };
  const said: string[] = [];
  const both =
    /它|那里|那边|刚才(?:那个|的)|上面(?:那个|的)/.test(current.text) && current.wants.has('compare');
  const places = both
    ? [...earlier.places, ...current.places]
    : takesPlace(current)
      ? earlier.places
      : current.places;
  if (places !== current.places && places.length > 0)
    said.push((both ? earlier.places : places).map((p) => p.division.name).join('、'));
  const periods = takesPeriod(current, earlier) ? earlier.periods : current.periods;
  if (periods !== current.periods && periods.length > 0)
    said.push(periods.map((p) => p.period.label).join('、'));
  const measure = MEASURES.some((want) => current.wants.has(want));
  const wants = new Set<Want>(current.wants);
  if (!own && !measure) for (const want of earlier.wants) wants.add(want);
  // GDP增速 > 排第几: the rank of the growth.
  if (!own && current.wants.has('rank') && earlier.wants.has('growth')) wants.add('growth');
  if (own && !measure && CONTINUES.test(current.text))
    for (const want of ['rank', 'target', 'share'] as const) if (earlier.wants.has(want)) wants.add(want);
  const subject = subjectOf(earlier);
  if (!own && subject !== '') said.push(subject);
  return {
    understanding: {
      ...current,
      places,
      periods,
      base: current.base ?? (own ? null : earlier.base),
      wants,
      foreignPlace: current.foreignPlace,
      indicators: own ? current.indicators : earlier.indicators,
      posts: own ? current.posts : earlier.posts,
      persons: own || current.places.length > 0 ? current.persons : earlier.persons,
      units: current.units.length > 0 || own ? current.units : measure ? [] : earlier.units,
      terms: own
        ? [...current.terms, ...soften(earlier.terms, current.terms)]
        : [...earlier.terms, ...current.terms],
      assumed: [...new Set([...current.assumed, ...earlier.assumed])],
    },
    said: said.length > 0 ? said.join(' · ') : null,
  };
}

function isComplete(current: Understanding, own: boolean): boolean {
  const { places, foreignPlace, persons, wants } = current;
  if (foreignPlace !== null) return own;
  if (own && (places.length > 0 || persons.length > 0)) return true;
  return own && wants.has('superlative');
}

function takesPlace({ places, foreignPlace, wants }: Understanding): boolean {
  return places.length === 0 && foreignPlace === null && !wants.has('superlative');
}

/** A time stays for the same subject; who holds a post is asked of today unless the message goes on with the same. */
function takesPeriod(current: Understanding, earlier: Understanding): boolean {
  if (current.periods.length > 0) return false;
  if (/现在|目前|如今|最新|最近/.test(current.text)) return false;
  if (current.posts.length + current.persons.length > 0)
    return earlier.posts.length > 0 && CONTINUES.test(current.text);
  return true;
}

function soften(terms: readonly Term[], own: readonly Term[]): Term[] {
  const had = new Set(own.flatMap((term) => term.forms));
  return terms.filter((term) => !term.forms.some((form) => had.has(form))).map(softened);
}

/** The earlier question's own words for its subject. */
function subjectOf(question: Understanding): string {
  if (question.posts.length > 0) return question.posts.map((post) => post.surface).join('、');
  if (question.indicators.length > 0) return question.indicators.map((i) => i.canonical).join('、');
  if (question.persons.length > 0) return question.persons.join('、');
  let end = -1;
  let words = '';
  for (const term of question.terms) {
    words +=
      term.start < end ? question.text.slice(end, term.end) : question.text.slice(term.start, term.end);
    end = Math.max(end, term.end);
  }
  return words;
}
