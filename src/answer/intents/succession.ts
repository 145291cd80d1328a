import type { Tenure } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import { say } from '../compose/texts.ts';
import type { Desk } from '../desk.ts';
import { holding, newestFirst } from '../lookup/tenures.ts';
import { tell } from './tell.ts';

/** 由谁换成了谁, 前后任: both the one who left and the one who came. */
export const SWAP =
  /由谁.{0,4}换|谁换成了?谁|从谁.{0,4}换|前后任|谁接(?:替|任)?了谁|新老[一-龥]{0,4}(?:是谁|各是)/;
/** 谁接任: only who came after will do. */
export const NEXT =
  /谁(?:来)?(?:接任|接替|继任|接了?|接班|顶替)|(?:接任|接替|继任)者?[一-龥]{0,12}谁|新任?[一-龥]{0,12}是谁/;
/** 当选前是什么职务: what the holder was before. */
const EARLIER =
  /(?:当选|任职|上任|就任|履新|到任|任命|接任|升任|提拔)(?:之|以)?前[^,，]{0,8}(?:职|什么|干|哪|啥)|(?:此前|之前|以前|原来|原先|过去)(?:是|任|担任|干|做|在)[^,，]{0,4}(?:什么|啥|哪|何)/;
/** 调到哪里去了: what the one who left is now. */
const WHERE =
  /调(?:到|往|去|任)?了?(?:哪|什么|啥)|去了?哪|到哪[里儿]?(?:去|了|任)|去向|后来(?:任|去|到|干)|如今(?:任|在)|现在(?:任|在|干|去)/;

/** A line of a person's other posts, with the row that tells it; row is null when no article does. */
interface Sequel {
  readonly text: string;
  readonly row: Stored<Tenure> | null;
}

/** What a question about a post asks of its holder besides the name, or null when nothing. */
export async function sequelOf(desk: Desk, text: string, row: Stored<Tenure>): Promise<Sequel | null> {
  if (!EARLIER.test(text) && !WHERE.test(text)) return null;
  const rows = newestFirst(await desk.store.tenures({ person: row.person })).filter(
    ({ id }) => id !== row.id,
  );
  if (EARLIER.test(text)) {
    const before =
      rows.find((other) => other.status === 'former') ?? rows.find((other) => actedBefore(other, row));
    if (before !== undefined) return { text: tell({ ...before, status: 'former' }), row: before };
    return { text: say('noFact', { subject: say('earlierPosts', { person: row.person }) }), row: null };
  }
  if (row.status !== 'left' && row.status !== 'former') return null;
  const now = holding(rows).find((other) => (other.asOf ?? '') >= (row.asOf ?? ''));
  return now === undefined
    ? { text: say('noFact', { subject: say('laterPosts', { person: row.person }) }), row: null }
    : { text: tell(now), row: now };
}

/** 代县长 before 县长, at the same place and told no later. */
function actedBefore(other: Tenure, row: Tenure): boolean {
  return other.acting && !row.acting && other.place === row.place && (other.asOf ?? '') <= (row.asOf ?? '');
}
