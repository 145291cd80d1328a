/**
 * A piece of Telegram HTML, and beside it what a reader sees: its length is what Telegram counts (after parsing,
 * in UTF-16 code units), and its text is what is sent should the markup ever be refused.
 * Only {@link html} makes one, so nothing unescaped can get in.
 */
export class Html {
  readonly markup: string;
  readonly plain: string;

  private constructor(markup: string, plain: string) {
    this.markup = markup;
    this.plain = plain;
  }

  /** For this module only. */
  static ofTrusted(markup: string, plain: string): Html {
    return new Html(markup, plain);
  }
}

/**
 * The one door to markup: a tagged template whose literal parts are HTML and whose values are text.
 * Values are escaped; pieces that are {@link Html} already are kept, lists of them are joined.
 */
export function html(
  literals: TemplateStringsArray,
  ...values: readonly (string | Html | readonly Html[])[]
): Html {
  let markup = '';
  let plain = '';
  for (const [i, literal] of literals.entries()) {
    markup += literal;
    plain += literal.replace(/<[^<>]{1,100}>/g, '');
    const value = values[i];
    if (value === undefined) continue;
    for (const piece of typeof value === 'string' ? [text(value)] : value instanceof Html ? [value] : value) {
      markup += piece.markup;
      plain += piece.plain;
    }
  }
  return Html.ofTrusted(markup, plain);
}

/** Joins pieces with a separator that is text. */
export function joinHtml(pieces: readonly Html[], separator: string): Html {
  return Html.ofTrusted(
    pieces.map((piece) => piece.markup).join(escapeHtml(separator)),
    pieces.map((piece) => piece.plain).join(separator),
  );
}

/**
 * A link, if the address is one we may show: http(s), at most 2,048 characters, no credentials (a title such as
 * `javascript:` or `https://bank.example@evil.example` must not become one). Otherwise just the text.
 */
export function link(url: string | null, label: string): Html {
  if (url === null || url.length > 2048 || !URL.canParse(url)) return html`${label}`;
  const { protocol, username, password } = new URL(url);
  if ((protocol !== 'http:' && protocol !== 'https:') || username !== '' || password !== '')
    return html`${label}`;
  return Html.ofTrusted(`<a href="${escapeHtml(clean(url))}">${escapeHtml(clean(label))}</a>`, clean(label));
}

function text(value: string): Html {
  const plain = clean(value);
  return Html.ofTrusted(escapeHtml(plain), plain);
}

function escapeHtml(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/**
 * What a hostile text may contain that escaping does not cover: control characters, marks that turn the reading
 * direction of everything after them, and halves of surrogate pairs (which Telegram answers with an error).
 */
function clean(value: string): string {
  return (
    value
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is being removed
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '')
  );
}
