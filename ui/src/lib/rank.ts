/**
 * How well a name answers what was typed; undefined when it does not. Lower is better: the whole
 * text at the start, at the start of a word, anywhere, and last its letters in order.
 */
export function matchRank(name: string, text: string): number | undefined {
  const lowerName = name.toLowerCase();
  const lowerText = text.toLowerCase();
  const at = lowerName.indexOf(lowerText);
  if (at === 0) return name.length;
  if (at > 0) {
    const startsWord = /[^a-z0-9]/.test(lowerName[at - 1] ?? '');
    return (startsWord ? 1_000 : 2_000) + name.length;
  }
  let from = 0;
  for (const letter of lowerText.replaceAll(/\s/g, '')) {
    const found = lowerName.indexOf(letter, from);
    if (found === -1) return undefined;
    from = found + 1;
  }
  return 3_000 + name.length;
}

/** The names that answer the text, best first, at most `limit`. With no text, the first ones as they come. */
export function rankMatches(names: readonly string[], text: string, limit: number): string[] {
  if (text === '') return names.slice(0, limit);
  return names
    .flatMap((name) => {
      const rank = matchRank(name, text);
      return rank === undefined ? [] : [{ name, rank }];
    })
    .sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name))
    .slice(0, limit)
    .map(({ name }) => name);
}

/** Number of single-letter changes that turn one text into the other (Levenshtein). */
export function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}

/** The names most like a misspelt one, at most `limit`, none that share less than half of it. */
export function nearestNames(names: readonly string[], misspelt: string, limit = 3): string[] {
  return names
    .map((name) => ({ name, distance: name.includes(misspelt) ? 1 : editDistance(name, misspelt) }))
    .filter(({ distance }) => distance <= misspelt.length / 2)
    .sort((a, b) => a.distance - b.distance || a.name.localeCompare(b.name))
    .slice(0, limit)
    .map(({ name }) => name);
}
