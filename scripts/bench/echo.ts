import process from 'node:process';
import { run } from '@grammyjs/runner';
import { Bot } from 'grammy';

/**
 * The reference of `bench -- bot`, in a process of its own: a bot that repeats what it is told, as grammY's own
 * documentation writes it; with `runner` updates are handled side by side by @grammyjs/runner.
 */
const [token = '', apiRoot = '', mode = 'polling'] = process.argv.slice(2);
const bot = new Bot(token, { client: { apiRoot } });
bot.on('message:text', (ctx) => ctx.reply(ctx.message.text));
if (mode === 'runner') run(bot);
else await bot.start();
