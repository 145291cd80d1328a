import type { Observation } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import { line, reply } from '../compose/reply.ts';
import { say } from '../compose/texts.ts';
import { measureWords, proofOf, statement } from '../compose/value-words.ts';
import type { Ask, Responder } from '../desk.ts';
import { choose } from '../lookup/choose.ts';
import type { Want } from '../understand/understanding.ts';

/** 目标完成了吗, 比目标低多少: a goal beside what came of it. */
const MET =
  /目标[^,，。]{0,4}(?:完成|达到|达成|实现|兑现|差)|(?:完成|达到|达成|实现)[^,，。]{0,6}目标|[比与跟]目标/;
/** Goals that are kept by staying below. */
const CEILING = /浓度|指数|能耗|失业率|价格|重污染/;

/** Whether a goal was reached: the result first, then the goal, both of one time; otherwise both, said not to be comparable. */
export const answerGoal: Responder = async (ask) => {
  if (!MET.test(ask.question.text)) return null;
  const [goal] = (await choose(ask)).best;
  if (goal === undefined || goal.fact.status !== 'target') return null;
  const result = await resultOf(ask, goal.fact);
  if (result === null) return null;
  const parts = { actual: statement(result), target: say('goalOnly', { value: measureWords(goal.fact) }) };
  const same =
    result.period?.start === goal.fact.period?.start && result.period?.end === goal.fact.period?.end;
  const comparable = same && result.unit === goal.fact.unit && result.measure === goal.fact.measure;
  const ceiling = CEILING.test(goal.fact.indicator);
  const met = ceiling ? result.value <= goal.fact.value : result.value >= goal.fact.value;
  const key = !comparable ? 'goalOpen' : met ? 'goalMet' : 'goalMissed';
  const words = comparable ? parts : { ...parts, target: statement(goal.fact) };
  return reply(ask, {
    kind: 'compare',
    headline: line(`${say(key, words)}。`),
    proofs: [proofOf(result), proofOf(goal.fact)],
  });
};

/** The result of the goal's own indicator and measure, of its time if there is one. */
async function resultOf(ask: Ask, goal: Observation): Promise<Stored<Observation> | null> {
  const wants = new Set<Want>(ask.question.wants);
  wants.delete('target');
  wants.delete('verify');
  if (goal.measure === 'growth') wants.add('growth');
  const question = { ...ask.question, wants, units: [] };
  const year = goal.period?.end.slice(0, 4) ?? '';
  const fits = ({ fact }: { readonly fact: Observation }): boolean =>
    fact.period?.end.startsWith(year) === true &&
    fact.indicator === goal.indicator &&
    fact.measure === goal.measure &&
    fact.status !== 'target' &&
    fact.status !== 'plan';
  const dated = (await choose({ ...ask, question })).best.find(fits);
  if (dated !== undefined) return dated.fact;
  const any = (await choose({ ...ask, question: { ...question, periods: [] } })).best.find(fits);
  return any?.fact ?? null;
}
