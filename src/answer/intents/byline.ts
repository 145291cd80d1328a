import type { ArticleInfo } from '../../store/store.ts';
import { toSimplified } from '../../text/script.ts';
import { line, reply, strongLine } from '../compose/reply.ts';
import { say } from '../compose/texts.ts';
import type { Ask, Responder } from '../desk.ts';
import { cover } from '../lookup/match.ts';

const EDITORS = /编辑|责编|校对/;
const MOST = 3;
const MOST_ARTICLES = 6;

/** Who reported, wrote or edited: of the articles on the asked place or subject, newest first. */
export const answerByline: Responder = async (ask) => {
  const articles = (await meant(ask)).filter((a) => a.bylines.length > 0).slice(0, MOST);
  const editors = /编辑|责编/.test(ask.question.text);
  const photo = /摄影|谁拍/.test(ask.question.text);
  const told: { text: string; names: string; id: string }[] = [];
  for (const article of articles) {
    const names = article.bylines.filter((b) =>
      photo ? /摄/.test(b.role) : EDITORS.test(b.role) === editors,
    );
    const [first] = names;
    if (first === undefined) continue;
    const words = names.map((b) => b.name).join('、');
    const text =
      article.title === null
        ? say('byline', { role: first.role, names: words })
        : say('bylineTitle', { title: article.title, role: first.role, names: words });
    told.push({ text, names: words, id: article.id });
  }
  const [first, ...more] = told;
  if (first === undefined) return null;
  return reply(ask, {
    kind: 'byline',
    headline: strongLine(`${first.text}。`, first.names),
    context: more.map((one) => line(one.text)),
    articles: told.map((one) => one.id),
  });
};

/** Share of the question's words that a title must hold to be the one meant. */
const TITLED = 0.5;

/** The article whose title the question says; else those whose title or text is on the asked place. */
async function meant(ask: Ask): Promise<readonly ArticleInfo[]> {
  const articles = await articlesAsked(ask);
  const weighty = ask.question.terms.filter((term) => term.weight >= 1);
  if (weighty.length > 0) {
    const titled = articles
      .map((article) => ({ article, share: cover(weighty, titleFields(article)).anywhere }))
      .filter(({ share }) => share >= TITLED)
      .sort((a, b) => b.share - a.share || (a.article.id < b.article.id ? -1 : 1));
    const best = titled[0]?.share;
    if (best !== undefined) return titled.filter(({ share }) => share === best).map(({ article }) => article);
  }
  const names = ask.question.places.map((p) => p.division.name.slice(0, 2));
  const on = articles.filter((article) => names.some((name) => titleFields(article).name.includes(name)));
  return on.length > 0 && weighty.length === 0 ? on : articles.slice(0, 1);
}

function titleFields(article: ArticleInfo): { name: string; clause: string; evidence: string } {
  return { name: toSimplified(article.title ?? '').toLowerCase(), clause: '', evidence: '' };
}

/** Articles on the asked place, best passage first; of those that bear on it, the ones that name it most. */
async function articlesAsked(ask: Ask): Promise<readonly ArticleInfo[]> {
  const ids = new Set<string>();
  for (const hit of ask.hits())
    if (ask.question.terms.some((t) => t.weight >= 1)) ids.add(hit.passage.articleId);
  for (const { division } of ask.question.places)
    for (const id of (await ask.desk.store.articlesOn(division.name)).slice(0, MOST_ARTICLES)) ids.add(id);
  for (const hit of ask.hits()) ids.add(hit.passage.articleId);
  const articles: ArticleInfo[] = [];
  for (const id of [...ids].slice(0, 6)) {
    const article = await ask.desk.store.articleInfo(id);
    if (article !== null) articles.push(article);
  }
  return articles;
}
