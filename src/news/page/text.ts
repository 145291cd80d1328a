import { isElement, isText, nextNode, type PageElement, type PageNode } from './dom.ts';
import { selectors } from './selectors.ts';
import { tableText } from './table.ts';

const BLOCKS = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DD DIV DL DT FIELDSET FIGCAPTION FIGURE H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN OL P PRE SECTION TABLE TBODY TD TH THEAD TR UL'.split(
    ' ',
  ),
);

/**
 * The text of an element: a line per block, white space as a browser shows it, tables of figures written out row by
 * row. Walks without recursion: a page may nest ten thousand elements.
 */
export function textOf(root: PageElement): string {
  const pieces: string[] = [];
  let node: PageNode | null = root;
  while (node !== null) {
    let into = false;
    if (isText(node)) pieces.push((node.textContent ?? '').replace(/[\t\n\r\f ]+/g, ' '));
    else if (isElement(node) && !isDropped(node)) {
      const table = node.nodeName === 'TABLE' ? tableText(node) : null;
      if (node.nodeName === 'BR') pieces.push('\n');
      else if (table !== null) pieces.push(`\n${table}\n`);
      else {
        if (BLOCKS.has(node.nodeName)) pieces.push('\n');
        into = true;
      }
    }
    node = nextNode(node, root, into, (left) => {
      if (BLOCKS.has(left.nodeName)) pieces.push('\n');
    });
  }
  return tidy(pieces.join(''));
}

const DROPPED_TAGS = new Set(
  selectors('drop')
    .filter((selector) => /^[a-z]+$/.test(selector))
    .map((selector) => selector.toUpperCase()),
);

function isDropped(element: PageElement): boolean {
  if (DROPPED_TAGS.has(element.nodeName)) return true;
  return /display\s{0,3}:\s{0,3}none/i.test(element.getAttribute('style') ?? '');
}

/** Line breaks in the source between Chinese characters are no spaces; lines are trimmed, empty ones run together. */
function tidy(text: string): string {
  return text
    .replace(/[\u200b\ufeff]/g, '')
    .split('\n')
    .map((line) => line.replace(/[\u00a0 ]{1,400}/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
