import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Listener } from './audience.ts';
import { Ledger, type Verdict } from './ledger.ts';
import type { Told } from './story.ts';

const MINUTE = 60_000;
const CHAT = { chat: 7, thread: 0 };
const WANTS: Listener = {
  target: CHAT,
  edition: 'instant',
  wishes: [{ about: 'place', place: '古县' }],
  quiet: null,
  deaf: false,
  since: 0,
  until: null,
};
const NEWS: Told = { key: '41.73', kind: 'figures', place: '古县', indicator: '工业投资', growth: 3.1 };
const CHANGE: Told = {
  key: '55.18',
  before: '41.73',
  kind: 'changed',
  place: '古县',
  indicator: '工业投资',
};

type Message = readonly [minute: number, text: string, broken?: boolean];

/** News at minute 10, its change at minute 20 where there is one; then these messages. */
function judged(
  listener: Partial<Listener>,
  messages: readonly Message[],
  { change = false, kill = -1 }: { readonly change?: boolean; readonly kill?: number } = {},
): Verdict {
  const ledger = new Ledger();
  ledger.print([NEWS], 10 * MINUTE, 'file');
  if (change) ledger.print([CHANGE], 20 * MINUTE, 'file');
  if (kill >= 0) ledger.kill(kill * MINUTE);
  for (const [minute, text, broken = false] of messages)
    ledger.arrive(CHAT, { at: minute * MINUTE, text, broken });
  return ledger.judge([{ ...WANTS, ...listener }]);
}

const TOLD: Message = [11, '工业投资为41.73亿元'];
const OTHER = [{ about: 'place', place: '吉县' }] as const;

const CASES: readonly (readonly [name: string, verdict: Verdict, fault: RegExp | null])[] = [
  ['told once', judged({}, [TOLD]), null],
  ['never told', judged({}, []), /^lost/],
  ['another number that ends alike is not it', judged({}, [[11, '为141.73亿元、41.735亿元']]), /^lost/],
  ['told twice', judged({}, [TOLD, [12, '41.73']]), /^twice/],
  ['told to somebody else', judged({ wishes: [...OTHER] }, [TOLD]), /did not ask/],
  ['told to nobody known', judged({ target: { chat: 8, thread: 0 } }, [TOLD]), /nobody asked/],
  ['told while paused', judged({ deaf: true }, [TOLD]), /wanted nothing/],
  ['told after it was unsubscribed', judged({ until: 10 * MINUTE }, [TOLD]), /wanted nothing/],
  ['told in quiet hours', judged({ quiet: { from: 5 * MINUTE, to: 15 * MINUTE } }, [TOLD]), /wanted nothing/],
  ['older than the subscription', judged({ since: 12 * MINUTE }, [[13, '41.73']]), /older/],
  ['before and after', judged({}, [TOLD, [21, '41.73亿元 → 55.18亿元']], { change: true }), null],
  ['only after', judged({}, [[21, '41.73亿元 → 55.18亿元']], { change: true }), null],
  ['the change was lost', judged({}, [TOLD], { change: true }), /^lost.*55\.18/],
  [
    'the old one once more',
    judged({}, [TOLD, [25, '41.73'], [26, '55.18']], { change: true }),
    /to be wrong/,
  ],
];

for (const [name, verdict, fault] of CASES)
  test(name, () => {
    if (fault === null) assert.deepEqual(verdict.faults, []);
    else
      assert.ok(
        verdict.faults.some((each) => fault.test(each)),
        verdict.faults.join('; '),
      );
  });

test('what was on its way when a connection broke or the program was killed may come twice, and is counted', () => {
  const again: Message = [12, '41.73'];
  const broken = judged({}, [[11, '41.73', true], again]);
  assert.deepEqual([broken.faults, broken.afterBreak], [[], 1]);
  const killed = judged({}, [TOLD, again], { kill: 11.01 });
  assert.deepEqual([killed.faults, killed.afterKill], [[], 1]);
  assert.match(judged({}, [TOLD, again], { kill: 11.5 }).faults.join(), /^twice/);
});
