import type { ArticleInfo, Store } from '../../store/store.ts';
import { fairEnd, fairStart } from '../../text/cut.ts';
import { toSimplified } from '../../text/script.ts';
import type { Action, Answer, AnswerKind, Line, Quote, SourceRef } from '../answer.ts';
import type { Ask } from '../desk.ts';
import { say } from './texts.ts';

/** At most this many characters of one article are quoted in one reply (DESIGN.md, promise 7). */
export const QUOTE_LIMIT = 120;

/** What a fact brings along to prove itself. */
export interface Proof {
  readonly articleId: string;
  readonly ref: string;
  readonly text: string;
  /** Offset in `text` that must stay visible when it is cut. */
  readonly focus: number;
}

export interface Parts {
  readonly kind: AnswerKind;
  readonly abstain?: boolean;
  readonly headline: Line;
  readonly context?: readonly Line[];
  readonly proofs?: readonly Proof[];
  /** False when the headline itself carries the article's words (a list): evidence by button only. */
  readonly quoted?: boolean;
  /** Articles to cite besides those of the proofs. */
  readonly articles?: readonly string[];
  readonly factIds?: readonly string[];
  readonly actions?: readonly Action[];
}

/** Plain text as a line. */
export function line(text: string): Line {
  return [{ text }];
}

/** A line in which the first occurrence of `strong` is the thing asked for. */
export function strongLine(text: string, strong: string): Line {
  const at = strong === '' ? -1 : text.indexOf(strong);
  if (at < 0) return line(text);
  return [
    { text: text.slice(0, at) },
    { text: strong, strong: true as const },
    { text: text.slice(at + strong.length) },
  ].filter((run) => run.text !== '');
}

/** Makes the Answer value: looks up the articles to cite, cuts the quotations, adds the evidence buttons. */
export async function reply(ask: Ask, parts: Parts): Promise<Answer> {
  const proofs = parts.proofs ?? [];
  const ids = [...new Set([...proofs.map((p) => p.articleId), ...(parts.articles ?? [])])];
  const quotes = parts.quoted === false ? [] : cutQuotes(proofs);
  const shown = parts.quoted === false ? proofs.slice(0, 1) : quotes;
  const evidence: Action[] = shown.map(({ ref }) => ({ do: 'evidence', ref, label: say('evidenceLabel') }));
  return {
    kind: parts.kind,
    abstain: parts.abstain ?? false,
    script: ask.question.script,
    headline: parts.headline,
    understood: ask.question.assumed.length > 0 ? ask.question.assumed.join('；') : null,
    context: parts.context ?? [],
    quotes,
    sources: await sourceRefs(ask.desk.store, ids),
    factIds: [...new Set(parts.factIds ?? proofs.map((p) => p.ref))],
    actions: [...evidence, ...(parts.actions ?? [])],
  };
}

async function sourceRefs(store: Store, ids: readonly string[]): Promise<readonly SourceRef[]> {
  const refs: SourceRef[] = [];
  for (const id of ids) {
    const article = await store.articleInfo(id);
    if (article !== null) refs.push(sourceRef(article));
  }
  return refs;
}

/** How an article is cited. */
function sourceRef(article: ArticleInfo): SourceRef {
  const { id, file, title, url, outlet, date, dateBasis, digest } = article;
  return {
    articleId: id,
    file,
    title: title === null ? null : toSimplified(title),
    url,
    outlet: outlet === null ? null : toSimplified(outlet),
    date,
    dateBasis,
    digest,
  };
}

/** Shares the quotation limit of each article among its proofs, drops repeated sentences. */
function cutQuotes(proofs: readonly Proof[]): readonly Quote[] {
  const left = new Map<string, number>();
  const quotes: Quote[] = [];
  for (const proof of proofs) {
    const share =
      proofs.filter((p) => p.articleId === proof.articleId && p.text !== proof.text).length > 0
        ? QUOTE_LIMIT / 2
        : QUOTE_LIMIT;
    const budget = Math.min(left.get(proof.articleId) ?? QUOTE_LIMIT, share);
    if (budget < 20) continue;
    const text = cutAround(toSimplified(proof.text), proof.focus, budget);
    const core = text.replaceAll('…', '');
    if (
      quotes.some(
        (q) =>
          q.articleId === proof.articleId &&
          (q.text.includes(core) || core.includes(q.text.replaceAll('…', ''))),
      )
    )
      continue;
    quotes.push({ articleId: proof.articleId, ref: proof.ref, text });
    left.set(proof.articleId, (left.get(proof.articleId) ?? QUOTE_LIMIT) - core.length);
  }
  return quotes;
}

/**
 * The part of a text that proves: the stretch between end marks around `focus`, cut to `limit` at clause borders
 * where there is one; every cut is marked with ….
 */
export function cutAround(text: string, focus: number, limit: number): string {
  const flat = text.replace(/\s/g, ' ');
  const begins =
    Math.max(...['。', '；', ';', '！'].map((mark) => flat.lastIndexOf(mark, Math.max(0, focus - 1)))) + 1;
  const ending = flat.slice(focus).search(/[。；;！]/);
  const stop = ending < 0 ? flat.length : focus + ending + 1;
  let start = begins;
  let end = stop;
  if (end - start > limit - 2) {
    start = Math.max(begins, Math.min(focus - Math.floor(limit * 0.6), stop - limit + 2));
    end = Math.min(stop, start + limit - 2);
    if (start > begins) start = fairStart(flat, start, focus);
    if (end < stop) end = fairEnd(flat, end, focus);
  }
  const body = flat
    .slice(start, end)
    .trim()
    .replace(/[，、；;]$/, '');
  return `${start > 0 ? '…' : ''}${body}${end < flat.length ? '…' : ''}`;
}
