import { splitSentences } from '../../src/text/sentence.ts';
import type { Query } from './collection.ts';
import type { Random } from './random.ts';
import type { Doc } from './search-engines.ts';
import { makeDoc, makeQuestion, makeTongue } from './tongue.ts';

/** Where a growing collection takes its passages and its questions from. */
interface Source {
  readonly name: string;
  /** The passage of a number; each is asked for once, in order. */
  doc(number: number): Doc;
  /** A question on one of `docs`. */
  question(docs: readonly Doc[]): string;
}

/** Passages in a made-up language: any number of them, none said twice. */
export function madeUp(random: Random): Source {
  const tongue = makeTongue(random);
  return {
    name: 'made-up passages of about 200 characters',
    doc: (number) => makeDoc(number, tongue, random),
    question: (docs) => makeQuestion(random.pick(docs) ?? { id: '', text: '' }, random),
  };
}

/** Length of a passage, in characters: about that of the product's own. */
const LONG = 200;

/**
 * Passages of real text with the real questions. First every document in windows of whole sentences; when they are
 * used up, passages of which every other sentence is of another document: words, their frequencies and what stands
 * together in a sentence stay real, and no passage comes twice.
 */
export function realText(docs: readonly Doc[], queries: readonly Query[], random: Random): Source {
  const parts = docs.map(({ title = '', text }) => ({ title, sentences: sentencesOf(text) }));
  const windows = parts.flatMap(({ title, sentences }) =>
    windowsOf(sentences).map((text) => ({ title, text })),
  );
  const sentenceOf = ({ sentences }: (typeof parts)[number]) => random.pick(sentences) ?? '';
  let asked = 0;
  return {
    name: `${docs.length} real documents in ${windows.length} windows, more of their sentences mixed`,
    doc(number) {
      const window = windows[number];
      if (window !== undefined) return { id: `doc${number}`, ...window };
      const [topic, other] = [random.pick(parts), random.pick(parts)];
      if (topic === undefined || other === undefined) throw new Error('there is no text');
      let text = '';
      for (let turn = 0; text.length < LONG * 0.8; turn++) text += sentenceOf(turn % 2 === 0 ? topic : other);
      return { id: `doc${number}`, title: topic.title, text: text.slice(0, 2 * LONG) };
    },
    question: () => queries[asked++ % queries.length]?.q ?? '',
  };
}

function sentencesOf(text: string): readonly string[] {
  const sentences = splitSentences(text).map(({ start, end }) => text.slice(start, end));
  return sentences.length > 0 ? sentences : [text];
}

function windowsOf(sentences: readonly string[]): readonly string[] {
  const windows: string[] = [];
  let window = '';
  for (const sentence of sentences) {
    if (window !== '' && window.length + sentence.length > LONG) {
      windows.push(window);
      window = '';
    }
    window += sentence;
  }
  return window === '' ? windows : [...windows, window];
}
