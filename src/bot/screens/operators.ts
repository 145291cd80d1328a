import type { BotDeps } from '../context.ts';
import { auditScreen } from './audit.ts';
import type { Screens } from './screens.ts';
import { ignoreScreen, restoreScreen, withdrawScreen } from './withdraw.ts';

/** What operators alone are shown. */
export function createOperatorScreens(deps: BotDeps): Screens {
  return new Map([
    ['withdraw', withdrawScreen(deps)],
    ['restore', restoreScreen(deps)],
    ['audit', auditScreen(deps)],
    ['ignore', ignoreScreen(deps)],
  ]);
}
