const safeSchemes = new Set(['http:', 'https:', 'mailto:']);

/** An address from a dashboard, if following it only leads somewhere; undefined for one that runs a script. */
export function safeUrl(url: string): string | undefined {
  try {
    return safeSchemes.has(new URL(url, document.baseURI).protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}
