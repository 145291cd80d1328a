import { GrammyError } from 'grammy';
import { classify, type ErrorClass, REMEDY } from '../../bot/api/error-class.ts';
import { breakdownOf } from '../../bot/api/outcome.ts';

/** What became of a message. */
export type Outcome =
  | { readonly result: 'sent'; readonly message: number }
  | { readonly result: 'flood'; readonly waitMs: number }
  /** 5xx: about this message, or about all. */
  | { readonly result: 'server' }
  /** Nothing was sent: Telegram cannot be reached. */
  | { readonly result: 'unreachable' }
  /** It may have arrived. */
  | { readonly result: 'broken' }
  | { readonly result: 'moved'; readonly to: number }
  /** Nobody there hears us. */
  | { readonly result: 'silent'; readonly why: ErrorClass; readonly reason: string }
  | { readonly result: 'topic'; readonly reason: string }
  | { readonly result: 'markup'; readonly reason: string }
  /** An operator has to act: the token is not known. */
  | { readonly result: 'token' }
  | { readonly result: 'refused'; readonly reason: string };

/** Sends, and says what became of it by the one table of refusals. @throws what is no failure of a call */
export async function judged(send: () => Promise<{ readonly message_id: number }>): Promise<Outcome> {
  try {
    return { result: 'sent', message: (await send()).message_id };
  } catch (error) {
    if (error instanceof GrammyError) return refusal(error);
    const breakdown = breakdownOf(error);
    if (breakdown === null) throw error;
    return { result: breakdown === 'gateway' ? 'server' : breakdown };
  }
}

function refusal(error: GrammyError): Outcome {
  const { retry_after: seconds = 1, migrate_to_chat_id: to } = error.parameters;
  const meaning = classify(error);
  if (to !== undefined) return { result: 'moved', to };
  if (meaning === 'flood') return { result: 'flood', waitMs: seconds * 1000 };
  if (meaning === 'server') return { result: 'server' };
  if (meaning === 'token') return { result: 'token' };
  const reason = error.description;
  switch (REMEDY[meaning]) {
    case 'silence':
      return { result: 'silent', why: meaning, reason };
    case 'outside-topic':
      return { result: 'topic', reason };
    case 'plain':
      return { result: 'markup', reason };
    default:
      return { result: 'refused', reason };
  }
}
