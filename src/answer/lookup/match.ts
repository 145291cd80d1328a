import type { Term } from '../understand/understanding.ts';

/** Texts of a candidate, from the closest to the loosest. All folded to simplified lower case. */
export interface Fields {
  /** Its own name: indicator, project, title, what happened. */
  readonly name: string;
  /** The clause it stands in. */
  readonly clause: string;
  /** The whole evidence. */
  readonly evidence: string;
  /** What else the article says on the subject (its best passages): the context a settled indicator stands in. */
  readonly article?: string;
}

/** How well a candidate covers the words of a question. */
export interface Coverage {
  /** 0 to 1: weighted, a word of the name counts fully, of the evidence little. */
  readonly score: number;
  /** 0 to 1: the same for the words taken over from an earlier question; 1 when there are none. */
  readonly soft: number;
  /** 0 to 1: share of the words that stand anywhere in the candidate. */
  readonly anywhere: number;
  /** 0 to 1: share of the words that stand in name or clause. */
  readonly near: number;
  /** Weight of the words found in the name. */
  readonly named: number;
  /** Words found, if at all, only away from the number: in the evidence outside its clause, or around it. */
  readonly far: readonly Term[];
  /** Distinguishing words found nowhere. */
  readonly missing: readonly Term[];
}

const IN_NAME = 1;
const IN_CLAUSE = 0.75;
const IN_EVIDENCE = 0.35;
const IN_ARTICLE = 0.15;
/** Share of the score that words taken over from an earlier question can give. */
const SOFT_SHARE = 0.2;

/** Measures a candidate against the words of a question; soft words count for choosing, not for missing. */
export function cover(terms: readonly Term[], fields: Fields): Coverage {
  const sums = { hard: 0, hardScore: 0, soft: 0, softScore: 0, anywhere: 0, near: 0, named: 0 };
  const missing: Term[] = [];
  const far: Term[] = [];
  const found = bridged(
    terms,
    terms.map((term) => placeOf(term, fields)),
  );
  for (const [i, term] of terms.entries()) {
    const where = found[i] ?? 0;
    if (where === IN_NAME) sums.named += term.weight;
    if (term.soft === true) {
      sums.soft += term.weight;
      sums.softScore += term.weight * where;
      continue;
    }
    sums.hard += term.weight;
    sums.hardScore += term.weight * where;
    if (where > 0) sums.anywhere += term.weight;
    else if (term.weight >= 1) missing.push(term);
    if (where >= IN_CLAUSE) sums.near += term.weight;
    else far.push(term);
  }
  const { hard, soft } = sums;
  const hardPart = hard === 0 ? 1 : sums.hardScore / hard;
  const softPart = soft === 0 ? 1 : sums.softScore / soft;
  return {
    score:
      hard + soft === 0 ? 0 : soft === 0 ? hardPart : hardPart * (1 - SOFT_SHARE) + softPart * SOFT_SHARE,
    soft: softPart,
    anywhere: hard === 0 ? 1 : sums.anywhere / hard,
    near: hard === 0 ? 1 : sums.near / hard,
    named: sums.named,
    far,
    missing,
  };
}

/** 广东考察: the pair 东考 between two found pairs is no word of its own. */
function bridged(terms: readonly Term[], where: readonly number[]): readonly number[] {
  return where.map((at, i) => {
    const [before, term, after] = [terms[i - 1], terms[i], terms[i + 1]];
    if (at > 0 || before === undefined || term === undefined || after === undefined) return at;
    const pairs = [before, term, after].every((t) => t.text.length === 2);
    if (!pairs || before.start !== term.start - 1 || after.start !== term.start + 1) return at;
    return Math.min(where[i - 1] ?? 0, where[i + 1] ?? 0);
  });
}

/** 年产 is not 年产值: a word that ends in 产 must not run on into another measure. */
function holds(text: string, form: string): boolean {
  if (!form.endsWith('产')) return text.includes(form);
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1))
    if (text[at + form.length] !== '值') return true;
  return false;
}

function placeOf(term: Term, fields: Fields): number {
  if (term.forms.some((form) => holds(fields.name, form))) return IN_NAME;
  if (term.forms.some((form) => holds(fields.clause, form))) return IN_CLAUSE;
  if (term.forms.some((form) => fields.evidence.includes(form))) return IN_EVIDENCE;
  return fields.article !== undefined && term.forms.some((form) => fields.article?.includes(form))
    ? IN_ARTICLE
    : 0;
}

/** How much of a name the question says: 0 when the name speaks of other things. */
export function precision(name: string, terms: readonly Term[]): number {
  const said = new Array<boolean>(name.length).fill(false);
  for (const term of terms)
    for (const form of term.forms) {
      for (let at = name.indexOf(form); at >= 0; at = name.indexOf(form, at + 1))
        said.fill(true, at, at + form.length);
    }
  return name.length === 0 ? 0 : said.filter(Boolean).length / name.length;
}

/**
 * 老人民医院 is not 新人民医院, 第一 not 第二: a missing pair of characters right before a found one, an ordinal or a
 * number that is missing, means that another thing was asked for.
 */
export function qualifierDiffers(hard: readonly Term[], { missing }: Coverage): boolean {
  return missing.some((term) => {
    if (/\d|^第/.test(term.text)) return true;
    const next = hard.find((other) => other.start === term.start + 1 && other.text.length === 2);
    return term.text.length === 2 && next !== undefined && !missing.includes(next);
  });
}
