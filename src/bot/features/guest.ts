import { Composer } from 'grammy';
import { askedAsGuest } from '../addressing.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { answerCard, helpCard } from './inline.ts';

/**
 * Called by name in a chat where it is no member: one message with the answer, its evidence and source. A refusal is an
 * answer too. Nothing of that chat is read or remembered, so nothing can be followed up there.
 */
export function guestFeature(deps: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.on('guest_message', async (ctx) => {
    const question = askedAsGuest(ctx.me, ctx.guestMessage);
    if (question === null) return;
    if (question === '') return void (await ctx.answerGuestQuery(await helpCard(ctx)));
    const answer = await deps.answer({ text: question });
    const shown = { ...answer, script: ctx.preferences.script ?? answer.script };
    await ctx.answerGuestQuery(answerCard(ctx, shown));
    deps.metrics.answered(answer.kind, answer.abstain);
    deps.log.info('answered as a guest', { kind: answer.kind, abstain: answer.abstain });
  });
  return feature;
}
