import { Composer } from 'grammy';
import type { Message } from 'grammy/types';
import type { Answer } from '../../answer/answer.ts';
import { combine } from '../../answer/compose/combine.ts';
import { toSimplified } from '../../text/script.ts';
import { splitSentences } from '../../text/sentence.ts';
import { sameAddress } from '../../web-address.ts';
import { addressedTo } from '../addressing.ts';
import type { ShowAnswer } from '../answering.ts';
import { WRITTEN } from '../called.ts';
import { askerOf, type BotContext, type BotDeps } from '../context.ts';
import { exampleFor } from '../examples.ts';
import type { Present } from '../present.ts';
import { articleCard } from '../screens/article.ts';
import { textReply } from '../screens/screen.ts';
import { whileTyping } from '../typing.ts';

/** Sentences of a text that are checked: the first with a number or a person in office. */
const MOST_CHECKED = 4;
/** Longer than any question people type: pasted. Characters. */
const PASTED = 120;

/**
 * What others wrote: a link alone, a forwarded message, a pasted text. It is read for what it claims; it asks nothing, and
 * nothing of it is remembered for follow-ups.
 */
export function readingFeature(deps: BotDeps, show: ShowAnswer, present: Present): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.on([...WRITTEN], async (ctx, next) => {
    const message = ctx.msg;
    const addressed = addressedTo(ctx.me, message);
    const text = addressed?.text.replace(/^\s*\/ask(@\w{1,64})?(?=\s|$)/, '').trim() ?? '';
    if (text === '' || /^\/\w/.test(text)) return await next();
    const url = addressIn(message, text);
    const forwarded = message.forward_origin !== undefined;
    if (url !== null) {
      const info = await findByAddress(deps, url);
      if (info !== null) return void (await present(ctx, await articleCard(ctx, deps, info)));
      if (isOnlyAddress(text)) return void (await present(ctx, textReply(ctx, 'link.unknown')));
    }
    if (isQuestion(text) || !(forwarded || isPasted(text))) return await next();
    const answer = await whileTyping(ctx, () => check(deps, text));
    if (answer === null) {
      if (!forwarded) return await next();
      const example = await exampleFor(ctx);
      return void (await present(ctx, textReply(ctx, 'reading.nothing', { example })));
    }
    await show(ctx, answer);
    deps.metrics.answered(answer.kind, answer.abstain);
    deps.log.info('read', { kind: answer.kind, chat: deps.pseudonym(ctx.chat?.id ?? askerOf(ctx)) });
  });
  return feature;
}

/** An address that stands in the text or behind its words. */
function addressIn(message: Message, text: string): string | null {
  const [typed] = /https?:\/\/[^\s<>"，。；、）》」]{3,2000}/.exec(text) ?? [];
  if (typed !== undefined) return typed;
  const entities = message.entities ?? message.caption_entities ?? [];
  for (const entity of entities) if (entity.type === 'text_link') return entity.url;
  return null;
}

function isOnlyAddress(text: string): boolean {
  return /^https?:\/\/\S+$/.test(text);
}

async function findByAddress({ store }: BotDeps, url: string): ReturnType<BotDeps['store']['articleInfo']> {
  const wanted = sameAddress(url);
  if (wanted === null) return null;
  return (
    (await store.articles()).find((info) => info.url !== null && sameAddress(info.url) === wanted) ?? null
  );
}

/** Several sentences, or one that is longer than anybody would ask. */
function isPasted(text: string): boolean {
  return text.length > PASTED && /[。；;\n]/.test(text);
}

/** Whoever wrote it, it asks: at its end, where a rhetorical question of an article does not stand. */
function isQuestion(text: string): boolean {
  return /(?:[?？]|[吗呢]|多少|是谁|哪些?|几[个家]?)[\s?？。]{0,3}$/.test(text);
}

/** What the articles say of a text's claims, as one answer; null when it claims nothing that can be looked up. */
async function check({ answer, gazetteer, region }: BotDeps, text: string): Promise<Answer | null> {
  const answers: Answer[] = [];
  let place = '';
  for (const { start, end } of splitSentences(text.slice(0, 20_000))) {
    const sentence = text.slice(start, end).trim();
    const folded = toSimplified(sentence);
    const named = gazetteer.find(folded).at(-1)?.division.name;
    const own = named === undefined && place !== '' ? `${place}${sentence}` : sentence;
    place = named ?? place;
    if (!isClaim(folded) || (named === undefined && place === '' && !folded.includes(region))) continue;
    const found = await answer({
      text: `${own.replace(/[。！!；;\s]{1,5}$/, '').slice(0, 280)}，是真的吗？`,
    });
    if (found.kind === 'verify') answers.push(found);
    if (answers.length >= MOST_CHECKED) break;
  }
  return answers.length === 0 ? null : combine(answers);
}

/** A number with something counted, or somebody in office: what facts can confirm or deny. */
function isClaim(sentence: string): boolean {
  return (
    /\d/.test(sentence.replace(/\d{1,4}(?:年|月|日|:\d\d)/g, '')) ||
    /书记|[县区市]长|主任|主席/.test(sentence)
  );
}
