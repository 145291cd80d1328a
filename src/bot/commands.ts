import type { Api } from 'grammy';
import type { ApiSignal } from './api/signal.ts';
import { LANGUAGES, type Language, type TextKey, textsIn } from './texts/texts.ts';

/** One table for the menu, for /help and for telling an unknown command from a known one. */
const COMMANDS = [
  { command: 'ask', description: 'command.ask', groups: true },
  { command: 'help', description: 'command.help', groups: true },
  { command: 'start', description: 'command.start', groups: false },
] as const satisfies readonly { command: string; description: TextKey; groups: boolean }[];

/** The commands with their descriptions, as shown in the menu and in /help. */
export function commandList(
  language: Language,
  where: 'private' | 'group' = 'private',
): { command: string; description: string }[] {
  const texts = textsIn(language);
  return COMMANDS.filter(({ groups }) => where === 'private' || groups).map(({ command, description }) => ({
    command,
    description: texts.say(description),
  }));
}

/** Tells Telegram the menu, for private chats and groups, in each language (Chinese is the default one). */
export async function registerCommands(api: Api, signal?: ApiSignal): Promise<void> {
  for (const language of LANGUAGES) {
    for (const [where, scope] of [
      ['private', 'all_private_chats'],
      ['group', 'all_group_chats'],
    ] as const) {
      await api.setMyCommands(
        commandList(language, where),
        { scope: { type: scope }, ...(language === 'zh' ? {} : { language_code: language }) },
        signal,
      );
    }
  }
}
