import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { textsIn } from '../../src/bot/texts/texts.ts';
import type { Observation } from '../../src/facts/model.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { composeMessage } from '../../src/updates/compose/message.ts';
import type { Told } from '../../src/updates/compose/told.ts';
import { prove } from '../../src/updates/deliver/proof.ts';
import type { EventBody, EventSource, Figure, UpdateEvent } from '../../src/updates/model.ts';
import { articleOf, factsOf, observationIn, tenureIn } from '../support/stored.ts';
import { parseHtml } from '../support/telegram/html.ts';

const ZH = textsIn('zh');
const NEW = '2026年前三季度，青石县地区生产总值为61.5亿元，同比增长5.2%。';
const article = articleOf(`${NEW}\n李小满任青石县县长。`, {
  title: '青石县<b>前三季度</b>经济',
  outlet: '示例日报',
  date: '2026-11-20',
  dateBasis: 'stated',
  url: 'https://news.example/a?x=1&y="2',
});
const earlier = articleOf('2026年前三季度，青石县地区生产总值为60.1亿元。', {
  title: '青石县快报',
  outlet: '示例晚报',
  date: '2026-11-01',
  dateBasis: 'stated',
});
const PERIOD = { start: '2026-01-01', end: '2026-09-30', label: '2026年前三季度' };
const about = { place: '青石县', indicator: '地区生产总值', period: PERIOD };
const level = observationIn(article, NEW, '61.5', about);
const growth = observationIn(article, NEW, '5.2', { ...about, measure: 'growth', unit: '%', basis: '同比' });
const before = observationIn(earlier, earlier.text, '60.1', about);
const holder = tenureIn(article, '李小满任青石县县长。', '李小满', {
  place: '青石县',
  posts: ['县长'],
  status: 'appointed',
});

async function filled(): Promise<Store> {
  const store = openStore(':memory:');
  await store.putArticle(article, factsOf({ observations: [level, growth], tenures: [holder] }));
  await store.putArticle(earlier, factsOf({ observations: [before] }));
  return store;
}

const sourceOf = ({ id, title, url, outlet, date, digest }: typeof article): EventSource => ({
  article: id,
  title,
  url,
  outlet,
  date,
  digest,
});
const figure = ({ measure, value, unit, raw, basis }: Observation, fact = 'gone'): Figure => ({
  fact,
  measure,
  value,
  unit,
  raw,
  ...(basis === undefined ? {} : { basis }),
});
const series = {
  place: '青石县',
  indicator: '地区生产总值',
  status: 'actual',
  period: PERIOD.label,
} as const;
const event = (body: EventBody, over: Partial<UpdateEvent> = {}): UpdateEvent =>
  ({ id: body.kind, at: 1, date: null, sources: [sourceOf(article)], ...body, ...over }) as UpdateEvent;
const FIGURES = event({ kind: 'figures', ...series, figures: [figure(level), figure(growth)] });
const CORRECTED = event({
  kind: 'corrected',
  ...series,
  changes: [{ old: figure(before), oldSource: sourceOf(earlier), now: figure(level) }],
});
const HOLDER = event({
  kind: 'holder',
  place: '青石县',
  post: '县长',
  person: '李小满',
  acting: false,
  status: 'appointed',
  before: ['王大山'],
});

async function told(store: Store, ...events: readonly UpdateEvent[]): Promise<readonly Told[]> {
  const found = await Promise.all(events.map((each, n) => prove(store, { n, event: each })));
  return found.filter((each) => each !== null);
}

function composed(all: readonly Told[], edition: 'instant' | 'daily' | 'weekly' = 'instant', texts = ZH) {
  const message = composeMessage(all, edition, texts);
  assert.ok(message);
  const parsed = parseHtml(message.message.markup);
  assert.ok(parsed.ok, 'Telegram takes the markup');
  assert.equal(parsed.text, message.message.plain);
  assert.ok(parsed.text.length <= 4096);
  return { ...message, text: parsed.text, entities: parsed.entities };
}

const labels = ({ keyboard }: ReturnType<typeof composed>): readonly string[][] =>
  keyboard.inline_keyboard.map((row) => row.map((button) => button.text));

