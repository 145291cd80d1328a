/** 这条路, 该线路: words that point to a road or the like, at the opening of a sentence. */
const POINTS_TO_LINE =
  /^[\s“]*(?:这条|该条?|此条?|这段|整条)(?:路|公路|道路|线路|旅游路|旅游公路|高速|高速公路|铁路|步道|绿道|通道|隧道|渠|管线|线)(?=全长|总长|长|总投资|[，东西南北起连贯将是于\d])/;
const NAMED_LINE =
  /([\u3400-\u9fff]{4,18}(?:公路|高速|铁路|大道|连接线|环线|专线|快速路|步道|绿道|通道|隧道|干渠|管线|旅游路))(?=[，。；：、正已将是的全]|$)/g;

const LED = /^.*(?:是|为|有|叫|的|了|建设|新建|修建|推进|实施|开通|贯通|连接|通往)(?=[\u3400-\u9fff]{4})/;

/** Whether a sentence opens with words that take up a road named before (这条路全长112公里). */
export function pointsToLine(sentence: string): boolean {
  return POINTS_TO_LINE.test(sentence);
}

/** The road or the like a text names last, null when it names none. */
export function lineNamedLast(text: string): string | null {
  const name = [...text.matchAll(NAMED_LINE)].at(-1)?.[1]?.replace(LED, '') ?? '';
  return name.length < 4 ? null : name;
}
