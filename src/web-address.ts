/** Parameters that say where a reader came from, not what is read. */
const TRACKING = /^(?:utm_\w+|from|share\w*|spm|scene|fbclid|gclid|isappinstalled|timestamp|wxshare\w*)$/i;

/**
 * An address reduced to what names the page: without scheme, www., tracking parameters, fragment and closing slash, so that
 * two links to one article are recognised as such.
 * @returns null for what is no web address
 */
export function sameAddress(url: string): string | null {
  if (url.length > 2048 || !URL.canParse(url)) return null;
  const { protocol, host, pathname, searchParams } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  const kept = [...searchParams]
    .filter(([name]) => !TRACKING.test(name))
    .map(([name, value]) => `${name}=${value}`)
    .toSorted();
  return `${host.replace(/^(?:www|m|wap)\./, '')}${pathname.replace(/\/+$/, '')}?${kept.join('&')}`;
}
