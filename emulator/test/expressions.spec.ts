// Claims matching expressions: what can be written, what errors say, what matches.

import { expect } from "chai";
import fastCheck from "fast-check";
import { ExpressionError } from "../src/expressions/expression.js";
import { matchesPattern } from "../src/expressions/matchesPattern.js";
import { parseExpression } from "../src/expressions/parseExpression.js";
import { unmetCondition } from "../src/expressions/unmetCondition.js";

describe("emulator: a claims matching expression", () => {
  it("is one condition, or several joined by and", () => {
    const one = "claims['sub'] eq 'repo:o/r:ref:refs/heads/main'";
    const two = "claims['job_workflow_ref'] matches 'o/*/.github/workflows/*@refs/heads/main'";
    expect(parseExpression(one)).to.deep.equal([
      { claim: "sub", operator: "eq", comparand: "repo:o/r:ref:refs/heads/main", text: one },
    ]);
    expect(parseExpression(`${one} and ${two}`).map(({ text }) => text)).to.deep.equal([one, two]);
    expect(parseExpression(`${two} and ${one} and ${one}`)).to.have.lengthOf(3);
  });

  it("has a single quote in a text written twice, and words in a text are only text", () => {
    const [condition, ...more] = parseExpression(
      "claims['it''s'] eq '''a'' and claims[''x''] eq ''b'''",
    );
    expect(more).to.deep.equal([]);
    expect(condition).to.include({ claim: "it's", comparand: "'a' and claims['x'] eq 'b'" });
  });

  const refused: readonly [expression: string, message: RegExp][] = [
    ["", /^"claims\[" is expected at character 1, where the end stands$/],
    ["sub eq 'x'", /^"claims\[" is expected at character 1, where "sub eq 'x'" stands$/],
    [" claims['sub'] eq 'x'", /^"claims\[" is expected at character 1,/],
    ["Claims['sub'] eq 'x'", /^"claims\[" is expected at character 1,/],
    ["claims[sub] eq 'x'", /^the name of a claim in single quotes is expected at character 8,/],
    ["claims[''] eq 'x'", /^the name of a claim in single quotes, not an empty one, is expected/],
    ["claims['sub' eq 'x'", /^"\] " is expected at character 13,/],
    ["claims['sub']  eq 'x'", /^"eq" or "matches" is expected at character 15,/],
    ["claims['sub'] ne 'x'", /^"eq" or "matches" is expected at character 15, where "ne 'x'"/],
    ["claims['sub'] EQ 'x'", /^"eq" or "matches" is expected at character 15,/],
    ["claims['sub'] equals 'x'", /^"eq" or "matches" is expected at character 15,/],
    ["claims['sub'] eq  'x'", /^a text in single quotes is expected at character 18,/],
    ["claims['sub'] eq \"x\"", /^a text in single quotes is expected at character 18,/],
    ["claims['sub'] eq ''", /^a text in single quotes, not an empty one, is expected at/],
    [
      "claims['sub'] eq 'x",
      /^the text that begins at character 18 has no single quote at its end$/,
    ],
    ["claims['sub'] eq 'x''", /begins at character 18 has no single quote at its end$/],
    ["claims['sub'] eq 'x' ", /^" and " is expected at character 21, where " " stands$/],
    [
      "claims['sub'] eq 'x' or claims['a'] eq 'b'",
      / is expected at character 21, where " or claims.+…" stands$/,
    ],
    ["claims['sub'] eq 'x' and ", /^"claims\[" is expected at character 26, where the end stands$/],
    [
      "(claims['sub'] eq 'x')",
      /^"claims\[" is expected at character 1, where "\(claims.+…" stands$/,
    ],
  ];
  for (const [expression, message] of refused) {
    it(`is refused with the place: ${expression || "nothing"}`, () => {
      expect(() => parseExpression(expression)).to.throw(ExpressionError, message);
    });
  }

  it("is read again as what it was written from, whatever its texts are", () => {
    const text = fastCheck.string({ minLength: 1, maxLength: 20, unit: "binary" });
    const operator = fastCheck.constantFrom("eq", "matches");
    const conditions = fastCheck.array(fastCheck.tuple(text, operator, text), {
      minLength: 1,
      maxLength: 4,
    });
    const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;
    fastCheck.assert(
      fastCheck.property(conditions, (given) => {
        const written = given.map(
          ([claim, how, what]) => `claims[${quoted(claim)}] ${how} ${quoted(what)}`,
        );
        const read = parseExpression(written.join(" and "));
        expect(read.map((one) => [one.claim, one.operator, one.comparand])).to.deep.equal(given);
        expect(read.map((one) => one.text)).to.deep.equal(written);
      }),
    );
  });

  it("fails to be read with an error of its own, whatever it is", () => {
    fastCheck.assert(
      fastCheck.property(fastCheck.string({ unit: "binary" }), (text) => {
        expect(() => parseExpression(`claims['a'] eq 'b'${text}c`)).to.throw(ExpressionError);
      }),
    );
  });
});

