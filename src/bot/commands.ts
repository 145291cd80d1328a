import type { Api } from 'grammy';
import type { BotCommand, BotCommandScope } from 'grammy/types';
import type { ApiSignal } from './api/signal.ts';
import { LANGUAGES, type Language, type TextKey, type Texts, textsIn } from './texts/texts.ts';

/** Who is offered a command in the menu: everybody, everybody in groups too, or in groups the admins only. */
type Offered = 'private' | 'everywhere' | 'admins';

/** One table for the menu, for /help and for telling an unknown command from a known one. */
const COMMANDS = [
  { command: 'ask', description: 'command.ask', offered: 'everywhere' },
  { command: 'places', description: 'command.places', offered: 'everywhere' },
  { command: 'latest', description: 'command.latest', offered: 'everywhere' },
  { command: 'who', description: 'command.who', offered: 'everywhere' },
  { command: 'trend', description: 'command.trend', offered: 'everywhere' },
  { command: 'compare', description: 'command.compare', offered: 'everywhere' },
  { command: 'csv', description: 'command.csv', offered: 'everywhere' },
  { command: 'evidence', description: 'command.evidence', offered: 'everywhere' },
  { command: 'settings', description: 'command.settings', offered: 'admins' },
  { command: 'help', description: 'command.help', offered: 'everywhere' },
  { command: 'start', description: 'command.start', offered: 'private' },
  { command: 'privacy', description: 'command.privacy', offered: 'private' },
  { command: 'export_my_data', description: 'command.export', offered: 'private' },
  { command: 'delete_my_data', description: 'command.delete', offered: 'admins' },
] as const satisfies readonly { command: string; description: TextKey; offered: Offered }[];

/** Where a menu is shown. */
type Where = 'private' | 'group' | 'admins';

const SHOWN: Readonly<Record<Where, readonly Offered[]>> = {
  private: ['private', 'everywhere', 'admins'],
  group: ['everywhere'],
  admins: ['everywhere', 'admins'],
};

/** The commands with their descriptions, as shown in the menu and in /help. */
export function commandList(texts: Texts, where: Where): BotCommand[] {
  return COMMANDS.filter(({ offered }) => SHOWN[where].includes(offered)).map(({ command, description }) => ({
    command,
    description: texts.say(description),
  }));
}

const SCOPES: Readonly<Record<Where, BotCommandScope['type'] & `all_${string}`>> = {
  private: 'all_private_chats',
  group: 'all_group_chats',
  admins: 'all_chat_administrators',
};

/**
 * Tells Telegram the menu, for private chats, groups and their admins, and what the bot says of itself before the first
 * message, in each language (Chinese is the default one; Telegram knows one Chinese only).
 */
export async function registerCommands(api: Api, signal?: ApiSignal): Promise<void> {
  for (const language of LANGUAGES) {
    const texts = textsIn(language);
    for (const where of ['private', 'group', 'admins'] as const)
      await api.setMyCommands(
        commandList(texts, where),
        { scope: { type: SCOPES[where] }, ...codeOf(language) },
        signal,
      );
    await describe(api, texts, signal);
  }
}

function codeOf(language: Language): { readonly language_code?: 'en' } {
  return language === 'zh' ? {} : { language_code: language };
}

/** Telegram limits how often a bot may describe itself: only what has changed is set. */
async function describe(api: Api, texts: Texts, signal?: ApiSignal): Promise<void> {
  const code = codeOf(texts.language);
  const long = texts.say('bot.description');
  const short = texts.say('bot.short');
  if ((await api.getMyDescription(code, signal)).description !== long)
    await api.setMyDescription(long, code, signal);
  if ((await api.getMyShortDescription(code, signal)).short_description !== short)
    await api.setMyShortDescription(short, code, signal);
}
