import { createHash } from 'node:crypto';
import { toSimplified } from '../text/script.ts';
import type { Span } from '../text/span.ts';

/**
 * Content identity of a repaired text: the same words give the same id whatever the script, width, punctuation,
 * spacing and page furniture around them.
 * @returns 16 hex digits
 */
export function identityOf(text: string, furniture: readonly Span[] = []): string {
  const folded = toSimplified(without(text, furniture)).normalize('NFKC');
  const words = folded.replace(/[^\p{Script=Han}\d]+/gu, '');
  // A text without Chinese is compared as it stands.
  const content = words === '' ? text.trim() : words;
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

function without(text: string, spans: readonly Span[]): string {
  let rest = '';
  let from = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start > from) rest += text.slice(from, start);
    from = Math.max(from, end);
  }
  return rest + text.slice(from);
}
