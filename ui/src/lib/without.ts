/** The same entries without that of one key. */
export function without<T>(
  entries: Readonly<Record<string, T>>,
  key: string,
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(entries).filter(([each]) => each !== key));
}
