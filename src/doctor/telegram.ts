import { Api, GrammyError } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import { clientOptions } from '../bot/api/client.ts';
import { apiSignal } from '../bot/api/signal.ts';
import type { Config } from '../config.ts';
import { broken, type Finding, note, ok } from './check.ts';

const TIMEOUT_MS = 8000;

/** The token and what BotFather's settings look like from outside. The token itself is never printed. */
export async function checkTelegram(config: Config): Promise<readonly Finding[]> {
  if (config.botToken === null)
    return [
      note('token: BOT_TOKEN is not set', 'needed for npm start only: get one from @BotFather (/newbot)'),
    ];
  const api = new Api(config.botToken, clientOptions(config.apiRoot, config.proxy));
  try {
    const me = await api.getMe(apiSignal(AbortSignal.timeout(TIMEOUT_MS)));
    return [ok(`token: ${config.apiRoot} knows it as @${me.username}`), ...settings(me)];
  } catch (error) {
    return [failure(error, config.apiRoot)];
  }
}

function settings(me: UserFromGetMe): readonly Finding[] {
  return [
    me.can_join_groups
      ? ok('groups: the bot can be added')
      : note('groups: the bot cannot be added', '@BotFather: /setjoingroups → Enable'),
    me.can_read_all_group_messages
      ? ok('group privacy: off, mentions are always delivered')
      : note(
          'group privacy: on, so plain mentions may not arrive; /ask and replies to the bot do',
          'fine as it is; for mentions @BotFather: /setprivacy → Disable, then add the bot to its groups again',
        ),
    me.supports_inline_queries
      ? ok('inline mode: on')
      : note(
          'inline mode: off',
          'questions in other chats (@bot …) need it; @BotFather: /setinline turns it on',
        ),
  ];
}

function failure(error: unknown, apiRoot: string): Finding {
  if (error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404))
    return broken('token: Telegram does not know it', 'copy it again from @BotFather (/mybots → API Token)');
  if (error instanceof GrammyError)
    return broken(`telegram: ${apiRoot} answers ${error.error_code} ${error.description}`, 'try again later');
  return broken(
    `telegram: ${apiRoot} cannot be reached`,
    'check the network, HTTPS_PROXY and TELEGRAM_API_ROOT; the bot itself would keep trying',
  );
}
