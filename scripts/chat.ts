import { startChat } from '../src/chat.ts';
import { runCommand } from '../src/cli/command.ts';
import { readConfig } from '../src/config.ts';
import { loadEnv } from '../src/env.ts';

await runCommand({
  usage: [
    'Usage: npm run chat',
    'The bot in the terminal: type a question, the number of a button, or a command such as /help.',
    'Reads lines from a pipe as well; ends with the input.',
  ].join('\n'),
  options: {},
  run: () => startChat(readConfig(loadEnv())),
});
