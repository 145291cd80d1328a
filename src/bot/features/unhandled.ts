import { Composer } from 'grammy';
import { commandLike } from '../commands.ts';
import type { BotContext } from '../context.ts';
import { exampleFor } from '../examples.ts';
import type { Present } from '../present.ts';
import { textReply } from '../screens/screen.ts';

/**
 * What no other feature took. An unknown command gets directions in a private chat, or when it names us;
 * everything else (service messages) is nobody's question.
 */
export function unhandledFeature(present: Present): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.on(['message:entities:bot_command', 'edited_message:entities:bot_command'], async (ctx) => {
    const [command = ''] = ctx.msg.text?.split(/\s/, 1) ?? [];
    const [name = '', target] = command.split('@');
    if (!command.startsWith('/') || (ctx.chat.type !== 'private' && target === undefined)) return;
    const like = commandLike(name.slice(1));
    const reply =
      like === null
        ? textReply(ctx, 'command.unknown', { command: name, example: await exampleFor(ctx) })
        : textReply(ctx, 'command.like', { command: name, like: `/${like}` });
    await present(ctx, reply);
  });
  return feature;
}
