import process from 'node:process';
import { Bot } from 'grammy';

/**
 * The reference of `bench -- bot`, in a process of its own: a bot that repeats what it is told, as grammY's own
 * documentation writes it; with `runner` updates are handled side by side by @grammyjs/runner, where it is installed.
 */
const [token = '', apiRoot = '', mode = 'polling'] = process.argv.slice(2);
const bot = new Bot(token, { client: { apiRoot } });
bot.on('message:text', (ctx) => ctx.reply(ctx.message.text));
if (mode === 'runner') {
  // A name in a variable: the package is not among ours, and types would have to be.
  const name: string = '@grammyjs/runner';
  const { run } = (await import(name)) as { run: (bot: Bot) => unknown };
  run(bot);
} else await bot.start();
