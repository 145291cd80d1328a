import type { Answer } from '../answer.ts';
import { notUnderstood } from '../compose/refusal.ts';
import { say } from '../compose/texts.ts';
import type { Ask } from '../desk.ts';
import { questionWords } from '../understand/words.ts';

// Spaces between Latin words stay: thank you.
const PARTICLES = /[啊呀哦哈吧呢嘛~～!！?？。.,，、]|(?<![a-z])\s|\s(?![a-z])|(?<!在|了)吗|小问县|问县/g;

/** Greetings, thanks, what is this: a short kind word with what can be asked. Null when something else is asked. */
export async function answerSmalltalk(ask: Ask): Promise<Answer | null> {
  const { smalltalk } = questionWords();
  const bare = ask.question.text.replace(PARTICLES, '');
  const words = smalltalk.find(bare);
  const rough = words.find((w) => w.value === 'rude' || w.value === 'machine');
  if (rough !== undefined && ask.question.places.length + ask.question.indicators.length === 0)
    return notUnderstood(ask, 'help', say(rough.value, { region: ask.desk.gazetteer.root.name }));
  // 哈哈, 哦: nothing is left when the particles are gone, and nothing is asked.
  if (bare === '' && /[啊呀哦哈]/.test(ask.question.text))
    return notUnderstood(ask, 'smalltalk', say('thanks', { region: ask.desk.gazetteer.root.name }));
  const covered = words.reduce((sum, w) => sum + w.word.length, 0);
  const [first] = words;
  if (first === undefined || covered < bare.length) return null;
  const kind = words.find((w) => w.value === 'who')?.value ?? first.value;
  const region = ask.desk.gazetteer.root.name;
  return notUnderstood(ask, kind === 'who' ? 'help' : 'smalltalk', say(kind, { region }));
}

/** Medical, legal, gossip: a short kind refusal. Null when the question is inside our subject. */
export async function answerOutside(ask: Ask): Promise<Answer | null> {
  const [hit] = questionWords().outside.find(ask.question.text);
  // 医疗救助 and 住院 are subjects of the news: an indicator or a post that is asked for comes first.
  if (hit === undefined || ask.question.indicators.length > 0) return null;
  return notUnderstood(
    ask,
    'help',
    say('outside', { subject: hit.value, region: ask.desk.gazetteer.root.name }),
  );
}
