import type { BotDeps } from '../context.ts';
import type { Conversations } from '../conversation.ts';
import { articleScreen } from './article.ts';
import { evidenceScreen } from './evidence.ts';
import { compareScreen, trendScreen } from './figures.ts';
import { itemsScreen } from './items.ts';
import { latestScreen } from './latest.ts';
import { placesScreen } from './places.ts';
import { deleteScreen, privacyScreen } from './privacy.ts';
import { projectsScreen } from './projects.ts';
import type { Screen } from './screen.ts';
import { settingsScreen } from './settings.ts';
import { statusScreen } from './status.ts';
import { subscribeMenuScreen, subscribeScreen } from './subscribe.ts';
import { subscriptionScreen } from './subscription.ts';
import { subscriptionsScreen } from './subscriptions.ts';
import { tellingScreen } from './telling.ts';
import { unsubscribeScreen } from './unsubscribe.ts';
import { whoScreen } from './who.ts';
import { wrongScreen } from './wrong.ts';

/** By the name of the command, or of what only buttons lead to. */
export type Screens = ReadonlyMap<string, Screen>;

export function createScreens(deps: BotDeps, conversations: Conversations): Screens {
  const telling = tellingScreen(deps);
  return new Map([
    ['places', placesScreen(deps)],
    ['latest', latestScreen(deps)],
    ['who', whoScreen(deps)],
    ['projects', projectsScreen(deps)],
    ['items', itemsScreen(deps)],
    ['compare', compareScreen(deps)],
    ['trend', trendScreen(deps)],
    ['evidence', evidenceScreen(deps)],
    ['article', articleScreen(deps)],
    ['settings', settingsScreen(deps)],
    ['subscribe', subscribeScreen(deps)],
    ['sub_menu', subscribeMenuScreen(deps)],
    ['unsubscribe', unsubscribeScreen(deps)],
    ['subscriptions', subscriptionsScreen(deps, telling)],
    ['sub', subscriptionScreen(deps)],
    ['telling', telling],
    ['status', statusScreen(deps)],
    ['wrong', wrongScreen(deps)],
    ['privacy', privacyScreen()],
    ['delete_my_data', deleteScreen(deps, conversations)],
  ]);
}
