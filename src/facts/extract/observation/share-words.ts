/** 占全年|400亿元|签约目标的: the amount of the task inside the words of a share. */
export const TASK_AMOUNT =
  /\d[\d.]{0,9}[万亿]{0,2}(?:元|吨|亩|个|户|家|公里|人|人次)(?=[\u3400-\u9fff]{0,8}(?:目标|任务|计划|盘子|预算))/;

/** Verbs and hedges between the words of a share and its number: 占比|超过|六成, 占到|了近|三成. */
const SHARE_END =
  /(?:(?:提高|提升|上升|下降|降低|扩大|增加|回升|回落|缩小|[增升降])[至到为]|为|是|达到|达|约|近|超过|超|突破|不足|不到|将近|接近|高达|低至|只有|仅有|已|仅|只|仍然|仍|依然|依旧|虽|却|也|均|就|到|了|保持在|稳定在|在|力争|争取|确保|预计|有望|计划|要|将|可|能)+$/;

/** 占全省的四分之一, 占比超过六成, 占规上工业增加值比重达到8%: the whole a share is of, '' when it is not named; null when the words are no share. */
export function wholeOf(raw: string): string | null {
  const led = raw.replace(SHARE_END, '');
  const share = /占(?:到|据|了|去)?([^，,；;占由从提“\d]{0,16}?)的?(?:比重|比例|份额|比)?的?$/.exec(led);
  if (share === null) return null;
  // 煤炭占比较高的甲县、乙县分别下降2.4%: what describes the places is no share.
  if (/分别|依次|下降|上升|增长|[高低大小重]的/.test(share[1] ?? '')) return null;
  return (share[1] ?? '').replace(/的?(?:比重|比例|份额|比)(?:已|仅|也|均)?$/, '').replace(/^比重?$/, '');
}
