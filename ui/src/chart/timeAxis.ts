const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once for each way of writing: making one takes longer than writing a whole axis. */
function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}

/** Labels for places on the time axis, in the viewer's zone: clock time, and the day where it changes. */
export function timeLabels(
  placesSeconds: readonly number[],
  stepSeconds: number,
  locale: string,
  timeZone?: string,
): string[] {
  const zone = timeZone === undefined ? {} : { timeZone };
  const clock = formatOf(locale, {
    hour: '2-digit',
    minute: '2-digit',
    ...(stepSeconds < 60 && { second: '2-digit' }),
    hourCycle: 'h23',
    ...zone,
  });
  const day = formatOf(locale, { day: 'numeric', month: 'short', ...zone });
  let previousDay: string | undefined;
  return placesSeconds.map((seconds) => {
    const dayText = day.format(seconds * 1_000);
    const newDay = previousDay !== undefined && dayText !== previousDay;
    previousDay = dayText;
    if (stepSeconds >= 86_400) return dayText;
    return newDay ? dayText : clock.format(seconds * 1_000);
  });
}
