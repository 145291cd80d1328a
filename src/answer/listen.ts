import type { PartialDate } from '../text/date.ts';
import { eachOnce } from '../text/once.ts';
import type { Script } from '../text/script.ts';
import { newestDate } from './compose/refusal.ts';
import { say } from './compose/texts.ts';
import type { Desk } from './desk.ts';
import { keptBy } from './kept.ts';
import { bearingDate } from './lookup/bearing.ts';
import { regionDivisions } from './lookup/region.ts';
import { cleanQuestion } from './understand/clean.ts';
import { hasSubject, inherit } from './understand/inherit.ts';
import type { Vocabulary } from './understand/mend.ts';
import { lexiconVocabulary, mend, mendPlace, vocabularyOf } from './understand/mend.ts';
import { namesRelativeTime } from './understand/periods.ts';
import { fromPinyin } from './understand/pinyin.ts';
import { saidYear } from './understand/said-year.ts';
import { understand } from './understand/understand.ts';
import type { Understanding } from './understand/understanding.ts';
import { questionWords } from './understand/words.ts';

/** Earlier messages that can still be meant by a follow-up. */
const MEMORY = 3;
/** The most frequent names of a place are enough to mend a slip in one of them. */
const MOST_NAMES = 2000;

/** A message made ready: cleaned, pinyin read, slips in settled indicators mended. */
interface Heard {
  readonly text: string;
  readonly script: Script;
  readonly long: boolean;
  /** Date of the article the asker speaks of, null when none is said. */
  readonly reference: PartialDate | null;
  /** What was mended, as said in the reply. */
  readonly assumed: readonly string[];
  /** Its clauses as they were read, by all that bears on the reading. */
  readonly readings: Map<string, Understanding>;
}

/** A question as typed, and with what it took over from the one before. */
export interface Clause {
  readonly own: Understanding;
  readonly whole: Understanding;
}

/** How a clause is read. */
interface ReadOptions {
  /** False when what was inherited need not be said again. */
  readonly tell?: boolean;
  /** Date that 今年 and 去年 are read against, instead of that of the newest article of the place. */
  readonly against?: PartialDate;
}

/** Understands pieces of a conversation; everything it needs to know was looked up when it was made. */
export interface Listener {
  hear(raw: string): Heard;
  /** Without look-up: relative times stay unread. */
  blind(text: string, script: Script): Understanding;
  /** Reads a clause twice: first for its place, then with the newest date and the indicators of that place. */
  read(heard: Heard, clause: string, earlier: Understanding | null, options?: ReadOptions): Promise<Clause>;
  /** What the messages before a question were about, or null. */
  remember(context: readonly string[], question: string): Promise<Understanding | null>;
}

interface OwnOptions {
  /** The clause as it was read without look-up. */
  readonly first: Understanding;
  /** The place it is about. */
  readonly named: string | undefined;
  readonly against: PartialDate | undefined;
}

interface Memory {
  readonly revision: string;
  /** By what was typed; a reading depends on the store. */
  readonly heard: Map<string, Heard>;
}

const memories = new WeakMap<object, Memory>();

function memoryOf(conversation: object, revision: string): Map<string, Heard> {
  const known = memories.get(conversation);
  if (known?.revision === revision) return known.heard;
  const heard = new Map<string, Heard>();
  memories.set(conversation, { revision, heard });
  return heard;
}

/**
 * A listener for one question.
 * @param conversation what its messages were heard as is kept for as long as this object is
 */