describe('an update', () => {
  it('says what is new first, proves it, and says where it was printed', async () => {
    const message = composed(await told(await filled(), FIGURES));
    assert.deepEqual(message.text.split('\n'), [
      '青石县2026年前三季度地区生产总值为61.5亿元，同比增长5.2%',
      '原文：「2026年前三季度，青石县地区生产总值为61.5亿元，同比增长5.2%。」',
      '来源：示例日报，2026年11月20日，《青石县<b>前三季度</b>经济》',
    ]);
    assert.deepEqual(
      message.entities.map((entity) => [entity.type, 'url' in entity ? entity.url : null]),
      [
        ['blockquote', null],
        ['text_link', 'https://news.example/a?x=1&y="2'],
      ],
    );
    assert.deepEqual(labels(message), [['原文'], ['静音', '少来点', '退订']]);
    assert.deepEqual(message.rows, [0]);
  });

  it('names every paper that printed the very same text, each once', async () => {
    const store = await filled();
    const facts = factsOf({ observations: [level, growth], tenures: [holder] });
    for (const [file, outlet] of [
      ['a.md', article.outlet],
      ['b.md', '邻县日报'],
      ['c.md', '邻县日报'],
      ['d.md', null],
    ] as const)
      await store.putArticle({ ...article, outlet, file }, facts, {
        source: { path: `/n/${file}`, entry: 0 },
      });
    assert.equal((await store.articles()).length, 2);
    const { text } = composed(await told(store, FIGURES));
    assert.equal(text.split('\n').at(-1), '另有1个来源：邻县日报');
    assert.equal(text.split('来源：示例日报').length, 2);
  });

  it('names both values and both sources of a correction, which comes first', async () => {
    const message = composed(await told(await filled(), FIGURES, CORRECTED));
    const lines = message.text.split('\n');
    assert.match(message.text, /更正 青石县2026年前三季度地区生产总值：60\.1亿元 → 61\.5亿元/);
    assert.match(message.text, /原报道 来源：示例晚报，2026年11月1日，《青石县快报》/);
    assert.ok(
      lines.findIndex((line) => line.includes('更正')) < lines.findIndex((line) => line.includes('增长5.2%')),
    );
    assert.match(message.text, /示例日报，2026年11月20日/);
  });

  it('quotes the words that give the post, and puts the place before it once', async () => {
    const text = '会议任命李小满为青石县副县长；决定任命李小满为青石县县委书记；决定李小满代理青石县县长。';
    const list = articleOf(text, { title: '任免名单', date: '2026-11-20', dateBasis: 'stated' });
    const posts = ['副县长', '县委书记', '县长'];
    const rows = tenureIn(list, text, '李小满', { place: '青石县', posts, status: 'appointed' });
    const store = openStore(':memory:');
    await store.putArticle(list, factsOf({ tenures: [rows] }));
    const of = (post: string): UpdateEvent => ({
      ...(HOLDER as UpdateEvent & { kind: 'holder' }),
      sources: [sourceOf(list)],
      post,
      before: [],
    });
    for (const [post, shown, quote] of [
      ['县长', '青石县县长：', '…决定李小满代理青石县县长。'],
      ['县委书记', '青石县委书记：', '…决定任命李小满为青石县县委书记…'],
      ['副县长', '青石县副县长：', '会议任命李小满为青石县副县长…'],
    ] as const) {
      const { text: said } = composed(await told(store, of(post)));
      assert.ok(said.startsWith(shown), said);
      assert.ok(said.includes(`原文：「${quote}」`), said);
    }
  });

  it('leaves out a change that does not say against what, beside figures that do', async () => {
    const store = await filled();
    const sentence = '前三季度增速回落0.7个百分点。';
    const fall = articleOf(`${NEW}${sentence}`, { outlet: '示例日报' });
    const vague = observationIn(fall, sentence, '0.7', {
      ...about,
      measure: 'change',
      value: -0.7,
      unit: '百分点',
    });
    await store.putArticle(fall, factsOf({ observations: [observationIn(fall, NEW, '61.5', about), vague] }));
    const source = [sourceOf(fall)];
    const both = event(
      { kind: 'figures', ...series, figures: [figure(level), figure(vague)] },
      { sources: source },
    );
    const alone = event({ kind: 'figures', ...series, figures: [figure(vague)] }, { sources: source });
    assert.doesNotMatch(composed(await told(store, both)).text.split('\n')[0] ?? '', /0\.7/);
    assert.match(composed(await told(store, alone)).text.split('\n')[0] ?? '', /回落0\.7个百分点/);
  });

  it('puts events of one article under its title, and tells who came after whom', async () => {
    const message = composed(await told(await filled(), FIGURES, HOLDER));
    assert.match(
      message.text,
      /^《青石县<b>前三季度<\/b>经济》\n· 青石县县长：王大山 → 李小满（任命）\n· 青石县/,
    );
    assert.equal(message.text.match(/前三季度<\/b>/g)?.length, 1, 'the title stands once');
    assert.deepEqual(message.rows, [1, 0]);
  });

  it('speaks the script and the language of the chat', async () => {
    const hant = composed(await told(await filled(), FIGURES), 'instant', textsIn('zh', 'hant'));
    assert.match(hant.text, /青石縣2026年前三季度地區生產總值為61\.5億元/);
    assert.deepEqual(labels(hant).at(-1), ['靜音', '少來點', '退訂']);
    const english = composed(await told(await filled(), HOLDER), 'instant', textsIn('en'));
    assert.match(english.text, /: 王大山 → 李小满 \(appointed\)/);
  });
});

