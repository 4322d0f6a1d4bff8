/** The value of an `<input type="datetime-local">` for an instant, in the viewer's zone. */
export function toDateTimeInput(millis: number): string {
  const offsetMillis = new Date(millis).getTimezoneOffset() * 60_000;
  return new Date(millis - offsetMillis).toISOString().slice(0, 19);
}

/** The instant that such an input says; undefined when it is empty or not filled in. */
export function fromDateTimeInput(text: string): number | undefined {
  const millis = new Date(text).getTime();
  return Number.isNaN(millis) ? undefined : millis;
}
