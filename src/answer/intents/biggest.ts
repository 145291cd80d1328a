import type { Observation } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import { line, reply, strongLine } from '../compose/reply.ts';
import { say } from '../compose/texts.ts';
import { amount, proofOf } from '../compose/value-words.ts';
import type { Ask, Responder } from '../desk.ts';
import { periodFit } from '../lookup/period-fit.ts';
import { convert } from '../understand/unit-wish.ts';
import { eventArticles } from './list.ts';

const MOST_ROWS = 5;
const SMALLEST = /最小|最少|最低/;
/** Words that say what is compared, not which projects. */
const MEASURE = /投资|项目|工程|规模|金额|最/;
const INVESTMENT = /^(.{3,}?)(?:总投资|概算投资|计划投资|投资)$/;
/** Investments of many projects together. */
const TOGETHER =
  /(?:类|重点|签约|开工|集中|招商引资|省级|市级|以上的?|产业|基础设施|民生|在建|新建|续建|竣工|年度|一期|二期|三期)(?:工程|类)?(?:项目)?$|固定资产|房地产|工业$|民间$|技改$|总$|^(?:协议|合同|计划|完成|累计|当天|全年|年度|其中|现场)/;

interface Sized {
  readonly name: string;
  readonly fact: Stored<Observation>;
  readonly yuan: number;
}

/** 签约的项目里投资最大的是哪个: among the projects of a place (and of an event) whose investment is told. */
export const answerBiggest: Responder = async (ask) => {
  const { text, places, terms } = ask.question;
  if (!/项目|工程/.test(text) || places.length === 0) return null;
  const about = terms.filter((term) => term.weight >= 1 && term.soft !== true && !MEASURE.test(term.text));
  const event = await eventArticles(ask, about);
  const mine = (fact: Stored<Observation>): boolean =>
    about.length === 0 ? inTime(ask, fact) : event.has(fact.articleId);
  const low = SMALLEST.test(text);
  const sized = (await projectsOf(ask)).filter(({ fact }) => mine(fact));
  sized.sort((a, b) => (low ? a.yuan - b.yuan : b.yuan - a.yuan) || (a.fact.id < b.fact.id ? -1 : 1));
  const rows = sized.filter((row, i) => sized.findIndex((other) => other.name === row.name) === i);
  const [best, second] = rows;
  if (best === undefined || second === undefined) return null;
  const headline = say('biggest', {
    place: places.map((p) => p.division.name).join('、'),
    count: String(rows.length),
    most: low ? '最小' : '最大',
    name: best.name,
    value: amount(best.fact),
  });
  return reply(ask, {
    kind: 'project',
    headline: strongLine(`${headline}。`, best.name),
    context: rows.slice(1, MOST_ROWS).map(({ name, fact }) => line(`${name}：${amount(fact)}`)),
    proofs: [proofOf(best.fact)],
    articles: rows.map(({ fact }) => fact.articleId),
    factIds: rows.map(({ fact }) => fact.id),
  });
};

/** Every investment that is told of one named project of the asked places. */
async function projectsOf(ask: Ask): Promise<Sized[]> {
  const sized: Sized[] = [];
  for (const { division } of ask.question.places) {
    const names = (await ask.desk.store.indicators({ place: division.name })).map((row) => row.indicator);
    const indicators = names.filter((name) => INVESTMENT.test(name));
    if (indicators.length === 0) continue;
    for (const fact of await ask.desk.store.observations({ places: [division.name], indicators })) {
      const name = INVESTMENT.exec(fact.indicator)?.[1] ?? '';
      const yuan =
        fact.unit === '元' ? fact.value : Number(convert(fact.value, fact.unit, '元')?.value ?? Number.NaN);
      if (
        fact.measure !== 'level' ||
        fact.status === 'superseded' ||
        TOGETHER.test(name) ||
        Number.isNaN(yuan)
      )
        continue;
      sized.push({ name, fact, yuan });
    }
  }
  return sized;
}

function inTime(ask: Ask, fact: Observation): boolean {
  const [asked] = ask.question.periods;
  return asked === undefined || asked.match === 'shape' || periodFit(fact.period, asked, '') > 0;
}
