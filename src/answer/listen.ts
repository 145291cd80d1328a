import type { PartialDate } from '../text/date.ts';
import type { Script } from '../text/script.ts';
import { newestDate } from './compose/refusal.ts';
import { say } from './compose/texts.ts';
import type { Desk } from './desk.ts';
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
  /** What the earlier messages were about, or null. */
  remember(context: readonly string[]): Promise<Understanding | null>;
}

/** A listener for one question. */
export async function createListener(desk: Desk): Promise<Listener> {
  const people = await desk.store.people();
  const readers = { gazetteer: desk.gazetteer, lexicon: desk.lexicon, people };
  const blind = (text: string, script: Script): Understanding => understand(text, script, null, readers);

  const read: Listener['read'] = async (heard, clause, earlier, { tell = true, against } = {}) => {
    const first = blind(clause, heard.script);
    const named = (first.places[0] ?? earlier?.places[0])?.division.name;
    const place = named ?? desk.gazetteer.root.name;
    // 壶口今年: the year of the newest article that tells of it, not of the region's newest.
    const bearing = named === undefined && namesRelativeTime(clause) ? await bearingDate(desk, first) : null;
    const newest = heard.reference ?? against ?? bearing ?? (await newestDate(desk, place)).date;
    const mended = mend(clause, [lexiconVocabulary(desk.lexicon), await vocabularyOfPlace(desk, place)]);
    const slips = mended.slips.map((slip) => say('slip', slip));
    const understood = understand(mended.text, heard.script, newest, readers);
    const own = { ...understood, assumed: [...new Set([...heard.assumed, ...slips, ...understood.assumed])] };
    if (earlier === null) return { own, whole: own };
    const { understanding, said } = inherit(own, earlier);
    const assumed =
      said === null || !tell ? understanding.assumed : [...understanding.assumed, say('inherited', { said })];
    return { own, whole: { ...understanding, assumed: [...new Set(assumed)] } };
  };

  const hear = (raw: string): Heard => {
    const { text, script, long } = cleanQuestion(raw);
    const said = saidYear(text);
    const read = writtenOut(fromPinyin(said.text, desk.gazetteer));
    const placed =
      desk.gazetteer.guess(read).length > 0 ? { text: read, slips: [] } : mendPlace(read, placeNames(desk));
    const mended = mend(placed.text, [lexiconVocabulary(desk.lexicon)]);
    const slips = [...placed.slips, ...mended.slips];
    const { reference } = said;
    return { text: mended.text, script, long, reference, assumed: slips.map((slip) => say('slip', slip)) };
  };

  return {
    hear,
    blind,
    read,
    async remember(context) {
      let earlier: Understanding | null = null;
      for (const message of context.slice(-MEMORY)) {
        const heard = hear(message);
        const one: Clause = await read(heard, heard.text, earlier);
        if (hasSubject(one.whole) || one.whole.places.length > 0) earlier = { ...one.whole, assumed: [] };
      }
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

const known = new WeakMap<Desk['store'], { revision: string; byPlace: Map<string, Vocabulary> }>();

/** Names of what is measured in a place, for mending slips; made anew when the store has changed. */
async function vocabularyOfPlace(desk: Desk, place: string): Promise<Vocabulary> {
  const revision = await desk.store.revision();
  let kept = known.get(desk.store);
  if (kept?.revision !== revision) {
    kept = { revision, byPlace: new Map() };
    known.set(desk.store, kept);
  }
  const made = kept.byPlace.get(place);
  if (made !== undefined) return made;
  const rows = await desk.store.indicators({ place });
  const vocabulary = vocabularyOf(rows.slice(0, MOST_NAMES).map((row) => row.indicator));
  kept.byPlace.set(place, vocabulary);
  return vocabulary;
}
