import { organFrom } from './organ.ts';
import { POST_WORDS } from './post-words.ts';

interface Village {
  readonly name: string;
  readonly end: number;
}

/** How far behind its name a village's 村党支部书记 may stand. */
const REACH = 800;
const NAME_MAX = 4;
/** 村民, 村庄, 村集体 begin no clause about a village of that name: 全县村民. */
const VILLAGE = /\p{Script=Han}{1,12}?村(?!民|庄|集体|镇|干部|级|容|史|规|落|里人)/gu;
const NO_VILLAGE = new RegExp(`(?:${POST_WORDS['no-village'].join('|')})$`);

/**
 * The villages an article names. The gazetteer ends at townships; a village party secretary's 村 is the one named
 * last before him.
 */
export class Villages {
  readonly #text: string;
  #found: readonly Village[] | undefined;

  constructor(simplified: string) {
    this.#text = simplified;
  }

  /** Full name of the village named last before `at`, or null. */
  before(at: number): string | null {
    this.#found ??= villagesIn(this.#text);
    const last = this.#found.findLast(({ end }) => end <= at);
    return last && at - last.end <= REACH ? last.name : null;
  }
}

function villagesIn(text: string): readonly Village[] {
  const found: Village[] = [];
  for (const hit of text.matchAll(VILLAGE)) {
    const run = hit[0].slice(0, -1);
    const own = run.slice(organFrom(run)).replace(/^.*[乡镇县区市](?=.)/u, '');
    if (own === '' || own.length > NAME_MAX || NO_VILLAGE.test(own)) continue;
    found.push({ name: `${own}村`, end: hit.index + hit[0].length });
  }
  return found;
}
