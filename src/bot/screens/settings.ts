import type { Preferences } from '../../store/keeping.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { samplePlaces } from '../examples.ts';
import { html } from '../render/html.ts';
import { mayChange } from '../rights.ts';
import { textsIn } from '../texts/texts.ts';
import { replyOf, type Screen, screenButton } from './screen.ts';

const SCRIPTS = { auto: null, hans: 'hans', hant: 'hant' } as const;
const LANGUAGES = { auto: null, zh: 'zh', en: 'en' } as const;

/** /settings: script and language of this chat. args: nothing, or what is chosen (`script hant`), changed by those who may. */
export function settingsScreen(deps: BotDeps): Screen {
  return async (ctx, args) => {
    const chosen = chosenIn(args, ctx.preferences);
    let refused = false;
    if (chosen !== null) {
      refused = !(await mayChange(ctx));
      if (!refused) await change(ctx, deps, chosen);
    }
    const { script, language } = ctx.preferences;
    const { texts } = ctx;
    const mark = (on: boolean, label: string): string => (on ? `✓ ${label}` : label);
    const scripts = Object.entries(SCRIPTS).flatMap(([name, value]) =>
      screenButton(
        mark(value === script, texts.say(`settings.${name as keyof typeof SCRIPTS}`)),
        'settings',
        `script ${name}`,
      ),
    );
    const languages = Object.entries(LANGUAGES).flatMap(([name, value]) =>
      screenButton(
        mark(value === language, texts.say(`settings.${name as keyof typeof LANGUAGES}`)),
        'settings',
        `language ${name}`,
      ),
    );
    const isGroup = ctx.chat?.type !== 'private';
    const head = texts.say(isGroup ? 'settings.group' : 'settings', {
      script: texts.say(`settings.${script ?? 'auto'}`),
      language: texts.say(`settings.${language ?? 'auto'}`),
    });
    const lines = [html`${head}`, ...(refused ? [html`${texts.say('settings.refused')}`] : [])];
    const shown = replyOf(lines, [
      scripts,
      languages,
      screenButton(texts.say('button.telling'), 'telling', ''),
    ]);
    return refused ? { ...shown, refusal: texts.say('settings.refused') } : shown;
  };
}

function chosenIn(args: string, now: Preferences): Preferences | null {
  const [what = '', name = ''] = args.trim().split(' ');
  if (what === 'script' && name in SCRIPTS) return { ...now, script: SCRIPTS[name as keyof typeof SCRIPTS] };
  if (what === 'language' && name in LANGUAGES)
    return { ...now, language: LANGUAGES[name as keyof typeof LANGUAGES] };
  return null;
}

async function change(
  ctx: BotContext,
  { keeping, gazetteer }: Pick<BotDeps, 'keeping' | 'gazetteer'>,
  chosen: Preferences,
): Promise<void> {
  await keeping.setPreferences(ctx.chat?.id ?? 0, chosen);
  // What was chosen holds from this very reply on.
  ctx.preferences = chosen;
  const { language, script } = ctx.texts;
  ctx.texts = textsIn(chosen.language ?? language, chosen.script ?? script, samplePlaces(gazetteer));
}
