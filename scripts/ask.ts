import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { Answer, Question } from '../src/answer/answer.ts';
import { renderPlain } from '../src/answer/render-plain.ts';
import type { App } from '../src/app.ts';
import { CommandError, runCommand, UsageError } from '../src/cli/command.ts';
import { EXIT } from '../src/cli/exit-code.ts';
import { say, writeData } from '../src/cli/output.ts';
import { showProgress } from '../src/cli/progress.ts';
import { typedPath } from '../src/cli/typed-path.ts';
import { type Config, readConfig } from '../src/config.ts';
import { loadEnv } from '../src/env.ts';
import { filesOf, type Row, rowOf } from '../src/export/rows.ts';
import { createLog } from '../src/log.ts';

await runCommand({
  usage: [
    'Usage: npm run ask -- "question" [--json]',
    '       npm run --silent ask -- --jsonl [FILE]',
    'Answers one question, or one per line of FILE (default: stdin): {"id", "q", "context"?: [earlier messages]}.',
    '  --json    the answer as one JSON object with its facts and sources',
  ].join('\n'),
  options: { json: { type: 'boolean' }, jsonl: { type: 'boolean' } },
  run: async ({ json, jsonl }, positionals) => {
    const many = jsonl === true;
    const question = positionals.join(' ').trim();
    if (many && (json === true || positionals.length > 1))
      throw new UsageError('--jsonl takes one FILE and no --json.');
    if (!many && question === '') throw new UsageError('Say what to ask.');
    const input = many ? await openInput(positionals[0]) : null;
    const config = readConfig(loadEnv());
    const app = await openForAsking(config);
    try {
      if (input !== null) return await askMany(app, input);
      const answer = await app.answer({ text: question });
      await writeData(
        json === true ? `${JSON.stringify(await answerRow(app, answer))}\n` : `${renderPlain(answer)}\n`,
      );
      return EXIT.ok;
    } finally {
      await app.close();
    }
  },
});

async function openForAsking(config: Config): Promise<App> {
  const { path, named } = config.database;
  if (named && !existsSync(path))
    throw new CommandError(
      `There is no database ${path} yet. Run \`npm run index -- PATH…\` with the same DATABASE_URL first.`,
      EXIT.noInput,
    );
  // Loading it takes longer than reading the arguments, which may be wrong.
  const { openApp } = await import('../src/app.ts');
  const view = showProgress();
  try {
    return await openApp(config, createLog({ level: config.logLevel }), { buildDefault: view });
  } finally {
    view.end();
  }
}

async function openInput(path: string | undefined): Promise<NodeJS.ReadableStream> {
  if (path === undefined || path === '-') return process.stdin;
  try {
    return (await open(typedPath(path, 'ask'))).createReadStream();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const what = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
    throw new CommandError(
      `${path} ${what}. Give a file of questions, one JSON object per line.`,
      EXIT.noInput,
    );
  }
}

/** Answers in the order of the lines; a line that is no question is named on stderr and stops nothing. */
async function askMany(app: App, input: NodeJS.ReadableStream): Promise<number> {
  let line = 0;
  let bad = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++;
    if (text.replace(/^\ufeff/, '').trim() === '') continue;
    const asked = parseQuestion(text.replace(/^\ufeff/, ''));
    if (asked === null) {
      bad++;
      say(`line ${line}: not a question. Each line is {"id": …, "q": "…", "context"?: ["…"]}.`);
      continue;
    }
    const answer = await app.answer(asked.question);
    await writeData(`${JSON.stringify({ id: asked.id, ...(await answerRow(app, answer)) })}\n`);
  }
  return bad > 0 ? EXIT.data : EXIT.ok;
}

function parseQuestion(text: string): { readonly id: unknown; readonly question: Question } | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (value === null || typeof value !== 'object' || !('q' in value) || typeof value.q !== 'string')
    return null;
  const id = 'id' in value ? value.id : null;
  const context = 'context' in value && Array.isArray(value.context) ? value.context.map(String) : undefined;
  return { id, question: context === undefined ? { text: value.q } : { text: value.q, context } };
}

/** The contract's answer object (DESIGN, section 2). */
async function answerRow(app: App, answer: Answer): Promise<Row> {
  const fileOf = filesOf(await app.store.articles());
  const facts: Row[] = [];
  for (const id of answer.factIds) {
    const found = await app.store.fact(id);
    if (found !== null) facts.push(rowOf(found.kind, found.fact, fileOf));
  }
  return {
    text: renderPlain(answer),
    abstain: answer.abstain,
    kind: answer.kind,
    facts,
    sources: answer.sources.map(({ file, title, url, outlet, date }) => ({ file, title, url, outlet, date })),
  };
}
