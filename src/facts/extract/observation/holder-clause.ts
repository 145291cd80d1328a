/** What stands behind a name that is part of something else: a list, a project, a class of things. */
export const NO_SUBJECT =
  /^(?:项目|工程|建设|改造|扩建|提升|数|等|、|和|与|及|或|类|级|化|镇|乡|街道|路|片|群|振兴)/;
/** 老李, 张大嫂, or a name of two or three characters in front of what its bearer does or has. */
export const PERSONAL =
  /^(?:[老小][\u3400-\u9fff](?!人|区|镇)|[\u3400-\u9fff]{2,3}(?=家|种|养|承包|今年|去年|说|告诉|介绍|的|，))/;
/** 三是光伏。 */
export const NEXT_ITEM =
  /^(?:[一二三四五六七八九]是|第[一二三四五六七八九]|其[一二三四五]|首先|其次|再次|最后|另一方面|再看)/;
/** Words of a sentence that speaks of somebody else, named or not. */
export const ANOTHER = /我们|全县|全市|全区|全省|县里|市里|县域|记者/;
/** No name of a body holds these: a verb, a preposition or a count stands there. */
export const NEVER_IN_NAME =
  /^(?:[的和与及就受以由被靠余将把让给向赴来去是在了着过]|能(?![源量化耗效力])|[一二两三四五六七八九十几多]+[家个座所处名位]|引来|考察|奖励|新增|接待|实现|完成)/;
/** 占全县的三分之一, 高于全市, 居全市第2位: a yardstick, no owner. */
export const YARDSTICK =
  /(?:占(?:到|了|到了|据)?|高于|低于|快于|慢于|超过|位居|位列|排名|居|列|在|比|较|是|为)$/;
/** What opens a clause in front of its subject. */
export const OPENING =
  /^(?:[一二三四五六七八九十]{1,2}是|镇里|乡里|县里|市里|目前|今年要|要|还要|(?:项目|工程)?由|其中|截至目前|据悉|据了解|据介绍|如今|同时|此外|另外|位于|地处|坐落在|作为|走进|来到|在|仅|记者|记者在|记者从|像|如|比如|例如|而|据|对|[“”\s★●])+/;
