import { cleanQuestion } from '../../answer/understand/clean.ts';
import type { Manner } from '../model.ts';

/** Minutes of a day. */
const DAY = 1440;

const CLOCK = '(\\d{1,2})(?:[:点时](\\d{1,2}|半)?分?)?';
const SPAN = new RegExp(
  `^(?:免打扰|勿扰|静默|安静|quiet)?(?:时间|时段|hours?)?[:\\s]*${CLOCK}\\s*(?:-|—|–|~|到|至|to)\\s*${CLOCK}$`,
);
const OFF =
  /^(?:免打扰|勿扰|静默|安静|quiet)?(?:时间|时段|hours?)?[:\s]*(?:关|关闭|关掉|取消|没有|无|off|none)$|^(?:关闭|关掉|取消)(?:免打扰|勿扰)$/;

/** Quiet hours as typed: 22-7, 免打扰 22:30-7:15, 关. undefined: not understood. */
export function readQuiet(typed: string): Manner['quiet'] | undefined {
  const { text } = cleanQuestion(typed.slice(0, 60));
  if (OFF.test(text)) return null;
  const [, fromHour, fromMinute, toHour, toMinute] = SPAN.exec(text) ?? [];
  if (fromHour === undefined || toHour === undefined) return undefined;
  const from = minutesOf(fromHour, fromMinute);
  const to = minutesOf(toHour, toMinute);
  // From eight to eight would be always or never.
  return from === null || to === null || from === to ? undefined : { from, to };
}

function minutesOf(hour: string, minute = '0'): number | null {
  const minutes = Number(hour) * 60 + (minute === '半' ? 30 : Number(minute));
  if (Number(hour) > 24 || (minute !== '半' && Number(minute) > 59) || minutes > DAY) return null;
  return minutes % DAY;
}

/** 22:30–07:15. */
export function quietText({ from, to }: NonNullable<Manner['quiet']>): string {
  return `${clockText(from)}–${clockText(to)}`;
}

function clockText(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The IANA name of a time zone as typed (asia/shanghai, Europe/Berlin); null when there is none of it. */
export function readZone(typed: string): string | null {
  const name = typed.trim();
  // Offsets (+08:00) know no summer time, and other bodies of the program no offsets.
  if (!/^[A-Za-z]{2,20}(?:\/[A-Za-z0-9_+-]{1,30}){0,2}$/.test(name)) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** Whether a value from elsewhere is a manner a target can have. */
export function isManner(value: unknown): value is Manner {
  if (typeof value !== 'object' || value === null) return false;
  const { zone, quiet, digestHour, digestDay, silent } = value as Record<string, unknown>;
  return (
    typeof zone === 'string' &&
    readZone(zone) === zone &&
    isQuiet(quiet) &&
    isWhole(digestHour, 0, 23) &&
    isWhole(digestDay, 1, 7) &&
    typeof silent === 'boolean'
  );
}

function isQuiet(value: unknown): value is Manner['quiet'] {
  if (value === null) return true;
  if (typeof value !== 'object') return false;
  const { from, to } = value as Record<string, unknown>;
  return isWhole(from, 0, DAY - 1) && isWhole(to, 0, DAY - 1) && from !== to;
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
}