describe("emulator: claims compared with an expression", () => {
  const meets = (expression: string, claims: Readonly<Record<string, unknown>>) =>
    unmetCondition(parseExpression(expression), claims) === undefined;

  it("meet eq with exactly the same text, letter case and wildcards included", () => {
    expect(meets("claims['sub'] eq 'a*?'", { sub: "a*?" })).to.equal(true);
    for (const sub of ["A*?", "abc", "a*? ", "", undefined]) {
      expect(meets("claims['sub'] eq 'a*?'", { sub }), sub).to.equal(false);
    }
  });

  it("meet and only with every condition; the first that is not met is told", () => {
    const expression = "claims['a'] eq '1' and claims['b'] matches '2*' and claims['c'] eq '3'";
    const unmet = (claims: object) =>
      unmetCondition(parseExpression(expression), { ...claims })?.text;
    expect(unmet({ a: "1", b: "22", c: "3" })).to.equal(undefined);
    expect(unmet({ a: "1", b: "12", c: "4" })).to.equal("claims['b'] matches '2*'");
    expect(unmet({ b: "2" })).to.equal("claims['a'] eq '1'");
  });

  it("meet nothing with a claim that is no text, or that only every object has", () => {
    for (const value of [1, true, null, ["1"], { 1: "1" }]) {
      expect(meets("claims['a'] matches '*'", { a: value })).to.equal(false);
    }
    expect(meets("claims['constructor'] matches '*'", {})).to.equal(false);
    expect(meets("claims['__proto__'] matches '*'", {})).to.equal(false);
  });
});

describe("emulator: wildcards", () => {
  const rows: readonly [pattern: string, matching: readonly string[], others: readonly string[]][] =
    [
      ["*", ["", "a", "any text"], []],
      ["?", ["a", "*", "😀"], ["", "ab"]],
      ["a*", ["a", "abc", "a*"], ["", "ba", "A"]],
      ["*a", ["a", "ba", "aa"], ["", "ab"]],
      ["a*b*c", ["abc", "aXbYc", "abbcc", "abcbc"], ["ac", "abcd", "acb"]],
      ["??", ["ab", "é😀"], ["a", "abc"]],
      ["a?c", ["abc", "a?c"], ["ac", "abbc", "aBC"]],
      ["*?", ["a", "ab"], [""]],
      ["**", ["", "a"], []],
      ["a.c", ["a.c"], ["abc"]],
      [
        "repo:contoso/*:ref:refs/heads/????",
        ["repo:contoso/a/b:ref:refs/heads/main", "repo:contoso/:ref:refs/heads/next"],
        ["repo:contoso/a:ref:refs/heads/mains", "repo:Contoso/a:ref:refs/heads/main"],
      ],
    ];
  for (const [pattern, matching, others] of rows) {
    it(`of ${pattern} stand for what they should`, () => {
      expect(matching.filter((text) => !matchesPattern(pattern, text))).to.deep.equal([]);
      expect(others.filter((text) => matchesPattern(pattern, text))).to.deep.equal([]);
    });
  }

  it("match as a slow and plain definition of them does", () => {
    const defined = (pattern: string, text: string): boolean => {
      if (pattern === "") {
        return text === "";
      }
      const rest = pattern.slice(1);
      return pattern.startsWith("*")
        ? defined(rest, text) || (text !== "" && defined(pattern, text.slice(1)))
        : text !== "" &&
            (pattern.startsWith("?") || Array.from(pattern)[0] === Array.from(text)[0]) &&
            defined(rest, text.slice(1));
    };
    const pattern = fastCheck.string({
      unit: fastCheck.constantFrom("a", "b", "*", "?"),
      maxLength: 8,
    });
    const text = fastCheck.string({ unit: fastCheck.constantFrom("a", "b", "*"), maxLength: 10 });
    fastCheck.assert(
      fastCheck.property(pattern, text, (one, other) => {
        expect(matchesPattern(one, other)).to.equal(defined(one, other));
      }),
      { numRuns: 2_000 },
    );
  });

  it("come to an end with a pattern that makes others try for ever", () => {
    const text = "a".repeat(5_000);
    expect(matchesPattern(`${"a*".repeat(500)}b`, text)).to.equal(false);
    expect(matchesPattern(`${"*a".repeat(500)}*`, text)).to.equal(true);
  });
});
