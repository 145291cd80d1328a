import { isLongBefore } from '../dates.ts';
import { eventId, type Findings, type ToldArticle, tellingTitle } from './findings.ts';
import { type Knowledge, keyOf } from './knowledge.ts';

/** The event that told of an article; null: nobody was told. */
interface KnownStory {
  readonly event: string | null;
}

/** Who tells within so many days what others told tells it again; later it is quoted in other news. */
const RETELLING_DAYS = 7;

/** An article is known by itself and its twins, by its address, and by title and day. */
export function storyKeys({ info, twins }: ToldArticle): readonly string[] {
  const { id, url, title, date } = info;
  const key = tellingTitle(title);
  return [
    ...[id, ...twins].map((each) => keyOf('story', each)),
    ...(url === null ? [] : [keyOf('address', url)]),
    ...(key === '' || date === null ? [] : [keyOf('title', key, date)]),
  ];
}

/** Announces an article, unless it is known or only tells again what others told these days. To be called last. */
export function findStory(told: ToldArticle, knowledge: Knowledge, findings: Findings): void {
  const keys = storyKeys(told);
  const known = keys.map((key) => knowledge.get<KnownStory>(key)).find((story) => story !== null);
  if (known !== undefined && known !== null) {
    if (known.event !== null) findings.retold.add(known.event);
    for (const key of keys) knowledge.set(key, known);
    return;
  }
  const quiet = told.reread || isRetelling(told, findings);
  const { info, twins } = told;
  const title = tellingTitle(info.title);
  const [first] = [info.id, ...twins].toSorted();
  const id = eventId('article', title === '' || info.date === null ? first : [title, info.date]);
  const places = [...new Set([...told.places, ...placesOfFacts(told)])];
  if (!quiet) findings.drafts.push({ id, body: { kind: 'article', places }, replaces: [] });
  for (const key of keys) knowledge.set(key, { event: quiet ? null : id } satisfies KnownStory);
}

/** All figures and projects it has were told by others, lately. Who is met in a post is no news in any article. */
function isRetelling({ info }: ToldArticle, { fresh, repeated, drafts }: Findings): boolean {
  if (fresh > 0 || drafts.length > 0 || repeated.length === 0) return false;
  return repeated.every((date) => !isLongBefore(date, info.date, RETELLING_DAYS));
}

/** A place with so many of the facts is what the article is about; one named in passing has news of its own for its facts. */
const ABOUT = 0.2;

function placesOfFacts({ observations, tenures, projects }: ToldArticle): readonly string[] {
  const all = [...observations, ...tenures, ...projects].map(({ place }) => place?.split('、') ?? []);
  const counts = new Map<string, number>();
  for (const place of all.flat()) counts.set(place, (counts.get(place) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= ABOUT * all.length).map(([place]) => place);
}
