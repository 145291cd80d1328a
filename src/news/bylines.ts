import { listCell, readTable } from '../lexicon/table.ts';
import { hasFamilyName, isName, namesAt } from '../text/person-name.ts';
import { toSimplified } from '../text/script.ts';
import type { Span } from '../text/span.ts';
import { overlaps } from '../text/span.ts';
import type { Byline } from './article.ts';

interface RoleWord {
  readonly role: string;
  readonly word: string;
}

const longestFirst = (words: readonly string[]): readonly string[] =>
  [...words].sort((a, b) => b.length - a.length);
const ROWS = readTable('byline-roles.txt', 2);
const wordsOf = (kind: string): readonly string[] =>
  ROWS.filter(({ cells }) => cells[0] === kind).flatMap(({ cells }) => listCell(cells[1] ?? ''));
const NO_NAMES = new Set(wordsOf('-not'));
const ROLES: readonly RoleWord[] = ROWS.filter((row) => !isExclusion(row))
  .flatMap(({ cells }) => listCell(cells[1] ?? '').map((word) => ({ role: cells[0] ?? '', word })))
  .sort((a, b) => b.word.length - a.word.length);
const ROLE_OF = new Map(ROLES.map(({ role, word }) => [word, role]));
const ROLE = new RegExp(`(?:${ROLES.map(({ word }) => word).join('|')})`, 'g');

/** 张某 摄, 张某　文/图: the role behind the name. */
const BEHIND = new RegExp(
  `(?<=^|[（(。！？”\\s\\u3000])(\\p{Script=Han}{2,4}|\\p{Script=Han}[ \\u3000]\\p{Script=Han})([ \\u3000]{1,2}|(?=摄[）)]))(${longestFirst(wordsOf('-behind')).join('|')})(?=$|[）)。\\s\\u3000])`,
  'gu',
);
const OUTLET_END = new RegExp(`(?:${wordsOf('-outlet').join('|')})$`);
const OUTLET_MAX = 20;
const SEPARATORS = /[\s\u3000、，,/／|｜丨：:（）()【】[\]□■◎●○△▲·※。.—-]+/u;
/** Between a role and a name, and between names. */
const GAP = /^[ \t\u3000\u00a0]{0,6}(?:[:：/／|｜丨][ \t\u3000\u00a0]{0,6})?/;
const NAME_GAP = /^[ \t\u3000\u00a0、,，/／]{1,6}/;
const NAME_END = /^(?:$|[^\p{Script=Han}A-Za-z0-9]|摄|文|图|报道|供稿|采写|综合|整理)/u;
/** A short word in brackets or a name that ends a paragraph, behind its final mark. */
const BRACKETED =
  /[。！？!?”…][ \u3000]{0,3}[（(][ \u3000]?(\p{Script=Han}{2,4})[ \u3000]?[)）][ \u3000]{0,3}$/u;
const BARE = /[。！？!?”…][ \u3000]{0,3}(\p{Script=Han}{2,4})[ \u3000]{0,3}$/u;
/** 文/张某 and the like need the mark; 图 and 文 alone are ordinary words. */
const SHORT_ROLE = 1;
const NAMES_MAX = 12;
const WORD_NAME = /^\p{Script=Han}{2,3}(?=$|[ \t\u3000\u00a0）)、/／])/u;
/** A line no longer than this that begins with a role holds little else. */
const LINE_ONLY = 40;
const LABEL_VALUE = /^\p{Script=Han}{2,4}(?=$|[ \t\u3000\u00a0）)、])/u;
/** Bylines stand near the ends of a line; a longer line is looked at there only. */
const LINE_EDGE = 160;

/**
 * Who made a report: 记者 张某 李某, （记者 张某 通讯员 李某）, 责任编辑：王某, a bracketed name or a bare one behind
 * the final mark of a paragraph (role 作者). 记者采访了… and 告诉记者 name nobody.
 * @param repairedText the repaired article, in either script
 * @param furniture page furniture: labelled bylines count there (责任编辑), bare names do not
 */
export function findBylines(repairedText: string, furniture: readonly Span[] = []): readonly Byline[] {
  const simplifiedText = toSimplified(repairedText);
  const found: Byline[] = [];
  const add = (role: string, name: string): void => {
    if (!found.some((byline) => byline.role === role && byline.name === name)) found.push({ role, name });
  };
  for (let start = 0; start <= simplifiedText.length; ) {
    const newline = simplifiedText.indexOf('\n', start);
    const end = newline === -1 ? simplifiedText.length : newline;
    const line = simplifiedText.slice(start, end);
    for (const { role, name } of labelled(line)) add(role, name);
    const span = { start, end };
    if (!furniture.some((piece) => overlaps(piece, span))) {
      const author = authorAtEnd(line.slice(-LINE_EDGE));
      if (author !== null) add('作者', author);
    }
    start = end + 1;
  }
  return found;
}

