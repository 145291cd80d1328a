import type { TenureStatus } from '../../model.ts';
import type { Appointment } from './appointment.ts';
import type { Holder } from './holder.ts';
import { titleBehind } from './name-title.ts';
import type { Chain } from './post.ts';
import { wordsOf } from './post-words.ts';
import type { Discourse } from './spoken-of.ts';

const BY_HOLDER = new RegExp(`^(?:一职|职务)?(?:${wordsOf('by')})`);
const TAKES = /^(担任|兼任|接任|继任|代理|出任|接替)/;
const NEW = /接任|继任|出任|接替/;
/** 不再担任县委书记，由张某接任. */
const SUCCESSOR = /^(?:职务|一职)?[，,；;](?:其)?(?:职务|一职)?由/;
/** 县长为张某, 主席是张某, 县长：张某. */
const COPULA = /^(?:职务|一职)?(为|是|系|[:：])[ \u3000]?/;
const ENDS = /^(?:$|[，,。；;！？!?\n）)]|[ \u3000]|[、和](?=\p{Script=Han}))/u;
const LINE_ENDS = /^(?:$|[；;\n]|[ \u3000])/;
/** A title between 由 and the name: 由原副局长张某接任. */
const TITLE_MAX = 24;
const ELECTED = /(?:当选为?|选举的)(?:的)?$/;

/** A post whose holder stands behind it, joined by a word: 一职由张某担任, 县长为张某, 当选县长的是张某. */
export function holderBehind(chain: Chain, before: string, context: Discourse): Appointment | null {
  return byHolder(chain, context) ?? copula(chain, before, context);
}

/** Who comes where another leaves: 张某不再担任县委书记，由李某接任. */
export function successor(chain: Chain, { text, names, closed }: Discourse): Appointment | null {
  const by = SUCCESSOR.exec(text.slice(chain.end, chain.end + 10));
  if (by === null) return null;
  const holder = names.at(chain.end + by[0].length, closed);
  if (holder === null) return null;
  const behind = holder.end + titleBehind(text, holder.end);
  // 由李某接任县长 names its own post.
  return /^(?:接任|继任|接替)(?:$|[，,。；;\n])/.test(text.slice(behind, behind + 3))
    ? { holders: [holder], status: 'appointed' }
    : null;
}

function byHolder(chain: Chain, context: Discourse): Appointment | null {
  const { text, names, closed } = context;
  const by = BY_HOLDER.exec(text.slice(chain.end, chain.end + 8));
  if (by === null) return null;
  const at = chain.end + by[0].length;
  const holder = names.at(at, closed) ?? titledBehind(at, context);
  if (holder === null) return null;
  const behind = holder.end + titleBehind(text, holder.end);
  const verb = TAKES.exec(text.slice(behind, behind + 4));
  if (verb === null) return null;
  return { holders: [holder], status: NEW.test(verb[1] ?? '') ? 'appointed' : 'holds' };
}

function titledBehind(at: number, { text, names, closed, titled }: Discourse): Holder | null {
  for (let start = at; start < at + TITLE_MAX && !/[，,。；;\n]/.test(text.charAt(start)); start++)
    if (titled.has(start)) return names.at(start, closed);
  return null;
}

function copula(chain: Chain, before: string, { text, names, closed }: Discourse): Appointment | null {
  const link = COPULA.exec(text.slice(chain.end, chain.end + 5));
  if (link === null) return null;
  const holders = names.listAt(chain.end + link[0].length, closed);
  const holder = holders.at(-1);
  if (holder === undefined) return null;
  const behind = holder.end + titleBehind(text, holder.end);
  // 县长：我们…, 县长是个好人: a name must fill the clause, behind a colon the line.
  const ends = link[1] === ':' || link[1] === '：' ? LINE_ENDS : ENDS;
  if (!ends.test(text.slice(behind, behind + 2))) return null;
  return { holders, status: statusBefore(chain, before) };
}

function statusBefore({ posts }: Chain, before: string): TenureStatus {
  return posts[0]?.mark ?? (ELECTED.test(before) ? 'elected' : 'holds');
}

/** 曾任县长的张某, 当选为县委常委的还有张某、李某, 当选县长的是张某. */
export function attributed(chain: Chain, { text, names, closed }: Discourse): readonly Holder[] {
  const link = /^的(?:同志)?(?:分别)?(?:是|还有|有|为)?[:：]?/.exec(text.slice(chain.end, chain.end + 8));
  if (link === null) return [];
  const listed = names.listAt(chain.end + link[0].length, closed);
  if (listed.length > 0) return listed;
  const holder = names.at(chain.end + 1, closed);
  return holder ? [holder] : [];
}
