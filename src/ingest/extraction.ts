import { annotate } from '../facts/annotate.ts';
import { extractCorrections } from '../facts/extract/corrections.ts';
import { extract } from '../facts/extract.ts';
import type { Article } from '../news/article.ts';
import type { Gazetteer } from '../region/gazetteer.ts';
import type { Yield } from './ingest.ts';

/** Everything that is read out of an article, for the divisions of one region. */
export function createExtraction(gazetteer: Gazetteer): (article: Article) => Yield {
  return (article) => {
    const document = annotate(article, gazetteer);
    return { facts: extract(document), corrections: extractCorrections(document) };
  };
}