export async function createListener(desk: Desk, conversation: object = {}): Promise<Listener> {
  const people = await desk.store.people();
  const gazetteer = { ...desk.gazetteer, guess: eachOnce((text: string) => desk.gazetteer.guess(text)) };
  const readers = { gazetteer, lexicon: desk.lexicon, people };
  const blindly = (script: Script): ((text: string) => Understanding) =>
    eachOnce((text) => understand(text, script, null, readers));
  const byScript = { hans: blindly('hans'), hant: blindly('hant') };
  const blind = (text: string, script: Script): Understanding => byScript[script](text);
  const memory = memoryOf(conversation, desk.revision);

  const readOwn = async (heard: Heard, clause: string, options: OwnOptions): Promise<Understanding> => {
    const { named, first, against } = options;
    const place = named ?? desk.gazetteer.root.name;
    // 壶口今年: the year of the newest article that tells of it, not of the region's newest.
    const bearing = named === undefined && namesRelativeTime(clause) ? await bearingDate(desk, first) : null;
    const key = JSON.stringify([clause, place, against, bearing]);
    const known = heard.readings.get(key);
    if (known !== undefined) return known;
    const newest = heard.reference ?? against ?? bearing ?? (await newestDate(desk, place)).date;
    const mended = mend(clause, [lexiconVocabulary(desk.lexicon), await vocabularyOfPlace(desk, place)]);
    const slips = mended.slips.map((slip) => say('slip', slip));
    const understood = understand(mended.text, heard.script, newest, readers);
    const own = { ...understood, assumed: [...new Set([...heard.assumed, ...slips, ...understood.assumed])] };
    heard.readings.set(key, own);
    return own;
  };

  const read: Listener['read'] = async (heard, clause, earlier, { tell = true, against } = {}) => {
    const key = `without look-up: ${clause}`;
    const first = heard.readings.get(key) ?? blind(clause, heard.script);
    heard.readings.set(key, first);
    const named = (first.places[0] ?? earlier?.places[0])?.division.name;
    const own = await readOwn(heard, clause, { first, named, against });
    if (earlier === null) return { own, whole: own };
    const { understanding, said } = inherit(own, earlier);
    const assumed =
      said === null || !tell ? understanding.assumed : [...understanding.assumed, say('inherited', { said })];
    return { own, whole: { ...understanding, assumed: [...new Set(assumed)] } };
  };

  const hearAnew = (raw: string): Heard => {
    const { text, script, long } = cleanQuestion(raw);
    const said = saidYear(text);
    const read = writtenOut(fromPinyin(said.text, desk.gazetteer));
    const placed =
      gazetteer.guess(read).length > 0 ? { text: read, slips: [] } : mendPlace(read, placeNames(desk));
    const mended = mend(placed.text, [lexiconVocabulary(desk.lexicon)]);
    const slips = [...placed.slips, ...mended.slips];
    const { reference } = said;
    const assumed = slips.map((slip) => say('slip', slip));
    return { text: mended.text, script, long, reference, assumed, readings: new Map() };
  };
  const hear = (raw: string): Heard => {
    const heard = memory.get(raw) ?? hearAnew(raw);
    memory.set(raw, heard);
    return heard;
  };

  return {
    hear,
    blind,
    read,
    async remember(context, question) {
      let earlier: Understanding | null = null;
      for (const message of context.slice(-MEMORY)) {
        const heard = hear(message);
        const one: Clause = await read(heard, heard.text, earlier);
        if (hasSubject(one.whole) || one.whole.places.length > 0) earlier = { ...one.whole, assumed: [] };
      }
      // With the question itself they are as many as the next one can refer to.
      const next = new Set([question, ...context.slice(1 - MEMORY)]);
      for (const message of memory.keys()) if (!next.has(message)) memory.delete(message);
      return earlier;
    },
  };
}

/** A unit, or nothing more, behind 多少. */
const MEASURED =
  /^(?:万?吨|[千万亿]?斤|万?公斤|[万亿]|立方|度|千瓦|万?箱|万?头|万?元|[,。.?？!；;呢啊呀了]|$)/;

function writtenOut(text: string): string {
  let out = '';
  let from = 0;
  for (const hit of questionWords().expansions.find(text)) {
    // 产多少气 is of gas, and says so behind; 产多少吨 and 产多少 are read as 产量多少.
    if (/多少$/.test(hit.word) && !MEASURED.test(text.slice(hit.end))) continue;
    out += text.slice(from, hit.start) + hit.value;
    from = hit.end;
  }
  return out + text.slice(from);
}

function placeNames(desk: Desk): readonly string[] {
  return regionDivisions(desk.gazetteer).map((division) => division.name);
}

/** Names of what is measured in a place, for mending slips. */
const vocabularyOfPlace = keptBy(async ({ store }, place): Promise<Vocabulary> => {
  const rows = await store.indicators({ place });
  return vocabularyOf(rows.slice(0, MOST_NAMES).map((row) => row.indicator));
});
