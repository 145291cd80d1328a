import type { BotDeps } from '../context.ts';
import type { Conversations } from '../conversation.ts';
import { articleScreen } from './article.ts';
import { evidenceScreen } from './evidence.ts';
import { compareScreen, trendScreen } from './figures.ts';
import { latestScreen } from './latest.ts';
import { placesScreen } from './places.ts';
import { deleteScreen, privacyScreen } from './privacy.ts';
import type { Screen } from './screen.ts';
import { settingsScreen } from './settings.ts';
import { whoScreen } from './who.ts';

/** By the name of the command, or of what only buttons lead to. */
export type Screens = ReadonlyMap<string, Screen>;

export function createScreens(deps: BotDeps, conversations: Conversations): Screens {
  return new Map([
    ['places', placesScreen(deps)],
    ['latest', latestScreen(deps)],
    ['who', whoScreen(deps)],
    ['compare', compareScreen(deps)],
    ['trend', trendScreen(deps)],
    ['evidence', evidenceScreen(deps)],
    ['article', articleScreen(deps)],
    ['settings', settingsScreen(deps)],
    ['privacy', privacyScreen()],
    ['delete_my_data', deleteScreen(deps, conversations)],
  ]);
}
