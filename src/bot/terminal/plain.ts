/** How the terminal shows what Telegram would format. */
export interface Style {
  /** Wraps strong text; the identity where colour codes are unwelcome. */
  readonly strong: (text: string) => string;
}

/** Renders our own Telegram HTML for a terminal: quotes are set off, links show their address, entities are decoded. */
export function htmlToTerminal(markup: string, { strong }: Style): string {
  return markup
    .replace(/<b>([^<]{0,5000})<\/b>/g, (_, inner: string) => strong(inner))
    .replace(
      /<a href="([^"]{1,3000})">([^<]{0,5000})<\/a>/g,
      (_, url: string, label: string) => `${label} (${url})`,
    )
    .replace(/<blockquote(?: expandable)?>/g, '> ')
    .replace(/<\/?[a-z]{1,20}>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
