// Wildcards: `*` stands for any text, none included, `?` for exactly one character. Letter case counts.

/**
 * Whether a whole text is what a pattern says. Of several `*` only the last one is ever tried again, so the time grows
 * with the product of both lengths at most, whatever the pattern.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  // By code points: `?` is one character also where JavaScript has two units for it.
  const wanted = Array.from(pattern);
  const given = Array.from(text);
  let at = 0;
  let star = -1;
  let starEnd = 0;
  for (let index = 0; index < given.length;) {
    if (wanted[at] === "*") {
      star = at;
      starEnd = index;
      at += 1;
    } else if (at < wanted.length && (wanted[at] === "?" || wanted[at] === given[index])) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      starEnd += 1;
      index = starEnd;
      at = star + 1;
    } else {
      return false;
    }
  }
  return wanted.slice(at).every((character) => character === "*");
}
