import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { regionDivisions } from '../../src/answer/lookup/region.ts';
import { PROJECT_ROOT } from '../../src/config.ts';
import { loadGazetteer } from '../../src/region/load.ts';
import { createRandom } from './random.ts';

const GOLDEN = join(PROJECT_ROOT, 'test', 'golden');
/** A message may be longer, a question seldom is. */
const LONGEST = 400;

/** What residents, reporters and groups typed, in one sitting; see test/golden/sitting. */
export function sittingQuestions(): readonly string[] {
  return questionsIn(join(GOLDEN, 'sitting', 'questions.jsonl'));
}

/**
 * Questions of which no two are alike: those of the sitting and the golden ones, and what names a place asked of every
 * other county as well, shuffled. The same ones in every run.
 */
export function distinctQuestions(region: string): readonly string[] {
  const gazetteer = loadGazetteer(region);
  const places = regionDivisions(gazetteer).filter(({ code }) => code !== gazetteer.root.code);
  const families = readdirSync(GOLDEN).filter((name) => name.endsWith('.jsonl'));
  const asked = [
    ...sittingQuestions(),
    ...families.toSorted().flatMap((name) => questionsIn(join(GOLDEN, name))),
  ];
  const all = new Set(asked);
  for (const question of asked) {
    const [named, another] = gazetteer.find(question);
    if (named === undefined || another !== undefined) continue;
    for (const { name } of places) all.add(question.slice(0, named.start) + name + question.slice(named.end));
  }
  return shuffled([...all]);
}

function questionsIn(path: string): readonly string[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  const rows = lines.filter((line) => line.trim() !== '');
  return rows
    .map((line) => (JSON.parse(line) as { readonly q: string }).q.slice(0, LONGEST))
    .filter((q) => q.trim() !== '');
}

function shuffled(questions: readonly string[]): readonly string[] {
  const { next } = createRandom(11);
  return questions
    .map((question) => ({ question, at: next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ question }) => question);
}
