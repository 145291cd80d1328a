import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classify, type ErrorClass, REMEDY } from '../../../src/bot/api/error-class.ts';

/** What Telegram really says. */
const SAID: readonly (readonly [code: number, description: string, meaning: ErrorClass])[] = [
  [403, 'Forbidden: bot was blocked by the user', 'blocked'],
  [403, 'Forbidden: user is deactivated', 'deactivated'],
  [400, 'Bad Request: INPUT_USER_DEACTIVATED', 'deactivated'],
  [403, "Forbidden: bot can't initiate conversation with a user", 'never-started'],
  [403, "Forbidden: bot can't send messages to bots", 'never-started'],
  [403, 'Forbidden: bot was kicked from the group chat', 'kicked'],
  [403, 'Forbidden: bot was kicked from the supergroup chat', 'kicked'],
  [403, 'Forbidden: bot was kicked from the channel chat', 'kicked'],
  [403, 'Forbidden: bot is not a member of the channel chat', 'kicked'],
  [403, 'Forbidden: the group chat was deleted', 'kicked'],
  [403, 'Forbidden: something new that Telegram thought of', 'kicked'],
  [400, 'Bad Request: chat not found', 'no-such-chat'],
  [400, 'Bad Request: PEER_ID_INVALID', 'no-such-chat'],
  [400, 'Bad Request: not enough rights to send text messages to the chat', 'restricted'],
  [400, 'Bad Request: need administrator rights in the channel chat', 'restricted'],
  [400, 'Bad Request: have no rights to send a message', 'restricted'],
  [400, 'Bad Request: CHAT_WRITE_FORBIDDEN', 'restricted'],
  [400, 'Bad Request: CHAT_SEND_PLAIN_FORBIDDEN', 'restricted'],
  [400, 'Bad Request: CHAT_RESTRICTED', 'restricted'],
  [400, 'Bad Request: TOPIC_CLOSED', 'topic'],
  [400, 'Bad Request: message thread not found', 'topic'],
  [400, 'Bad Request: message to be replied not found', 'reply-gone'],
  [400, 'Bad Request: message to edit not found', 'message-gone'],
  [400, "Bad Request: message can't be edited", 'message-gone'],
  [
    400,
    'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    'unchanged',
  ],
  [400, 'Bad Request: query is too old and response timeout expired or query ID is invalid', 'stale-query'],
  [400, 'Bad Request: message is too long', 'too-long'],
  [400, 'Bad Request: message caption is too long', 'too-long'],
  [400, 'Bad Request: can\'t parse entities: Unsupported start tag "p" at byte offset 0', 'markup'],
  [400, 'Bad Request: BUTTON_DATA_INVALID', 'ours'],
  [400, 'Bad Request: message text is empty', 'ours'],
  [400, 'Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN', 'restricted'],
  [400, 'Bad Request: there is no text in the message to edit', 'no-text'],
  [401, 'Unauthorized', 'token'],
  [404, 'Not Found', 'token'],
  [409, 'Conflict: terminated by other getUpdates request', 'conflict'],
  [429, 'Too Many Requests: retry after 14', 'flood'],
  [500, 'Internal Server Error', 'server'],
  [502, 'Bad Gateway', 'server'],
];

describe('what Telegram says', () => {
  for (const [code, description, meaning] of SAID)
    it(`${code} ${description.slice(0, 70)}: ${meaning}, so ${REMEDY[meaning]}`, () =>
      assert.equal(classify({ error_code: code, description }), meaning));

  it('a group that moved is told by its new id, whatever the words', () =>
    assert.equal(
      classify({
        error_code: 400,
        description: 'Bad Request: group chat was upgraded to a supergroup chat',
        parameters: { migrate_to_chat_id: -1001 },
      }),
      'moved',
    ));

  it('every class occurs in the table', () => {
    const tested = new Set<string>(SAID.map(([, , meaning]) => meaning)).add('moved');
    assert.deepEqual([...tested].toSorted(), Object.keys(REMEDY).toSorted());
  });
});
