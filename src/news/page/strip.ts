const DROPPED = ['script', 'style', 'head', 'noscript', 'template', 'svg', 'nav', 'footer', 'form', 'select'];
const BLOCK =
  /<\/?(?:p|div|br|hr|h[1-6]|li|ul|ol|tr|table|section|article|header|aside|main|blockquote|dd|dt|title)(?:\s[^<>]{0,2000})?\/?>/gi;

/**
 * The text of markup that no parser could make a page of: without tags, one line per block. Takes time in proportion
 * to its length whatever it holds.
 */
export function stripMarkup(html: string): string {
  let body = dropComments(html);
  for (const name of DROPPED) body = dropElement(body, name);
  return decodeEntities(body.replace(BLOCK, '\n').replace(/<\/?[a-z][^<>]{0,5000}>/gi, ''))
    .split('\n')
    .map((line) => line.replace(/[\t\u00a0 ]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Scans by index: a pattern over an unclosed element would look at the rest of the page again and again. */
function dropElement(html: string, name: string): string {
  const lower = html.toLowerCase();
  let kept = '';
  let from = 0;
  for (;;) {
    const open = nextOpen(lower, name, from);
    if (open < 0) return kept + html.slice(from);
    kept += html.slice(from, open);
    const close = lower.indexOf(`</${name}`, open);
    const end = close < 0 ? -1 : lower.indexOf('>', close);
    // Never closed: drop the tag alone, not the rest of the page.
    from = end < 0 ? open + name.length + 1 : end + 1;
    if (end < 0) return kept + html.slice(from).replace(/^[^<>]{0,2000}>/, '');
  }
}

function nextOpen(lower: string, name: string, from: number): number {
  let at = lower.indexOf(`<${name}`, from);
  while (at >= 0 && !/[\s>/]/.test(lower[at + name.length + 1] ?? '>'))
    at = lower.indexOf(`<${name}`, at + 1);
  return at;
}

function dropComments(html: string): string {
  let kept = '';
  let from = 0;
  for (;;) {
    const open = html.indexOf('<!--', from);
    const close = open < 0 ? -1 : html.indexOf('-->', open + 4);
    if (close < 0) return kept + html.slice(from);
    kept += html.slice(from, open);
    from = close + 3;
  }
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  middot: '·',
  times: '×',
  permil: '‰',
};

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? all;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return valid ? String.fromCodePoint(code) : all;
  });
}