describe('before something is told', () => {
  it('it is looked up again: what was removed or taken back is not told', async () => {
    const store = await filled();
    assert.equal((await told(store, FIGURES, HOLDER)).length, 2);
    await store.putArticle(article, factsOf({ observations: [growth] }));
    const [left, ...more] = await told(store, FIGURES, HOLDER);
    assert.equal(more.length, 0, 'nobody stands for the holder any more');
    assert.deepEqual(
      left?.figures.map(({ raw }) => raw),
      ['5.2'],
    );
    assert.doesNotMatch(composed(left === undefined ? [] : [left]).text, /61\.5亿元，同比增长5\.2%$/m);
    await store.removeArticle(article.id);
    assert.deepEqual(await told(store, FIGURES, HOLDER, CORRECTED), []);
  });

  it('a value that another now stands for is not told as new', async () => {
    const store = await filled();
    const other = event({
      kind: 'figures',
      ...series,
      figures: [{ ...figure(level), value: 99, raw: '99' }],
    });
    assert.deepEqual(await told(store, other), []);
  });

  it('what an operator took back is told whatever else is gone', async () => {
    const store = openStore(':memory:');
    const withdrawn = event(
      { kind: 'withdrawn', place: '青石县', told: '青石县地区生产总值为61.5亿元' },
      { sources: [] },
    );
    const message = composed(await told(store, withdrawn));
    assert.equal(message.text, '撤回，请勿再引用：青石县地区生产总值为61.5亿元');
    assert.deepEqual(labels(message), [['静音', '少来点', '退订']]);
  });
});

describe('much at once', () => {
  const many = async (count: number, size = 20): Promise<readonly Told[]> => {
    const [one] = await told(await filled(), HOLDER);
    assert.ok(one);
    return Array.from({ length: count }, (_, n) => {
      const [source] = one.sources;
      assert.ok(source);
      const place = n % 2 === 0 ? '青石县' : '白沙县';
      return {
        ...one,
        n,
        quote: null,
        event: { ...HOLDER, place, person: `某${n}${'名'.repeat(size)}` } as UpdateEvent,
        sources: [{ ...source, articleId: `a${n}`, title: `第${n}篇${'长'.repeat(size)}` }],
      };
    });
  };

  it('is one message of as many events as fit, none cut in two; the rest waits', async () => {
    for (const size of [1, 20, 110]) {
      const all = await many(200, size);
      let left = all;
      const seen: number[] = [];
      for (let message = 1; left.length > 0; message += 1) {
        assert.ok(message < 60);
        const { rows, text, entities } = composed(left);
        assert.ok(entities.length <= 100, 'Telegram marks no more');
        for (const n of rows) assert.ok(text.includes(`某${n}${'名'.repeat(size)}（任命）`), `${n} is whole`);
        seen.push(...rows);
        left = left.filter(({ n }) => !rows.includes(n));
      }
      assert.deepEqual(
        seen.sort((a, b) => a - b),
        all.map(({ n }) => n),
      );
    }
  });

  it('is numbered as its buttons are', async () => {
    const message = composed(await many(6));
    assert.deepEqual(labels(message)[0], ['原文 1', '原文 2', '原文 3', '原文 4']);
    assert.match(message.text, /^1\. 《第0篇/);
    assert.match(message.text, /\n2\. 《第1篇/);
  });

  it('counts in a digest what it shows: an article beside its own news is none of it', async () => {
    const bare = event({ kind: 'article', places: ['青石县'] });
    const message = composed(await told(await filled(), bare, FIGURES), 'daily');
    assert.match(message.text, /^每日汇总（1条）\n/);
  });

  it('goes by place in a digest, folded where it is long', async () => {
    const message = composed(await many(8), 'daily');
    assert.match(message.text, /^每日汇总（8条）\n\n青石县\n/);
    assert.ok(message.text.indexOf('某6') < message.text.indexOf('白沙县'));
    assert.equal(message.message.markup.match(/<blockquote expandable>/g)?.length, 2);
    assert.match(
      composed(await many(1, 1), 'weekly').message.markup,
      /^<b>一周汇总（1条）<\/b>\n\n<b>青石县<\/b>\n<blockquote>/,
    );
  });

  it('survives a title that is a book', async () => {
    const [one] = await many(1, 5000);
    assert.ok(one);
    assert.ok(composed([one]).text.length < 1000);
  });
});
