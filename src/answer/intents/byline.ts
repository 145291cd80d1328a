import type { Article } from '../../news/article.ts';
import { line, reply, strongLine } from '../compose/reply.ts';
import { say } from '../compose/texts.ts';
import type { Ask, Responder } from '../desk.ts';

const EDITORS = /编辑|责编|校对/;
const MOST = 3;

/** Who reported, wrote or edited: of the articles on the asked place or subject, newest first. */
export const answerByline: Responder = async (ask) => {
  const articles = (await articlesAsked(ask)).filter((a) => a.bylines.length > 0).slice(0, MOST);
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

/** Articles on the asked place, best passage first; of those that bear on it, the ones that name it most. */
async function articlesAsked(ask: Ask): Promise<readonly Article[]> {
  const ids = new Set<string>();
  const weigh = new Map<string, number>();
  for (const { division } of ask.question.places)
    for (const row of await ask.desk.store.observations({ places: [division.name] }))
      weigh.set(row.articleId, (weigh.get(row.articleId) ?? 0) + 1);
  for (const hit of ask.hits)
    if (ask.question.terms.some((t) => t.weight >= 1)) ids.add(hit.passage.articleId);
  for (const [id] of [...weigh].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) ids.add(id);
  for (const hit of ask.hits) ids.add(hit.passage.articleId);
  const articles: Article[] = [];
  for (const id of [...ids].slice(0, 6)) {
    const article = await ask.desk.store.article(id);
    if (article !== null) articles.push(article);
  }
  return articles;
}
