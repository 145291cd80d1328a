/** One thing that the articles of the soak tell, as whoever wrote them knows it: what must be told to whom follows. */
export interface Told {
  /** Stands in every message that tells it and in no other: a figure, a name, a number of an article. */
  readonly key: string;
  readonly kind: 'figures' | 'changed' | 'holder' | 'project' | 'article';
  readonly place: string;
  readonly indicator?: string;
  /** Percent. */
  readonly growth?: number;
  /** What it takes the place of; its messages hold that key too. */
  readonly before?: string;
  /** Of an article: what is looked for words in. */
  readonly words?: string;
}

/** An article file, and what is news in it. */
export interface Story {
  readonly file: string;
  readonly title: string;
  readonly outlet: string;
  /** YYYY-MM-DD */
  readonly date: string;
  readonly text: string;
  readonly told: readonly Told[];
}

/** Under every article: a page with less text is taken for none. */
const REST =
  '记者在现场看到，工作人员正在耐心地为前来办事的群众介绍有关情况，大家有说有笑，气氛很热闹。不少居民说，希望今后常常听到这样的消息。';

/** The same article as a file in our format. */
export function markdownOf({ title, outlet, date, text }: Story): string {
  return `---\ntitle: ${title}\noutlet: ${outlet}\ndate: ${date}\n---\n\n${text}\n${REST}\n`;
}

/** The same article as a page of a site. */
export function pageOf({ title, outlet, date, text }: Story, charset: string): string {
  const paragraphs = `${text}\n${REST}`.split('\n').map((line) => `<p>${line}</p>`);
  return `<!doctype html><html><head><meta charset="${charset}"><title>${title}_示例网</title></head><body><ul><li><a href="/">首页</a></li></ul><h1>${title}</h1><div>${date}　来源：${outlet}</div><div class="article-content">${paragraphs.join('')}</div></body></html>`;
}