/** Lines that hold bylines and nothing else, as spans without the break: they are no part of the story. */
export function findBylineLines(repairedText: string): readonly Span[] {
  const text = toSimplified(repairedText);
  const found: Span[] = [];
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    if (end - start <= LINE_EDGE && isBylineLine(text.slice(start, end))) found.push({ start, end });
    start = end + 1;
  }
  return found;
}

function isBylineLine(line: string): boolean {
  const bylines = labelled(line);
  if (bylines.length === 0) return false;
  let rest = line;
  for (const { name } of bylines) rest = rest.replace(name, ' ').replace([...name].join(' '), ' ');
  return rest
    .replace(ROLE, ' ')
    .split(SEPARATORS)
    .every((part) => part === '' || (part.length <= OUTLET_MAX && OUTLET_END.test(part)));
}

function isExclusion({ cells }: { readonly cells: readonly string[] }): boolean {
  return cells[0]?.startsWith('-') ?? false;
}

/** The names behind the role words of a line. */
function labelled(line: string): readonly Byline[] {
  const found: Byline[] = [];
  for (const hit of line.matchAll(ROLE)) {
    const role = ROLE_OF.get(hit[0]);
    if (role === undefined || !opensByline(line, hit.index, hit[0])) continue;
    const from = hit.index + hit[0].length;
    const gap = GAP.exec(line.slice(from, from + 14))?.[0] ?? '';
    const bracketed = isBracketed(line, hit.index);
    // 记者张某 without a space is a byline in brackets only; 记者：外界一提… is an interview.
    if (gap === '' && !bracketed && hit.index > 0) continue;
    if (hit[0].length <= SHORT_ROLE && !/[/／:：|｜丨]/.test(gap)) continue;
    const names = namesFrom(line, from + gap.length, bracketed || line.length <= LINE_ONLY);
    const label = names.length === 0 && /[:：]/.test(gap) && role !== '记者';
    const value = label
      ? LABEL_VALUE.exec(line.slice(from + gap.length, from + gap.length + 8))?.[0]
      : undefined;
    for (const name of value === undefined ? names : [value]) found.push({ role, name });
  }
  for (const [, name = '', , word = ''] of line.matchAll(BEHIND)) {
    const bare = name.replace(/[ \u3000]/, '');
    const known = found.some((byline) => byline.name === bare);
    if (!known && !ROLE_OF.has(bare) && isName(bare))
      found.push({ role: ROLE_OF.get(word) ?? '作者', name: bare });
  }
  return found;
}

/** A byline begins a line or a bracket, or follows a space, another byline's name, an outlet or a final mark. */
function opensByline(line: string, at: number, word: string): boolean {
  if (at === 0 || isBracketed(line, at)) return true;
  const before = line.charAt(at - 1);
  if (/[。！？!?”…□■◎●○△▲·※\s\u3000）)｜|丨/／]/u.test(before)) return true;
  return (
    word.length > SHORT_ROLE &&
    /(?:日报|晚报|新闻网|本报|本网|电视台|融媒|通讯社|社)$/.test(line.slice(0, at)) &&
    at < 16
  );
}

/** Whether a bracket opened shortly before is still open at `at`. */
function isBracketed(line: string, at: number): boolean {
  const before = line.slice(Math.max(0, at - 60), at);
  const open = Math.max(before.lastIndexOf('（'), before.lastIndexOf('('));
  return open > Math.max(before.lastIndexOf('）'), before.lastIndexOf(')'));
}

/** @param sure whether nothing but bylines is likely to stand here: 实习生 盛夏, 记者 高兴 are names then */
function namesFrom(line: string, from: number, sure: boolean): readonly string[] {
  const names: string[] = [];
  for (let at = from; names.length < NAMES_MAX; ) {
    const candidate =
      namesAt(line, at).findLast(
        ({ end, doubtful }) => !doubtful && NAME_END.test(line.slice(end, end + 2)),
      ) ?? (sure ? wordName(line, at) : undefined);
    if (candidate === undefined || ROLE_OF.has(candidate.name)) break;
    names.push(candidate.name);
    const gap = NAME_GAP.exec(line.slice(candidate.end, candidate.end + 6));
    if (gap === null) break;
    at = candidate.end + gap[0].length;
  }
  return names;
}

/** A word that is a name too (盛夏), or a given name of unusual characters, alone between marks. */
function wordName(line: string, at: number): { readonly name: string; readonly end: number } | undefined {
  const name = WORD_NAME.exec(line.slice(at, at + 4))?.[0];
  return name !== undefined && hasFamilyName(name) && !NO_NAMES.has(name)
    ? { name, end: at + name.length }
    : undefined;
}

/** （某某） or a bare name behind the last final mark of a paragraph; a pen name in brackets needs no family name. */
function authorAtEnd(line: string): string | null {
  const bracketed = BRACKETED.exec(line)?.[1];
  if (bracketed !== undefined)
    return !NO_NAMES.has(bracketed) && (bracketed.length === 2 || isName(bracketed)) ? bracketed : null;
  const bare = BARE.exec(line)?.[1];
  return bare !== undefined && !NO_NAMES.has(bare) && isName(bare) ? bare : null;
}
