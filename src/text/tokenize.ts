import { toSimplified } from './script.ts';

/**
 * A number with its decimals, or a run of Latin letters and digits (GDP, G108, EOD), or one Han character.
 * Thousands separators are part of the number; a dash is not, so that 1—5 is 1 and 5.
 */
const PIECE = /\d+(?:,\d{3})*(?:\.\d+)?(?![a-z0-9])|[a-z0-9]+|\p{Script=Han}/gu;

/**
 * The terms of a text for search, in the order of the text, repeated as often as they occur: every Han character,
 * every pair of neighbouring Han characters, every Latin or digit run. Width, case and script are folded, so that
 * 霍州ＧＤＰ, 霍州gdp and 霍州GDP are the same terms, as are 項目 and 项目.
 */
export function tokenize(text: string): readonly string[] {
  const folded = foldForSearch(text);
  const terms: string[] = [];
  let last = '';
  let lastEnd = -1;
  for (const match of folded.matchAll(PIECE)) {
    const piece = match[0];
    if (!isHanTerm(piece)) {
      terms.push(piece.replaceAll(',', ''));
      continue;
    }
    if (lastEnd === match.index) terms.push(last + piece);
    terms.push(piece);
    last = piece;
    lastEnd = match.index + piece.length;
  }
  return terms;
}

/** NFKC, lower case, simplified: what {@link tokenize} reads. Offsets are those of the folded text. */
export function foldForSearch(text: string): string {
  return toSimplified(text.normalize('NFKC').toLowerCase());
}

/** Whether a term is made of Han characters; the others are Latin or digit runs. */
export function isHanTerm(term: string): boolean {
  return /^\p{Script=Han}/u.test(term);
}
