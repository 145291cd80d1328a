import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config.ts';
import { soil } from './dirt.ts';
import { createRandom, type Random } from './random.ts';

export interface Corpus {
  readonly folder: string;
  /** The articles in parts, each with a folder below the corpus's and titles and texts as written there. */
  readonly slices: readonly {
    readonly folder: string;
    readonly articles: readonly { readonly title: string; readonly text: string }[];
  }[];
  readonly bytes: number;
}

const MODELS = join(PROJECT_ROOT, 'test', 'fixtures', 'fictional', 'articles');

/** Articles to redraw: head and body of our fictional ones. */
function models(): readonly {
  readonly head: string;
  readonly title: string;
  readonly body: string;
}[] {
  return readdirSync(MODELS)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => {
      const [, head = '', body = ''] =
        /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(join(MODELS, name), 'utf8')) ?? [];
      return { head, title: /^title: (.*)$/m.exec(head)?.[1] ?? '', body: body.trim() };
    });
}

/** `size` articles in files of their own, with figures drawn anew; `dirty` is the share that is soiled. */
export function writeCorpus(
  folder: string,
  size: number,
  dirty: number,
  parts: number,
  seed: number,
): Corpus {
  const random = createRandom(seed);
  const all = models();
  const slices: { folder: string; articles: { title: string; text: string }[] }[] = [];
  let bytes = 0;
  for (let i = 0; i < size; i++) {
    const part = Math.floor((i * parts) / size);
    const slice = slices[part] ?? { folder: join(folder, String(part)), articles: [] };
    if (slices[part] === undefined) {
      slices[part] = slice;
      mkdirSync(slice.folder, { recursive: true });
    }
    const model = all[i % all.length];
    if (model === undefined) throw new Error(`no articles in ${MODELS}`);
    const title = numbered(model.title, i, all.length);
    // A correction names the article of its own round, not that of every round.
    const drawn = all.reduce(
      (body, each) => body.replaceAll(`《${each.title}》`, `《${numbered(each.title, i, all.length)}》`),
      redraw(model.body, random),
    );
    const text = random.next() < dirty ? soil(drawn, random) : drawn;
    const file = `---\n${model.head.replace(model.title, title)}\n---\n${text}\n`;
    bytes += Buffer.byteLength(file);
    writeFileSync(join(slice.folder, `${String(i).padStart(6, '0')}.md`), file);
    slice.articles.push({ title, text });
  }
  return { folder, slices, bytes };
}

/** Titles of one round of models differ from those of the next. */
function numbered(title: string, at: number, models: number): string {
  return `${title}之${Math.floor(at / models) + 1}`;
}

/** Every figure anew, as many digits as before; dates, codes and places in a row stay. */
function redraw(text: string, random: Random): string {
  return text.replace(/(?<![\d.第])\d{1,4}(?:,\d{3})*(?:\.\d{1,3})?(?![\d年月日时:：—])/g, (figure) =>
    figure.replace(/\d/g, (digit, at: number) =>
      at === 0 ? String(1 + random.whole(9)) : digit === '.' ? digit : String(random.whole(10)),
    ),
  );
}
