import { isName } from '../../../text/person-name.ts';
import type { Span } from '../../../text/span.ts';
import type { TenureStatus } from '../../model.ts';
import type { Holder } from './holder.ts';
import { wordsOf } from './post-words.ts';

/** A cell of a roster that tells a person's post. */
export interface RosterCell extends Span {
  readonly holder: Holder;
  readonly status: TenureStatus;
}

interface Column {
  readonly name: number;
  /** Index of each column of posts, with what its head says of them. */
  readonly posts: readonly (readonly [number, TenureStatus])[];
  readonly cells: number;
}

const NAME = new RegExp(`^(?:${wordsOf('roster-name')})$`);
const POST = new RegExp(`(?:${wordsOf('roster-post')})$`);
const STATUS_WORDS = ['candidate', 'former', 'left', 'appointed', 'holds'] as const;
const STATUSES = STATUS_WORDS.map((status) => [status, new RegExp(wordsOf('roster', status))] as const);
const LINE_MAX = 300;
const RULE = /^[\s|:：+-]+$/;

/**
 * Rosters of officials: a head line with 姓名 and 职务 (现任职务, 拟任职务), parted by | or tabs, and the lines under it.
 */
export function findRosters(text: string): readonly RosterCell[] {
  const found: RosterCell[] = [];
  let columns: Column | null = null;
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, Math.min(end, start + LINE_MAX));
    if (!/[|｜\t]/.test(line)) columns = null;
    else if (!RULE.test(line)) {
      const cells = cellsOf(line, start);
      const head = columnsOf(cells, text);
      if (head !== null) columns = head;
      else if (columns !== null && cells.length === columns.cells) found.push(...rowOf(cells, columns, text));
    }
    start = end + 1;
  }
  return found;
}

function cellsOf(line: string, offset: number): readonly Span[] {
  const cells: Span[] = [];
  for (const cell of line.matchAll(/[^|｜\t]+/g)) {
    const start = offset + cell.index + (cell[0].length - cell[0].trimStart().length);
    const end = start + cell[0].trim().length;
    if (end > start) cells.push({ start, end });
  }
  return cells;
}

function columnsOf(cells: readonly Span[], text: string): Column | null {
  const heads = cells.map(({ start, end }) => text.slice(start, end).replace(/\s/g, ''));
  const name = heads.findIndex((head) => NAME.test(head));
  const posts = heads.flatMap((head, index) =>
    POST.test(head) ? [[index, statusOfHead(head)] as const] : [],
  );
  return name === -1 || posts.length === 0 ? null : { name, posts, cells: cells.length };
}

function statusOfHead(head: string): TenureStatus {
  return STATUSES.find(([, words]) => words.test(head))?.[0] ?? 'holds';
}

function rowOf(cells: readonly Span[], { name, posts }: Column, text: string): readonly RosterCell[] {
  const own = cells[name];
  if (own === undefined) return [];
  const person = text.slice(own.start, own.end).replace(/[ \u3000]/g, '');
  if (!isName(person)) return [];
  return posts.flatMap(([index, status]) => {
    const cell = cells[index];
    return cell === undefined ? [] : [{ ...cell, status, holder: { ...own, name: person } }];
  });
}
