/** 同志, and who is told to be a woman or of which people: 任命张某（女，回族）为…. */
const BEHIND_NAME =
  /(?:同志|先生|女士|[（(](?:[男女]|\p{Script=Han}{1,4}族|兼|挂职)(?:[，,、](?:[男女]|\p{Script=Han}{1,4}族|挂职))?[）)])$/u;
const LONGEST = 12;

/** Where a name ends before the words for a person that may stand behind it. */
export function trimTitle(text: string, end: number): number {
  let at = end;
  while (end - at < 2 && /[ \u3000]/.test(text.charAt(at - 1))) at--;
  for (let found = BEHIND_NAME.exec(text.slice(Math.max(0, at - LONGEST), at)); found; ) {
    at -= found[0].length;
    found = BEHIND_NAME.exec(text.slice(Math.max(0, at - LONGEST), at));
  }
  return at;
}

/** Length of the words for a person behind a name that ends at `end`. */
export function titleBehind(text: string, end: number): number {
  return /^(?:同志|先生|女士)/.exec(text.slice(end, end + 2))?.[0].length ?? 0;
}
