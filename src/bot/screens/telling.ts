import type { InlineKeyboardButton } from 'grammy/types';
import type { Manner } from '../../updates/model.ts';
import { quietText, readQuiet, readZone } from '../../updates/wish/manner.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { html } from '../render/html.ts';
import { denial, headLines, type Managed, managedIn, stale } from '../subscribing/managed.ts';
import { dayLabel, quietLabel } from '../subscribing/wording.ts';
import type { TextKey } from '../texts/texts.ts';
import { inRows, replyOf, type Screen, screenButton } from './screen.ts';
import { listButton } from './subscribe.ts';

const HOURS = [6, 7, 8, 9, 12, 18, 20, 21] as const;
const QUIET = [
  { from: 1320, to: 420 },
  { from: 1380, to: 480 },
] as const;
/** Where readers of county news live; any other is typed. */
const ZONES = [
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'UTC',
] as const;

/** What has choices of its own. */
const TOPICS = ['hour', 'day', 'quiet', 'zone'] as const;
type Topic = (typeof TOPICS)[number];

type Shown = Awaited<ReturnType<Screen>>;

/**
 * How a chat or topic is told: hour and day of digests, quiet hours, time zone, sound. args: nothing, a topic (its
 * choices), or a topic and what is chosen (`quiet 22:30-7:15`), changed by those who may.
 */
export function tellingScreen({ subscriptions }: BotDeps): Screen {
  return async (ctx, args) => {
    const at = managedIn(ctx, args);
    if (at === null) return stale(ctx);
    const [, topic = '', value = ''] = /^([a-z]{0,10})\s*(.*)$/s.exec(at.rest) ?? [];
    const denied = await denial(ctx, at, value === '' ? 'read' : 'change');
    if (denied !== null) return denied;
    const before = await subscriptions.manner(at.target);
    if (value === '' && isTopic(topic)) return await choices(ctx, at, topic, before);
    const after = value === '' ? before : changed(before, topic, value);
    if (after !== null && after !== before) await subscriptions.setManner(at.target, after);
    return await overview(ctx, at, after ?? before, after === null);
  };
}

function isTopic(topic: string): topic is Topic {
  return (TOPICS as readonly string[]).includes(topic);
}

/** null: not understood. */
function changed(manner: Manner, topic: string, value: string): Manner | null {
  switch (topic) {
    case 'hour':
      return /^(?:1?\d|2[0-3])$/.test(value) ? { ...manner, digestHour: Number(value) } : null;
    case 'day':
      return /^[1-7]$/.test(value) ? { ...manner, digestDay: Number(value) } : null;
    case 'quiet': {
      const quiet = readQuiet(value);
      return quiet === undefined ? null : { ...manner, quiet };
    }
    case 'zone': {
      const zone = readZone(value);
      return zone === null ? null : { ...manner, zone };
    }
    case 'silent':
      return value === 'on' || value === 'off' ? { ...manner, silent: value === 'on' } : null;
    default:
      return null;
  }
}

async function overview(ctx: BotContext, at: Managed, manner: Manner, misread: boolean): Promise<Shown> {
  const { texts } = ctx;
  const press = (key: TextKey, args: string): readonly InlineKeyboardButton[] =>
    screenButton(texts.say(key), 'telling', `${at.prefix}${args}`);
  const text = texts.say('tell', {
    hour: String(manner.digestHour),
    day: dayLabel(ctx, manner.digestDay),
    quiet: quietLabel(ctx, manner.quiet),
    zone: manner.zone,
    silent: texts.say(manner.silent ? 'tell.on' : 'tell.off'),
  });
  const lines = [
    ...(await headLines(ctx, at)),
    ...(misread ? [html`${texts.say('tell.misread')}`] : []),
    html`${text}`,
  ];
  return replyOf(lines, [
    [...press('tell.hour', 'hour'), ...press('tell.day', 'day')],
    [...press('tell.quiet', 'quiet'), ...press('tell.zone', 'zone')],
    [
      ...press(manner.silent ? 'tell.aloud' : 'tell.silent', `silent ${manner.silent ? 'off' : 'on'}`),
      ...listButton(ctx, at),
    ],
  ]);
}

async function choices(ctx: BotContext, at: Managed, topic: Topic, manner: Manner): Promise<Shown> {
  const press = (label: string, value: string): readonly InlineKeyboardButton[] =>
    screenButton(label, 'telling', `${at.prefix}${topic} ${value}`);
  const buttons = optionsOf(ctx, topic, manner).flatMap(({ label, value, on }) =>
    press(on ? `✓ ${label}` : label, value),
  );
  const back = screenButton(ctx.texts.say('page.back'), 'telling', at.prefix);
  return replyOf(
    [...(await headLines(ctx, at)), html`${ctx.texts.say(`tell.choose.${topic}`)}`],
    [...inRows(buttons, topic === 'zone' ? 2 : 4), back],
  );
}

interface Option {
  readonly label: string;
  readonly value: string;
  readonly on: boolean;
}

function optionsOf(ctx: BotContext, topic: Topic, manner: Manner): readonly Option[] {
  switch (topic) {
    case 'hour':
      return HOURS.map((hour) => ({
        label: `${hour}:00`,
        value: String(hour),
        on: hour === manner.digestHour,
      }));
    case 'day':
      return [1, 2, 3, 4, 5, 6, 7].map((day) => ({
        label: dayLabel(ctx, day),
        value: String(day),
        on: day === manner.digestDay,
      }));
    case 'quiet': {
      const now = manner.quiet === null ? '' : quietText(manner.quiet);
      const spans = QUIET.map(quietText).map((span) => ({ label: span, value: span, on: span === now }));
      return [{ label: ctx.texts.say('tell.off'), value: 'off', on: manner.quiet === null }, ...spans];
    }
    case 'zone':
      return ZONES.map((zone) => ({ label: zone, value: zone, on: zone === manner.zone }));
  }
}
