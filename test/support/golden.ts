import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderPlain } from '../../src/answer/render-plain.ts';
import { type App, openApp } from '../../src/app.ts';
import { renderAnswer } from '../../src/bot/render/answer.ts';
import { PROJECT_ROOT, readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { type GoldenQuestion, judge } from './judge.ts';

const GOLDEN = join(PROJECT_ROOT, 'test', 'golden');
/** What the golden questions are asked about: our digests, and invented reports of other counties. */
const GOLDEN_ARTICLES: readonly string[] = [
  join(PROJECT_ROOT, 'data', 'articles'),
  join(PROJECT_ROOT, 'test', 'fixtures', 'golden', 'articles'),
];

/** The golden questions by family: one file each. */
export function readGolden(): ReadonlyMap<string, readonly GoldenQuestion[]> {
  const files = readdirSync(GOLDEN).filter((name) => name.endsWith('.jsonl'));
  return new Map(files.toSorted().map((name) => [name.replace(/\.jsonl$/, ''), readFamily(name)]));
}

function readFamily(name: string): readonly GoldenQuestion[] {
  const lines = readFileSync(join(GOLDEN, name), 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line): GoldenQuestion => JSON.parse(line));
}

/** Questions that are known not to be answered rightly yet, with the reason. */
export function readKnown(): ReadonlyMap<string, string> {
  const known: Record<string, string> = JSON.parse(readFileSync(join(GOLDEN, 'known.json'), 'utf8'));
  return new Map(Object.entries(known));
}

/** An app over a database of its own with these folders of articles in it: the golden ones when none are named. */
export async function openGolden(path: string, folders: readonly string[] = GOLDEN_ARTICLES): Promise<App> {
  const app = await openApp(
    { ...readConfig({}), database: { path, named: true } },
    createLog({ level: 'silent' }),
  );
  const report = await app.ingest(folders);
  if (report.problems.length > 0) throw new Error(JSON.stringify(report.problems));
  return app;
}

/** A question that was not answered rightly. */
interface Miss {
  readonly question: GoldenQuestion;
  readonly outcome: string;
  readonly why: string;
  readonly reply: string;
}

/** Asks one question; null when the reply is right. */
export async function missOf(app: App, question: GoldenQuestion): Promise<Miss | null> {
  const { q: text, context } = question;
  const answer = await app.answer(context === undefined ? { text } : { text, context });
  const { outcome, why } = judge(question, answer);
  // A phone is filled by one.
  if (renderAnswer(answer).messages.length !== 1) throw new Error(`${question.id}: not one message`);
  return outcome === 'right' ? null : { question, outcome, why, reply: renderPlain(answer) };
}

/** A miss as a person reads it: what was asked, what was expected, what came. */
export function tellMiss({ question, outcome, why, reply }: Miss): string {
  const asked = [...(question.context ?? []), question.q].map((q) => q.slice(0, 200)).join(' > ');
  return `${question.id} ${outcome}: ${asked}\n    expected: ${why}\n    reply: ${reply.replaceAll('\n', '\n           ')}`;
}
