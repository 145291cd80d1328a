import Sqlite from 'better-sqlite3';
import MiniSearch from 'minisearch';
import { foldUnits } from '../../src/search/characters.ts';
import type { KeepableIndex } from '../../src/search/passage-index.ts';
import { createPassageIndex } from '../../src/search/passage-index.ts';
import { readQuestion } from '../../src/search/question.ts';
import type { TermKey } from '../../src/search/terms.ts';
import { eachTerm } from '../../src/search/terms.ts';

/** A document of the bench; its title is the heading of the one passage it becomes. */
export interface Doc {
  readonly id: string;
  readonly title?: string;
  readonly text: string;
}

/** One way of finding documents; all read the same folded text and the same questions without question words. */
export interface Engine {
  readonly name: string;
  readonly configuration: string;
  add(docs: readonly Doc[]): Promise<void>;
  /** Ids of the best `limit`, best first. */
  search(question: string, limit: number): readonly string[];
  close(): void;
}

export function ours(): Engine & { readonly index: KeepableIndex } {
  const index = createPassageIndex();
  return {
    index,
    name: 'ours',
    configuration: 'FlexSearch slots over flat arrays, two stages',
    add: (docs) =>
      index.add(
        docs.map(({ id, title, text }) => ({
          id: `${id}#0`,
          articleId: id,
          places: [],
          heading: title ?? null,
          text,
          span: { start: 0, end: text.length },
        })),
      ),
    search: (question, limit) => index.search(question, { limit }).map((hit) => hit.passage.articleId),
    close() {},
  };
}

export function fts5(): Engine {
  const db = new Sqlite(':memory:');
  db.exec(`CREATE VIRTUAL TABLE doc USING fts5(terms, content='', tokenize='unicode61')`);
  const insert = db.prepare('INSERT INTO doc (rowid, terms) VALUES (?, ?)');
  const search = db.prepare('SELECT rowid AS row FROM doc WHERE doc MATCH ? ORDER BY bm25(doc) LIMIT ?');
  const ids: string[] = [];
  return {
    name: 'FTS5',
    configuration: `SQLite ${String(db.prepare('SELECT sqlite_version()').pluck().get())} FTS5, characters + bigrams, ORDER BY bm25(), in memory`,
    async add(docs) {
      db.transaction(() => {
        for (const doc of docs) insert.run(ids.push(doc.id), termsOf(wholeText(doc)).join(' '));
      })();
    },
    search(question, limit) {
      const match = wordsOf(question)
        .map((word) => `"${word}"`)
        .join(' OR ');
      if (match === '') return [];
      return (search.all(match, limit) as { readonly row: number }[]).map(({ row }) => ids[row - 1] ?? '');
    },
    close: () => void db.close(),
  };
}

export function miniSearch(): Engine {
  const index = new MiniSearch<Doc>({
    fields: ['title', 'text'],
    extractField: (doc, field) =>
      field === 'id' ? doc.id : field === 'title' ? (doc.title ?? '') : doc.text,
    tokenize: (text) => [...termsOf(text)],
    processTerm: (term) => term,
    searchOptions: { combineWith: 'OR', tokenize: (text) => text.split(' ') },
  });
  return {
    name: 'MiniSearch',
    configuration: 'MiniSearch 7.2.0, characters + bigrams, its own BM25+',
    async add(docs) {
      index.addAll(docs);
    },
    search: (question, limit) =>
      index
        .search(wordsOf(question).join(' '))
        .slice(0, limit)
        .map(({ id }) => String(id)),
    close() {},
  };
}

function wholeText({ title, text }: Doc): string {
  return title === undefined ? text : `${title}\n${text}`;
}

/** Folded characters, bigrams and runs, repeated as often as they occur. */
function termsOf(text: string): readonly string[] {
  const units = foldUnits(text);
  const terms: string[] = [];
  eachTerm(units, 0, units.length, (_key, at, length) => {
    terms.push(String.fromCharCode(...units.subarray(at, at + length)));
  });
  return terms;
}

/** The distinct terms of a question, question words dropped, as every engine is asked for them. */
function wordsOf(question: string): readonly string[] {
  const { singles, pairs, runs } = readQuestion(question);
  const named = (key: TermKey): string =>
    key < 0x10000 ? String.fromCharCode(key) : String.fromCharCode(key >>> 16, key & 0xffff);
  return [...[...singles, ...pairs].map(named), ...(runs.length > 0 ? runWords(question) : [])];
}

function runWords(question: string): readonly string[] {
  return [...new Set(termsOf(question).filter((term) => /^[\p{L}\d]/u.test(term) && /[a-z\d]/u.test(term)))];
}
