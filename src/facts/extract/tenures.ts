import { isNationalLeader } from '../../text/person-name.ts';
import { toSimplified } from '../../text/script.ts';
import type { AnnotatedArticle, AnnotatedSentence, Extractor } from '../document.ts';
import { cutEvidence } from '../evidence.ts';
import type { Tenure } from '../model.ts';
import { HolderFinder } from './tenure/holder.ts';
import { mergeTenures } from './tenure/merge.ts';
import type { Statement } from './tenure/statement.ts';
import { readStatements } from './tenure/statement.ts';

/**
 * The officials an article names: person, place, posts, and whether the post is held, taken or left.
 *
 * A person is an official when a title stands right before the name, or a verb of office joins name and title;
 * reporters and editors (the article's bylines) and national leaders never are. A title in the headline counts
 * when the text names the person: its evidence is then the sentence that does.
 */
export const extractTenures: Extractor<Tenure> = (document) => {
  const { simplified, sentences } = document;
  const statements = [
    ...readStatements(document, simplified, sentences, new HolderFinder(simplified)),
    ...headlineStatements(document),
  ];
  return mergeTenures(
    statements.filter(({ person }) => isOfficial(person, document)),
    (span) => cutEvidence(document, span),
  );
};

function isOfficial(person: string, { article }: AnnotatedArticle): boolean {
  return !isNationalLeader(person) && !article.bylines.some(({ name }) => name === person);
}

/** What the headline says, with the place in the text where each person is named first. */
function headlineStatements(document: AnnotatedArticle): readonly Statement[] {
  const { article, simplified, gazetteer, mainPlace } = document;
  if (article.title === null) return [];
  const title = toSimplified(article.title);
  const headline: AnnotatedSentence = {
    start: 0,
    end: title.length,
    paragraph: 0,
    heading: true,
    text: title,
    places: gazetteer.find(title),
    owners: [],
    periods: [],
    quantities: [],
    placeInForce: mainPlace,
    section: null,
    furniture: false,
    damaged: false,
  };
  // The text behind the headline tells how long the names in it are.
  const text = `${title}\n${simplified}`;
  return readStatements(document, text, [headline], new HolderFinder(text)).flatMap((statement) => {
    const start = simplified.indexOf(statement.person);
    if (start === -1) return [];
    const span = { start, end: start + statement.person.length };
    return [{ ...statement, span, headline: true as const }];
  });
}
