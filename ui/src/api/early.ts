declare global {
  interface Window {
    /** What `early.js` asked for while the scripts were on their way, by address. */
    vigieAsked?: Map<string, Promise<Response>>;
  }
}

// Beyond this, what was asked for at the beginning may be told otherwise by now.
const freshMillis = 10_000;

/** The answer to what was asked for before the page could; each is given once. */
export function earlyAnswer(address: string): Promise<Response> | undefined {
  const answer = window.vigieAsked?.get(address);
  if (answer === undefined) return undefined;
  window.vigieAsked?.delete(address);
  return performance.now() < freshMillis ? answer : undefined;
}
