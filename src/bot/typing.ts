import type { BotContext } from './context.ts';

/** A shorter wait needs no sign that somebody is at it. Milliseconds. */
const UNNOTICED_MS = 300;
/** Bot API, sendChatAction: the sign is shown for five seconds or until a message comes. Milliseconds. */
const AGAIN_MS = 4500;

/** Shows that the bot is typing while `work` takes longer than a person would notice. */
export async function whileTyping<T>(ctx: BotContext, work: () => Promise<T>): Promise<T> {
  const show = (): void => {
    // A decoration: whoever may not be told will not be answered either, and that is reported.
    void ctx.replyWithChatAction('typing').catch(() => undefined);
    timer = setTimeout(show, AGAIN_MS);
  };
  let timer = setTimeout(show, UNNOTICED_MS);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}
