import { Composer } from 'grammy';
import type { BotContext, BotDeps } from '../context.ts';
import { isOperator } from '../operators.ts';
import type { Present } from '../present.ts';
import type { Screens } from '../screens/screens.ts';
import { screensFeature } from './screens.ts';

/** What operators alone can do; for everybody else these commands and buttons do not exist. */
export function operatorsFeature(
  { adminIds }: BotDeps,
  screens: Screens,
  present: Present,
): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.filter((ctx) => isOperator(ctx, adminIds), screensFeature(screens, present));
  return feature;
}
