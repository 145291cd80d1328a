import type { Project, ProjectStatus } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import { titleKey } from '../../store/supersede.ts';
import type { PartialDate } from '../../text/date.ts';
import { isEarlier, isLongBefore, laterOf } from '../dates.ts';
import { eventId, type Findings, type ToldArticle } from './findings.ts';
import { type Knowledge, keyOf } from './knowledge.ts';

/** How far a project is known to be. */
interface KnownProject {
  readonly status: ProjectStatus;
  readonly date: PartialDate | null;
  readonly event: string | null;
}

/** In the order a project comes through them. */
const STAGES: readonly ProjectStatus[] = ['unknown', 'planned', 'started', 'ongoing', 'completed'];

/** What was finished so long before the article is no news of it. */
const LONG_DONE_DAYS = 400;

export function projectKeys({ projects }: ToldArticle): readonly string[] {
  return projects.map(projectKey);
}

/** New projects, and those that are further than was known. */
export function findProjects(told: ToldArticle, knowledge: Knowledge, findings: Findings): void {
  const { info, projects, reread } = told;
  for (const project of furthest(projects)) {
    const key = projectKey(project);
    const known = knowledge.get<KnownProject>(key);
    const further = known === null || stage(project) > STAGES.indexOf(known.status);
    if (known !== null && (!further || isEarlier(info.date, known.date))) {
      if (!further) findings.repeated.push(known.date);
      if (!further && known.event !== null) findings.retold.add(known.event);
      continue;
    }
    findings.fresh += 1;
    const { place, name, status, investment, period } = project;
    const draft = {
      id: eventId('project', place, titleKey(name), status),
      body: {
        kind: 'project',
        place,
        name,
        status,
        before: known?.status ?? null,
        fact: project.id,
        ...(investment === undefined
          ? {}
          : { investment: { value: investment.value, unit: investment.unit } }),
      },
      replaces: [],
    } as const;
    // A name in passing, of which nothing is said, is not yet a project that somebody heard of.
    const empty = status === 'unknown' && investment === undefined;
    const past = isLongBefore(period?.end ?? null, info.date, LONG_DONE_DAYS);
    const quiet = reread || empty || past;
    if (!quiet) findings.drafts.push(draft);
    knowledge.set(key, {
      status,
      date: laterOf(info.date, known?.date ?? null),
      event: quiet ? null : draft.id,
    } satisfies KnownProject);
  }
}

/** Each project once, as far as the article says it has come. */
function furthest(projects: readonly Stored<Project>[]): readonly Stored<Project>[] {
  const byKey = new Map<string, Stored<Project>>();
  for (const project of projects) {
    const other = byKey.get(projectKey(project));
    if (other === undefined || stage(project) > stage(other)) byKey.set(projectKey(project), project);
  }
  return [...byKey.values()];
}

function stage({ status }: Project): number {
  return STAGES.indexOf(status);
}

function projectKey({ place, name }: Project): string {
  return keyOf('project', place, titleKey(name));
}
