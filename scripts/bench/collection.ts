import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { CommandError, UsageError } from '../../src/cli/command.ts';
import { EXIT } from '../../src/cli/exit-code.ts';
import { typedPath } from '../../src/cli/typed-path.ts';
import type { BenchOptions } from '../bench.ts';
import type { Doc } from './search-engines.ts';

export interface Query {
  readonly id: string;
  readonly q: string;
  /** Ids of the documents that answer it. */
  readonly gold: readonly string[];
}

/** The documents and questions the command line names. */
export async function readFiles(options: BenchOptions): Promise<{
  readonly docs: readonly Doc[];
  readonly queries: readonly Query[];
}> {
  const { docs: docsPath, queries: queriesPath } = options;
  if (docsPath === undefined || queriesPath === undefined)
    throw new UsageError('This bench takes --docs FILE and --queries FILE.');
  const docs = await readLines(docsPath, docOf);
  const queries = await readLines(queriesPath, queryOf);
  if (docs.length === 0 || queries.length === 0)
    throw new CommandError('There are no documents or no questions in the files.', EXIT.data);
  return { docs, queries };
}

type Row = Readonly<Record<string, unknown>>;

/** Objects of a JSONL file; a line that is none is named. */
async function readLines<T>(path: string, read: (row: Row) => T | null): Promise<readonly T[]> {
  const found: T[] = [];
  let line = 0;
  try {
    const input = createReadStream(typedPath(path, 'bench'));
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      line++;
      if (text.trim() === '') continue;
      const value = read(JSON.parse(text) as Row);
      if (value === null) throw new SyntaxError('a field is missing or of the wrong type');
      found.push(value);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${path}${line > 0 ? `, line ${line}` : ''}: ${reason}`, EXIT.data);
  }
  return found;
}

function docOf({ id, title, text }: Row): Doc | null {
  if (!isId(id) || typeof text !== 'string') return null;
  const known = { id: String(id), text };
  return typeof title === 'string' && title !== '' ? { ...known, title } : known;
}

function queryOf({ id, q, gold }: Row): Query | null {
  if (!isId(id) || typeof q !== 'string' || !Array.isArray(gold)) return null;
  return { id: String(id), q, gold: gold.map(String) };
}

function isId(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
