import type { Api } from 'grammy';
import type { BotCommand, BotCommandScope } from 'grammy/types';
import { classOf, REMEDY } from './api/error-class.ts';
import type { ApiSignal } from './api/signal.ts';
import {
  LANGUAGES,
  type Language,
  type SamplePlaces,
  type TextKey,
  type Texts,
  textsIn,
} from './texts/texts.ts';

/** Who is offered a command in the menu: everybody, everybody in groups too or there alone, in groups the admins only, or the bot's operators. */
type Offered = 'private' | 'everywhere' | 'admins' | 'groups' | 'operators';

/** One table for the menu, for /help and for telling an unknown command from a known one. */
const COMMANDS = [
  { command: 'ask', description: 'command.ask', offered: 'everywhere' },
  { command: 'peek', description: 'command.peek', offered: 'groups' },
  { command: 'places', description: 'command.places', offered: 'everywhere' },
  { command: 'latest', description: 'command.latest', offered: 'everywhere' },
  { command: 'who', description: 'command.who', offered: 'everywhere' },
  { command: 'projects', description: 'command.projects', offered: 'everywhere' },
  { command: 'trend', description: 'command.trend', offered: 'everywhere' },
  { command: 'compare', description: 'command.compare', offered: 'everywhere' },
  { command: 'csv', description: 'command.csv', offered: 'everywhere' },
  { command: 'evidence', description: 'command.evidence', offered: 'everywhere' },
  { command: 'subscribe', description: 'command.subscribe', offered: 'admins' },
  { command: 'unsubscribe', description: 'command.unsubscribe', offered: 'admins' },
  { command: 'subscriptions', description: 'command.subscriptions', offered: 'everywhere' },
  { command: 'settings', description: 'command.settings', offered: 'admins' },
  { command: 'status', description: 'command.status', offered: 'private' },
  { command: 'help', description: 'command.help', offered: 'everywhere' },
  { command: 'start', description: 'command.start', offered: 'private' },
  { command: 'privacy', description: 'command.privacy', offered: 'private' },
  { command: 'export_my_data', description: 'command.export', offered: 'private' },
  { command: 'delete_my_data', description: 'command.delete', offered: 'admins' },
  { command: 'withdraw', description: 'command.withdraw', offered: 'operators' },
  { command: 'restore', description: 'command.restore', offered: 'operators' },
  { command: 'audit', description: 'command.audit', offered: 'operators' },
] as const satisfies readonly { command: string; description: TextKey; offered: Offered }[];

/** Where a menu is shown. */
type Where = 'private' | 'group' | 'admins' | 'operators';

const SHOWN: Readonly<Record<Where, readonly Offered[]>> = {
  private: ['private', 'everywhere', 'admins'],
  group: ['everywhere', 'groups'],
  admins: ['everywhere', 'groups', 'admins'],
  operators: ['private', 'everywhere', 'admins', 'operators'],
};

/** The commands with their descriptions, as shown in the menu and in /help. */
export function commandList(texts: Texts, where: Where): BotCommand[] {
  return COMMANDS.filter(({ offered }) => SHOWN[where].includes(offered)).map(({ command, description }) => ({
    command,
    description: texts.say(description),
  }));
}

/** Whether people may type it: what only buttons lead to is no command. */
export function isCommand(name: string): boolean {
  return COMMANDS.some(({ command }) => command === name);
}

/** Letters that two names must begin with alike. */
const LEAST_ALIKE = 3;

/** The command that was meant, by the beginning of what was typed (sub, subs, sub_menu); null: none is like it. */
export function commandLike(typed: string): string | null {
  const [first = ''] = typed.split('_', 1);
  const open = COMMANDS.filter(({ offered }) => offered !== 'operators');
  const [likest] = open
    .map(({ command }) => ({ command, alike: alikeAtStart(typed.toLowerCase(), command) }))
    .filter(({ alike }) => alike >= LEAST_ALIKE && alike * 2 >= first.length)
    .toSorted((a, b) => b.alike - a.alike);
  return likest?.command ?? null;
}

function alikeAtStart(a: string, b: string): number {
  const other = [...a].findIndex((letter, i) => letter !== b.charAt(i));
  return other < 0 ? a.length : other;
}

const SCOPES: Readonly<Record<Exclude<Where, 'operators'>, BotCommandScope['type'] & `all_${string}`>> = {
  private: 'all_private_chats',
  group: 'all_group_chats',
  admins: 'all_chat_administrators',
};

interface Announced {
  readonly operators: readonly number[];
  /** Whether the server knows messages that one member alone sees. */
  readonly whispers: boolean;
  readonly samples: SamplePlaces;
}

/**
 * Tells Telegram the menu, for private chats, groups and their admins, and what the bot says of itself before the first
 * message, in each language (Chinese is the default one; Telegram knows one Chinese only).
 */
export async function registerCommands(
  api: Api,
  { operators, whispers, samples }: Announced,
  signal?: ApiSignal,
): Promise<void> {
  for (const language of LANGUAGES) {
    const texts = textsIn(language, 'hans', samples);
    for (const where of ['private', 'group', 'admins'] as const)
      await api.setMyCommands(
        commandList(texts, where).filter(({ command }) => whispers || command !== 'peek'),
        { scope: { type: SCOPES[where] }, ...codeOf(language) },
        signal,
      );
    await describe(api, texts, signal);
    for (const id of operators) await offerToOperator(api, texts, id, signal);
  }
}

/** Whoever never wrote to the bot has no chat with it, and no menu. */
async function offerToOperator(api: Api, texts: Texts, id: number, signal?: ApiSignal): Promise<void> {
  const scope = { type: 'chat', chat_id: id } as const;
  try {
    await api.setMyCommands(commandList(texts, 'operators'), { scope, ...codeOf(texts.language) }, signal);
  } catch (error) {
    const meaning = classOf(error);
    if (meaning === null || REMEDY[meaning] !== 'silence') throw error;
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
