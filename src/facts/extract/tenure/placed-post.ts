import type { PlaceMention } from '../../../region/gazetteer.ts';
import { marked } from './mark.ts';
import {
  isBroken,
  isInstitution,
  isOrgan,
  LEVEL_HEAD,
  levelOf,
  splitLead,
  startsWithLevel,
  withoutTerm,
} from './organ.ts';
import type { Post } from './post.ts';
import { alternatives, POST_WORDS } from './post-words.ts';

const LEVELS = '省市县区旗州盟镇乡村';
/** Villages and the like below the place named: 大张镇 西张村党支部. */
const SUBORDINATE = /^\p{Script=Han}{1,6}(?:(?<![农乡])村|社区|镇|(?<!城)乡)/u;
const ZONE = /(?:开发区|园区|示范区|新区|管理区)$/;
/** 中共吉县委员会书记 is 吉县县委书记; a township's committee is its 党委. */
const COMMITTEE = /^委员会/;
const GOVERNMENT = /^(?:[省市县区旗州镇乡])?(?:人民)?政府/;
const BODY = new RegExp(`(?:${alternatives(POST_WORDS.body)})$`);
/** What stands before the place in an institution's name: 国网古县供电公司, 中国农业银行古县支行. */
const OWNER = new RegExp(`(?:${alternatives(POST_WORDS.owner)})$`);
const OWNER_MAX = 10;
const YOUTH_LEAGUE = '共青团';

/**
 * A post with its place before it: 霍州市 + 委副 + 书记, 古县 + 县委 + 书记, 霍州市 + 市长, 霍州市长.
 * @param headStart where the head begins; @param end where it ends
 * @returns null when what stands between place and head is no organ
 */
export function placedPost(
  text: string,
  place: PlaceMention,
  headStart: number,
  head: string,
  end: number,
): Post | null {
  const committee = place.division.level === 'township' ? '党委' : '委';
  const between = text.slice(place.end, headStart).replace(COMMITTEE, committee);
  if (isBroken(between)) return null;
  const surface = text.slice(place.start, place.end);
  const level = levelNamed(surface, place.division.name);
  const shared = place.end === headStart + 1;
  const { rank, organ, former } = splitLead(between);
  // 霍州市长: the head's first character is the place's last one.
  const written = shared ? head.slice(1) : organ + rank + head;
  // 村 of 村支书 ends the village's name.
  const whose = head.startsWith('村') ? `${organ}村` : organ;
  const repeated = startsWithLevel(written) || SUBORDINATE.test(whose) || (rank !== '' && organ === '');
  const prefix = level === '' || repeated ? '' : level;
  if (!shared && organ !== '' && !isOrgan(prefix + whose)) return null;
  if (!shared && organ === '' && POST_WORDS.alone.includes(head) && !ZONE.test(surface)) return null;
  const before = text.slice(Math.max(0, place.start - OWNER_MAX), place.start);
  const body = BODY.exec(before)?.[0] ?? '';
  const whole = organ !== '' && isInstitution(organ) ? (OWNER.exec(before)?.[0] ?? '') + surface : null;
  const name = shared
    ? head
    : withoutGovernment((whole ?? body.replace(YOUTH_LEAGUE, '团') + prefix) + written, head);
  const from = place.start - (whole === null ? body.length : whole.length - surface.length);
  return {
    ...marked(text, from, end, former),
    name: withoutTerm(name),
    division: place.division,
    level: levelOf(name),
    organ: organ === '' ? '' : (whole ?? body.replace(YOUTH_LEAGUE, '团') + prefix) + organ,
    head,
  };
}

/** 县人民政府副县长 is 副县长: papers write both of one person. */
export function withoutGovernment(name: string, head: string): string {
  return LEVEL_HEAD.test(head) ? name.replace(GOVERNMENT, '') : name;
}

/** 市 of 霍州市, '' of the short name 霍州 and of a development zone. */
function levelNamed(surface: string, name: string): string {
  if (ZONE.test(surface)) return '';
  const level = name.endsWith('街道') ? '街道' : name.slice(-1);
  return surface.endsWith(level) && (LEVELS.includes(level) || level === '街道') ? level : '';
}
