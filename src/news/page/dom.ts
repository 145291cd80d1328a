import { createRequire } from 'node:module';
import { once } from '../../text/once.ts';

/** What we need of a DOM node; linkedom's own types ask for the browser's. */
export interface PageNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly firstChild: PageNode | null;
  readonly nextSibling: PageNode | null;
  readonly parentNode: PageNode | null;
}

export interface PageElement extends PageNode {
  getAttribute(name: string): string | null;
  matches(selector: string): boolean;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  remove(): void;
}

export interface Page {
  readonly body: PageElement | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

const ELEMENT = 1;
const TEXT = 3;

export function isElement(node: PageNode): node is PageElement {
  return node.nodeType === ELEMENT;
}

export function isText(node: PageNode): boolean {
  return node.nodeType === TEXT;
}

// Required with the first page, not imported: of more than a hundred files, and most processes never read a page.
const linkedom = once(() => createRequire(import.meta.url)('linkedom') as typeof import('linkedom'));

/** Parses a page, however broken; scripts are never run. */
export function parsePage(html: string): Page {
  // A fragment without <html> would become a document whose first element is its root.
  const whole = /<html[\s>]/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`;
  return linkedom().parseHTML(whole).document as unknown as Page;
}

/** The next node in document order under `root`: into `node`, or past it; `leave` sees every element left on the way. */
export function nextNode(
  node: PageNode,
  root: PageNode,
  into = true,
  leave: (left: PageNode) => void = () => undefined,
): PageNode | null {
  if (into && node.firstChild !== null) return node.firstChild;
  let current = node;
  while (current !== root) {
    leave(current);
    if (current.nextSibling !== null) return current.nextSibling;
    if (current.parentNode === null) return null;
    current = current.parentNode;
  }
  return null;
}

/** How many elements a page has and how deep they are nested. */
export function measure(root: PageElement): { readonly elements: number; readonly depth: number } {
  let elements = 0;
  let depth = 0;
  let deepest = 0;
  let node: PageNode | null = root;
  while (node !== null) {
    if (isElement(node)) elements++;
    if (node.firstChild !== null) deepest = Math.max(deepest, ++depth);
    node = nextNode(node, root, true, (left) => {
      // Leaving the last child ends its parent's level.
      if (left.nextSibling === null) depth--;
    });
  }
  return { elements, depth: deepest };
}
