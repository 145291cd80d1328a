import type { AskedPost } from './understanding.ts';
import { questionWords } from './words.ts';

/** Titles of organs that no list can hold: 统计局局长, 组织部副部长, 开发区管委会主任. */
const ORGAN_TITLE =
  /[一-龥]{1,12}?(?:局|部|委|办|院|会|厅|中心|公司|协会|学校|医院|开发区)(?:党组|党委|党工委)?(?:副)?(?:局长|部长|主任|主席|院长|书记|检察长|校长|总经理|董事长|秘书长)/g;
/** 统计局长 for 统计局局长. */
const SHORT_TITLE = /[一-龥]{2,6}(?<!局)局长/g;
const MAX_ORGAN = 14;

/** Posts a folded question asks for; place names in front are not part of them. */
export function findPosts(text: string, isPlaceAt: (at: number) => number): readonly AskedPost[] {
  const found: AskedPost[] = questionWords()
    .posts.find(text)
    .filter((hit) => !partOfOrgan(text, hit.start))
    .map((hit) => ({ start: hit.start, end: hit.end, pattern: hit.value, surface: hit.word }));
  for (const match of [...text.matchAll(ORGAN_TITLE), ...text.matchAll(SHORT_TITLE)]) {
    let start = match.index;
    const end = start + match[0].length;
    for (let at = start; at < end; at += 1) start = Math.max(start, isPlaceAt(at));
    const title = text
      .slice(start, end)
      .replace(/^(?:和|与|及|以及|的|是|任|谁|县|区|市|出任|担任|前任|现任|新任|原|上任|现在|当时)+/, '');
    if (title.length < 3 || title.length > MAX_ORGAN) continue;
    start = end - title.length;
    if (found.some((post) => post.end === end && post.surface.length >= 4)) continue;
    if (found.some((post) => post.start < end && start < post.end && post.end - post.start >= title.length))
      continue;
    const clear = found.filter((post) => post.end <= start || end <= post.start);
    found.splice(0, found.length, ...clear, { start, end, pattern: title, surface: title });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The 书记 of 纪委书记 or 支部书记 is not the first secretary. */
function partOfOrgan(text: string, at: number): boolean {
  return (
    /[纪团部组会]委?$|支部$|检察$/.test(text.slice(Math.max(0, at - 2), at)) && text.startsWith('书记', at)
  );
}

/** 第十七届人民代表大会常务委员会主任 is 人大常委会主任, whatever the term. */
export function fullPost(written: string): string {
  return written
    .replace(/第[一二三四五六七八九十百\d]{1,5}届/, '')
    .replace('人民代表大会', '人大')
    .replace('常务委员会', '常委会');
}

/** Whether a written post (代县长, 县委书记) is the one asked for. */
export function isPost(written: string, asked: AskedPost): boolean {
  const plain = fullPost(written)
    .replace(/^(?:代理?|原|前任?)/, '')
    .replace(/^(县|区|市|镇|乡)(?:人民)?政府/, '')
    // A township's committee is written 镇党委 and asked for as 镇委.
    .replace(/^([镇乡])党委/, '$1委');
  if (asked.pattern.includes('{X}')) {
    const bare = plain.replace(/(县|区|市|镇|乡)代/, '$1');
    const [before = '', after = ''] = asked.pattern.split('{X}');
    if (!bare.startsWith(before) || !bare.endsWith(after)) return false;
    const middle = bare.slice(before.length, bare.length - after.length);
    if (bare.length < before.length + after.length) return false;
    return /^(?:县|区|市|镇|乡|省|党)$/.test(middle) || (middle === '' && before === '' && after.length > 2);
  }
  const title = asked.pattern.replace(/^(?:县|区|市|镇|乡)/, '').replace(/(?<![局副])局长$/, '局局长');
  const bare = plain.replace(/^(?:县|区|市|镇|乡)/, '');
  if (writtenOut(title).some((name) => bare === name)) return true;
  // 交通局局长 for 交通运输局局长.
  if (/局(?:副)?局长$/.test(title) && title.length <= 6 && bare.startsWith(title.slice(0, 2)))
    return bare.endsWith(title.slice(title.indexOf('局')));
  return bare === title || (title.length >= 4 && bare.endsWith(title) && !bare.endsWith(`副${title}`));
}

/** 人社局局长 is written 人力资源和社会保障局局长. */
function writtenOut(title: string): readonly string[] {
  const organ = questionWords().organs.at(title, 0);
  return organ === undefined ? [] : organ.value.map((name) => name + title.slice(organ.word.length));
}

/** 浮山县 + 县委书记 is said 浮山县委书记; 浮山县 + 县长 stays 浮山县县长. */
export function placedPost(place: string, post: string): string {
  // 图河村党支部书记 holds its village.
  if (post.startsWith(place)) return post;
  const level = place.slice(-1);
  // 古县县委书记: a name of two characters keeps both.
  return place.length > 2 && post.startsWith(level) && !post.startsWith(`${level}长`)
    ? place.slice(0, -1) + post
    : place + post;
}

/** The post as a place of this level calls it: 县长 for a county, 区委书记 for a district. */
export function postName(asked: AskedPost, placeName: string): string {
  const level = placeName.slice(-1);
  return asked.pattern.replace('{X}', level).replace(/^([镇乡])委/, '$1党委');
}
